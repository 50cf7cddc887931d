package eu.dihya.api;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.oidc.Journey;
import eu.dihya.oidc.Journeys;
import eu.dihya.oidc.Provider;
import eu.dihya.security.Attempts;
import eu.dihya.security.Identity;
import eu.dihya.security.ProviderAccounts;
import eu.dihya.security.SessionStore.SignedIn;
import eu.dihya.security.Sessions;
import eu.dihya.security.SignInRefused;
import eu.dihya.security.SignInRefused.Why;
import eu.dihya.security.TooManyTries;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signing in through the identity provider: the way there, and back. */
public final class ProviderResource {
  private static final Logger LOG = LoggerFactory.getLogger(ProviderResource.class);
  private static final String CALLBACK = "/api/v1/session/oidc/callback";

  private final Optional<Way> way;
  private final Arrivals arrivals;

  ProviderResource(SignInResource.Parts parts, Optional<Way> way, Clock clock) {
    this.way = way;
    this.arrivals = new Arrivals(parts, clock);
  }

  /**
   * The provider and what belongs to it.
   *
   * @param name of the provider, for people
   */
  public record Way(
      String name,
      Provider provider,
      Journeys journeys,
      ProviderAccounts accounts,
      Attempts attempts) {}

  List<OpenEndpoint> open() {
    return List.of(
        new OpenEndpoint("GET", "/api/v1/sign-in", call -> Reply.json(ways())),
        new OpenEndpoint("GET", "/api/v1/session/oidc", this::leave),
        new OpenEndpoint("GET", CALLBACK, this::comeBack));
  }

  private WaysView ways() {
    return new WaysView(true, way.map(there -> new ProviderView(there.name())).orElse(null));
  }

  private Reply leave(Call call) {
    Way there = way();
    Journey journey =
        there
            .journeys()
            .begin(
                ownAddress(call) + CALLBACK,
                OwnPath.of(call.query("to").orElse("/")),
                call.query("again").filter("true"::equals).isPresent(),
                call.caller().session().map(SignedIn::tokenHash).orElse(null));
    try {
      Reply sent = Reply.redirect(there.provider().authorization(journey).toString());
      return JourneyCookie.set(sent, there.journeys().sealed(journey), call.caller().client());
    } catch (SignInRefused e) {
      LOG.warn("nobody can be sent to sign in: {}", e.text());
      return refused(e.why());
    }
  }

  private Reply comeBack(Call call) {
    Way there = way();
    String address = call.caller().client().network();
    try {
      Journey journey =
          there
              .journeys()
              .finish(JourneyCookie.read(call).orElse(""), call.query("state").orElse(""));
      // Counted under the state, which is nobody else's: many may come from one address at once.
      there.attempts().begin(journey.state(), address);
      Sessions.Opened opened = arrived(call, journey);
      there.attempts().succeeded(journey.state());
      return SessionCookie.set(SentOn.page(journey.to()), opened.token(), call.caller().client());
    } catch (TooManyTries e) {
      return refused(Why.TOO_MANY);
    } catch (SignInRefused e) {
      LOG.info("a sign-in through the identity provider is refused: {}", e.text());
      return refused(e.why());
    }
  }

  private Sessions.Opened arrived(Call call, Journey journey) {
    Identity identity;
    try {
      identity = way().provider().identify(journey, code(call));
    } catch (SignInRefused e) {
      way().attempts().failed(call.caller().client().network());
      arrivals.noteRefusal(call, e);
      throw e;
    }
    return arrivals.open(call, way().accounts(), identity, Optional.ofNullable(journey.replaces()));
  }

  private static String code(Call call) {
    Optional<String> error = call.query("error");
    if (error.isPresent()) {
      Why why = error.get().equals("access_denied") ? Why.DENIED : Why.UNTRUSTED;
      throw new SignInRefused(why, "the identity provider did not let them in");
    }
    return call.query("code")
        .orElseThrow(() -> new SignInRefused(Why.UNTRUSTED, "the identity provider sent no code"));
  }

  private Way way() {
    return way.orElseThrow(
        () -> new DihyaException(ErrorCode.NOT_FOUND, "this server has no identity provider"));
  }

  /** The server, as the browser calls it: the provider sends nobody to one it does not know. */
  private static String ownAddress(Call call) {
    Client client = call.caller().client();
    return (client.secure() ? "https://" : "http://") + client.authority();
  }

  private static Reply refused(Why why) {
    return Reply.redirect("/sign-in?problem=" + why.word());
  }

  record WaysView(boolean password, @Nullable ProviderView provider) {}

  record ProviderView(String name) {}
}
