package eu.dihya.archive.ipfs;

import com.fasterxml.jackson.databind.JsonNode;
import eu.dihya.archive.BlockSource;
import eu.dihya.archive.Cid;
import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.Json;
import eu.dihya.http.HttpBody;
import eu.dihya.http.OutgoingHttp;
import eu.dihya.http.OutgoingRequest;
import eu.dihya.http.OutgoingResponse;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * The calls of Kubo's RPC ({@code /api/v0}) that an archive needs. Thread-safe, blocking, retries
 * nothing.
 *
 * <p>Each call sends {@code timeout}, because a node waits for a block that nobody has until it is
 * told not to. A node that does not answer is {@code UNREACHABLE}, one that refuses {@code FAILED}
 * with its own words.
 */
public final class KuboNode implements BlockSource {
  private static final Duration GRACE = Duration.ofSeconds(2);
  private static final long MAX_CAR_BYTES = 1L << 40;

  /** Nodes differ in how they write a CID unless told. */
  private static final String PINS = "type=recursive&cid-base=base32";

  private final OutgoingHttp http;
  private final URI api;
  private final Duration lookup;
  private final Duration transfer;

  /**
   * @param http its policy must know the node's host and port, and allow answers of the size of a
   *     block, 2 MiB
   * @param api the node's address, {@code http://127.0.0.1:5001}
   * @param lookup how long a single block or a question may take
   * @param transfer how long an import, an export or a pin may take
   */
  public KuboNode(OutgoingHttp http, URI api, Duration lookup, Duration transfer) {
    this.http = http;
    this.api = api;
    this.lookup = lookup;
    this.transfer = transfer;
  }

  /** The node's version, as it calls it. */
  public String version() {
    return Json.tree(accepted("version", ask("version", "", lookup)).text())
        .path("Version")
        .asText();
  }

  /**
   * Hands over all blocks of a CAR; the node's garbage collection may take them again until {@link
   * #pin}.
   */
  public void importCar(Path car) {
    HttpBody body = new HttpBody.MultipartFile("file", "archive.car", car);
    OutgoingResponse response = send("dag/import", "pin-roots=false", body, transfer);
    accepted("dag/import", response);
  }

  /**
   * Streams an archive into a file. The node may end it early and say nothing, so the file must be
   * checked.
   */
  public void exportCar(Cid cid, Path car) {
    OutgoingRequest request =
        OutgoingRequest.post(
            uri("dag/export", "arg=" + cid, transfer), new HttpBody.Empty(), transfer.plus(GRACE));
    accepted("dag/export", http.download(request, car, MAX_CAR_BYTES));
  }

  @Override
  public Optional<byte[]> read(Cid cid) {
    OutgoingResponse response = ask("block/get", "arg=" + cid, lookup);
    return isAbsence(response)
        ? Optional.empty()
        : Optional.of(accepted("block/get", response).body());
  }

  /** Keeps the archive and everything below it; fails when a block is missing. */
  public void pin(Cid cid) {
    accepted("pin/add", ask("pin/add", "recursive=true&arg=" + cid, transfer));
  }

  public boolean isPinned(Cid cid) {
    OutgoingResponse response = ask("pin/ls", PINS + "&arg=" + cid, lookup);
    return !isAbsence(response) && keys(accepted("pin/ls", response)).contains(cid.toString());
  }

  /**
   * Everything that is pinned there recursively, by whomever, also in forms that are no archive of
   * ours.
   */
  public List<String> pins() {
    return keys(accepted("pin/ls", ask("pin/ls", PINS, transfer)));
  }

  private static List<String> keys(OutgoingResponse response) {
    JsonNode keys = Json.tree(response.text()).path("Keys");
    Iterable<String> names = keys::fieldNames;
    return StreamSupport.stream(names.spliterator(), false).toList();
  }

  private OutgoingResponse ask(String call, String query, Duration limit) {
    return send(call, query, new HttpBody.Empty(), limit);
  }

  private OutgoingResponse send(String call, String query, HttpBody body, Duration limit) {
    return http.send(OutgoingRequest.post(uri(call, query, limit), body, limit.plus(GRACE)));
  }

  private URI uri(String call, String query, Duration limit) {
    String timeout = "timeout=" + limit.toMillis() + "ms";
    return api.resolve(
        "/api/v0/" + call + "?" + (query.isEmpty() ? timeout : query + "&" + timeout));
  }

  /** How Kubo and js-ipfs say that they do not have it: by an error 500 in prose. */
  private static boolean isAbsence(OutgoingResponse response) {
    String message = message(response).toLowerCase(Locale.ROOT);
    return response.status() == 500
        && (message.contains("not found")
            || message.contains("could not find")
            || message.contains("is not pinned")
            || message.contains("timed out")
            || message.contains("deadline exceeded"));
  }

  private OutgoingResponse accepted(String call, OutgoingResponse response) {
    if (response.succeeded()) {
      return response;
    }
    throw new DihyaException(
        ErrorCode.FAILED,
        "the IPFS node %s refused %s with status %d: %s"
            .formatted(api.getAuthority(), call, response.status(), message(response)));
  }

  private static String message(OutgoingResponse response) {
    String text = response.text();
    if (!text.startsWith("{")) {
      return response.succeeded() ? "" : "no explanation";
    }
    try {
      return Json.tree(text).path("Message").asText();
    } catch (DihyaException e) {
      return "an explanation that is not JSON";
    }
  }
}
