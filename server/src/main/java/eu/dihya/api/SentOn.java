package eu.dihya.api;

/**
 * The page between the identity provider and the dashboard. A redirect would still count as coming
 * from the provider's site, and the browser would not send the {@code Strict} cookie that it was
 * just given; what a page of ours asks for comes from us.
 */
final class SentOn {
  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <title>Dihya</title>
      <meta http-equiv="refresh" content="0;url=%1$s">
      </head>
      <body><a href="%1$s">Dihya</a></body>
      </html>
      """;

  private SentOn() {}

  /**
   * @param path as {@link OwnPath} lets it through, which has no quotes in it
   */
  static Reply page(String path) {
    return Reply.text("text/html", PAGE.formatted(path.replace("&", "&amp;")));
  }
}
