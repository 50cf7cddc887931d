package eu.dihya.change.expect;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.base.Engine;
import eu.dihya.sql.Statement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScratchRulesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "postgresql | CREATE TABLE a (n int) | Run",
        "postgresql | ALTER TABLE s.a ADD COLUMN b text DEFAULT now() | Run",
        "postgresql | CREATE UNIQUE INDEX CONCURRENTLY i ON a (n) | Run",
        "postgresql | CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1' | Run",
        "postgresql | CREATE MATERIALIZED VIEW v AS SELECT 1 | Run",
        "postgresql | ALTER TYPE mood ADD VALUE 'x' | Run",
        "postgresql | GRANT SELECT ON a TO public | Run",
        "postgresql | ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO public | Run",
        "postgresql | SET search_path = a | Run",
        "postgresql | INSERT INTO a SELECT f(1) | Skip",
        "postgresql | WITH x AS (SELECT 1) DELETE FROM a | Skip",
        "postgresql | TRUNCATE a | Skip",
        "postgresql | VACUUM a | Skip",
        "postgresql | REINDEX INDEX CONCURRENTLY i | Skip",
        "postgresql | COMMENT ON TABLE a IS 'x' | Skip",
        "postgresql | SELECT setval('s', 3) | Skip",
        "postgresql | SELECT pg_catalog.set_config('search_path', '', false) | Skip",
        "postgresql | SELECT add_partitions() | Unknown",
        "postgresql | SELECT 1 INTO b | Unknown",
        "postgresql | SELECT dblink_exec('host=x', 'DROP TABLE y') | Unknown",
        "postgresql | CREATE TABLE a AS SELECT * FROM dblink('x', 'y') AS t(n int) | Unknown",
        "postgresql | DO 'BEGIN END' | Unknown",
        "postgresql | CALL p() | Unknown",
        "postgresql | EXECUTE p | Unknown",
        "postgresql | CREATE ROLE r | Unknown",
        "postgresql | GRANT admin TO clerk | Unknown",
        "postgresql | GRANT CONNECT ON DATABASE d TO clerk | Unknown",
        "postgresql | ALTER DATABASE d SET work_mem = '1MB' | Unknown",
        "postgresql | DROP OWNED BY clerk | Unknown",
        "postgresql | ALTER SYSTEM SET work_mem = '1MB' | Unknown",
        "postgresql | CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p | Unknown",
        "postgresql | CREATE EVENT TRIGGER t ON ddl_command_end EXECUTE FUNCTION f() | Unknown",
        "mariadb | ALTER TABLE a ADD COLUMN b int | Run",
        "mariadb | CREATE VIEW v AS SELECT a.n FROM a JOIN b ON a.n = b.n | Run",
        "mariadb | RENAME TABLE a TO b | Run",
        "mariadb | CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW SET NEW.n = 1 | Run",
        "mariadb | /*!40101 SET NAMES utf8 */ | Run",
        "mariadb | SET FOREIGN_KEY_CHECKS = 0 | Run",
        "mariadb | INSERT INTO other.a VALUES (1) | Skip",
        "mariadb | SELECT f(1) | Skip",
        "mariadb | OPTIMIZE TABLE a | Skip",
        "mariadb | SET @n = (SELECT max(n) FROM a) | Skip",
        "mariadb | ALTER TABLE other.a ADD COLUMN b int | Unknown",
        "mariadb | ALTER TABLE `a` RENAME TO other.a | Unknown",
        "mariadb | ALTER TABLE a EXCHANGE PARTITION p WITH TABLE other.b | Unknown",
        "mariadb | DROP TABLE a, other.b | Unknown",
        "mariadb | CREATE TABLE a AS SELECT * FROM other.b | Unknown",
        "mariadb | CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO DELETE FROM a | Unknown",
        "mariadb | CREATE DATABASE d | Unknown",
        "mariadb | GRANT SELECT ON a TO clerk | Unknown",
        "mariadb | SET GLOBAL max_connections = 1 | Unknown",
        "mariadb | SET @@global.max_connections = 1 | Unknown",
        "mariadb | USE other | Unknown",
        "mariadb | CALL p() | Unknown",
        "mariadb | PREPARE s FROM 'DROP TABLE a' | Unknown",
        "mariadb | EXECUTE s | Unknown",
        "mariadb | BEGIN NOT ATOMIC DROP TABLE a; END | Unknown",
        "mariadb | KILL 1 | Unknown",
        "mysql | DROP INDEX i ON a | Run",
        "mysql | DROP INDEX i ON other.a | Unknown",
        "mysql | CREATE USER clerk | Unknown",
        "sqlite | ALTER TABLE a RENAME COLUMN b TO c | Run",
        "sqlite | PRAGMA foreign_keys = OFF | Run",
        "sqlite | VACUUM | Skip",
        "sqlite | DELETE FROM a | Skip",
        "sqlite | ATTACH 'other.db' AS other | Unknown",
      })
  void onlyWhatStaysInsideAScratchIsRun(String engine, String sql, String effect) {
    ScratchEffect found =
        ScratchRules.of(new Statement(1, sql, 1, 1), Engine.fromCode(engine).orElseThrow());
    assertThat(found.getClass().getSimpleName()).isEqualTo(effect);
  }
}
