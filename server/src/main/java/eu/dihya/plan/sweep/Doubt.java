package eu.dihya.plan.sweep;

/**
 * A question to a target whose answer decides whether a probe says anything there.
 *
 * @param sql has a row when the probe says nothing
 * @param because why it says nothing then
 */
public record Doubt(String sql, String because) {}
