package eu.dihya.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import eu.dihya.base.Terminal;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/**
 * Sets up the log: of a server to standard error, of a single command to a file of the workspace.
 */
final class Logging {
  private Logging() {}

  static void toConsole(LogConfig config) {
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setTarget("System.err");
    install(appender, config, json(config));
  }

  static void toFile(LogConfig config, Path file) {
    FileAppender<ILoggingEvent> appender = new FileAppender<>();
    appender.setFile(file.toString());
    install(appender, config, true);
  }

  private static boolean json(LogConfig config) {
    return switch (config.format()) {
      case TEXT -> false;
      case JSON -> true;
      case AUTO -> !Terminal.isThere();
    };
  }

  private static void install(
      OutputStreamAppender<ILoggingEvent> appender, LogConfig config, boolean json) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    Encoder<ILoggingEvent> encoder = json ? new JsonEncoder() : text();
    encoder.setContext(context);
    encoder.start();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.detachAndStopAllAppenders();
    root.addAppender(appender);
    root.setLevel(Level.WARN);
    context.getLogger("eu.dihya").setLevel(Level.valueOf(config.level().name()));
  }

  private static Encoder<ILoggingEvent> text() {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setPattern("%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{0} %msg%n");
    return encoder;
  }
}
