package eu.dihya.store;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.tenants.Credentials;
import eu.dihya.tenants.Target;
import eu.dihya.tenants.Tls;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.postgresql.PGProperty;
import org.postgresql.ds.common.BaseDataSource;

/**
 * Where a control store on PostgreSQL is, and who works with it.
 *
 * @param server name of this server, for who finds the store in use
 * @param patience how long to wait for a connection, and for another server that is just ending
 */
public record PostgresPlace(
    Target target, Credentials credentials, String server, Duration patience) {
  /** The schema where the address names none. */
  public static final String SCHEMA = "dihya";

  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]{0,62}");
  private static final int CONNECT_SECONDS = 5;
  private static final int SILENT_SECONDS = 60;

  /** A server that is gone without a word gives its locks back after half a minute. */
  private static final String OPTIONS =
      "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=4"
          + " -c client_min_messages=warning";

  public PostgresPlace(Target target, Credentials credentials, String server) {
    this(target, credentials, server, Duration.ofSeconds(CONNECT_SECONDS));
  }

  public PostgresPlace {
    if (!PLAIN.matcher(target.schema().orElse(SCHEMA)).matches()) {
      throw new DihyaException(
          ErrorCode.CONFIGURATION,
          "the schema of the control store is a name of small letters, digits and '_'");
    }
  }

  String schema() {
    return target.schema().orElse(SCHEMA);
  }

  /** How long to ask what became of a commit: 30 seconds where nobody says otherwise. */
  Duration patienceWithACommit() {
    return patience.multipliedBy(6);
  }

  /** For people and logs. */
  String shown() {
    return target.withoutSchema().address() + "?schema=" + schema();
  }

  /** Sets up whatever makes connections to it. */
  <S extends BaseDataSource> S setUp(S source) {
    source.setServerNames(new String[] {target.host()});
    source.setPortNumbers(new int[] {target.port()});
    source.setDatabaseName(target.database());
    source.setUser(credentials.user());
    source.setPassword(credentials.password());
    source.setCurrentSchema(schema());
    source.setApplicationName("dihya");
    source.setConnectTimeout(CONNECT_SECONDS);
    source.setLoginTimeout(2 * CONNECT_SECONDS);
    source.setSocketTimeout(SILENT_SECONDS);
    source.setTcpKeepAlive(true);
    source.setOptions(OPTIONS);
    // What it says of a row names the row's values.
    source.setLogServerErrorDetail(false);
    encrypt(source, target.tls());
    return source;
  }

  private static void encrypt(BaseDataSource source, Tls tls) {
    source.setSslMode(tls.mode().code().toLowerCase(Locale.ROOT));
    tls.authorities().ifPresent(source::setSslRootCert);
    if (tls.verified() && tls.authorities().isEmpty()) {
      source.setProperty(
          PGProperty.SSL_FACTORY, org.postgresql.ssl.DefaultJavaSSLFactory.class.getName());
    }
  }

  @Override
  public String toString() {
    return shown();
  }
}
