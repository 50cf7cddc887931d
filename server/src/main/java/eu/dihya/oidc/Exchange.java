package eu.dihya.oidc;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPResponse;
import eu.dihya.base.DihyaException;
import eu.dihya.http.HttpBody;
import eu.dihya.http.HttpMethod;
import eu.dihya.http.OutgoingHttp;
import eu.dihya.http.OutgoingRequest;
import eu.dihya.http.OutgoingResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Carries the library's requests over our own client, with its guard. Thread-safe. */
final class Exchange implements HTTPRequestSender, ResourceRetriever {
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final OutgoingHttp http;

  Exchange(OutgoingHttp http) {
    this.http = http;
  }

  /** What stands at an address. */
  String read(URI address) throws IOException {
    return sent(OutgoingRequest.get(address, LONGEST)).text();
  }

  @Override
  public Resource retrieveResource(URL url) throws IOException {
    OutgoingResponse answer = sent(OutgoingRequest.get(URI.create(url.toString()), LONGEST));
    return new Resource(answer.text(), answer.header("Content-Type").orElse(null));
  }

  @Override
  public ReadOnlyHTTPResponse send(ReadOnlyHTTPRequest request) throws IOException {
    Map<String, String> headers = new HashMap<>();
    request.getHeaderMap().forEach((name, values) -> headers.put(name, String.join(",", values)));
    String body = request.getBody();
    OutgoingResponse answer =
        carried(
            new OutgoingRequest(
                HttpMethod.valueOf(request.getMethod().name()),
                request.getURI(),
                headers,
                body == null ? new HttpBody.Empty() : new HttpBody.Text(body),
                LONGEST));
    HTTPResponse response = new HTTPResponse(answer.status());
    answer
        .headers()
        .forEach((name, values) -> response.setHeader(name, values.toArray(String[]::new)));
    response.setBody(answer.text());
    return response;
  }

  private OutgoingResponse sent(OutgoingRequest request) throws IOException {
    OutgoingResponse answer = carried(request);
    if (!answer.succeeded()) {
      throw new IOException("it answers with status " + answer.status());
    }
    return answer;
  }

  private OutgoingResponse carried(OutgoingRequest request) throws IOException {
    try {
      return http.send(request);
    } catch (DihyaException e) {
      throw new IOException(e.text(), e);
    }
  }
}
