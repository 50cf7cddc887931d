package eu.dihya.api;

import eu.dihya.lint.LintPolicy;
import eu.dihya.plan.RequiredApprovals;
import eu.dihya.plan.StrategySpec;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The product's own routes over a store in which nothing runs; most of them cannot answer. */
final class RealRoutes {
  static final SignInResource.Parts NOBODY =
      new SignInResource.Parts(null, null, null, null, null, null, null);

  private RealRoutes() {}

  static Api over(StreamFixture fixture, Path directory) {
    return over(fixture, directory, NOBODY);
  }

  static Api over(StreamFixture fixture, Path directory, SignInResource.Parts who) {
    var stores =
        new ApiParts.Stores(
            fixture.control,
            fixture.tenants,
            fixture.observations,
            fixture.store,
            null,
            null,
            new TokenResource.Parts(null, null, null, null),
            new SecretResource.Parts(null, null, null));
    var settings =
        new ApiParts.Settings(
            List.of(),
            new SystemResource.Identity("1", "w"),
            new LintPolicy(LintPolicy.FailOn.ERROR, Map.of()),
            StrategySpec.DEFAULT,
            RequiredApprovals.NONE,
            directory);
    return new Api(
        new ApiParts(
            stores,
            null,
            null,
            null,
            null,
            null,
            null,
            fixture.logs,
            id -> null,
            (stream, description, engine) -> List.of(),
            null,
            Set::of,
            new ApiParts.SignIn(who, null, Optional.empty()),
            settings,
            Clock.systemUTC()));
  }
}
