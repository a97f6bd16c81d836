package dev.tinyrig.peripherals.ethosu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.peripherals.ethosu.hardware.NpuConfig;
import dev.tinyrig.peripherals.ethosu.stream.Opcode;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a stream holds, the NPU ends with a status; the same stream ends the same way. */
final class StreamFuzzTest {
  private static final int STREAMS = Boolean.getBoolean("tinyrig.full") ? 20_000 : 1_000;
  private static final long LONG = 1L << 40;

  @Test
  void garbageNeverCrashesNorHangs() {
    Opcode[] opcodes = Opcode.values();
    int ended = 0;
    for (int seed = 0; seed < STREAMS; seed++) {
      Random random = new Random(seed);
      NpuConfig config = NpuConfig.values()[seed % NpuConfig.values().length];
      byte[] stream = stream(random, opcodes, config);
      int first = run(config, stream);
      if (seed % 50 == 0) {
        assertEquals(first, run(config, stream), "seed " + seed);
      }
      ended += (first & 0x20) != 0 ? 1 : 0;
    }
    assertTrue(ended > STREAMS / 20, "only " + ended + " streams came to their end");
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
