package eu.dihya.store;

import eu.dihya.base.Json;
import eu.dihya.security.Principal;
import eu.dihya.security.SessionStore;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Browser sessions as a table, so that a restart of the server signs nobody out. */
public final class JdbiSessionStore implements SessionStore {
  private static final DateTimeFormatter FIXED =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final ControlStore store;

  public JdbiSessionStore(ControlStore store) {
    this.store = store;
  }

  @Override
  public void save(SignedIn session) {
    store.run(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO session (token_hash, principal, began, used) VALUES (:hash, :principal, :began, :used)
                    ON CONFLICT (token_hash) DO UPDATE SET used = :used
                    """)
                .bind("hash", session.tokenHash())
                .bind("principal", Json.write(session.principal()))
                .bind("began", text(session.began()))
                .bind("used", text(session.used()))
                .execute());
  }

  @Override
  public Optional<SignedIn> find(String tokenHash) {
    return store.call(
        handle ->
            handle
                .createQuery("SELECT * FROM session WHERE token_hash = :hash")
                .bind("hash", tokenHash)
                .map(
                    (row, context) ->
                        new SignedIn(
                            row.getString("token_hash"),
                            Json.read(row.getString("principal"), Principal.class),
                            Instant.parse(row.getString("began")),
                            Instant.parse(row.getString("used"))))
                .findOne());
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
