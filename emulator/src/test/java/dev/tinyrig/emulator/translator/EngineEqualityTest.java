package dev.tinyrig.emulator.translator;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.machine.StopReason;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Both engines execute the same programs and are stopped at the same cycles: every register, every
 * byte of memory, every cycle and what is left of every event is the same.
 *
 * <p>{@code -Dtinyrig.engines.programs} draws more programs, {@code -Dtinyrig.engines.seed} others.
 */
final class EngineEqualityTest {
  private static final List<CoreModel> CORES =
      List.of(
          CoreModel.CORTEX_M4F,
          CoreModel.CORTEX_M7,
          CoreModel.CORTEX_M3,
          CoreModel.CORTEX_M33,
          CoreModel.CORTEX_M55,
          CoreModel.CORTEX_M0PLUS);

  private static final int PROGRAMS = Integer.getInteger("tinyrig.engines.programs", 120);
  private static final long SEED = Long.getLong("tinyrig.engines.seed", 20250925);

  @Test
  void drawnProgramsRunAlike() throws IOException {
    long translated = 0;
    long entries = 0;
    for (int k = 0; k < PROGRAMS; k++) {
      CoreModel core = CORES.get(k % CORES.size());
      RandomProgram program = new RandomProgram(SEED + k, core);
      Random random = new Random(SEED ^ k);
      int[] code = program.halfwords();
      EnginePair pair =
          new EnginePair(
              "program " + k + " on " + core,
              core,
              code,
              program.entry(),
              RandomProgram.START + 2 * (code.length - 1),
              RandomProgram.START,
              random,
              k % 3 == 0 ? 3 : 0);
      if (k % 2 == 0) {
        pair.listen();
      }
      long until = 0;
      StopReason stop;
      do {
        until += random.nextInt(4) == 0 ? random.nextInt(1, 40) : random.nextInt(1, 6000);
        stop = pair.run(until);
      } while (stop instanceof StopReason.Limit && until < 400_000);
      TranslationCounters counters = pair.translated.translations().orElseThrow();
      translated += pair.translated.instructions() - counters.interpreted();
      entries += counters.entries();
    }
    assertTrue(entries > 1000 && translated > 100_000, entries + " entries, " + translated);
  }

  @Test
  void anythingAsCodeRunsAlike() throws IOException {
    for (int k = 0; k < PROGRAMS; k++) {
      CoreModel core = CORES.get(k % CORES.size());
      Random random = new Random(SEED * 31 + k);
      int[] code = new int[120];
      for (int i = 0; i < code.length; i++) {
        code[i] = random.nextInt(0x10000);
      }
      // The handler of faults goes on two bytes behind the fault, or at the start again.
      int[] handler = {0x9806, 0x3002, 0x9006, 0x4770};
      System.arraycopy(handler, 0, code, 0, handler.length);
      code[code.length - 1] = 0xE700 | (8 - (code.length - 1) - 2) & 0xFF; // B to index 8
      EnginePair pair =
          new EnginePair(
              "bytes " + k + " on " + core,
              core,
              code,
              RandomProgram.START + 16,
              RandomProgram.START,
              RandomProgram.START,
              random,
              0);
      long until = 0;
      StopReason stop;
      do {
        until += random.nextInt(1, 3000);
        stop = pair.run(until);
      } while (stop instanceof StopReason.Limit && until < 30_000);
    }
  }
}
