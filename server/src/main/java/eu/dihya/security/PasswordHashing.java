package eu.dihya.security;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Hashes of passwords: argon2id (<a href="https://www.rfc-editor.org/rfc/rfc9106">RFC 9106</a>)
 * with 19 MiB, 2 passes and 1 lane, as PHC strings. A hash costs tens of milliseconds of a
 * processor, so all are made on a few threads of their own: the event loop and the threads of
 * requests stay free, and 80 MiB is the most that they take. Thread-safe.
 */
public final class PasswordHashing implements AutoCloseable {
  private static final int MEMORY_KIB = 19 * 1024;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final int AT_ONCE = 4;
  private static final int WAITING = 500;
  private static final String PREFIX =
      "$argon2id$v=19$m=%d,t=%d,p=%d$".formatted(MEMORY_KIB, PASSES, LANES);

  private final SecureRandom random = new SecureRandom();
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          AT_ONCE,
          AT_ONCE,
          1,
          TimeUnit.MINUTES,
          new ArrayBlockingQueue<>(WAITING),
          Thread.ofPlatform().name("argon2-", 0).daemon().factory());
  private final String nobody;

  public PasswordHashing() {
    threads.allowCoreThreadTimeOut(true);
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    nobody = encoded(salt, hash(Tokens.random(), salt));
  }

  /** A new hash, with a salt of its own. */
  public String hash(String password) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return await(() -> encoded(salt, hash(password, salt)));
  }

  /** Whether the password is the one that was hashed. */
  public boolean matches(String password, String encoded) {
    if (!encoded.startsWith(PREFIX)) {
      throw new IllegalArgumentException("a hash with other parameters");
    }
    int end = encoded.indexOf('$', PREFIX.length());
    byte[] salt = Base64.getDecoder().decode(encoded.substring(PREFIX.length(), end));
    byte[] expected = Base64.getDecoder().decode(encoded.substring(end + 1));
    return await(() -> MessageDigest.isEqual(expected, hash(password, salt)));
  }

  /** Takes as long as {@link #matches}, for an account that is not there. */
  public void matchNobody(String password) {
    matches(password, nobody);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private <T> T await(Callable<T> work) {
    try {
      Future<T> result = threads.submit(work);
      return result.get();
    } catch (RejectedExecutionException | CancellationException e) {
      throw new DihyaException(
          ErrorCode.TOO_MANY, "too many people sign in at this moment; try again", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DihyaException(ErrorCode.FAILED, "the server is stopping", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private static byte[] hash(String password, byte[] salt) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(MEMORY_KIB)
            .withIterations(PASSES)
            .withParallelism(LANES)
            .withSalt(salt)
            .build());
    byte[] hash = new byte[HASH_BYTES];
    generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
    return hash;
  }

  private static String encoded(byte[] salt, byte[] hash) {
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return PREFIX + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
  }
}
