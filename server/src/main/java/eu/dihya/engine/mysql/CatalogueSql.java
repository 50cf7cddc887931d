package eu.dihya.engine.mysql;

import eu.dihya.base.Engine;

/**
 * The questions to {@code information_schema}; each takes the database's name for every {@code ?}.
 * Where the families name a fact differently, the answer's column has one name.
 */
final class CatalogueSql {
  static final String TABLES =
      "SELECT table_name AS name, table_type AS type, engine AS engine, table_collation AS"
          + " collation, create_options AS options, create_time AS created FROM"
          + " information_schema.tables WHERE table_schema = ? ORDER BY table_name";

  static final String COLUMNS =
      "SELECT table_name AS table_name, column_name AS name, column_default AS preset, is_nullable"
          + " AS nullable, column_type AS type, character_set_name AS charset, collation_name AS"
          + " collation, extra AS extra, generation_expression AS expression FROM"
          + " information_schema.columns WHERE table_schema = ? ORDER BY table_name,"
          + " ordinal_position";

  static final String FOREIGN_KEYS =
      "SELECT k.table_name AS table_name, k.constraint_name AS name, k.column_name AS column_name,"
          + " k.referenced_table_schema AS schema_name, k.referenced_table_name AS referenced,"
          + " k.referenced_column_name AS referenced_column, r.update_rule AS on_update,"
          + " r.delete_rule AS on_delete FROM information_schema.key_column_usage k JOIN"
          + " information_schema.referential_constraints r ON r.constraint_schema ="
          + " k.constraint_schema AND r.constraint_name = k.constraint_name AND r.table_name ="
          + " k.table_name WHERE k.table_schema = ? AND r.constraint_schema = ? AND"
          + " k.referenced_table_name IS NOT NULL ORDER BY k.table_name, k.constraint_name,"
          + " k.ordinal_position";

  static final String PARTITIONS =
      "SELECT table_name AS table_name, partition_name AS name, subpartition_name AS subpartition,"
          + " CONCAT_WS(' ', partition_method, partition_expression, partition_description,"
          + " subpartition_method, subpartition_expression) AS definition FROM"
          + " information_schema.partitions WHERE table_schema = ? AND partition_name IS NOT NULL"
          + " ORDER BY table_name, partition_ordinal_position, subpartition_ordinal_position";

  static final String PARAMETERS =
      "SELECT LOWER(routine_type) AS kind, specific_name AS routine, ordinal_position AS position,"
          + " CONCAT_WS(' ', parameter_mode, parameter_name, dtd_identifier, collation_name) AS"
          + " definition FROM information_schema.parameters WHERE specific_schema = ? ORDER BY"
          + " routine_type, specific_name, ordinal_position";

  /**
   * One answer for all that has a body; the times when they were made are for the witness alone.
   */
  static final String PROGRAMS =
      "SELECT 'view' AS kind, table_name AS name, '' AS parent, CONCAT_WS(' ', 'check',"
          + " check_option, 'security', security_type) AS attributes, view_definition AS body, ''"
          + " AS changed FROM information_schema.views WHERE table_schema = ? UNION ALL SELECT"
          + " 'trigger', trigger_name, event_object_table, CONCAT_WS(' ', action_timing,"
          + " event_manipulation, action_order, sql_mode), action_statement, COALESCE(created, '')"
          + " FROM information_schema.triggers WHERE trigger_schema = ? UNION ALL SELECT"
          + " LOWER(routine_type), routine_name, '', CONCAT_WS(' ', 'deterministic',"
          + " is_deterministic, sql_data_access, 'security', security_type, sql_mode),"
          + " routine_definition, CONCAT(created, ' ', last_altered) FROM"
          + " information_schema.routines WHERE routine_schema = ? UNION ALL SELECT 'event',"
          + " event_name, '', CONCAT_WS(' ', event_type, interval_value, interval_field, status,"
          + " on_completion, sql_mode), event_definition, CONCAT(created, ' ', last_altered) FROM"
          + " information_schema.events WHERE event_schema = ?";

  private static final String INDEXES =
      "SELECT table_name AS table_name, index_name AS name, column_name AS column_name, sub_part AS"
          + " prefix, collation AS direction, non_unique AS non_unique, index_type AS type, %s AS"
          + " expression, %s AS hidden FROM information_schema.statistics WHERE table_schema = ?"
          + " ORDER BY table_name, index_name, seq_in_index";

  private static final String CHECKS_OF_MARIADB =
      "SELECT table_name AS table_name, constraint_name AS name, check_clause AS clause, 'YES' AS"
          + " enforced FROM information_schema.check_constraints WHERE constraint_schema = ? ORDER"
          + " BY table_name, constraint_name";

  private static final String CHECKS_OF_MYSQL =
      "SELECT t.table_name AS table_name, c.constraint_name AS name, c.check_clause AS clause,"
          + " t.enforced AS enforced FROM information_schema.check_constraints c JOIN"
          + " information_schema.table_constraints t ON t.constraint_schema = c.constraint_schema"
          + " AND t.constraint_name = c.constraint_name AND t.constraint_type = 'CHECK' WHERE"
          + " c.constraint_schema = ? ORDER BY t.table_name, c.constraint_name";

  private static final String TABLE_IDS =
      "SELECT name AS name, table_id AS id FROM information_schema.%s WHERE SUBSTRING_INDEX(name,"
          + " '/', 1) = CONVERT(CONVERT(CONVERT(? USING filename) USING binary) USING utf8mb4) AND"
          + " name NOT LIKE '%%/dihya\\_%%' AND name NOT LIKE '%%/FTS\\_%%' AND name NOT LIKE"
          + " '%%/#sql%%' ORDER BY name";

  private CatalogueSql() {}

  static String indexes(Engine engine) {
    return engine == Engine.MARIADB
        ? INDEXES.formatted("NULL", "IF(ignored = 'YES', 'ignored', '')")
        : INDEXES.formatted("expression", "IF(is_visible = 'NO', 'invisible', '')");
  }

  static String checks(Engine engine) {
    return engine == Engine.MARIADB ? CHECKS_OF_MARIADB : CHECKS_OF_MYSQL;
  }

  /**
   * The ids that InnoDB gives tables anew whenever it rebuilds them; needs the PROCESS privilege.
   */
  static String tableIds(Engine engine) {
    return TABLE_IDS.formatted(engine == Engine.MARIADB ? "innodb_sys_tables" : "innodb_tables");
  }
}
