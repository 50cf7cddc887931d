package eu.dihya.api;

import static eu.dihya.base.TenantScope.everything;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.TenantScope;
import eu.dihya.plan.Observation;
import eu.dihya.rollout.RolloutRecord;
import eu.dihya.rollout.RunState;
import eu.dihya.store.Samples;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveStreamTest {
  @TempDir Path directory;
  private StreamFixture fixture;

  @BeforeEach
  void open() {
    fixture = new StreamFixture(directory, 4);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private List<SseEvent> flushed(StreamFixture.Reader reader) {
    fixture.stream.flush();
    return reader.events();
  }

  private static SseEvent only(List<SseEvent> events) {
    assertThat(events).hasSize(1);
    return events.getFirst();
  }

  private void unreachable(String tenant) {
    fixture.observations.save(tenant, new Observation.Unreachable(Samples.NOON, "no answer"));
    fixture.stream.tenantChanged(tenant);
  }

  @Test
  void aSnapshotComesFirstAndThenOnlyWhatChanged() {
    var reader = fixture.connect("fleet");
    SseEvent snapshot = only(flushed(reader));
    assertThat(snapshot.kind()).isEqualTo("snapshot");
    assertThat(snapshot.ids("tenants", "id")).containsExactly("t1", "t2", "t3", "t4");
    assertThat(flushed(reader)).isEmpty();
    unreachable("t2");
    unreachable("t3");
    SseEvent delta = only(flushed(reader));
    assertThat(delta.kind()).isEqualTo("delta");
    assertThat(delta.ids("tenants", "id")).containsExactly("t2", "t3");
    assertThat(delta.data().at("/counts/unreachable").asInt()).isEqualTo(2);
    assertThat(delta.data().at("/counts/total").asInt()).isEqualTo(4);
    assertThat(delta.id()).isEqualTo(fixture.stream.revision());
    assertThat(flushed(reader)).isEmpty();
  }

  @Test
  void aClientGetsWhatConcernsItsTenantsAndSharesItWithThoseOfTheSameScope() {
    TenantScope t1 = TenantScope.only(List.of("t1"));
    var first = fixture.connect("fleet", null, t1);
    var second = fixture.connect("fleet", null, TenantScope.only(List.of("t1")));
    SseEvent snapshot = only(flushed(first));
    assertThat(snapshot.ids("tenants", "id")).containsExactly("t1");
    assertThat(snapshot.data().at("/counts/total").asInt()).isEqualTo(1);
    assertThat(only(second.events()).ids("tenants", "id")).containsExactly("t1");
    unreachable("t2");
    assertThat(flushed(first)).isEmpty();
    unreachable("t1");
    fixture.stream.flush();
    assertThat(first.texts.getLast()).isSameAs(second.texts.getLast());
    SseEvent delta = only(first.events());
    assertThat(delta.ids("tenants", "id")).containsExactly("t1");
    assertThat(delta.data().at("/counts/unreachable").asInt()).isEqualTo(1);
  }

  @Test
  void aRolloutOfOthersIsNotSentAndOneWithOthersInPart() {
    TenantScope t1 = TenantScope.only(List.of("t1"));
    String shared = fixture.rollout("t1", "t2").id();
    var reader = fixture.connect("rollouts,rollout:" + shared + ",fleet", null, t1);
    List<SseEvent> snapshots = flushed(reader);
    assertThat(snapshots).hasSize(3);
    assertThat(snapshots.get(0).ids("items", "id")).containsExactly(shared);
    assertThat(snapshots.get(1).ids("runs", "tenant")).containsExactly("t1");
    assertThat(snapshots.get(1).data().at("/rollout/counts/total").asInt()).isEqualTo(1);
    assertThat(snapshots.get(2).ids("rollouts", "id")).containsExactly(shared);
    String foreign = fixture.rollout("t3").id();
    fixture.stream.rolloutChanged(foreign);
    fixture.run(foreign, "t3", new RunState.Preparing());
    assertThat(flushed(reader)).isEmpty();
    fixture.run(shared, "t2", new RunState.Preparing());
    assertThat(flushed(reader)).extracting(SseEvent::name).containsExactly("rollouts");
    fixture.stream.rolloutChanged(shared);
    assertThat(flushed(reader))
        .extracting(SseEvent::name)
        .containsExactly("rollouts", "rollout", "fleet");
    fixture.run(shared, "t1", new RunState.Preparing());
    assertThat(flushed(reader).get(1).ids("runs", "state")).containsExactly("preparing");
    for (String topic :
        List.of("rollout:" + foreign, "log:" + shared + "/t2", "log:" + foreign + "/t3")) {
      assertThatThrownBy(() -> fixture.frames.check(t1, topic))
          .isInstanceOfSatisfying(
              DihyaException.class,
              e -> assertThat(e.code()).as(topic).isEqualTo(ErrorCode.NOT_FOUND));
    }
    fixture.frames.check(t1, "log:" + shared + "/t1");
  }

  @Test
  void aReturningClientGetsOnlyWhatIsNewerInTheSameEpoch() {
    String before = only(flushed(fixture.connect("fleet"))).id();
    unreachable("t1");
    assertThat(only(flushed(fixture.connect("fleet", before))).ids("tenants", "id"))
        .containsExactly("t1");
    assertThat(flushed(fixture.connect("fleet", fixture.stream.revision()))).isEmpty();
    assertThat(only(flushed(fixture.connect("fleet", "abcdefgh:1"))).kind()).isEqualTo("snapshot");
    assertThat(only(flushed(fixture.connect("fleet", "nonsense"))).kind()).isEqualTo("snapshot");
    String future = before.substring(0, before.indexOf(':')) + ":99999";
    assertThat(only(flushed(fixture.connect("fleet", future))).kind()).isEqualTo("snapshot");
  }

  @Test
  void severalTopicsComeTogetherAndTheIdStandsWithTheLast() {
    RolloutRecord rollout = fixture.rollout("t1", "t2");
    var reader = fixture.connect("fleet,rollouts,rollout:" + rollout.id());
    List<SseEvent> first = flushed(reader);
    assertThat(first).extracting(SseEvent::name).containsExactly("fleet", "rollouts", "rollout");
    assertThat(first).extracting(SseEvent::kind).containsOnly("snapshot");
    assertThat(first.subList(0, 2)).extracting(SseEvent::id).containsOnly("");
    assertThat(first.getLast().id()).isEqualTo(fixture.stream.revision());
    fixture.run(rollout.id(), "t2", new RunState.Done(3));
    List<SseEvent> second = flushed(reader);
    assertThat(second).extracting(SseEvent::name).containsExactly("fleet", "rollouts", "rollout");
    assertThat(second).extracting(SseEvent::kind).containsOnly("delta");
    assertThat(second.getLast().ids("runs", "tenant")).containsExactly("t2");
    assertThat(second.getLast().data().at("/rollout/counts/done").asInt()).isEqualTo(1);
    assertThat(second.get(0).ids("tenants", "word")).containsExactly("done");
  }

  @Test
  void aSlowClientIsSkippedAndCatchesUpWithOneFrame() {
    var slow = fixture.connect("fleet");
    var quick = fixture.connect("fleet");
    fixture.stream.flush();
    slow.events();
    quick.events();
    slow.reads = false;
    for (String tenant : List.of("t1", "t2", "t3")) {
      unreachable(tenant);
      assertThat(only(flushed(quick)).ids("tenants", "id")).containsExactly(tenant);
    }
    fixture.stream.heartbeat();
    assertThat(slow.texts).isEmpty();
    slow.reads = true;
    assertThat(only(flushed(slow)).ids("tenants", "id")).containsExactly("t1", "t2", "t3");
  }

  @Test
  void aStreamEndsWithTheSessionOfWhoOpenedIt() {
    var here = fixture.connect("fleet");
    var ended = fixture.connect("fleet");
    fixture.stream.endOutlived();
    assertThat(fixture.stream.clients()).isEqualTo(2);
    ended.goesOn = false;
    fixture.stream.endOutlived();
    assertThat(ended.gone).isTrue();
    assertThat(here.gone).isFalse();
    assertThat(fixture.stream.clients()).isEqualTo(1);
  }

  @Test
  void aFrameIsWrittenOnceForClientsThatAreEquallyFar() {
    var one = fixture.connect("fleet");
    var two = fixture.connect("fleet");
    fixture.stream.flush();
    assertThat(one.texts.getLast()).isSameAs(two.texts.getLast());
    one.events();
    two.events();
    unreachable("t1");
    fixture.stream.flush();
    assertThat(one.texts.getLast()).isSameAs(two.texts.getLast()).contains("delta");
  }

  @Test
  void countsOfADeltaTakeInWhatChangedWhileNobodyLooked() {
    assertThat(only(flushed(fixture.connect("fleet"))).kind()).isEqualTo("snapshot");
    fixture.stream.flush();
    disconnectAll();
    unreachable("t1");
    String known = fixture.stream.revision();
    var back = fixture.connect("fleet", known);
    unreachable("t2");
    SseEvent delta = only(flushed(back));
    assertThat(delta.ids("tenants", "id")).containsExactly("t2");
    assertThat(delta.data().at("/counts/unreachable").asInt()).isEqualTo(2);
  }

  private void disconnectAll() {
    var probe = fixture.connect("fleet");
    probe.fault = new IllegalStateException("gone");
    fixture.stream.flush();
    assertThat(probe.gone).isTrue();
  }

  @Test
  void aSnapshotForOneAndADeltaForAnotherInOneFlushAgree() {
    var old = fixture.connect("fleet");
    flushed(old);
    unreachable("t4");
    var young = fixture.connect("fleet");
    fixture.stream.flush();
    SseEvent delta = only(old.events());
    SseEvent snapshot = only(young.events());
    assertThat(delta.ids("tenants", "id")).containsExactly("t4");
    assertThat(snapshot.ids("tenants", "id")).hasSize(4);
    assertThat((Object) delta.data().get("counts")).isEqualTo(snapshot.data().get("counts"));
    assertThat(delta.id()).isEqualTo(snapshot.id());
  }

  @Test
  void oneClientsFaultIsNotTheOthers() {
    var broken = fixture.connect("rollouts");
    var sound = fixture.connect("rollouts");
    broken.fault = new IllegalStateException("reset");
    assertThat(flushed(sound)).hasSize(1);
    assertThat(broken.gone).isTrue();
    assertThat(fixture.stream.clients()).isEqualTo(1);
  }

  @Test
  void aClientThatIsGoneIsForgotten() {
    var reader = fixture.connect("fleet");
    reader.gone = true;
    fixture.stream.flush();
    assertThat(fixture.stream.clients()).isZero();
    assertThat(reader.texts).isEmpty();
  }

  @Test
  void anEndedRolloutGivesItsTenantsBackToTheFleet() {
    RolloutRecord rollout = fixture.rollout("t1", "t2");
    var reader = fixture.connect("fleet");
    assertThat(only(flushed(reader)).data().at("/rollouts/0/id").asText()).isEqualTo(rollout.id());
    fixture.end(rollout);
    SseEvent delta = only(flushed(reader));
    assertThat(delta.ids("tenants", "id")).containsExactly("t1", "t2");
    assertThat(delta.ids("tenants", "word")).containsOnly("not-observed");
    assertThat(delta.data().get("tenants").get(0).has("rollout")).isFalse();
    assertThat(delta.data().get("rollouts")).isEmpty();
  }

  @Test
  void anUnreachableTenantThatIsInARolloutIsNotCountedAsCurrent() {
    RolloutRecord rollout = fixture.rollout("t1");
    unreachable("t1");
    fixture.run(rollout.id(), "t1", new RunState.Held("no answer"));
    SseEvent snapshot = only(flushed(fixture.connect("fleet")));
    assertThat(snapshot.data().at("/counts/current").asInt()).isZero();
    assertThat(snapshot.data().at("/counts/unreachable").asInt()).isEqualTo(1);
  }

  @Test
  void aLogStartsWithItsEndAndThenGoesLineByLine() {
    String log = fixture.rollout("t1").id();
    for (int i = 1; i <= 250; i++) {
      fixture.log(log, "t1", "line " + i);
    }
    var reader = fixture.connect("log:" + log + "/t1");
    SseEvent tail = only(flushed(reader));
    assertThat(tail.ids("lines", "seq")).hasSize(200).first().isEqualTo("51");
    assertThat(flushed(reader)).isEmpty();
    fixture.log(log, "t1", "one more");
    SseEvent more = only(flushed(reader));
    assertThat(more.ids("lines", "text")).containsExactly("one more");
    fixture.log(log, "t1", "missed");
    assertThat(only(flushed(fixture.connect("log:" + log + "/t1", more.id()))).ids("lines", "seq"))
        .containsExactly("252");
    String earlierServer = more.id().replaceFirst("^[^:]+", "olderone");
    assertThat(
            only(flushed(fixture.connect("log:" + log + "/t1", earlierServer))).ids("lines", "seq"))
        .containsExactly("252");
  }

  @Test
  void aSlowReaderOfALogMissesNoLine() {
    String log = fixture.rollout("t1").id();
    fixture.log(log, "t1", "first");
    var reader = fixture.connect("log:" + log + "/t1");
    flushed(reader);
    reader.reads = false;
    for (int i = 0; i < 2_500; i++) {
      fixture.log(log, "t1", "line");
    }
    fixture.stream.flush();
    reader.reads = true;
    List<String> numbers = new ArrayList<>();
    for (int flushes = 0; flushes < 4; flushes++) {
      flushed(reader).forEach(event -> numbers.addAll(event.ids("lines", "seq")));
    }
    assertThat(numbers)
        .isEqualTo(LongStream.rangeClosed(2, 2_501).mapToObj(Long::toString).toList());
  }

  @Test
  void noChangeIsLostAndNoLineRepeatedUnderConcurrentWriters() throws InterruptedException {
    RolloutRecord rollout = fixture.rollout("t1", "t2", "t3", "t4");
    var reader = fixture.connect("rollout:" + rollout.id() + ",log:" + rollout.id() + "/t1");
    var done = new AtomicBoolean();
    List<Thread> writers = new ArrayList<>();
    for (String tenant : List.of("t1", "t2", "t3", "t4")) {
      writers.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    for (int i = 1; i <= 60; i++) {
                      fixture.run(rollout.id(), tenant, new RunState.Applying(i, "m"));
                      fixture.log(rollout.id(), "t1", tenant + " " + i);
                    }
                  }));
    }
    Thread flusher =
        Thread.ofVirtual()
            .start(
                () -> {
                  while (!done.get()) {
                    fixture.stream.flush();
                    Thread.onSpinWait();
                  }
                });
    for (Thread writer : writers) {
      writer.join();
    }
    done.set(true);
    flusher.join();
    fixture.stream.flush();
    var statements = new java.util.TreeMap<String, Integer>();
    List<String> lines = new ArrayList<>();
    for (SseEvent event : reader.events()) {
      event
          .data()
          .path("runs")
          .forEach(run -> statements.put(run.get("tenant").asText(), run.get("statement").asInt()));
      lines.addAll(event.ids("lines", "seq"));
    }
    assertThat(statements)
        .isEqualTo(
            new java.util.TreeMap<>(java.util.Map.of("t1", 60, "t2", 60, "t3", 60, "t4", 60)));
    assertThat(lines).isEqualTo(LongStream.rangeClosed(1, 240).mapToObj(Long::toString).toList());
    assertThat(new TreeSet<>(lines)).hasSize(240);
  }

  @Test
  void aTopicThatDoesNotExistIsRefused() {
    String rollout = fixture.rollout("t1").id();
    for (String topic : List.of("flet", "fleet:x", "rollout", "log", "log:" + rollout, "")) {
      assertThatThrownBy(() -> fixture.frames.check(everything(), topic))
          .isInstanceOfSatisfying(
              DihyaException.class, e -> assertThat(e.code()).as(topic).isEqualTo(ErrorCode.USAGE));
    }
    for (String topic :
        List.of(
            "rollout:R-0099",
            "rollout:",
            "log:R-0099/t1",
            "log:" + rollout + "/t2",
            "log:" + rollout + "/../../x")) {
      assertThatThrownBy(() -> fixture.frames.check(everything(), topic))
          .isInstanceOfSatisfying(
              DihyaException.class,
              e -> assertThat(e.code()).as(topic).isEqualTo(ErrorCode.NOT_FOUND));
    }
    List.of("fleet", "rollouts", "rollout:" + rollout, "log:" + rollout + "/t1")
        .forEach(topic -> fixture.frames.check(everything(), topic));
  }
}
