package dev.tinyrig.peripherals.ethosu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.peripherals.ethosu.hardware.NpuConfig;
import dev.tinyrig.peripherals.ethosu.stream.Opcode;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Whatever a stream holds, the NPU ends with a status; the same stream ends the same way. How many
 * streams, and which, two system properties tell: {@code tinyrig.npu.streams} and {@code
 * tinyrig.npu.seed}.
 */
final class StreamFuzzTest {
  private static final int STREAMS =
      Integer.getInteger(
          "tinyrig.npu.streams", Boolean.getBoolean("tinyrig.full") ? 20_000 : 1_000);
  private static final long FIRST_SEED = Long.getLong("tinyrig.npu.seed", 0) << 32;

  /** Every so often a stream of nothing but random words. */
  private static final int NOISE = 10;

  private static final long LONG = 1L << 40;

  @Test
  void garbageNeverCrashesNorHangs() {
    Opcode[] opcodes = Opcode.values();
    int ended = 0;
    for (int number = 0; number < STREAMS; number++) {
      long seed = FIRST_SEED + number;
      Random random = new Random(seed);
      NpuConfig config = NpuConfig.values()[number % NpuConfig.values().length];
      byte[] stream = number % NOISE == 0 ? noise(random) : stream(random, opcodes, config);
      int first = run(config, stream);
      if (number % 50 == 0) {
        assertEquals(first, run(config, stream), "seed " + seed);
      }
      ended += (first & 0x20) != 0 ? 1 : 0;
    }
    assertTrue(ended > STREAMS / 20, "only " + ended + " streams came to their end");
  }

  private static byte[] noise(Random random) {
    StreamBuilder stream = new StreamBuilder();
    for (int words = random.nextInt(20); words >= 0; words--) {
      // Reserved bits and high groups would end most streams at their first word.
      stream.word(random.nextBoolean() ? random.nextInt() : random.nextInt() & 0xFFFF_43FF);
    }
    return stream.bytes();
  }

  private static byte[] stream(Random random, Opcode[] opcodes, NpuConfig config) {
    StreamBuilder stream = new StreamBuilder();
    stream.maps(1 + random.nextInt(9), 1 + random.nextInt(9), 1 + random.nextInt(40), 0, 0x4000);
    int words = random.nextInt(30);
    for (int i = 0; i < words; i++) {
      if (random.nextInt(200) == 0) {
        stream.word(random.nextInt());
        continue;
      }
      Opcode opcode = opcodes[random.nextInt(opcodes.length)];
      if (opcode == Opcode.OP_STOP || !opcode.isOn(config.isU65())) {
        continue;
      }
      int parameter = random.nextInt() & opcode.parameterMask(config.isU65());
      if (random.nextBoolean()) {
        parameter &= 7;
      }
      if (opcode.hasPayload()) {
        int bits = random.nextInt(33);
        stream.put(opcode, parameter, bits == 0 ? 0 : random.nextInt() >>> 32 - bits);
      } else {
        stream.put(opcode, parameter);
      }
    }
    return stream.put(Opcode.OP_STOP, 0).bytes();
  }

  private static int run(NpuConfig config, byte[] stream) {
    NpuRig rig = new NpuRig(config);
    new Random(1).nextBytes(rig.ram.bytes);
    rig.load(stream);
    rig.write(NpuRig.CMD, 0xD);
    rig.bench.run(LONG);
    int status = rig.read(NpuRig.STATUS);
    assertEquals(0, status & 1, "the stream still runs");
    assertEquals(2, status & 2, "no interrupt");
    return status;
  }
}
