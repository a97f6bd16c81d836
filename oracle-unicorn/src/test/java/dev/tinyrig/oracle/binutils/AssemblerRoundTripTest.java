package dev.tinyrig.oracle.binutils;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.isa.Decoder;
import dev.tinyrig.emulator.isa.Disassembler;
import dev.tinyrig.emulator.isa.Encoding;
import dev.tinyrig.emulator.isa.Feature;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.Op;
import dev.tinyrig.oracle.draw.Dice;
import dev.tinyrig.oracle.draw.EncodingSampler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every mnemonic form of the vector extension, of Armv8.1-M and of half precision, in every place
 * that a VPT block can give it: the text is assembled, decoded and printed again, and is what
 * objdump prints. What the assembler refuses stands in {@code binutils/reviewed.txt}.
 */
final class AssemblerRoundTripTest {
  private static final int DRAWS_PER_ROW = 1500;
  private static final int SAMPLES_PER_FORM = 2;
  private static final int THEN = 8;
  private static final int ELSE = 24;

  /** Their operands are addresses; labels stand in for them. */
  private static final Set<Op> TO_LABELS =
      EnumSet.of(
          Op.LE,
          Op.LE_FOREVER,
          Op.LETP,
          Op.WLS,
          Op.WLSTP,
          Op.BF,
          Op.BFL,
          Op.BFX,
          Op.BFLX,
          Op.BFCSEL);

  private static final List<String> LABELLED =
      List.of(
          "1: le lr, 1b",
          "1: le 1b",
          "1: letp lr, 1b",
          "wls lr, r3, 1f",
          "wlstp.8 lr, r3, 1f",
          "wlstp.16 lr, r4, 1f",
          "wlstp.32 lr, r5, 1f",
          "wlstp.64 lr, r6, 1f",
          "nop",
          "1: nop");

  private final Decoder decoder = new Decoder(CoreModel.CORTEX_M55.features());
  private final List<String> reviewed = reviewed();
  private final Set<String> used = new HashSet<>();
  @TempDir private Path folder;

  private static List<String> reviewed() {
    try (InputStream in =
        AssemblerRoundTripTest.class.getResourceAsStream("/binutils/reviewed.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(l -> !l.isBlank() && !l.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private boolean excused(String what) {
    for (String line : reviewed) {
      String[] parts = line.split("\t");
      assertEquals(2, parts.length, "difference, tab, reason: " + line);
      if (Pattern.compile(parts[0]).matcher(what).find()) {
        used.add(line);
        return true;
      }
    }
    return false;
  }

  private static boolean ofInterest(Encoding row) {
    return EnumSet.of(Feature.MVE, Feature.MVE_FP, Feature.V81M, Feature.FP16)
            .contains(row.requires())
        && !TO_LABELS.contains(row.op());
  }

  /** Some instructions of each mnemonic of each row, with sizes, signs and other suffixes. */
  private List<Instruction> forms() {
    List<Instruction> forms = new ArrayList<>();
    Dice dice = new Dice(2040);
    for (Encoding row : Decoder.encodings().stream().filter(r -> ofInterest(r)).toList()) {
      Map<String, List<Instruction>> byMnemonic = new TreeMap<>();
      for (int k = 0; k < DRAWS_PER_ROW; k++) {
        int bits = EncodingSampler.sample(row, dice);
        Instruction i = decoder.decode(0, bits >>> 16, bits & 0xFFFF);
        if (i.encoding.equals(row) && Decoder.unpredictable(i).isEmpty()) {
          String mnemonic = Disassembler.text(i).split(" ")[0];
          List<Instruction> same = byMnemonic.computeIfAbsent(mnemonic, m -> new ArrayList<>());
          if (same.size() < SAMPLES_PER_FORM) {
            same.add(i);
          }
        }
      }
      assertTrue(!byMnemonic.isEmpty(), row.name() + " was never drawn");
      byMnemonic.values().forEach(forms::addAll);
    }
    return forms;
  }

  private static boolean opensBlock(Instruction i) {
    return Disassembler.nextVptState(i, 0) != 0;
  }

  /** One form in the places that it can stand in, each a group of lines. */
  private List<List<String>> places(Instruction i) {
    List<List<String>> places = new ArrayList<>();
    String alone = Disassembler.text(i);
    if (opensBlock(i)) {
      List<String> block = new ArrayList<>(List.of(alone));
      int state = Disassembler.nextVptState(i, 0);
      Instruction body = decoder.decode(0, 0xEF00, 0x0840);
      while (state != 0) {
        block.add(Disassembler.text(body, 0, state));
        state = Disassembler.nextVptState(body, state);
      }
      places.add(block);
      return places;
    }
    places.add(List.of(alone));
    String then = Disassembler.text(i, 0, THEN);
    if (!then.equals(alone)) {
      places.add(List.of("vpst", then));
      places.add(List.of("vpste", then, Disassembler.text(i, 0, ELSE)));
    }
    return places;
  }

  @Test
  void everyFormIsAssembledAndPrintedBack() throws IOException, InterruptedException {
    Binutils binutils = new Binutils(folder);
    List<List<String>> groups = new ArrayList<>();
    forms().forEach(i -> groups.addAll(places(i)));
    groups.add(LABELLED);
    // Groups that the assembler refuses are told apart first.
    List<String> source = new ArrayList<>(List.of(".syntax unified"));
    List<Integer> groupOfLine = new ArrayList<>(List.of(-1));
    for (int g = 0; g < groups.size(); g++) {
      for (String line : groups.get(g)) {
        source.add(line);
        groupOfLine.add(g);
      }
    }
    List<String> differences = new ArrayList<>();
    Set<Integer> refused = new HashSet<>();
    for (Binutils.Refusal refusal : binutils.refusals(source)) {
      int group = groupOfLine.get(refusal.line());
      String what = source.get(refusal.line()) + ": as: " + refusal.words();
      if (refused.add(group) && !excused(what)) {
        differences.add(what);
      }
    }
    List<String> taken = new ArrayList<>(List.of(".syntax unified"));
    Set<Integer> starts = new HashSet<>();
    for (int g = 0; g < groups.size(); g++) {
      if (!refused.contains(g)) {
        starts.add(taken.size());
        taken.addAll(groups.get(g));
      }
    }
    List<Binutils.Line> lines = binutils.roundTrip(taken);
    assertEquals(taken.size() - 1, lines.size(), "an instruction of each line");
    int vpt = 0;
    for (int k = 0; k < lines.size(); k++) {
      Binutils.Line line = lines.get(k);
      String wanted = taken.get(k + 1);
      vpt = starts.contains(k + 1) ? 0 : vpt;
      Instruction i = decoder.decode(line.address(), line.halfword1(), line.halfword2());
      String ours = Disassembler.text(i, 0, vpt);
      vpt = Disassembler.nextVptState(i, vpt);
      if (!wanted.matches("1:.*|.* 1f") && !ours.equals(wanted)) {
        add(differences, wanted + ": decoded as: " + ours);
      }
      if (!ours.equals(line.text())) {
        add(differences, ours + ": objdump: " + line.text());
      }
    }
    assertEquals("", String.join("\n", differences));
    assertTrue(lines.size() > 3_000, lines.size() + " lines");
    assertEquals(
        List.of(),
        reviewed.stream().filter(line -> !used.contains(line)).toList(),
        "lines that excused nothing");
  }

  private void add(List<String> differences, String what) {
    if (!excused(what)) {
      differences.add(what);
    }
  }
}
