package eu.dihya.store;

import eu.dihya.base.Json;
import eu.dihya.security.Principal;
import eu.dihya.security.SessionStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Browser sessions as a table, so that a restart of the server signs nobody out. */
public final class JdbiSessionStore implements SessionStore {
  private static final DateTimeFormatter FIXED =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final ControlStore store;

  public JdbiSessionStore(ControlStore store) {
    this.store = store;
  }

  /** What is not searched for. */
  private record Body(Principal principal, Proof proof, Origin origin) {}

  @Override
  public void add(SignedIn session) {
    store.run(handle -> insert(handle, session));
  }

  @Override
  public void used(String tokenHash, Instant at) {
    store.run(
        handle ->
            handle.execute(
                "UPDATE session SET used = ? WHERE token_hash = ?", text(at), tokenHash));
  }

  @Override
  public boolean replace(String tokenHash, SignedIn session) {
    return store.call(
        handle -> {
          boolean there =
              handle.execute("DELETE FROM session WHERE token_hash = ?", tokenHash) == 1;
          if (there) {
            insert(handle, session);
          }
          return there;
        });
  }

  private static void insert(Handle handle, SignedIn session) {
    handle
        .createUpdate(
            """
            INSERT INTO session (token_hash, id, account, began, used, body)
            VALUES (:hash, :id, :account, :began, :used, :body)
            """)
        .bind("hash", session.tokenHash())
        .bind("id", session.id())
        .bind("account", session.account())
        .bind("began", text(session.began()))
        .bind("used", text(session.used()))
        .bind("body", Json.write(new Body(session.principal(), session.proof(), session.origin())))
        .execute();
  }

  @Override
  public Optional<SignedIn> find(String tokenHash) {
    return store.call(
        handle ->
            handle
                .select("SELECT * FROM session WHERE token_hash = ?", tokenHash)
                .map((row, context) -> session(row))
                .findOne());
  }

  @Override
  public List<SignedIn> ofAccount(String account) {
    return store.call(
        handle ->
            handle
                .select("SELECT * FROM session WHERE account = ? ORDER BY used DESC", account)
                .map((row, context) -> session(row))
                .list());
  }

  private static SignedIn session(ResultSet row) throws SQLException {
    Body body = Json.read(row.getString("body"), Body.class);
    return new SignedIn(
        row.getString("id"),
        row.getString("token_hash"),
        body.principal(),
        row.getString("account"),
        body.proof(),
        body.origin(),
        Instant.parse(row.getString("began")),
        Instant.parse(row.getString("used")));
  }

  @Override
  public void remove(String tokenHash) {
    store.run(handle -> handle.execute("DELETE FROM session WHERE token_hash = ?", tokenHash));
  }

  @Override
  public void removeOlder(Instant beganBefore, Instant usedBefore) {
    store.run(
        handle ->
            handle.execute(
                "DELETE FROM session WHERE began < ? OR used < ?",
                text(beganBefore),
                text(usedBefore)));
  }

  /** Of one length, so that earlier is also smaller as a text. */
  private static String text(Instant time) {
    return FIXED.format(time);
  }
}
