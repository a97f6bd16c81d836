package dev.tinyrig.emulator.translator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.machine.StopReason;
import dev.tinyrig.emulator.translator.TranslationProfile.Line;
import dev.tinyrig.emulator.translator.TranslationProfile.Made;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A profile makes a run translate at once, and changes nothing else, right or wrong. */
final class TranslationProfileTest {
  private static final int PROGRAMS = 12;
  private static final long LONG_ENOUGH = 100_000;

  /** Runs a program on both engines, the translating one with advice; returns the latter. */
  private static TranslatingEngine run(CoreModel core, int number, TranslationProfile advice) {
    RandomProgram program = new RandomProgram(number, core);
    int[] code = program.halfwords();
    EnginePair.Plan drawn =
        EnginePair.Plan.of(
            core,
            code,
            program.entry(),
            program.faultHandler(),
            RandomProgram.START,
            new Random(number),
            0);
    EnginePair.Plan plan =
        new EnginePair.Plan(
            core, code, drawn.entry(), drawn.faultHandler(), drawn.handler(), 12, drawn.waits(), 0);
    EnginePair pair = new EnginePair("program " + number + " on " + core, plan);
    TranslatingEngine engine = pair.translated.translator().orElseThrow();
    engine.expect(advice);
    Random random = new Random(number);
    long until = 0;
    StopReason stop;
    try {
      do {
        until += random.nextInt(1, 6000);
        stop = pair.run(until);
      } while (stop instanceof StopReason.Limit && until < LONG_ENOUGH);
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + '\n' + pair.lockstep(plan, LONG_ENOUGH), e);
    }
    return engine;
  }

  private static TranslationProfile learnt(CoreModel core, int number) {
    return run(core, number, TranslationProfile.EMPTY).learnt();
  }

  @ParameterizedTest
  @EnumSource(names = {"CORTEX_M4F", "CORTEX_M7", "CORTEX_M33", "CORTEX_M55"})
  void aSecondRunTranslatesAtOnce(CoreModel core) {
    TranslationCounters[][] runs =
        IntStream.range(0, PROGRAMS)
            .parallel()
            .mapToObj(
                number -> {
                  TranslatingEngine first = run(core, number, TranslationProfile.EMPTY);
                  assertEquals(first.counters().regions() > 0, first.hasLearnt());
                  TranslatingEngine second = run(core, number, throughBytes(first.learnt()));
                  return new TranslationCounters[] {first.counters(), second.counters()};
                })
            .filter(both -> both[0].dropped() == 0) // what stores into its code is learnt anew
            .toArray(TranslationCounters[][]::new);
    assertTrue(runs.length > PROGRAMS / 3, "programs that do not change their code");
    long interpreted = 0;
    long regions = 0;
    for (TranslationCounters[] both : runs) {
      interpreted += both[0].interpreted() - both[1].interpreted();
      // Those that are dropped have been made before the program set its memories up.
      regions += both[0].regions() - (both[1].regions() - both[1].dropped());
    }
    String text = Arrays.deepToString(runs);
    assertTrue(interpreted > 300L * runs.length, text);
    assertTrue(regions > 0, text);
  }

  @Test
  void whatARunHadNoUseForIsKept() {
    TranslationProfile other = learnt(CoreModel.CORTEX_M4F, 1);
    List<Made> far =
        other.regions().stream().map(made -> moved(made, 0x8000, new Random(1))).toList();
    assertFalse(far.isEmpty());
    TranslationProfile both =
        run(CoreModel.CORTEX_M4F, 2, new TranslationProfile(far, new Sites.Facts())).learnt();
    assertTrue(both.regions().containsAll(far));
    assertTrue(both.regions().size() > far.size());
  }

  @ParameterizedTest
  @EnumSource(names = {"CORTEX_M4F", "CORTEX_M7", "CORTEX_M55"})
  void wrongAdviceChangesNoResult(CoreModel core) {
    long entries =
        IntStream.range(0, 5 * PROGRAMS)
            .parallel()
            .mapToLong(
                number -> {
                  Random random = new Random(number);
                  TranslationProfile others = learnt(core, number + 100);
                  int move = 2 * random.nextInt(-8, 8);
                  List<Made> regions =
                      others.regions().stream().map(made -> moved(made, move, random)).toList();
                  return run(core, number, new TranslationProfile(regions, others.facts()))
                      .counters()
                      .entries();
                })
            .sum();
    assertTrue(entries > 1_000, "entries of translated code: " + entries);
  }

  /** A region that is somewhere else, with lines of any length that were left anywhere. */
  private static Made moved(Made made, int by, Random random) {
    return new Made(
        made.secure(),
        Arrays.stream(made.seeds()).map(seed -> seed + by).toArray(),
        made.lines().stream()
            .map(
                line ->
                    new Line(
                        line.start() + by,
                        random.nextInt(1, 40),
                        random.nextBoolean(),
                        random.nextBoolean(),
                        random.nextInt(1000),
                        random.ints(line.exits().length + 3L, 0, 100).toArray(),
                        Arrays.stream(line.followers()).map(f -> f - by).toArray()))
            .toList());
  }

  private static TranslationProfile throughBytes(TranslationProfile profile) {
    byte[] bytes = profile.bytes();
    TranslationProfile read = TranslationProfile.of(bytes).orElseThrow();
    assertArrayEquals(bytes, read.bytes());
    return read;
  }

  @Test
  void damagedBytesAreNoProfile() {
    byte[] bytes = learnt(CoreModel.CORTEX_M4F, 3).bytes();
    assertTrue(TranslationProfile.of(bytes).isPresent());
    for (int length = 0; length < bytes.length; length++) {
      assertTrue(TranslationProfile.of(Arrays.copyOf(bytes, length)).isEmpty(), "cut at " + length);
      byte[] damaged = bytes.clone();
      damaged[length] ^= 0x10;
      assertTrue(TranslationProfile.of(damaged).isEmpty(), "another byte at " + length);
    }
  }
}
