package eu.dihya.api;

import eu.dihya.base.DihyaException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a renewed certificate into use while the server runs. Connections that are open go on with
 * the old one; what cannot be used is told and left alone.
 */
final class CertificateRenewal {
  private static final Logger LOG = LoggerFactory.getLogger(CertificateRenewal.class);
  private static final Duration REMIND_EVERY = Duration.ofDays(1);

  private final Vertx vertx;
  private final HttpServer server;
  private final TlsFiles files;
  private ServerCertificate current;
  private Instant reminded = Instant.MIN;
  private String told = "";
  private TlsFiles.@Nullable Content used;
  private TlsFiles.@Nullable Content seen;

  CertificateRenewal(Vertx vertx, HttpServer server, TlsFiles files, ServerCertificate current) {
    this.vertx = vertx;
    this.server = server;
    this.files = files;
    this.current = current;
  }

  /** Looks whether the files have changed; to be called from time to time. */
  synchronized void look() {
    remind(Instant.now());
    try {
      TlsFiles.Content now = files.read();
      told = "";
      // Two files are not replaced at one moment: what is new must still be there the next time.
      boolean settled = now.equals(seen);
      seen = now;
      if (settled && !now.equals(used)) {
        used = now;
        take();
      }
    } catch (IOException e) {
      tellOnce("the certificate's files cannot be read, the old one stays: " + e);
    }
  }

  private void tellOnce(String text) {
    if (!text.equals(told)) {
      LOG.warn("{}", text);
      told = text;
    }
  }

  private void take() {
    try {
      ServerCertificate renewed = ServerCertificate.read(vertx, files);
      if (!renewed.certificate().equals(current.certificate())) {
        server.updateSSLOptions(Listeners.tls(renewed), true).await();
        current = renewed;
        reminded = Instant.MIN;
        LOG.info(
            "a renewed certificate is in use; it ends on {}",
            renewed.certificate().getNotAfter().toInstant());
      }
    } catch (DihyaException e) {
      LOG.warn("the new certificate cannot be used, the old one stays: {}", e.text());
    }
  }

  private void remind(Instant now) {
    if (reminded.isBefore(now.minus(REMIND_EVERY))) {
      current
          .ending(now)
          .ifPresent(
              text -> {
                LOG.warn("{}", text);
                reminded = now;
              });
    }
  }
}
