package eu.dihya.archive.ipfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import eu.dihya.archive.Archive;
import eu.dihya.archive.ArchiveContract;
import eu.dihya.archive.ArchiveEntry;
import eu.dihya.archive.ArchiveLabel;
import eu.dihya.archive.ArchiveRecords;
import eu.dihya.archive.ArchiveTree;
import eu.dihya.archive.ArchiveTrees;
import eu.dihya.archive.CarFile;
import eu.dihya.archive.Cid;
import eu.dihya.archive.EvidenceArchive;
import eu.dihya.archive.JsIpfs;
import eu.dihya.archive.Pin;
import eu.dihya.archive.PinNode;
import eu.dihya.archive.VerifyResult;
import eu.dihya.archive.local.LocalArchive;
import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.http.HostPort;
import eu.dihya.http.OutgoingHttp;
import eu.dihya.http.OutgoingPolicy;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive on a real node. */
class IpfsArchiveIT extends ArchiveContract {
  private static final ArchiveLabel LABEL =
      new ArchiveLabel("rollout", "rollout", ArchiveLabel.Exposure.PUBLIC);

  @TempDir static Path repository;
  private static JsIpfs ipfs;
  private static Vertx vertx;
  private static OutgoingHttp http;
  private static KuboNode node;

  @BeforeAll
  static void start() throws IOException {
    ipfs = new JsIpfs(repository.resolve("repo"));
    vertx = Vertx.vertx();
    OutgoingPolicy policy =
        new OutgoingPolicy(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            4 * 1024 * 1024,
            Set.of(HostPort.of(ipfs.api())),
            Optional.empty());
    http = new OutgoingHttp(vertx, policy);
    node = new KuboNode(http, ipfs.api(), Duration.ofSeconds(2), Duration.ofSeconds(30));
  }

  @AfterAll
  static void stop() {
    http.close();
    vertx.close().await();
    ipfs.close();
  }

  @Override
  protected Archive archive() {
    return new IpfsArchive(node);
  }

  @Test
  void asksTheNodeForItsVersion() {
    assertThat(node.version()).isEqualTo("0.18.1");
  }

  @Test
  void readsSingleBlocksBack() {
    Cid cid = archive().put(ArchiveTree.of(List.of(ArchiveEntry.text("a", "the text"))));
    Cid leaf = Cid.of(Cid.Codec.RAW, "the text".getBytes(StandardCharsets.UTF_8));
    assertThat(node.read(leaf))
        .hasValueSatisfying(bytes -> assertThat(leaf.addresses(bytes)).isTrue());
    assertThat(node.read(cid))
        .hasValueSatisfying(bytes -> assertThat(cid.addresses(bytes)).isTrue());
    assertThat(node.read(Cid.of(Cid.Codec.RAW, "nobody has this".getBytes(StandardCharsets.UTF_8))))
        .isEmpty();
  }

  @Test
  void refusesToPinWhatIsNotComplete() throws IOException {
    Path car = scratch.resolve("whole.car");
    CarFile.write(ArchiveTree.of(List.of(ArchiveEntry.text("a", "never sent"))), car);
    byte[] bytes = Files.readAllBytes(car);
    int leafSection = 1 + 36 + "never sent".length();
    byte[] without = new byte[bytes.length - leafSection];
    System.arraycopy(bytes, 0, without, 0, 59);
    System.arraycopy(bytes, 59 + leafSection, without, 59, without.length - 59);
    Path incomplete = Files.write(scratch.resolve("incomplete.car"), without);
    Cid root = CarFile.check(incomplete);
    KuboNode impatient =
        new KuboNode(http, ipfs.api(), Duration.ofSeconds(1), Duration.ofSeconds(3));
    assertThatThrownBy(() -> new IpfsArchive(impatient).importCar(incomplete))
        .isInstanceOf(DihyaException.class);
    VerifyResult result = new IpfsArchive(impatient).verify(root);
    assertThat(result.faults())
        .extracting(VerifyResult.Fault::kind)
        .containsExactly(VerifyResult.Kind.CONTAINER, VerifyResult.Kind.MISSING);
    assertThat(result.faults().getLast().path()).isEqualTo("/a");
  }

  @Test
  void namesABlockThatTheNodeHoldsWrongly() throws IOException {
    String text = "a block that rots on the node's disk";
    Cid cid = archive().put(ArchiveTree.of(List.of(ArchiveEntry.text("logs/rotten", text))));
    try (Stream<Path> files = Files.walk(repository)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (new String(Files.readAllBytes(file), StandardCharsets.UTF_8).equals(text)) {
          Files.writeString(file, text.replace("rots", "rost"));
        }
      }
    }
    Cid leaf = Cid.of(Cid.Codec.RAW, text.getBytes(StandardCharsets.UTF_8));
    assertThat(archive().verify(cid).faults())
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.cid()).isEqualTo(leaf);
              assertThat(fault.path()).isEqualTo("/logs/rotten");
              assertThat(fault.kind()).isEqualTo(VerifyResult.Kind.CORRUPT);
            });
  }

  @Test
  void storesAtOnceWhileTheNodeIsDeadAndDrainsWhenItIsBack() throws Exception {
    PinNode there =
        new PinNode(archive(), false, Duration.ofMillis(100), Duration.ofMillis(500), 5);
    Path directory = scratch.resolve("local");
    try (EvidenceArchive evidence =
        new EvidenceArchive(
            new LocalArchive(directory),
            new ArchiveRecords(directory),
            Clock.systemUTC(),
            Optional.of(there))) {
      Cid first = evidence.store(ArchiveTrees.evidence(20), LABEL);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> state(evidence, first) == Pin.State.PINNED);
      assertThat(evidence.verifyOnNode(first).intact()).isTrue();

      ipfs.kill();
      Cid second = evidence.store(ArchiveTrees.evidence(21), LABEL);
      assertThat(evidence.verify(second).intact()).isTrue();
      await()
          .until(
              () ->
                  evidence.find(second).orElseThrow().pin().reason().contains("cannot be reached"));
      assertThat(state(evidence, second)).isEqualTo(Pin.State.PENDING);
      assertThatThrownBy(() -> evidence.verifyOnNode(second))
          .isInstanceOfSatisfying(
              DihyaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNREACHABLE));

      ipfs.restart();
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> state(evidence, second) == Pin.State.PINNED);
      assertThat(evidence.verifyOnNode(second).intact()).isTrue();
      assertThat(evidence.verifyOnNode(first).intact()).isTrue();
    }
  }

  private static Pin.State state(EvidenceArchive archive, Cid cid) {
    return archive.find(cid).orElseThrow().pin().state();
  }
}
