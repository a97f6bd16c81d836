package dev.tinyrig.traces.report;

import java.util.Locale;

/** How numbers are written for people, the same on every machine. */
public final class Numbers {
  private Numbers() {}

  /** With commas between thousands. */
  public static String grouped(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** A share of 1 as per cent with one digit. */
  public static String percent(double share) {
    return fixed(100 * share, 1) + "%";
  }

  /** With this many digits behind the point. */
  public static String fixed(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }
}
