package eu.dihya.store;

import static eu.dihya.base.TenantScope.everything;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlStoreTest {
  @TempDir Path directory;

  private Path file() {
    return directory.resolve("control.db");
  }

  private void assertRefused(Path file, String message) {
    assertThatThrownBy(() -> ControlStore.open(file).close())
        .isInstanceOfSatisfying(
            DihyaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION))
        .hasMessageContaining(message)
        .hasMessageContaining(file.getFileName().toString());
  }

  private void fill(int tenants) {
    try (ControlStore store = ControlStore.open(file())) {
      JdbiTenantStore registry = new JdbiTenantStore(store);
      for (int i = 0; i < tenants; i++) {
        registry.save(List.of(Samples.tenant("t" + i)));
      }
    }
  }

  @Test
  void aStoreIsMadeWithItsDirectoryAndFoundAgain() {
    Path deep = directory.resolve("a/b/control.db");
    try (ControlStore store = ControlStore.open(deep)) {
      new JdbiTenantStore(store).save(List.of(Samples.tenant("t1")));
      assertThat(store.schemaVersion()).isEqualTo(8);
      assertThat(store.integrityCheck()).containsExactly("ok");
      assertThat(store.brokenReferences()).isZero();
    }
    try (ControlStore store = ControlStore.open(deep)) {
      assertThat(new JdbiTenantStore(store).all(everything()))
          .containsExactly(Samples.tenant("t1"));
    }
  }

  @Test
  void aStoreOfANewerVersionIsRefusedAndLeftAsItIs() {
    try (ControlStore store = ControlStore.open(file())) {
      store.run(handle -> handle.execute("PRAGMA user_version = 99"));
    }
    assertRefused(file(), "was written by a newer Dihya (schema 99");
    assertRefused(file(), "schema 99");
  }

  @Test
  void aFileThatIsNoStoreIsRefused() throws IOException {
    Files.writeString(
        file(), "this is a text of more than a few bytes, and no database\n".repeat(100));
    assertRefused(file(), "control store");
    Path folder = Files.createDirectories(directory.resolve("folder.db"));
    assertRefused(folder, "control store");
    Path below = directory.resolve("control.db/below.db");
    assertRefused(below, "cannot make the directory");
  }

  @Test
  void damageIsFoundWhenTheStoreIsOpened() throws IOException {
    fill(300);
    try (RandomAccessFile bytes = new RandomAccessFile(file().toFile(), "rw")) {
      byte[] noise = new byte[4096];
      new Random(7).nextBytes(noise);
      long pages = bytes.length() / 4096;
      // Behind the pages that describe the tables, without which it cannot even be opened.
      bytes.seek(pages * 3 / 4 * 4096);
      bytes.write(noise);
    }
    assertRefused(file(), "is damaged");
  }

  @Test
  void damageThatComesLaterIsAFindingAndNoFault() throws IOException {
    fill(300);
    try (ControlStore store = ControlStore.open(file())) {
      store.run(handle -> handle.execute("SELECT 1"));
      try (RandomAccessFile bytes = new RandomAccessFile(file().toFile(), "rw")) {
        for (long page = 2; page < bytes.length() / 4096; page++) {
          bytes.seek(page * 4096);
          bytes.write(new byte[64]);
        }
      }
      List<String> findings = store.integrityCheck();
      assertThat(findings).isNotEmpty().doesNotContain("ok");
    }
  }

  @Test
  void rowsThatReferToNothingAreFound() {
    try (ControlStore store = ControlStore.open(file())) {
      assertThatThrownBy(
              () ->
                  store.run(
                      handle ->
                          handle.execute(
                              "INSERT INTO run (rollout, tenant, state, body) VALUES (9, 't',"
                                  + " 'done', '{}')")))
          .isInstanceOf(DihyaException.class);
      assertThat(store.brokenReferences()).isZero();
    }
  }

  @Test
  void aTransactionThatFailsLeavesNothing() {
    try (ControlStore store = ControlStore.open(file())) {
      assertThatThrownBy(
              () ->
                  store.run(
                      handle -> {
                        handle.execute(
                            "INSERT INTO tenant (id, state, sector, region, body) VALUES ('x',"
                                + " 'active', 's', 'r', '{}')");
                        throw new DihyaException(ErrorCode.CONFLICT, "no");
                      }))
          .hasMessage("no");
      assertThat(
              store.<Integer>call(
                  handle ->
                      handle.createQuery("SELECT count(*) FROM tenant").mapTo(Integer.class).one()))
          .isZero();
    }
  }

  /**
   * A process that is killed while it writes: every save is whole or not there, and no confirmed
   * one is lost.
   */
  @Test
  void aKilledProcessLeavesASoundStore() throws Exception {
    for (int round = 0; round < 3; round++) {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "--enable-native-access=ALL-UNNAMED",
                  "-cp",
                  System.getProperty("java.class.path"),
                  StoreWriter.class.getName(),
                  file().toString(),
                  Integer.toString(round))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      int confirmed = 0;
      try (var lines = process.inputReader()) {
        for (String line = lines.readLine();
            line != null && confirmed < 40 + round * 13;
            line = lines.readLine()) {
          confirmed = Integer.parseInt(line.strip());
        }
      } finally {
        process.destroyForcibly();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      }
      int expected = confirmed;
      int number = round;
      assertThat(confirmed).isGreaterThanOrEqualTo(40);
      try (ControlStore store = ControlStore.open(file())) {
        assertThat(store.integrityCheck()).containsExactly("ok");
        long pairs =
            new JdbiTenantStore(store)
                .all(everything()).stream()
                    .filter(tenant -> tenant.id().startsWith("r" + number + "a"))
                    .count();
        long twins =
            new JdbiTenantStore(store)
                .all(everything()).stream()
                    .filter(tenant -> tenant.id().startsWith("r" + number + "b"))
                    .count();
        assertThat(pairs).isEqualTo(twins).isGreaterThanOrEqualTo(expected);
      }
    }
  }

  @Test
  void whatWaitsTogetherIsWrittenTogetherAndFailsAlone() throws InterruptedException {
    try (ControlStore store = ControlStore.open(file())) {
      JdbiTenantStore registry = new JdbiTenantStore(store);
      CountDownLatch busy = new CountDownLatch(1);
      CountDownLatch free = new CountDownLatch(1);
      AtomicReference<Throwable> failure = new AtomicReference<>();
      Thread holder =
          Thread.ofPlatform()
              .start(
                  () ->
                      store.run(
                          handle -> {
                            busy.countDown();
                            await(free);
                          }));
      await(busy);
      List<Thread> callers =
          List.of(
              Thread.ofPlatform().start(() -> registry.save(List.of(Samples.tenant("t1")))),
              Thread.ofPlatform()
                  .start(
                      () -> {
                        try {
                          store.run(
                              handle -> {
                                handle.execute("DELETE FROM tenant");
                                handle.execute("no SQL");
                              });
                        } catch (DihyaException e) {
                          failure.set(e);
                        }
                      }),
              Thread.ofPlatform().start(() -> registry.save(List.of(Samples.tenant("t2")))));
      try {
        Awaitility.await()
            .until(
                () ->
                    callers.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING));
      } finally {
        free.countDown();
      }
      holder.join();
      for (Thread caller : callers) {
        caller.join();
      }
      assertThat(failure.get()).hasMessageContaining("syntax error");
      assertThat(registry.all(everything()))
          .containsExactlyInAnyOrder(Samples.tenant("t1"), Samples.tenant("t2"));
    }
    try (ControlStore store = ControlStore.open(file())) {
      assertThat(new JdbiTenantStore(store).all(everything())).hasSize(2);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
