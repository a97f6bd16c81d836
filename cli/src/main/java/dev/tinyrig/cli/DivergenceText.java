package dev.tinyrig.cli;

import dev.tinyrig.emulator.image.DwarfLines;
import dev.tinyrig.emulator.image.Image;
import dev.tinyrig.emulator.isa.Disassembler;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.lockstep.Divergence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The first difference between two engines, as lines for who works on the translator. */
final class DivergenceText {
  private static final int MOST_VALUES = 40;

  private final Image image;

  private DivergenceText(Image image) {
    this.image = image;
  }

  static List<String> lines(Image image, Divergence found) {
    return new DivergenceText(image).lines(found);
  }

  /** What differs, in one line. */
  static String summary(Image image, Divergence found) {
    DivergenceText text = new DivergenceText(image);
    return "the engines differ "
        + found
            .instruction()
            .map(i -> "at " + text.instruction(i))
            .orElseGet(() -> "after " + text.place(found.pc()));
  }

  private List<String> lines(Divergence found) {
    List<String> lines = new ArrayList<>();
    lines.add(summary(image, found));
    if (!found.certain()) {
      lines.add(
          found.instruction().isPresent()
              ? "  which is the last instruction that wrote what differs; alone it does the same"
              : "  and no instruction was found that wrote what differs");
    }
    for (Divergence.Value value : found.values().stream().limit(MOST_VALUES).toList()) {
      lines.add(
          "  "
              + value.name()
              + ": "
              + value.interpreted()
              + " interpreted, "
              + value.translated()
              + " translated");
    }
    if (found.values().size() > MOST_VALUES) {
      lines.add("  and " + (found.values().size() - MOST_VALUES) + " more");
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "  they were the same at %s, cycle %,d, after %,d instructions",
            place(found.pc()),
            found.cycle(),
            found.instructions()));
    if (!found.line().isEmpty()) {
      lines.add("  the line in which it happened:");
      found.line().forEach(i -> lines.add("    " + instruction(i)));
    }
    if (!found.bytecode().isEmpty()) {
      lines.add("  bytecode of " + found.region() + ":");
      found.bytecode().forEach(line -> lines.add("    " + line));
    }
    return lines;
  }

  private String instruction(Instruction i) {
    return String.format(
        Locale.ROOT, "0x%08x  %s  (%s)", i.address, Disassembler.text(i), where(i.address));
  }

  private String place(int address) {
    return String.format(Locale.ROOT, "0x%08x (%s)", address, where(address));
  }

  private String where(int address) {
    String line = new DwarfLines(image).at(address).map(at -> ", " + at).orElse("");
    return image.symbols().describe(address) + line;
  }
}
