package eu.dihya.api;

import eu.dihya.audit.AccountLedger.Ending;
import eu.dihya.audit.AuditEntry;
import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.Suggestions;
import eu.dihya.security.Account;
import eu.dihya.security.AccountStore.Kept;
import eu.dihya.security.People;
import eu.dihya.security.Permission;
import eu.dihya.security.SetUps;
import eu.dihya.tenants.TenantStore;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Accounts of people, for who may manage them. */
final class PeopleResource {
  private final SignInResource.Parts parts;
  private final People people;
  private final TenantStore tenants;
  private final Clock clock;

  PeopleResource(SignInResource.Parts parts, TenantStore tenants, Clock clock) {
    this.parts = parts;
    this.people = new People(parts.setUps(), clock);
    this.tenants = tenants;
    this.clock = clock;
  }

  List<Endpoint> endpoints() {
    Permission manage = Permission.MANAGE_PEOPLE;
    return List.of(
        Endpoint.get("/api/v1/people", manage, call -> list()),
        Endpoint.post("/api/v1/people", manage, this::invite).toldOnce().fresh(),
        Endpoint.post("/api/v1/people/{person}/role", manage, this::setRole).fresh(),
        Endpoint.post("/api/v1/people/{person}/state", manage, this::setState).fresh(),
        Endpoint.post("/api/v1/people/{person}/set-up", manage, this::inviteAnew)
            .toldOnce()
            .fresh());
  }

  private Reply list() {
    return Reply.items(parts.accounts().all().stream().map(PersonView::of).toList());
  }

  private Reply invite(Call call) {
    NewPerson wanted = call.body(NewPerson.class);
    SetUps.Invited invited =
        people.invite(
            wanted.name(),
            Roles.role(wanted.role()),
            known(call, wanted.tenants()),
            call.principal());
    Account account = invited.kept().account();
    String what = "role " + account.role().code();
    if (!parts.ledger().add(invited.kept(), entry(call, "person.invite", account, what))) {
      throw new DihyaException(ErrorCode.CONFLICT, "somebody has this name already");
    }
    return Reply.json(201, InvitationView.of(invited));
  }

  private Reply inviteAnew(Call call) {
    Kept before = find(call.path("person"));
    SetUps.Invited invited = people.inviteAnew(before, call.principal());
    String reason = Optional.ofNullable(call.body(Reason.class).reason()).orElse("");
    write(invited.kept(), entry(call, "person.set-up", before.account(), reason));
    return Reply.json(InvitationView.of(invited));
  }

  private Reply setRole(Call call) {
    RoleBody body = call.body(RoleBody.class);
    Kept before = find(call.path("person"));
    List<String> tenants =
        body.tenants() == null ? before.account().tenants() : known(call, body.tenants());
    Kept after = people.withRole(before, Roles.role(body.role()), tenants, call.principal());
    String what = "role %s, was %s".formatted(body.role(), before.account().role().code());
    write(after, entry(call, "person.role", before.account(), reason(what, body.reason())));
    return Reply.json(PersonView.of(after));
  }

  private Reply setState(Call call) {
    StateBody body = call.body(StateBody.class);
    boolean suspended =
        switch (body.state()) {
          case "suspended" -> true;
          case "active" -> false;
          default -> throw new DihyaException(ErrorCode.USAGE, "state is active or suspended");
        };
    Kept before = find(call.path("person"));
    Kept after = people.suspended(before, suspended, call.principal());
    String reason = Optional.ofNullable(body.reason()).orElse("");
    String action = suspended ? "person.suspend" : "person.activate";
    write(after, entry(call, action, before.account(), reason));
    return Reply.json(PersonView.of(after));
  }

  private void write(Kept changed, AuditEntry entry) {
    if (!parts.ledger().replace(changed, Ending.ALL, entry)) {
      throw AccountResource.changedMeanwhile();
    }
  }

  private Kept find(String person) {
    return parts
        .accounts()
        .find(person)
        .or(() -> parts.accounts().named(person))
        .orElseThrow(
            () ->
                new DihyaException(
                    ErrorCode.NOT_FOUND,
                    "there is nobody '"
                        + person
                        + "'"
                        + Suggestions.hint(
                            person,
                            parts.accounts().all().stream()
                                .map(kept -> kept.account().name())
                                .toList())));
  }

  private List<String> known(Call call, @Nullable List<String> ids) {
    List<String> wanted = ids == null ? List.of() : ids.stream().distinct().sorted().toList();
    wanted.forEach(
        id -> {
          if (tenants.find(call.scope(), id).isEmpty()) {
            throw new DihyaException(ErrorCode.USAGE, "there is no tenant '" + id + "'");
          }
        });
    return wanted;
  }

  private AuditEntry entry(Call call, String action, Account account, String reason) {
    return AuditEntry.of(clock.instant(), "local", call.actor(), action, account.id(), reason);
  }

  private static String reason(String what, @Nullable String why) {
    return why == null || why.isBlank() ? what : what + ": " + why;
  }

  record NewPerson(String name, String role, @Nullable List<String> tenants) {}

  record RoleBody(String role, @Nullable List<String> tenants, @Nullable String reason) {}

  record StateBody(String state, @Nullable String reason) {}

  record Reason(@Nullable String reason) {}

  record InvitationView(PersonView person, String token, Instant until) {
    static InvitationView of(SetUps.Invited invited) {
      return new InvitationView(PersonView.of(invited.kept()), invited.token(), invited.until());
    }
  }

  record PersonView(
      String id,
      String name,
      String role,
      @Nullable List<String> tenants,
      String state,
      boolean provider,
      boolean secondFactor,
      Instant createdAt,
      @Nullable Instant lastSignIn) {
    static PersonView of(Kept kept) {
      Account account = kept.account();
      return new PersonView(
          account.id(),
          account.name(),
          account.role().code(),
          account.tenants().isEmpty() ? null : account.tenants(),
          kept.state(),
          kept.credentials().elsewhere(),
          kept.credentials().authenticator() != null,
          account.createdAt(),
          account.lastSignIn());
    }
  }
}
