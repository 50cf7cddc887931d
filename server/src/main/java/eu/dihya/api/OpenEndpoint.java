package eu.dihya.api;

/** An operation for who has not signed in yet; such as signing in. Never kept for a second call. */
record OpenEndpoint(String method, String path, Endpoint.Handler handler) {}
