package eu.dihya.engine;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.tenants.Tls;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** What the clients of the servers are told about certificates. */
public final class Encryption {
  private Encryption() {}

  /**
   * Whom to trust. The file with the authorities is read at each connection, so that a new one is
   * used without a restart.
   *
   * @throws DihyaException CONFIGURATION when that file cannot be read or holds no certificate
   */
  public static ClientSSLOptions options(Tls tls) {
    return tls.verified()
        ? new ClientSSLOptions()
            .setHostnameVerificationAlgorithm("HTTPS")
            .setTrustOptions(TrustOptions.wrap(trusting(tls.authorities())))
        : new ClientSSLOptions().setTrustAll(true).setHostnameVerificationAlgorithm("");
  }

  /**
   * Why an encrypted connection was not made, in words; empty when it failed for something else.
   * Not every client tells what was wrong with the certificate.
   */
  public static Optional<String> reason(Throwable failure, Tls tls) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof CertificateException) {
        return Optional.of(
            "the server's certificate is refused (tls=verify-full): " + each.getMessage());
      }
    }
    String text = String.valueOf(failure.getMessage());
    if (text.contains("not handle SSL")) {
      return Optional.of(none(tls));
    }
    if (!(failure instanceof SSLException) && !text.contains("SSL handshake")) {
      return Optional.empty();
    }
    return Optional.of(
        tls.verified()
            ? "no encrypted connection was made (tls=verify-full); the server's certificate has to"
                + " be for the very host that the target names, and of an authority in tlsCa"
            : "no encrypted connection was made: " + text);
  }

  /** The server offers none. */
  public static String none(Tls tls) {
    return "the server offers no encryption, which tls=" + tls.mode().code() + " asks for";
  }

  private static X509TrustManager trusting(Optional<String> authorities) {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(authorities.isPresent() ? store(authorities.get()) : null);
      return (X509TrustManager) factory.getTrustManagers()[0];
    } catch (GeneralSecurityException | IOException e) {
      throw unreadable(authorities.orElse("of the machine"), e);
    }
  }

  private static KeyStore store(String file) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    for (Certificate certificate : certificates(file)) {
      store.setCertificateEntry(String.valueOf(store.size()), certificate);
    }
    return store;
  }

  private static Collection<? extends Certificate> certificates(String file)
      throws GeneralSecurityException, IOException {
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      var found = CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (found.isEmpty()) {
        throw unreadable(file, null);
      }
      return found;
    }
  }

  private static DihyaException unreadable(String file, @Nullable Exception cause) {
    return new DihyaException(
        ErrorCode.CONFIGURATION,
        "the certificate authorities "
            + file
            + " (tlsCa) cannot be read: expected a file with certificates in PEM"
            + (cause instanceof IOException ? " (" + cause.getClass().getSimpleName() + ")" : ""),
        cause);
  }
}
