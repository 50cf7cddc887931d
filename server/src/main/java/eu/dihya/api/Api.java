package eu.dihya.api;

import eu.dihya.security.PersonBehind;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** All resources and the live stream, put together. */
public final class Api {
  private final List<Endpoint> endpoints;
  private final LiveStream stream;
  private final TopicFrames frames;
  private final SystemResource system;
  private final SignInResource signIn;
  private final ProviderResource provider;
  private final Starts starts;
  private final Clock clock;

  public Api(ApiParts parts) {
    ApiParts.Stores stores = parts.stores();
    var model =
        new FleetModel(stores.tenants(), stores.observations(), parts.catalogs(), parts.rollouts());
    var views =
        new RolloutViews(
            parts.rollouts(), parts.plans(), stores.tenants(), parts.archive(), parts.clock());
    this.frames = new TopicFrames(model, stores.tenants(), views, parts.logs());
    this.stream = new LiveStream(frames);
    this.system = new SystemResource(parts.settings().configuration(), stores.control());
    this.signIn =
        new SignInResource(parts.signIn().parts(), parts.settings().identity(), parts.clock());
    this.provider =
        new ProviderResource(parts.signIn().parts(), parts.signIn().provider(), parts.clock());
    var approvals =
        new Approvals(
            stores.approvals(),
            new PersonBehind(parts.signIn().parts().accounts(), stores.tokens().store()),
            parts.settings().approvals(),
            parts.clock());
    this.starts = new Starts(parts.rollouts(), parts.plans(), approvals);
    this.clock = parts.clock();
    this.endpoints = endpoints(parts, model, views, approvals);
  }

  private List<Endpoint> endpoints(
      ApiParts parts, FleetModel model, RolloutViews views, Approvals approvals) {
    ApiParts.Stores stores = parts.stores();
    var selection = new Selection(stores.tenants(), stores.observations(), parts.rollouts());
    var lint = new LintResource(parts.catalogs(), parts.engines(), parts.settings().lint());
    var plans =
        new PlanResource(
            parts.plans(),
            new PlanWarnings(parts.catalogs(), lint, stores.observations()),
            approvals,
            parts.settings().strategy(),
            stream::fleetChanged);
    var rollouts =
        new RolloutResource(
            new RolloutResource.Parts(
                parts.rollouts(),
                starts,
                stores.rollouts(),
                stores.tenants(),
                stores.observations(),
                parts.logs(),
                parts.reports()),
            parts.plans(),
            plans,
            views);
    return Stream.of(
            new TenantResource(
                    new TenantResource.Parts(
                        stores.tenants(), parts.registry(), stores.registrar(), selection),
                    parts.clock(),
                    stream::fleetChanged)
                .endpoints(),
            new FleetResource(selection, stores.observations(), parts.observer(), model, stream)
                .endpoints(),
            new MigrationResource(
                    parts.catalogs(),
                    stores.tenants(),
                    stores.observations(),
                    lint,
                    parts.newMigrations())
                .endpoints(),
            lint.endpoints(),
            plans.endpoints(),
            new ApprovalResource(parts.plans(), plans, approvals, starts).endpoints(),
            rollouts.endpoints(),
            new ArchiveResource(parts.archive(), parts.settings().downloads()).endpoints(),
            new TrialResource(parts.trials(), parts.catalogs(), stores.tenants(), parts.plans())
                .endpoints(),
            new TokenResource(stores.tokens(), stores.tenants(), parts.clock()).endpoints(),
            signIn.endpoints(),
            new AccountResource(parts.signIn().parts(), parts.signIn().second(), parts.clock())
                .endpoints(),
            new PeopleResource(parts.signIn().parts(), stores.tenants(), parts.clock()).endpoints(),
            new SecretResource(stores.secrets(), stores.tenants(), parts.clock()).endpoints(),
            system.endpoints())
        .flatMap(List::stream)
        .toList();
  }

  /** From now on a rollout that starts by itself is held against its approvals. */
  public void guardStarts() {
    starts.guard();
  }

  /** Takes up what waits for approvals, after a restart. */
  public void recover() {
    starts.recover();
  }

  public LiveStream stream() {
    return stream;
  }

  /** What the web server serves. */
  public WebServer.WebParts web(
      SignInResource.Parts who, Supplier<String> metrics, IdempotentCalls idempotent) {
    return new WebServer.WebParts(
        endpoints,
        Stream.of(signIn.open(), provider.open()).flatMap(List::stream).toList(),
        stream,
        frames,
        who.signIns(),
        who.sessions(),
        system,
        metrics,
        idempotent,
        new AccessAudit(who.audit(), clock));
  }
}
