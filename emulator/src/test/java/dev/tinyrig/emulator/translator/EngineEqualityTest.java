package dev.tinyrig.emulator.translator;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.machine.StopReason;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Both engines execute the same programs and are stopped at the same cycles: every register, every
 * byte of memory, every cycle and what is left of every event is the same.
 *
 * <p>Counted are the blocks that were executed translated, a million of them. With {@code
 * -Dtinyrig.full=true} there are ten times as many programs; {@code -Dtinyrig.engines.programs}
 * draws another number, {@code -Dtinyrig.engines.seed} others.
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

  private static final boolean FULL = Boolean.getBoolean("tinyrig.full");
  private static final int PROGRAMS =
      Integer.getInteger("tinyrig.engines.programs", FULL ? 3_000 : 300);
  private static final long SEED = Long.getLong("tinyrig.engines.seed", 20250925);

  /** Cycles after which a program is not followed any more. */
  private static final long LONG_ENOUGH = 300_000;

  /**
   * What was executed translated.
   *
   * @param blocks runs of lines, of those programs in which a probe counts them
   * @param calls calls that were told in sums
   * @param lines lines that were translated
   */
  private record Work(
      long instructions, long entries, long blocks, long calls, long lines, long failures) {
    static final Work NONE = new Work(0, 0, 0, 0, 0, 0);

    static Work of(EnginePair pair) {
      TranslationCounters counters = pair.translated.translations().orElseThrow();
      return new Work(
          pair.translated.instructions() - counters.interpreted(),
          counters.entries(),
          pair.settled(),
          pair.summed(),
          counters.lines(),
          counters.failures());
    }

    Work plus(Work other) {
      return new Work(
          instructions + other.instructions,
          entries + other.entries,
          blocks + other.blocks,
          calls + other.calls,
          lines + other.lines,
          failures + other.failures);
    }
  }

  /** Programs are drawn and executed side by side; each depends on its number alone. */
  private static Work all(IntFunction<Work> program) {
    return IntStream.range(0, PROGRAMS).parallel().mapToObj(program).reduce(Work.NONE, Work::plus);
  }

  @Test
  void drawnProgramsRunAlike() {
    Work work = all(EngineEqualityTest::drawn);
    System.out.println("executed translated, and alike: " + work);
    // A million blocks when nothing else is asked for.
    long least = PROGRAMS * 10_000L / 3;
    assertTrue(work.blocks() > least && work.instructions() > 4 * least, work.toString());
    assertTrue(work.lines() > 40L * PROGRAMS, work.toString());
    assertTrue(work.calls() > 10L * PROGRAMS, work.toString());
  }

  private static Work drawn(int k) {
    CoreModel core = CORES.get(k % CORES.size());
    int round = k / CORES.size(); // every core is seen with every kind of listeners and memories
    RandomProgram program = new RandomProgram(SEED + k, core);
    Random random = new Random(SEED ^ k);
    int[] code = program.halfwords();
    EnginePair.Plan plan =
        EnginePair.Plan.of(
            core,
            code,
            program.entry(),
            program.faultHandler(),
            RandomProgram.START,
            random,
            round % 2 == 0 ? 3 : 0);
    EnginePair pair = new EnginePair("program " + k + " on " + core, plan);
    if (round % 3 != 0) {
      pair.listen(round % 3 == 2);
    }
    try {
      execute(pair, random, code.length);
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + '\n' + pair.lockstep(plan, LONG_ENOUGH), e);
    }
    return Work.of(pair);
  }

  private static void execute(EnginePair pair, Random random, int length) {
    long until = 0;
    StopReason stop;
    do {
      until += random.nextInt(4) == 0 ? random.nextInt(1, 40) : random.nextInt(1, 6000);
      int breakpoint = RandomProgram.START + 2 * random.nextInt(length);
      boolean breaks = random.nextInt(16) == 0;
      if (breaks) {
        pair.setBreakpoint(breakpoint);
      }
      stop = pair.run(until);
      if (breaks) {
        pair.clearBreakpoint(breakpoint);
      }
    } while ((stop instanceof StopReason.Limit || stop instanceof StopReason.Breakpoint)
        && until < LONG_ENOUGH);
  }

  @Test
  void anythingAsCodeRunsAlike() {
    Work work = all(EngineEqualityTest::anything);
    assertTrue(work.entries() > PROGRAMS, work.toString());
  }

  private static Work anything(int k) {
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
            EnginePair.Plan.of(
                core,
                code,
                RandomProgram.START + 16,
                RandomProgram.START,
                RandomProgram.START,
                random,
                0));
    long until = 0;
    StopReason stop;
    do {
      until += random.nextInt(1, 3000);
      stop = pair.run(until);
    } while (stop instanceof StopReason.Limit && until < 30_000);
    return Work.of(pair);
  }
}
