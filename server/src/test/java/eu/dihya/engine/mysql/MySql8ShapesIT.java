package eu.dihya.engine.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.engine.Place;
import eu.dihya.engine.Session;
import eu.dihya.engine.Shape;
import eu.dihya.testing.ServerSql;
import eu.dihya.testing.TestServers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only MySQL 8 can define is in its shape. */
@Tag("mysql8")
class MySql8ShapesIT {
  private static final List<String> SCHEMA =
      List.of(
          "CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(20) COLLATE utf8mb4_0900_ai_ci DEFAULT"
              + " 'it''s', token CHAR(36) DEFAULT (UUID()), at DATETIME DEFAULT CURRENT_TIMESTAMP"
              + " ON UPDATE CURRENT_TIMESTAMP, doc JSON, place POINT NOT NULL SRID 4326, away POINT"
              + " SRID 4326, hidden INT INVISIBLE, CONSTRAINT c CHECK (id > 0) NOT ENFORCED, KEY"
              + " quick (name), KEY lower ((LOWER(name))), KEY many ((CAST(doc->'$.a' AS UNSIGNED"
              + " ARRAY))), SPATIAL KEY s (place))",
          "CREATE VIEW v AS WITH x AS (SELECT id FROM t) SELECT id, RANK() OVER (ORDER BY id) AS r"
              + " FROM x");

  private Place place;
  private Session session;

  @BeforeEach
  void open() {
    place = MySqlPlaces.fresh(TestServers.mysql8());
    session = place.connect();
    SCHEMA.forEach(session::execute);
  }

  @AfterEach
  void close() {
    session.close();
  }

  @Test
  void equalSchemasAreEqualAndNameNoDatabase() {
    Place elsewhere = MySqlPlaces.fresh(TestServers.mysql8());
    try (Session other = elsewhere.connect()) {
      SCHEMA.forEach(other::execute);
      Shape there = place.driver().schemaReader().shape(other, elsewhere.target());
      assertThat(there.objects()).isEqualTo(shape().objects());
      assertThat(there.objects().toString()).doesNotContain(elsewhere.target().database());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE t ALTER INDEX quick INVISIBLE",
        "ALTER TABLE t ALTER COLUMN hidden SET VISIBLE",
        "ALTER TABLE t ALTER CHECK c ENFORCED",
        "ALTER TABLE t DROP INDEX lower, ADD INDEX lower ((UPPER(name)))",
        "ALTER TABLE t DROP INDEX many, ADD INDEX many ((CAST(doc->'$.b' AS UNSIGNED ARRAY)))",
        "ALTER TABLE t ALTER COLUMN token SET DEFAULT (REPLACE(UUID(), '-', ''))",
        "ALTER TABLE t ALTER COLUMN name SET DEFAULT 'its'",
        "ALTER TABLE t MODIFY at DATETIME DEFAULT CURRENT_TIMESTAMP",
        "ALTER TABLE t MODIFY name VARCHAR(20) COLLATE utf8mb4_0900_as_cs DEFAULT 'it''s'",
        "ALTER TABLE t MODIFY away POINT",
        "ALTER VIEW v AS WITH x AS (SELECT id FROM t) SELECT id, RANK() OVER (ORDER BY id DESC) AS"
            + " r FROM x"
      })
  void everyChangeShows(String change) {
    Shape before = shape();
    session.execute(change);
    assertThat(shape()).isNotEqualTo(before);
  }

  /** The password of its default plugin goes over TLS, or encrypted with the server's key. */
  @Test
  void accountsAreThoseOfTheNewPlugin() {
    assertThat(
            new ServerSql(TestServers.mysql8())
                .rows("SELECT plugin FROM mysql.user WHERE user = 'dihya'"))
        .isEqualTo(List.of(List.of("caching_sha2_password")));
    assertThat(session.query("SHOW SESSION STATUS LIKE 'Ssl_version'").getFirst().text("value"))
        .startsWith("TLS");
  }

  private Shape shape() {
    return place.driver().schemaReader().shape(session, place.target());
  }
}
