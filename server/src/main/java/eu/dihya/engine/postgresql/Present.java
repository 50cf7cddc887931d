package eu.dihya.engine.postgresql;

import eu.dihya.engine.Row;

/**
 * Which kinds of things one schema holds. A new connection spends more on planning the questions
 * than on answering them, so only those are asked that have an answer.
 *
 * @param actions triggers, rules, policies
 * @param types also extensions
 * @param grants rights that are not the owner's alone; routines and types always have some
 */
record Present(
    boolean relations, boolean actions, boolean routines, boolean types, boolean grants) {
  private static final String QUESTION =
      """
      SELECT
        EXISTS (SELECT FROM pg_catalog.pg_class c WHERE c.relnamespace = n.oid AND c.relname NOT LIKE 'dihya\\_%%') AS relations,
        EXISTS (SELECT FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid
          WHERE NOT t.tgisinternal AND c.relnamespace = n.oid)
        OR EXISTS (SELECT FROM pg_catalog.pg_rewrite r JOIN pg_catalog.pg_class c ON c.oid = r.ev_class
          WHERE r.rulename <> '_RETURN' AND c.relnamespace = n.oid)
        OR EXISTS (SELECT FROM pg_catalog.pg_policy p JOIN pg_catalog.pg_class c ON c.oid = p.polrelid WHERE c.relnamespace = n.oid) AS actions,
        EXISTS (SELECT FROM pg_catalog.pg_proc p WHERE p.pronamespace = n.oid) AS routines,
        EXISTS (SELECT FROM pg_catalog.pg_type t WHERE t.typnamespace = n.oid AND t.typtype IN ('e', 'd', 'r'))
        OR EXISTS (SELECT FROM pg_catalog.pg_extension e WHERE e.extnamespace = n.oid) AS types,
        EXISTS (SELECT FROM pg_catalog.pg_class c WHERE c.relnamespace = n.oid AND c.relacl IS NOT NULL)
        OR EXISTS (SELECT FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
          WHERE a.attacl IS NOT NULL AND c.relnamespace = n.oid) AS grants
      FROM pg_catalog.pg_namespace n WHERE n.nspname = %s\
      """;

  private static final String ANYTHING =
      """
      SELECT FROM pg_catalog.pg_namespace n WHERE n.nspname = %s AND (
        EXISTS (SELECT FROM pg_catalog.pg_class c WHERE c.relnamespace = n.oid AND c.relname NOT LIKE 'dihya\\_%%')
        OR EXISTS (SELECT FROM pg_catalog.pg_proc p WHERE p.pronamespace = n.oid)
        OR EXISTS (SELECT FROM pg_catalog.pg_type t WHERE t.typnamespace = n.oid AND t.typtype IN ('e', 'd', 'r'))
        OR EXISTS (SELECT FROM pg_catalog.pg_extension e WHERE e.extnamespace = n.oid))\
      """;

  /**
   * A row where one schema holds anything. A schema that is still empty is asked no more than this:
   * a new connection has to learn each catalogue that a question names.
   */
  static String anything(String schema) {
    return ANYTHING.formatted(PostgresDialect.string(schema));
  }

  /** The question for one schema, whatever the search path is; no row when there is none. */
  static String question(String schema) {
    return QUESTION.formatted(PostgresDialect.string(schema));
  }

  static Present of(Row row) {
    return new Present(
        row.flag("relations"),
        row.flag("actions"),
        row.flag("routines"),
        row.flag("types"),
        row.flag("grants"));
  }
}
