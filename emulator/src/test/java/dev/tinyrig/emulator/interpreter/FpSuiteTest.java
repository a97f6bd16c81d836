package dev.tinyrig.emulator.interpreter;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.isa.Decoder;
import dev.tinyrig.emulator.isa.Instruction;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * Floating-point data processing against results of an implementation that nobody here wrote: the
 * firmware suite {@code floating-point}, run by QEMU, printed the numbers of the two resources.
 */
final class FpSuiteTest {
  private static final int ROUNDS = 400;
  private static final long PRIME = 0x100000001B3L;

  private final Core core = FpCores.core(CoreModel.CORTEX_M7);
  private final Decoder decoder = new Decoder(CoreModel.CORTEX_M7.features());

  private Instruction decode(String hex) {
    int bits = Integer.parseUnsignedInt(hex, 16);
    return decoder.decode(0x1000, bits >>> 16, bits & 0xFFFF);
  }

  private static List<String[]> rows(String resource) {
    try (InputStream in = FpSuiteTest.class.getResourceAsStream(resource)) {
      String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      return text.lines().filter(line -> !line.startsWith("#")).map(l -> l.split(" ")).toList();
    } catch (IOException e) {
      throw new AssertionError(resource, e);
    }
  }

  private void execute(Instruction instruction, int fpscr, long d, long n, long m) {
    core.fpscr = fpscr;
    FpDoubleOps.write(core, 0, d);
    FpDoubleOps.write(core, 1, n);
    FpDoubleOps.write(core, 2, m);
    FpDispatch.execute(core, instruction);
  }

  private String state() {
    return String.format(Locale.ROOT, "%08x %016x", core.fpscr, FpDoubleOps.read(core, 0));
  }

  @Test
  void singleCasesGiveTheResultAndTheFlags() {
    List<String[]> rows = rows("fp-vectors.txt");
    assertTrue(rows.size() > 1000);
    Stream<Executable> checks =
        rows.stream()
            .map(
                f ->
                    () -> {
                      execute(
                          decode(f[0]),
                          Integer.parseUnsignedInt(f[1], 16),
                          Long.parseUnsignedLong(f[2], 16),
                          Long.parseUnsignedLong(f[3], 16),
                          Long.parseUnsignedLong(f[4], 16));
                      assertEquals(f[5] + " " + f[6], state(), () -> String.join(" ", f));
                    });
    assertAll(checks);
  }

  @Test
  void drawnOperandsGiveTheSameHashInEveryMode() {
    List<String[]> rows = rows("fp-hashes.txt");
    assertEquals(112, rows.size());
    assertAll(
        rows.stream()
            .map(f -> () -> assertEquals(f[2], hash(decode(f[1]), f[0].endsWith("f64")), f[0])));
  }

  private String hash(Instruction instruction, boolean wide) {
    DrawnOperands operands = new DrawnOperands();
    long hash = 0xCBF29CE484222325L;
    for (int controls = 0; controls < 32; controls++) {
      for (int round = 0; round < ROUNDS; round++) {
        long d = operands.next(wide);
        long n = operands.next(wide);
        long m = operands.next(wide);
        execute(instruction, controls << 22 | (round & 1) << 4, d, n, m);
        hash = (hash ^ FpDoubleOps.read(core, 0)) * PRIME;
        hash = (hash ^ hash >>> 29 ^ core.fpscr & 0xFFFF_FFFFL) * PRIME;
      }
    }
    return String.format(Locale.ROOT, "%016x", hash);
  }
}
