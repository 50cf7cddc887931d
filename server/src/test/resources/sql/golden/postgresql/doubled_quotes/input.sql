SELECT 'it''s; fine'; SELECT ''''; SELECT ''';''';
