DELIMITER go
SELECT 'go' ; SELECT `go` go
SELECT 2
go
DELIMITER ;
SELECT delimiter FROM t; SELECT a AS `delimiter`;
