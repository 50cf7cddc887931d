package eu.dihya.api;

import java.util.regex.Pattern;

/** A page of ours that somebody wants to see after signing in. */
final class OwnPath {
  private static final int LONGEST = 500;

  /**
   * A path, perhaps with query and fragment, of characters that every browser reads alike; two
   * slashes at its beginning would name another host.
   */
  private static final Pattern PATH = Pattern.compile("/(?!/)[A-Za-z0-9/._~!$&()*+,;=:@%?#-]*");

  private OwnPath() {}

  /** The path, or the first page for what is none of ours. */
  static String of(String wanted) {
    return wanted.length() <= LONGEST && PATH.matcher(wanted).matches() ? wanted : "/";
  }
}
