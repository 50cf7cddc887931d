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

  private static final String COLUMNS =
      "SELECT table_name AS table_name, column_name AS name, column_default AS preset, is_nullable"
          + " AS nullable, column_type AS type, character_set_name AS charset, collation_name AS"
          + " collation, extra AS extra, generation_expression AS expression, %s AS srid FROM"
          + " information_schema.columns WHERE table_schema = ? ORDER BY table_name,"
          + " ordinal_position";

  /**
   * Apart from {@link #RULES}: MariaDB looks a schema up only where it is compared with a constant,
   * and reads the tables of all databases for a join.
   */
  static final String FOREIGN_KEYS =
      "SELECT table_name AS table_name, constraint_name AS name, column_name AS column_name,"
          + " referenced_table_schema AS schema_name, referenced_table_name AS referenced,"
          + " referenced_column_name AS referenced_column FROM information_schema.key_column_usage"
          + " WHERE table_schema = ? AND constraint_schema = ? AND referenced_table_name IS NOT"
          + " NULL ORDER BY table_name, constraint_name, ordinal_position";

  /** What happens to the rows of foreign keys. */
  static final String RULES =
      "SELECT table_name AS table_name, constraint_name AS name, update_rule AS on_update,"
          + " delete_rule AS on_delete FROM information_schema.referential_constraints WHERE"
          + " constraint_schema = ?";

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
          + " FROM information_schema.triggers WHERE event_object_schema = ? UNION ALL SELECT"
          + " LOWER(routine_type), routine_name, '', CONCAT_WS(' ', 'deterministic',"
          + " is_deterministic, sql_data_access, 'security', security_type, sql_mode),"
          + " routine_definition, CONCAT(created, ' ', last_altered) FROM"
          + " information_schema.routines WHERE routine_schema = ? UNION ALL SELECT 'event',"
          + " event_name, '', CONCAT_WS(' ', event_type, interval_value, interval_field, status,"
          + " on_completion, sql_mode), event_definition, CONCAT(created, ' ', last_altered) FROM"
          + " information_schema.events WHERE event_schema = ?";

  /** What a statement that does not say it takes from the server or the database. */
  static final String DEFAULTS =
      "SELECT CONCAT_WS(' ', @@version, @@sql_mode, @@collation_server, @@lower_case_table_names,"
          + " @@default_storage_engine, @@explicit_defaults_for_timestamp,"
          + " @@innodb_default_row_format, @@innodb_file_per_table, default_character_set_name,"
          + " default_collation_name) AS defaults FROM information_schema.schemata WHERE"
          + " schema_name = ?";

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

  private CatalogueSql() {}

  static String columns(Engine engine) {
    return COLUMNS.formatted(engine == Engine.MARIADB ? "NULL" : "srs_id");
  }

  static String indexes(Engine engine) {
    return engine == Engine.MARIADB
        ? INDEXES.formatted("NULL", "IF(ignored = 'YES', 'ignored', '')")
        : INDEXES.formatted("expression", "IF(is_visible = 'NO', 'invisible', '')");
  }

  static String checks(Engine engine) {
    return engine == Engine.MARIADB ? CHECKS_OF_MARIADB : CHECKS_OF_MYSQL;
  }
}
