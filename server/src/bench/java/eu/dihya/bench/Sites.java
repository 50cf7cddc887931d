package eu.dihya.bench;

import eu.dihya.base.Engine;
import eu.dihya.testing.TestServer;
import eu.dihya.testing.TestServers;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes empty places of one kind, and takes them away. Used by one thread. */
final class Sites implements AutoCloseable {
  /** How a server is given to tenants. */
  enum Layout {
    POSTGRES_DATABASES,
    POSTGRES_SCHEMAS,
    MARIADB_DATABASES,
    SQLITE_FILES
  }

  private static final int WIDTH = 4;

  private final Layout layout;
  private final Optional<Road> road;
  private int made;

  Sites(Layout layout) {
    this(layout, Duration.ZERO);
  }

  /**
   * @param roundTrip how far away the server is for those that use the places; making them takes
   *     the direct way
   */
  Sites(Layout layout, Duration roundTrip) {
    this.layout = layout;
    this.road =
        roundTrip.isZero()
            ? Optional.empty()
            : Optional.of(Road.to(server().host(), server().port(), roundTrip));
  }

  Engine engine() {
    return switch (layout) {
      case POSTGRES_DATABASES, POSTGRES_SCHEMAS -> Engine.POSTGRESQL;
      case MARIADB_DATABASES -> TestServers.mariadb().engine();
      case SQLITE_FILES -> Engine.SQLITE;
    };
  }

  /** New places; on a server, after what making them has left to be written was written. */
  List<Place> make(int count) {
    made++;
    List<Place> places =
        IntStream.rangeClosed(1, count).mapToObj(number -> place(made, number)).toList();
    switch (layout) {
      case SQLITE_FILES -> {}
      case POSTGRES_SCHEMAS -> {
        execute(admin("postgres"), List.of(create(places.getFirst())));
        schemas(places);
        execute(admin("postgres"), List.of("CHECKPOINT"));
      }
      case POSTGRES_DATABASES -> {
        Pool.work(WIDTH, places, place -> execute(admin("postgres"), List.of(create(place))));
        execute(admin("postgres"), List.of("CHECKPOINT"));
      }
      case MARIADB_DATABASES ->
          execute(admin("mysql"), places.stream().map(Sites::create).toList());
    }
    return places;
  }

  void drop(List<Place> places) {
    switch (layout) {
      case SQLITE_FILES -> delete(Path.of(places.getFirst().database()).getParent());
      case POSTGRES_SCHEMAS -> execute(admin("postgres"), List.of(drop(places.getFirst())));
      case POSTGRES_DATABASES ->
          Pool.work(WIDTH, places, place -> execute(admin("postgres"), List.of(drop(place))));
      case MARIADB_DATABASES -> execute(admin("mysql"), places.stream().map(Sites::drop).toList());
    }
  }

  @Override
  public void close() {
    road.ifPresent(Road::close);
  }

  private Place place(int run, int number) {
    String id = "t%05d".formatted(number);
    String database = "bench_%d_%d".formatted(run, number);
    return switch (layout) {
      case SQLITE_FILES -> Place.file(id, directory(run).resolve(id + ".db").toString());
      case POSTGRES_SCHEMAS ->
          reached(Place.on(server(), id, "bench_" + run, Optional.of("tenant_" + number)));
      case POSTGRES_DATABASES, MARIADB_DATABASES ->
          reached(Place.on(server(), id, database, Optional.empty()));
    };
  }

  private Place reached(Place place) {
    return road.map(way -> way.along(place)).orElse(place);
  }

  private final List<Path> directories = new ArrayList<>();

  private Path directory(int run) {
    while (directories.size() < run) {
      directories.add(TestServers.temporaryDirectory("dihya-bench-sqlite-"));
    }
    return directories.get(run - 1);
  }

  private static void schemas(List<Place> places) {
    List<String> statements =
        places.stream()
            .map(place -> "CREATE SCHEMA \"" + place.schema().orElseThrow() + "\"")
            .toList();
    try (Connection connection = places.getFirst().connect()) {
      execute(connection, statements);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String create(Place place) {
    return place.engine().isMySqlFamily()
        ? "CREATE DATABASE `" + place.database() + "`"
        : "CREATE DATABASE \"%s\" OWNER \"%s\"".formatted(place.database(), place.login().user());
  }

  private static String drop(Place place) {
    return place.engine().isMySqlFamily()
        ? "DROP DATABASE `" + place.database() + "`"
        : "DROP DATABASE \"" + place.database() + "\" WITH (FORCE)";
  }

  private TestServer server() {
    return engine() == Engine.POSTGRESQL ? TestServers.postgresql() : TestServers.mariadb();
  }

  private Connection admin(String database) {
    try {
      TestServer server = server();
      return DriverManager.getConnection(
          "jdbc:%s://%s:%d/%s"
              .formatted(server.engine().code(), server.host(), server.port(), database),
          server.admin().user(),
          server.admin().password());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the server says to one question. */
  String ask(String sql) {
    try (Connection connection = admin(engine() == Engine.POSTGRESQL ? "postgres" : "mysql");
        Statement statement = connection.createStatement();
        var result = statement.executeQuery(sql)) {
      result.next();
      return result.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void execute(Connection connection, List<String> statements) {
    try (connection;
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      files.map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
