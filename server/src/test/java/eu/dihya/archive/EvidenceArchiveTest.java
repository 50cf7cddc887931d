package eu.dihya.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import eu.dihya.archive.local.LocalArchive;
import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceArchiveTest {
  private static final Instant NOW = Instant.parse("2026-12-06T02:00:00Z");
  private static final ArchiveLabel PUBLIC = label(ArchiveLabel.Exposure.PUBLIC);

  @TempDir Path directory;
  private final List<EvidenceArchive> opened = new ArrayList<>();

  @AfterEach
  void close() {
    opened.forEach(EvidenceArchive::close);
  }

  @Test
  void keepsLocallyWithoutANode() {
    EvidenceArchive archive = open(Optional.empty());
    Cid cid = archive.store(tree("a"), PUBLIC);
    ArchiveRecord record = archive.find(cid).orElseThrow();
    assertThat(record.label()).isEqualTo(PUBLIC);
    assertThat(record.storedAt()).isEqualTo(NOW);
    assertThat(record.bytes()).isPositive();
    assertThat(record.pin().state()).isEqualTo(Pin.State.LOCAL);
    assertThat(archive.verify(cid).intact()).isTrue();
    assertThatThrownBy(() -> archive.verifyOnNode(cid))
        .isInstanceOfSatisfying(
            DihyaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
  }

  @Test
  void pinsInTheBackground() {
    ScriptedNode node = new ScriptedNode(ScriptedNode.Mood.WORKS);
    EvidenceArchive archive = open(node(node, false));
    Cid cid = archive.store(tree("a"), PUBLIC);
    awaitPin(archive, cid, Pin.State.PINNED);
    assertThat(node.kept).containsExactly(cid);
  }

  @Test
  void returnsAtOnceWhileTheNodeHangs() throws IOException {
    ScriptedNode node = new ScriptedNode(ScriptedNode.Mood.HANGS);
    EvidenceArchive archive = open(node(node, false));
    List<Cid> stored = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      stored.add(archive.store(tree("a" + i), PUBLIC));
    }
    await().until(() -> node.tries.get() == 2);
    assertThat(stored)
        .allSatisfy(cid -> assertThat(state(archive, cid)).isEqualTo(Pin.State.PENDING));
    assertThat(Files.readString(directory.resolve(stored.getFirst() + ".json")))
        .contains("\"pin-pending\"");
  }

  @Test
  void triesForeverWhileTheNodeIsDownAndDrainsWhenItIsBack() {
    ScriptedNode node = new ScriptedNode(ScriptedNode.Mood.DOWN);
    EvidenceArchive archive = open(node(node, false));
    Cid cid = archive.store(tree("a"), PUBLIC);
    await().until(() -> node.tries.get() > 10);
    Pin pin = archive.find(cid).orElseThrow().pin();
    assertThat(pin.state()).isEqualTo(Pin.State.PENDING);
    assertThat(pin.reason()).contains("http://ipfs.internal:5001 cannot be reached");
    node.mood = ScriptedNode.Mood.WORKS;
    awaitPin(archive, cid, Pin.State.PINNED);
  }

  @Test
  void takesUpPendingPinsAfterARestart() {
    ScriptedNode node = new ScriptedNode(ScriptedNode.Mood.DOWN);
    EvidenceArchive before = open(node(node, false));
    Cid first = before.store(tree("a"), PUBLIC);
    Cid second = before.store(tree("b"), PUBLIC);
    before.close();
    assertThat(state(before, first)).isEqualTo(Pin.State.PENDING);
    int tries = node.tries.get();
    node.mood = ScriptedNode.Mood.WORKS;

    EvidenceArchive after = open(node(node, false));
    assertThat(node.tries).hasValue(tries);
    after.start();
    awaitPin(after, first, Pin.State.PINNED);
    awaitPin(after, second, Pin.State.PINNED);
  }

  @Test
  void givesUpWhenTheNodeKeepsRefusingAndTriesAgainWhenAsked() {
    ScriptedNode node = new ScriptedNode(ScriptedNode.Mood.REFUSES);
    EvidenceArchive archive = open(node(node, false));
    Cid cid = archive.store(tree("a"), PUBLIC);
    awaitPin(archive, cid, Pin.State.FAILED);
    assertThat(node.tries).hasValue(3);
    assertThat(archive.find(cid).orElseThrow().pin().reason()).contains("repository is full");
    node.mood = ScriptedNode.Mood.WORKS;
    archive.pinAgain(cid);
    awaitPin(archive, cid, Pin.State.PINNED);
  }

  @Test
  void letsNothingLeaveThatMayNot() {
    ScriptedNode open = new ScriptedNode(ScriptedNode.Mood.WORKS);
    EvidenceArchive archive = open(node(open, false));
    Cid local = archive.store(tree("confidential"), label(ArchiveLabel.Exposure.LOCAL_ONLY));
    Cid sealed = archive.store(tree("sealed"), label(ArchiveLabel.Exposure.SEALED));
    archive.pinAgain(local);
    Cid last = archive.store(tree("public"), PUBLIC);
    awaitPin(archive, last, Pin.State.PINNED);
    assertThat(open.kept).containsExactly(last);
    assertThat(state(archive, local)).isEqualTo(Pin.State.LOCAL);
    assertThat(state(archive, sealed)).isEqualTo(Pin.State.LOCAL);

    ScriptedNode swarm = new ScriptedNode(ScriptedNode.Mood.WORKS);
    EvidenceArchive inPrivate = open(node(swarm, true));
    inPrivate.pinAgain(sealed);
    inPrivate.pinAgain(local);
    awaitPin(inPrivate, sealed, Pin.State.PINNED);
    assertThat(swarm.kept).containsExactly(sealed);
  }

  @Test
  void listsTheNewestFirstAndIsNotBlockedByOneBadRecord() throws IOException {
    EvidenceArchive archive = open(Optional.empty());
    Cid first = archive.store(tree("a"), PUBLIC);
    Clock later = Clock.fixed(NOW.plusSeconds(60), ZoneOffset.UTC);
    EvidenceArchive second =
        new EvidenceArchive(
            new LocalArchive(directory), new ArchiveRecords(directory), later, Optional.empty());
    Cid newest = second.store(tree("b"), PUBLIC);
    Cid bad = second.store(tree("c"), PUBLIC);
    Files.writeString(directory.resolve(bad + ".json"), "{\"cid\":");
    assertThat(archive.list()).extracting(ArchiveRecord::cid).containsExactly(newest, first);
    assertThatThrownBy(() -> archive.find(bad)).hasMessageContaining(bad.toString());
  }

  @Test
  void saysThatAnUnknownArchiveCannotBePinned() {
    EvidenceArchive archive = open(Optional.empty());
    assertThatThrownBy(() -> archive.pinAgain(ArchiveTrees.cid(tree("never"))))
        .isInstanceOfSatisfying(
            DihyaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
  }

  private EvidenceArchive open(Optional<PinNode> node) {
    EvidenceArchive archive =
        new EvidenceArchive(
            new LocalArchive(directory),
            new ArchiveRecords(directory),
            Clock.fixed(NOW, ZoneOffset.UTC),
            node);
    opened.add(archive);
    return archive;
  }

  private static Optional<PinNode> node(ScriptedNode node, boolean privateSwarm) {
    return Optional.of(
        new PinNode(node, privateSwarm, Duration.ofMillis(2), Duration.ofMillis(20), 3));
  }

  private static void awaitPin(EvidenceArchive archive, Cid cid, Pin.State state) {
    await().untilAsserted(() -> assertThat(state(archive, cid)).isEqualTo(state));
  }

  private static Pin.State state(EvidenceArchive archive, Cid cid) {
    return archive.find(cid).orElseThrow().pin().state();
  }

  private static ArchiveLabel label(ArchiveLabel.Exposure exposure) {
    return new ArchiveLabel("rollout 2026-12-06", "rollout", exposure);
  }

  private static ArchiveTree tree(String text) {
    return ArchiveTree.of(List.of(ArchiveEntry.text("report.md", text)));
  }
}
