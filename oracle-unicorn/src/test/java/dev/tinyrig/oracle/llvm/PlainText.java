package dev.tinyrig.oracle.llvm;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the texts of GNU objdump and LLVM have in common: names of registers and conditions, numbers
 * in decimal, lists written out, lanes of Q registers; targets of branches are left out.
 */
final class PlainText {
  private static final Pattern RANGE = Pattern.compile("\\{([sd])(\\d+) ?- ?[sd](\\d+)");
  private static final Pattern HEX = Pattern.compile("#0x([0-9a-f]+)");
  private static final Pattern SCIENTIFIC = Pattern.compile("#(-?[0-9.]+e[+-]\\d+)");
  private static final Pattern LANE = Pattern.compile("\\bd(\\d+)\\[(\\d+)\\]");

  private PlainText() {}

  static String of(String text) {
    String s = text.toLowerCase(Locale.ROOT);
    s = HEX.matcher(s).replaceAll(m -> "#" + decimal(m.group(1)));
    s = SCIENTIFIC.matcher(s).replaceAll(m -> "#" + plain(m.group(1)));
    s = lanes(list(s));
    return s.replaceAll(", #-?0\\]", "]")
        .replaceAll(", lo$", ", cc")
        .replaceAll(", hs$", ", cs")
        .replace("fpcxt_", "fpcxt")
        .replaceAll("\\bsl\\b", "r10")
        .replaceAll("\\bfp\\b", "r11")
        .replaceAll("\\bip\\b", "r12")
        .replaceAll("^(vmlas?)\\.[su]", "$1.i") // the encoding has a sign that makes no difference
        .replaceAll("^(wls\\S* lr, \\w+|le(?:tp)? lr|le|bf\\w*) .*", "$1")
        .replaceAll("^(wls\\S* lr, \\w+|le(?:tp)? lr),.*", "$1");
  }

  private static String decimal(String hex) {
    return Long.toUnsignedString(Long.parseUnsignedLong(hex, 16));
  }

  private static String plain(String number) {
    return new BigDecimal(number).stripTrailingZeros().toPlainString();
  }

  private static String list(String s) {
    Matcher m = RANGE.matcher(s);
    if (!m.find()) {
      return s;
    }
    int first = Integer.parseInt(m.group(2));
    int last = Integer.parseInt(m.group(3));
    StringBuilder registers = new StringBuilder("{");
    for (int k = first; k <= last; k++) {
      // Behind s31 there are only D registers.
      boolean beyond = m.group(1).equals("s") && k > 31;
      if (!beyond || k % 2 == 0) {
        registers.append(k == first ? "" : ", ");
        registers.append(beyond ? "d" + k / 2 : m.group(1) + k);
      }
    }
    return m.replaceFirst(registers.toString());
  }

  /** Lanes of D registers as lanes of Q registers. */
  private static String lanes(String s) {
    Matcher m = LANE.matcher(s);
    if (!s.startsWith("vmov.") || !m.find()) {
      return s;
    }
    int d = Integer.parseInt(m.group(1));
    int bits = Integer.parseInt(s.substring(5, s.indexOf(' ')).replaceAll("\\D", ""));
    int lane = Integer.parseInt(m.group(2)) + (d & 1) * (64 / bits);
    return m.replaceFirst("q" + d / 2 + "[" + lane + "]");
  }
}
