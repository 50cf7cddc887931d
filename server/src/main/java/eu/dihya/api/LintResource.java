package eu.dihya.api;

import eu.dihya.base.Engine;
import eu.dihya.catalog.Catalog;
import eu.dihya.catalog.CatalogSource;
import eu.dihya.catalog.Migration;
import eu.dihya.lint.Finding;
import eu.dihya.lint.LintPolicy;
import eu.dihya.lint.Linter;
import eu.dihya.security.Permission;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** What the rules find in the catalogue. */
final class LintResource {
  private final CatalogSource catalogs;
  private final Supplier<Set<Engine>> engines;
  private final LintPolicy policy;

  LintResource(CatalogSource catalogs, Supplier<Set<Engine>> engines, LintPolicy policy) {
    this.catalogs = catalogs;
    this.engines = engines;
    this.policy = policy;
  }

  List<Endpoint> endpoints() {
    return List.of(Endpoint.get("/api/v1/lint", Permission.READ, call -> lint()));
  }

  /** Findings in some migrations, as they are shown. */
  List<FindingView> of(Catalog catalog, List<Migration> migrations) {
    return new Linter(catalog, engines.get())
        .lint(migrations).stream().map(LintResource::view).toList();
  }

  private Reply lint() {
    Catalog catalog = catalogs.get();
    List<Finding> findings = new Linter(catalog, engines.get()).lint(catalog.migrations());
    return Reply.json(
        Map.of(
            "fails",
            !policy.failing(findings).isEmpty(),
            "items",
            findings.stream().map(LintResource::view).toList()));
  }

  private static FindingView view(Finding finding) {
    return new FindingView(
        finding.rule(),
        finding.severity().code(),
        finding.position().file(),
        finding.position().line(),
        finding.position().column(),
        finding.message(),
        finding.fix());
  }
}
