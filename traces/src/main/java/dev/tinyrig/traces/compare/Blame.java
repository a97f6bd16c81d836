package dev.tinyrig.traces.compare;

import dev.tinyrig.traces.report.Numbers;
import dev.tinyrig.traces.report.OperatorRow;
import java.util.ArrayList;
import java.util.List;

/** Says what is behind the difference between two runs of one operator. */
final class Blame {
  private static final double SAME = 0.02;
  private static final double MIX_CHANGE = 0.05;

  private Blame() {}

  static String why(OperatorRow a, OperatorRow b) {
    List<String> parts = new ArrayList<>();
    if (a.macs() > 0 && b.macs() > 0) {
      parts.add(
          "instr/MAC %s -> %s"
              .formatted(
                  Numbers.fixed((double) a.instructions() / a.macs(), 2),
                  Numbers.fixed((double) b.instructions() / b.macs(), 2)));
    } else if (differ(a.instructions(), b.instructions())) {
      parts.add(
          "instructions %s -> %s"
              .formatted(Numbers.grouped(a.instructions()), Numbers.grouped(b.instructions())));
    }
    double cpiA = (double) a.cycles() / Math.max(1, a.instructions());
    double cpiB = (double) b.cycles() / Math.max(1, b.instructions());
    if (Math.abs(cpiA - cpiB) > MIX_CHANGE) {
      parts.add("cycles/instr %s -> %s".formatted(Numbers.fixed(cpiA, 2), Numbers.fixed(cpiB, 2)));
    }
    for (String kind : List.of("dsp", "load", "multiply", "branch")) {
      double shareA = share(a, kind);
      double shareB = share(b, kind);
      if (Math.abs(shareA - shareB) > MIX_CHANGE) {
        parts.add("%s %s -> %s".formatted(kind, Numbers.percent(shareA), Numbers.percent(shareB)));
      }
    }
    String kernelA = last(a.kernel());
    String kernelB = last(b.kernel());
    if (!kernelA.equals(kernelB)) {
      parts.add("kernel " + kernelA + " -> " + kernelB);
    }
    return parts.isEmpty() ? "same code" : String.join("; ", parts);
  }

  private static boolean differ(long a, long b) {
    return Math.abs(a - b) > SAME * Math.max(a, b);
  }

  private static double share(OperatorRow o, String kind) {
    long total = o.mix().values().stream().mapToLong(Long::longValue).sum();
    return total == 0 ? 0 : (double) o.mix().getOrDefault(kind, 0L) / total;
  }

  /** The innermost function, without its namespaces. */
  private static String last(String kernel) {
    String inner = kernel.substring(kernel.lastIndexOf("> ") + (kernel.contains("> ") ? 2 : 1));
    String[] parts = inner.split("::");
    return parts.length >= 2 && parts[parts.length - 1].length() <= 8
        ? parts[parts.length - 2] + "::" + parts[parts.length - 1]
        : parts[parts.length - 1];
  }
}
