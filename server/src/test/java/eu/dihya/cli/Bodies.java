package eu.dihya.cli;

/** Answers of the contract, as short as they can be. */
final class Bodies {
  static final String NO_ROLLOUTS = "{\"items\":[]}";

  private Bodies() {}

  static String rollouts(String... rollouts) {
    return "{\"items\":[" + String.join(",", rollouts) + "]}";
  }

  static String rollout(String state, String cause) {
    return rollout(state, cause, "", "");
  }

  /** One with the failure groups and excluded tenants, both as JSON items. */
  static String rollout(String state, String cause, String groups, String excluded) {
    int failed = groups.isEmpty() ? 0 : 1;
    return """
    {"id":"R-0001","title":"20260101_0900_x","plan":"P-0001","planDigest":"d1","state":"%s","cause":"%s",
     "because":"","createdAt":"2026-01-01T09:00:00Z","createdBy":"someone","strategy":"rolling",
     "waves":[{"index":0,"name":"Wave 1","canary":false,"state":"admitted","counts":{}}],
     "counts":{"waiting":0,"preparing":0,"running":0,"verifying":0,"done":2,"failed":%d,"held":0,"rolledBack":0,"total":3},
     "failureGroups":[%s],"excluded":[%s],"actions":{"retry":{"allowed":true}}}\
    """
        .formatted(state, cause, failed, groups, excluded);
  }

  /** One that waits for statements of an earlier attempt. */
  static String waitingForOrphans(String... tenants) {
    String orphans =
        java.util.Arrays.stream(tenants)
            .map(
                tenant ->
                    "{\"tenant\":\"%s\",\"orphan\":{\"connection\":\"4711\",\"since\":\"2026-01-01T09:00:01.5Z\",\"statement\":\"ALTER\"}}"
                        .formatted(tenant))
            .collect(java.util.stream.Collectors.joining(","));
    return rollout("running", "")
        .replace("\"excluded\":[]", "\"excluded\":[],\"orphans\":[" + orphans + "]");
  }

  static String plan(String direction, String tenants, String excluded, String upToDate) {
    return """
    {"id":"P-0001","digest":"d1","createdAt":"2026-01-01T09:00:00Z","createdBy":"someone","select":"","to":"latest",
     "direction":"%s","release":{"digest":"r","migrations":["20260101_0900_x"]},"strategy":{},
     "waves":[{"name":"Everybody","canary":false,"tenants":[]}],"tenants":[%s],"excluded":[%s],"upToDate":[%s],
     "warnings":[],"totals":{"tenants":1,"migrations":1}}\
    """
        .formatted(direction, tenants, excluded, upToDate);
  }

  static String tenantPlan(String tenant) {
    return """
    {"tenant":"%s","engine":"sqlite","wave":0,"from":"","backup":"copy","steps":[
     {"migration":"20260101_0900_x","direction":"up","file":"migrations/common/x.sql","atomic":true}]}\
    """
        .formatted(tenant);
  }

  /** With what was seen of account and settings. */
  static String tenantPlan(String tenant, String notice) {
    String plan = tenantPlan(tenant);
    return plan.substring(0, plan.length() - 1) + ",\"notices\":[\"" + notice + "\"]}";
  }

  static String excluded(String tenant, String code) {
    return "{\"tenant\":\"%s\",\"code\":\"%s\",\"because\":\"it is %s\"}"
        .formatted(tenant, code, code);
  }
}
