package eu.dihya.api;

import eu.dihya.archive.ArchiveRecord;
import eu.dihya.archive.Cid;
import eu.dihya.archive.EvidenceArchive;
import eu.dihya.archive.Pin;
import eu.dihya.archive.VerifyResult;
import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.security.Permission;
import eu.dihya.security.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Archives by content address. */
final class ArchiveResource {
  private final EvidenceArchive archive;
  private final Path downloads;

  ArchiveResource(EvidenceArchive archive, Path downloads) {
    this.archive = archive;
    this.downloads = downloads;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/api/v1/archives", Permission.READ_EVIDENCE, call -> Reply.items(list())),
        Endpoint.get("/api/v1/archives/{cid}", Permission.READ_EVIDENCE, this::download).download(),
        Endpoint.post("/api/v1/archives/{cid}/verify", Permission.READ_EVIDENCE, this::verify));
  }

  static String state(Pin pin) {
    return switch (pin.state()) {
      case LOCAL -> "local";
      case PENDING -> "pin-pending";
      case PINNED -> "pinned";
      case FAILED -> "pin-failed";
    };
  }

  private List<ArchiveView> list() {
    return archive.list().stream()
        .sorted(Comparator.comparing(ArchiveRecord::storedAt).reversed())
        .map(
            found ->
                new ArchiveView(
                    found.cid().toString(),
                    found.label().name(),
                    found.label().kind(),
                    found.storedAt(),
                    found.bytes(),
                    state(found.pin()),
                    found.pin().reason()))
        .toList();
  }

  private Reply download(Call call) {
    Cid cid = existing(call.path("cid"));
    Path car = place(cid);
    archive.exportCar(cid, car);
    return Reply.download("application/vnd.ipld.car", car, cid + ".car");
  }

  /** A name of its own for each download, because several may be on their way at once. */
  private Path place(Cid cid) {
    try {
      return Files.createDirectories(downloads).resolve(cid + "." + Tokens.random() + ".car");
    } catch (IOException e) {
      throw new DihyaException(
          ErrorCode.FAILED, "cannot make the directory for downloads: " + e.getMessage(), e);
    }
  }

  private Reply verify(Call call) {
    Cid cid = existing(call.path("cid"));
    VerifyResult result = archive.verify(cid);
    return Reply.json(
        new VerifyView(
            cid.toString(),
            result.intact(),
            result.blocks(),
            result.bytes(),
            result.faults().stream().map(VerifyResult.Fault::toString).toList()));
  }

  private Cid existing(String text) {
    Cid cid = Cid.parse(text);
    if (archive.find(cid).isEmpty()) {
      throw new DihyaException(
          ErrorCode.NOT_FOUND,
          "there is no archive " + cid + " here; 'dihya archive list' shows them");
    }
    return cid;
  }

  record ArchiveView(
      String cid,
      String name,
      String kind,
      Instant createdAt,
      long bytes,
      String state,
      String because) {}

  record VerifyView(String cid, boolean ok, long blocks, long bytes, List<String> problems) {}
}
