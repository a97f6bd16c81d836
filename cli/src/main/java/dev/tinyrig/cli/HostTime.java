package dev.tinyrig.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads a time of the host such as {@code 500ms}, {@code 30s}, {@code 2m} or {@code 30} (seconds).
 */
final class HostTime implements ITypeConverter<Duration> {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(ms|s|m|h|)");

  @Override
  public Duration convert(String text) {
    Matcher matcher = FORM.matcher(text);
    if (matcher.matches()) {
      long amount = Long.parseLong(matcher.group(1));
      Duration time =
          switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofSeconds(amount);
          };
      if (time.isPositive()) {
        return time;
      }
    }
    throw new TypeConversionException(
        "'" + text + "' is not a time above 0 (for example 500ms, 30s or 2m)");
  }
}
