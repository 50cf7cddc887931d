package eu.dihya.app;

/**
 * A value that is in effect.
 *
 * @param key {@code http.port}; of a mapping {@code lint.fail.rename}
 * @param value as written, a password in it replaced
 * @param origin {@code default}, {@code dihya.yaml:3:9}, {@code env DIHYA_HTTP__PORT}, {@code flag
 *     --port}
 */
public record EffectiveValue(String key, String value, String origin) {}
