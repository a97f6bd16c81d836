package dev.tinyrig.oracle.llvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.isa.Decoder;
import dev.tinyrig.emulator.isa.Disassembler;
import dev.tinyrig.emulator.isa.Encoding;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.Op;
import dev.tinyrig.oracle.draw.Dice;
import dev.tinyrig.oracle.draw.EncodingSampler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Random words of the vector extension and of Armv8.1-M: what is an instruction, and what it says.
 * A difference stands in {@code llvm/reviewed.txt} with its reason.
 */
final class EncodingsAgainstLlvmTest {
  private static final int SAMPLES_PER_ROW = 40;
  private static final int WORDS = 60_000;
  private static final int SHOWN = 20;

  private record Line(Pattern difference, String text) {}

  private final Decoder decoder = new Decoder(CoreModel.CORTEX_M55.features());
  private final List<Encoding> rows =
      Decoder.encodings().stream()
          .filter(
              row ->
                  switch (row.requires()) {
                    case MVE, MVE_FP, V81M -> true;
                    default -> false;
                  })
          .toList();
  private final List<Line> reviewed = reviewed();
  private final Set<String> used = new HashSet<>();

  private static List<Line> reviewed() {
    try (InputStream in =
        EncodingsAgainstLlvmTest.class.getResourceAsStream("/llvm/reviewed.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      List<Line> lines = new ArrayList<>();
      for (String line : text.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).toList()) {
        String[] parts = line.split("\t");
        assertEquals(2, parts.length, "difference, tab, reason: " + line);
        lines.add(new Line(Pattern.compile(parts[0]), line));
      }
      return lines;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private boolean excused(String difference) {
    for (Line line : reviewed) {
      if (line.difference.matcher(difference).find()) {
        used.add(line.text);
        return true;
      }
    }
    return false;
  }

  /** What differs for one word, in words; empty when both agree. */
  private String difference(LlvmDisassembler llvm, int bits) {
    Instruction i = decoder.decode(0x1000, bits >>> 16, bits & 0xFFFF);
    boolean ours = i.op != Op.UNDEFINED && i.op != Op.COPROCESSOR;
    Optional<String> theirs = llvm.text(bits);
    if (ours && theirs.isPresent()) {
      String mine = PlainText.of(Disassembler.text(i));
      String other = PlainText.of(theirs.get());
      return !rows.contains(i.encoding) || mine.equals(other)
          ? ""
          : String.format("%08x text: %s, LLVM says %s", bits, mine, other);
    }
    if (ours && Decoder.unpredictable(i).isEmpty()) {
      return String.format("%08x ours: %s (%s)", bits, Disassembler.text(i), i.encoding.name());
    }
    return !ours && theirs.isPresent()
        ? String.format("%08x LLVM's: %s (%s)", bits, theirs.get(), decoder.whyUndefined(i))
        : "";
  }

  private void assertNoDifferences(List<Integer> words) {
    List<String> differences = new ArrayList<>();
    try (LlvmDisassembler llvm = new LlvmDisassembler()) {
      for (int bits : words) {
        String found = difference(llvm, bits);
        if (!found.isEmpty() && differences.size() < SHOWN && !excused(found)) {
          differences.add(found);
        }
      }
    }
    assertEquals("", String.join("\n", differences));
  }

  @Test
  void rowsAndWordsDecodeAlike() {
    Dice dice = new Dice(81);
    List<Integer> words = new ArrayList<>();
    for (Encoding row : rows) {
      for (int k = 0; k < SAMPLES_PER_ROW; k++) {
        int bits = EncodingSampler.sample(row, dice);
        words.add(bits);
        words.add(bits ^ 1 << dice.below(28));
      }
    }
    for (int k = 0; k < WORDS; k++) {
      words.add(word(dice));
    }
    words.removeIf(bits -> bits >>> 27 < 0x1D);
    assertTrue(words.size() > WORDS);
    assertNoDifferences(words);
    assertEquals(
        List.of(),
        reviewed.stream().map(Line::text).filter(line -> !used.contains(line)).toList(),
        "lines that excused nothing");
  }

  /** A word in the places of the vector extension, of loops, long shifts and CLRM. */
  private static int word(Dice dice) {
    int bits = dice.bits();
    return switch (dice.below(8)) {
      case 0 -> 0xF000_C001 | bits & 0x07FF_2FFE;
      case 1 -> 0xEA50_0000 | bits & 0x000F_FFFF;
      case 2 -> 0xE89F_0000 | bits & 0xFFFF;
      default -> 0xEC00_0000 | bits & 0x13FF_FFFF;
    };
  }
}
