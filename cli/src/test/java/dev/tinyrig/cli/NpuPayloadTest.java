package dev.tinyrig.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.fixtures.Firmware;
import dev.tinyrig.fixtures.NpuVectors;
import dev.tinyrig.peripherals.ethosu.hardware.NpuConfig;
import dev.tinyrig.peripherals.ethosu.payload.DriverPayload;
import dev.tinyrig.traces.model.Operator;
import dev.tinyrig.traces.model.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Every word of the payloads that Vela wrote is what {@code docs/npu.md} says of it: those that
 * follow from how a model was compiled, and those that never change.
 */
final class NpuPayloadTest {
  private static final boolean FULL = Boolean.getBoolean("tinyrig.full");

  /** Ways to compile that give COP2, and where inputs and outputs then lie. */
  private static final Map<String, DriverPayload.Io> COP2 =
      Map.of("cop2", DriverPayload.Io.ARENA, "regions", DriverPayload.Io.REGIONS);

  /** Architecture 1.0.6 and 1.0.0, whatever the NPU. */
  private static final int ID = 0x1006_6001;

  private static final int ID_LEGACY = 0x1006_0000;

  private static final int SCRATCH = 2;
  private static final int FAST_SCRATCH = 3;
  private static final int OP_STOP = 0xFFFF_0000;

  private final NpuVectors vectors = Firmware.locate().npuVectors(FULL, message -> {});

  @Test
  void wordsAreAsDocumented() throws Exception {
    Map<DriverPayload.Format, Integer> seen = new TreeMap<>();
    for (NpuVectors.Compiled compiled : vectors.compiled()) {
      byte[] file = Files.readAllBytes(compiled.file());
      NpuConfig config = NpuConfig.find(compiled.config()).orElseThrow();
      NpuModelRun run = new NpuModelRun(file, config);
      run.allocate();
      for (Operator o : run.operators()) {
        if (NpuModelRun.isNpu(o)) {
          seen.merge(check(compiled, config, run, o), 1, Integer::sum);
        }
      }
    }
    assertTrue(seen.get(DriverPayload.Format.COP1) >= 40, seen.toString());
    assertTrue(seen.get(DriverPayload.Format.COP2) >= 10, seen.toString());
  }

  private static DriverPayload.Format check(
      NpuVectors.Compiled compiled, NpuConfig config, NpuModelRun run, Operator o) {
    String what = compiled.toString();
    DriverPayload payload = run.payload(o);
    DriverPayload.Io io = COP2.getOrDefault(compiled.core(), DriverPayload.Io.ARENA);
    DriverPayload.Format format =
        COP2.containsKey(compiled.core()) ? DriverPayload.Format.COP2 : DriverPayload.Format.COP1;
    assertEquals(format, payload.format(), what);
    assertEquals(io, payload.io(), what);
    assertEquals(config.configWord(), payload.config(), what);
    assertEquals(compiled.core().equals("legacy") ? ID_LEGACY : ID, payload.id(), what);
    NpuModelRun.Place place = run.place(o.inputs()[0]);
    ByteBuffer words =
        ByteBuffer.wrap(place.bytes(), place.offset(), place.length())
            .slice()
            .order(ByteOrder.LITTLE_ENDIAN);
    assertEquals(OP_STOP, words.getInt(payload.streamOffset() + payload.streamLength() - 4), what);
    assertEquals(words.capacity(), payload.streamOffset() + payload.streamLength(), what);
    if (format == DriverPayload.Format.COP2) {
      assertEquals(0, words.getInt(0x0C), what);
      assertEquals(0x24, words.getInt(0x18), what);
      assertEquals(0x14, words.getInt(0x24), what);
      assertEquals(workingMemory(run, o), words.getInt(0x34), what);
      assertEquals(0, words.getInt(0x38), what);
      assertEquals(-1, words.getInt(0x3C), what);
      assertEquals(0x40, payload.streamOffset(), what);
    }
    return format;
  }

  /** Scratch, or where the compiler was given a cache in front of it, the cache. */
  private static long workingMemory(NpuModelRun run, Operator o) {
    Tensor scratch = run.tensor(o.inputs()[SCRATCH]);
    Tensor fast = run.tensor(o.inputs()[FAST_SCRATCH]);
    boolean cached = Arrays.asList(scratch, fast).stream().distinct().count() > 1;
    return (cached ? fast : scratch).bytes();
  }
}
