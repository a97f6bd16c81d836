package dev.tinyrig.firmware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.isa.Decoder;
import dev.tinyrig.emulator.isa.Disassembler;
import dev.tinyrig.emulator.isa.Feature;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.fixtures.Firmware;
import dev.tinyrig.fixtures.Fixture;
import dev.tinyrig.fixtures.FixtureId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every instruction in the text of a fixture decodes to what the toolchain's disassembler says.
 *
 * <p>By default one image with all operators per target, one with our kernels, and one of link-time
 * optimisation; all fixtures with the system property {@code tinyrig.full}.
 */
final class DisassemblyTest {
  private static final Pattern LINE =
      Pattern.compile("^ *([0-9a-f]+):\t([0-9a-f]{4}(?: [0-9a-f]{4})?) *\t(.*)$");
  private static final Map<String, CoreModel> CORES =
      Map.of(
          "m0plus", CoreModel.CORTEX_M0PLUS,
          "m3", CoreModel.CORTEX_M3,
          "m4f", CoreModel.CORTEX_M4F,
          "m7", CoreModel.CORTEX_M7,
          "m23", CoreModel.CORTEX_M23,
          "m33", CoreModel.CORTEX_M33,
          "m55", CoreModel.CORTEX_M55,
          "m85", CoreModel.CORTEX_M85);
  private static final List<FixtureId> SAMPLE =
      List.of(
          new FixtureId("m0plus", "kws", "reference"),
          new FixtureId("m3", "kws", "reference"),
          new FixtureId("m4f", "kws", "allops"),
          new FixtureId("m4f", "kws", "optimised"),
          new FixtureId("m4f", "kws", "lto"),
          new FixtureId("m7", "kws", "reference"),
          new FixtureId("m23", "kws", "reference"),
          new FixtureId("m33", "kws", "optimised"),
          new FixtureId("m55", "kws", "reference"),
          new FixtureId("m55", "kws", "optimised"));

  static Stream<FixtureId> fixtures() {
    return Boolean.getBoolean("tinyrig.full")
        ? Firmware.locate().catalog().fixtures().stream()
            .map(Fixture::id)
            .filter(id -> CORES.containsKey(id.target()))
            // Without symbols objdump does not know what is code; it is that of the others.
            .filter(id -> !id.variant().endsWith("stripped"))
        : SAMPLE.stream();
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void decodesAsTheToolchainDoes(FixtureId id) throws IOException, InterruptedException {
    Path elf = Firmware.locate().elf(id);
    Decoder decoder = new Decoder(CORES.get(id.target()).features());
    List<String> differences = new ArrayList<>();
    int instructions = 0;
    int it = 0;
    int vpt = 0;
    for (String line : objdump(elf, CORES.get(id.target()))) {
      Matcher m = LINE.matcher(line);
      if (!m.matches() || m.group(3).startsWith(".")) {
        it = 0;
        vpt = 0;
        continue;
      }
      String[] halves = m.group(2).split(" ");
      Instruction i =
          decoder.decode(
              Integer.parseUnsignedInt(m.group(1), 16),
              Integer.parseInt(halves[0], 16),
              halves.length > 1 ? Integer.parseInt(halves[1], 16) : 0);
      String ours = Disassembler.text(i, it, vpt);
      it = Disassembler.nextItState(i, it);
      vpt = Disassembler.nextVptState(i, vpt);
      instructions++;
      if (!ours.equals(plain(m.group(3)))) {
        differences.add(line + "\tbut was\t" + ours);
      }
    }
    assertTrue(instructions > 5_000, "objdump printed only " + instructions + " instructions");
    assertEquals(List.of(), differences.subList(0, Math.min(20, differences.size())));
  }

  /** Without symbols, comments and alignment. */
  private static String plain(String text) {
    return text.replaceAll("\\s*[@;].*$", "")
        .replaceAll("\\s*<.*>$", "")
        .replace('\t', ' ')
        .strip();
  }

  private static List<String> objdump(Path elf, CoreModel core)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("arm-none-eabi-objdump", "-d", "-j", ".text", elf.toString()));
    if (core.has(Feature.MVE)) {
      command.add("-marmv8.1-m.main"); // what the image says of itself does not make it print MVE
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), text);
    return text.lines().toList();
  }
}
