package eu.dihya.http;

/** The methods that Dihya sends to others. */
public enum HttpMethod {
  GET,
  POST,
  PUT,
  DELETE
}
