package eu.dihya;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameStartingWith;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import eu.dihya.base.TenantScope;
import java.util.List;
import java.util.stream.Stream;

/**
 * The rules of the house for the rooms below one root package. A room that does not exist yet
 * breaks none of them; a package that is no room does.
 */
record Ladder(String root) {
  /** Bottom first: a room may import itself and the rooms before it. */
  static final List<String> ROOMS =
      List.of(
          "base",
          "text",
          "sql",
          "catalog",
          "tenants",
          "security",
          "audit",
          "http",
          "oidc",
          "engine",
          "lint",
          "scratch",
          "plan",
          "backup",
          "rollout",
          "change",
          "drift",
          "privacy",
          "archive",
          "report",
          "alerts",
          "store",
          "api",
          "app",
          "demo",
          "cli");

  /** Rule 1. As the order is total, it also leaves no room for cycles between rooms. */
  ArchRule roomsImportOnlyRoomsBefore() {
    return classes()
        .that()
        .resideInAPackage(root + "..")
        .should(new ImportOnlyRoomsBefore(root, ROOMS))
        .allowEmptyShould(true);
  }

  /** Rule 2. */
  ArchRule adaptersAreMadeByAppAlone() {
    return classes()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .resideOutsideOfPackage(root + ".app..")
        .should(new MakeNoAdapter(root))
        .allowEmptyShould(true);
  }

  /** Rule 3. */
  ArchRule whatDecidesKnowsNoDriver() {
    return noClasses()
        .that()
        .resideInAnyPackage(rooms("base", "text", "sql", "catalog", "plan", "rollout"))
        .should()
        .dependOnClassesThat(resideInAnyPackage("io.vertx..", "java.sql..", "javax.sql.."))
        .allowEmptyShould(true);
  }

  /** Rule 4, but for mocking. */
  List<ArchRule> librariesStayInTheirRoom() {
    var client = resideInAnyPackage("io.vertx.ext.web.client..");
    var shared = resideInAnyPackage("io.vertx.ext.web.codec..", "io.vertx.ext.web.multipart..");
    var router = resideInAnyPackage("io.vertx.ext.web..").and(not(client.or(shared)));
    var vertxClient = client.or(nameStartingWith("io.vertx.core.http.HttpClient"));
    return List.of(
        only(router, "api", "app"),
        only(vertxClient, "http"),
        // The command line calls the Dihya server and nothing else.
        only(resideInAnyPackage("java.net.http.."), "http", "cli"),
        only(resideInAnyPackage("picocli.."), "cli"),
        only(resideInAnyPackage("com.nimbusds.."), "oidc"),
        only(resideInAnyPackage("org.jdbi..", "com.zaxxer..", "com.github.kagkarlsson.."), "store"),
        only(
            resideInAnyPackage("java.sql..", "javax.sql.."),
            "engine.postgresql",
            "engine.mysql",
            "engine.sqlite",
            "store"),
        only(resideInAnyPackage("org.postgresql.."), "engine.postgresql", "store"),
        only(resideInAnyPackage("io.vertx.pgclient.."), "engine.postgresql"),
        only(resideInAnyPackage("io.vertx.mysqlclient.."), "engine.mysql"),
        only(resideInAnyPackage("org.sqlite.."), "engine.sqlite", "store"));
  }

  /**
   * Rule 5. Everybody's tenants are asked for by those who work for all of them; in {@code api} a
   * scope is the caller's.
   */
  ArchRule everythingIsNamedByFew() {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .resideOutsideOfPackages(rooms("base", "security", "rollout", "change", "drift", "app"))
        .and()
        .doNotHaveFullyQualifiedName(root + ".api.TopicFrames")
        .and()
        .doNotHaveFullyQualifiedName(root + ".api.RegistrySync")
        .should()
        .accessTargetWhere(target(owner(type(TenantScope.class))).and(target(name("everything"))))
        .allowEmptyShould(true);
  }

  /** Rule 4 for mocking libraries, which stay out of the tests as well. */
  ArchRule nothingIsMocked(String... libraries) {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .should()
        .dependOnClassesThat(resideInAnyPackage(libraries));
  }

  private ArchRule only(DescribedPredicate<JavaClass> library, String... rooms) {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .resideOutsideOfPackages(rooms(rooms))
        .should()
        .dependOnClassesThat(library)
        .allowEmptyShould(true);
  }

  private String[] rooms(String... names) {
    return Stream.of(names).map(name -> root + "." + name + "..").toArray(String[]::new);
  }
}
