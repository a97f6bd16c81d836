package dev.tinyrig.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads a count such as {@code 250000}, {@code 250_000}, {@code 250k}, {@code 3M} or {@code 10G}.
 */
final class CycleCount implements ITypeConverter<Long> {
  private static final Pattern FORM = Pattern.compile("([0-9][0-9_]*)([kKmMgG]?)");

  @Override
  public Long convert(String text) {
    Matcher matcher = FORM.matcher(text);
    if (matcher.matches()) {
      long unit =
          switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
            case "k" -> 1_000L;
            case "m" -> 1_000_000L;
            case "g" -> 1_000_000_000L;
            default -> 1L;
          };
      try {
        long count = Math.multiplyExact(Long.parseLong(matcher.group(1).replace("_", "")), unit);
        if (count > 0) {
          return count;
        }
      } catch (NumberFormatException | ArithmeticException e) {
        throw new TypeConversionException("'" + text + "' is too large");
      }
    }
    throw new TypeConversionException(
        "'" + text + "' is not a count above 0 (for example 250000, 250k, 3M or 10G)");
  }
}
