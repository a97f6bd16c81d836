package dev.tinyrig.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.emulator.engine.EngineKind;
import dev.tinyrig.emulator.machine.Snapshot;
import dev.tinyrig.fixtures.ConsoleLog;
import dev.tinyrig.fixtures.Firmware;
import dev.tinyrig.fixtures.Fixture;
import dev.tinyrig.fixtures.FixtureId;
import dev.tinyrig.fixtures.Golden;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * TFLM firmware whose model runs on the NPU answers what the reference kernels answer, to the byte:
 * on every configuration, in every memory mode, with both forms of payload, from both security
 * states, with interrupts that come or are masked, with counters that keep the NPU powered, and
 * with caches on. The short run takes a sample; {@code -Dtinyrig.full=true} all.
 */
final class NpuFirmwareTest {
  private static final Pattern COUNTER = Pattern.compile("ethos-u: (.*) 0x([0-9a-f]{8})");
  private static final int NPU_STATUS = 0x5810_2004;
  private static final int LEAST = 60;

  private final Firmware firmware = Firmware.locate();

  private static boolean always(FixtureId id) {
    return id.variant().startsWith("ethos-u")
        ? id.model().equals("micro_speech") || id.variant().equals("ethos-u55-128")
        : id.model().equals("ic") || id.variant().equals("npu-dedicated-sram");
  }

  @TestFactory
  Stream<DynamicTest> outputsEqualTheReferenceKernels() {
    boolean full = Boolean.getBoolean("tinyrig.full");
    List<Fixture> all =
        firmware.catalog().fixtures().stream().filter(f -> f.npu().isPresent()).toList();
    assertTrue(all.size() >= LEAST, "the catalog has shrunk to " + all.size());
    List<Fixture> chosen = all.stream().filter(f -> full || always(f.id())).toList();
    firmware.build(chosen.stream().map(Fixture::id).toList(), line -> {});
    return chosen.stream().map(f -> DynamicTest.dynamicTest(f.id().toString(), () -> check(f)));
  }

  private void check(Fixture fixture) {
    try (NpuImage image = NpuImage.of(firmware, fixture)) {
      assertEquals(0, image.run(), image.console());
      assertEquals(List.of(), image.findings());
      ConsoleLog log = ConsoleLog.parse(image.console());
      assertTrue(log.passed(), image.console());
      List<Golden> goldens = firmware.goldens(fixture);
      assertEquals(goldens.size(), log.outputs().size(), image.console());
      for (ConsoleLog.Output output : log.outputs()) {
        Golden golden =
            goldens.stream()
                .filter(g -> g.invoke() == output.invoke() && g.output() == output.index())
                .findFirst()
                .orElseThrow();
        assertTrue(golden.exact(), "only integer models run on the NPU");
        assertEquals(Optional.empty(), golden.mismatch(output), image.console());
      }
    }
  }

  /** Counters run on over three inferences: no reset comes in between. */
  @Test
  void countersAreHeldOverInferences() {
    FixtureId id = new FixtureId("m55", "ic", "npu-counters");
    try (NpuImage image = NpuImage.of(firmware, firmware.catalog().fixture(id))) {
      assertEquals(0, image.run(), image.console());
      List<Long> active = counter(image.console(), "cycles active");
      List<Long> read = counter(image.console(), "beats read on port 1");
      assertEquals(3, active.size());
      assertEquals(active.get(1) - active.get(0), active.get(2) - active.get(1));
      assertEquals(List.of(read.getFirst(), 2 * read.getFirst(), 3 * read.getFirst()), read);
      List<Long> cycles = counter(image.console(), "cycles since the start");
      assertTrue(cycles.get(2) > active.get(2), image.console());
    }
  }

  private static List<Long> counter(String console, String name) {
    List<Long> values = new ArrayList<>();
    Matcher line = COUNTER.matcher(console);
    while (line.find()) {
      if (line.group(1).equals(name)) {
        values.add(Long.parseLong(line.group(2), 16));
      }
    }
    return values;
  }

  /** The core sleeps while the NPU works: of the cycles of an inference few are instructions. */
  @Test
  void coreSleepsMeanwhile() {
    FixtureId id = new FixtureId("m55", "ic", "ethos-u55-128");
    try (NpuImage image = NpuImage.of(firmware, firmware.catalog().fixture(id))) {
      assertEquals(0, image.run(), image.console());
      assertTrue(image.machine().instructions() < 100_000, "instructions");
      assertTrue(image.machine().cycles() > 2 * image.machine().instructions(), "cycles");
    }
  }

  /** Whoever executes the core's code: the NPU beside it does the same at the same cycles. */
  @Test
  void enginesAgree() {
    for (String variant : List.of("npu-systick", "npu-three-invokes", "npu-nonsecure")) {
      Fixture fixture = firmware.catalog().fixture(new FixtureId("m55", "kws", variant));
      List<String> seen = new ArrayList<>();
      for (EngineKind engine : EngineKind.values()) {
        try (NpuImage image = NpuImage.of(firmware, fixture, engine)) {
          assertEquals(0, image.run(), image.console());
          seen.add(
              image.machine().cycles()
                  + " cycles, "
                  + image.machine().instructions()
                  + " instructions\n"
                  + image.console());
        }
      }
      assertEquals(1, Set.copyOf(seen).size(), seen::toString);
    }
  }

  /** Saved in the middle of an inference and restored: the same bytes and the same cycles. */
  @ParameterizedTest
  @EnumSource(EngineKind.class)
  void savedInferenceGoesOn(EngineKind engine) throws Exception {
    Fixture fixture = firmware.catalog().fixture(new FixtureId("m55", "ic", "npu-systick"));
    try (NpuImage whole = NpuImage.of(firmware, fixture, engine);
        NpuImage first = NpuImage.of(firmware, fixture, engine);
        NpuImage second = NpuImage.of(firmware, fixture, engine)) {
      assertEquals(0, whole.run(), whole.console());
      int saved = 0;
      for (long at = 50_000; at < whole.machine().cycles(); at += 40_000) {
        first.machine().run(at);
        if ((first.machine().bus().load32(NPU_STATUS) & 1) == 0) {
          continue;
        }
        saved++;
        String before = first.console();
        Snapshot.restore(second.machine(), Snapshot.save(first.machine()));
        String printedAgain = second.console();
        assertEquals(0, second.run());
        assertEquals(whole.machine().cycles(), second.machine().cycles());
        assertEquals(whole.machine().instructions(), second.machine().instructions());
        assertEquals(whole.console(), before + second.console().substring(printedAgain.length()));
      }
      assertFalse(saved < 3, "the NPU ran at only " + saved + " of the cycles");
    }
  }
}
