package dev.tinyrig.peripherals.ethosu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.peripherals.ethosu.hardware.NpuConfig;
import dev.tinyrig.peripherals.ethosu.stream.Opcode;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class EthosUTest {
  private static final int LONG = 1_000_000;
  private static final int RUNNING = 1;
  private static final int IRQ = 2;
  private static final int BUS = 4;
  private static final int PARSE = 0x10;
  private static final int END = 0x20;
  private static final int WEIGHTS = 0x80;

  /** ABS twice: from 0 to 0x400, from there to 0x800, on 16x16x16. */
  private static byte[] twoOperations() {
    return new StreamBuilder()
        .maps(16, 16, 16, 0, 0x1000)
        .put(Opcode.OP_ELEMENTWISE, 6)
        .put(Opcode.IFM_BASE0, 0, 0x1000)
        .put(Opcode.OFM_BASE0, 0, 0x3000)
        .put(Opcode.OFM_ZERO_POINT, 1)
        .put(Opcode.OP_KERNEL_WAIT, 0)
        .put(Opcode.OP_ELEMENTWISE, 6)
        .put(Opcode.OP_STOP, 0x0005)
        .bytes();
  }

  private static NpuRig rig() {
    NpuRig rig = new NpuRig(NpuConfig.U55_128);
    for (int i = 0; i < 0x1000; i++) {
      rig.ram.bytes[i] = (byte) (i * 7);
    }
    return rig;
  }

  @ParameterizedTest
  @EnumSource(NpuConfig.class)
  void identifiesItself(NpuConfig config) {
    NpuRig rig = new NpuRig(config);
    assertEquals(config.isU65() ? 0x1006_6001 : 0x1010_4201, rig.read(0x000));
    assertEquals(config.configWord(), rig.read(0x028));
    assertEquals(config.isU65() ? 0x81 : 0x80, rig.read(0xFE0));
    assertEquals(0xB5, rig.read(0xFE4));
    assertEquals(0xB1, rig.read(0xFFC));
    assertEquals(0x2000, rig.read(0x180));
  }

  @Test
  void softResetTakesTimeAndHidesEverythingElse() {
    NpuRig rig = rig();
    rig.write(0x02C, 0x1234);
    rig.write(NpuRig.RESET, 2);
    assertEquals(8, rig.read(NpuRig.STATUS));
    assertEquals(0, rig.read(0x000));
    rig.write(0x02C, 1);
    rig.bench.run(100);
    assertEquals(0, rig.read(NpuRig.STATUS));
    assertEquals(2, rig.read(0x024));
    assertEquals(0, rig.read(0x02C));
  }

  @Test
  void memoryChangesOperationByOperation() {
    NpuRig rig = rig().load(twoOperations());
    rig.write(NpuRig.CMD, 0xD);
    assertEquals(RUNNING, rig.read(NpuRig.STATUS));
    int waiting = rig.read(NpuRig.QREAD);
    assertEquals(Opcode.OP_KERNEL_WAIT.word(0), word(rig, waiting));
    assertEquals(0, rig.ram.bytes[0x1003]);
    long first = rig.bench.scheduler.nextDue();
    rig.bench.run(first - rig.bench.now());
    assertEquals(21, rig.ram.bytes[0x1003]);
    assertEquals(0, rig.ram.bytes[0x3003]);
    assertTrue(rig.read(NpuRig.QREAD) > waiting);
    assertFalse(rig.line.high);
    rig.bench.run(LONG);
    assertEquals(22, rig.ram.bytes[0x3003]);
    assertEquals(0x0005_0000 | END | IRQ, rig.read(NpuRig.STATUS));
    assertTrue(rig.line.high);
    rig.write(NpuRig.CMD, 0x0001_000E);
    assertFalse(rig.line.high);
    assertEquals(0x0004_0000 | END, rig.read(NpuRig.STATUS));
    rig.write(NpuRig.QBASE, NpuRig.STREAM);
    assertEquals(0x0004_0000, rig.read(NpuRig.STATUS));
    assertEquals(List.of(), rig.bench.reports);
  }

  private static int word(NpuRig rig, int offset) {
    int at = NpuRig.STREAM - NpuRig.RAM + offset;
    int word = 0;
    for (int i = 3; i >= 0; i--) {
      word = word << 8 | rig.ram.bytes[at + i] & 0xFF;
    }
    return word;
  }

  @Test
  void stateSurvivesOperationsAndStreamsButNotAReset() {
    NpuRig rig = rig();
    rig.run(twoOperations(), LONG);
    assertEquals(1, rig.read(0x860), "OFM_ZERO_POINT in the shadow");
    assertEquals(0x3000, rig.read(0xA40), "OFM_BASE0 in the shadow");
    rig.write(NpuRig.CMD, 0xE);
    Arrays.fill(rig.ram.bytes, 0x3000, 0x4000, (byte) 0);
    byte[] again = new StreamBuilder().put(Opcode.OP_ELEMENTWISE, 6).put(Opcode.OP_STOP, 0).bytes();
    assertEquals(END | IRQ | 0x0005_0000, rig.run(again, LONG));
    assertEquals(22, rig.ram.bytes[0x3003]);
    rig.write(NpuRig.RESET, 0);
    rig.bench.run(100);
    assertEquals(0, rig.read(0x860));
  }

  @Test
  void stopRequestEndsWhatWasStarted() {
    NpuRig rig = rig().load(twoOperations());
    rig.write(NpuRig.CMD, 0xD);
    rig.write(NpuRig.CMD, 0x1C);
    rig.bench.run(LONG);
    assertEquals(0, rig.read(NpuRig.STATUS));
    assertEquals(21, rig.ram.bytes[0x1003]);
    assertEquals(0, rig.ram.bytes[0x3003]);
    rig.write(NpuRig.CMD, 0xD);
    rig.bench.run(LONG);
    assertEquals(22, rig.ram.bytes[0x3003]);
  }

  /** A malformed stream and the offset of its bad word. */
  record Bad(String what, NpuConfig config, byte[] stream, int offset) {}

  static List<Bad> badStreams() {
    NpuConfig u55 = NpuConfig.U55_128;
    byte[] start = new StreamBuilder().put(Opcode.IFM_DEPTH_M1, 3).bytes();
    return List.of(
        new Bad("unknown command 0x7", u55, after(start, 0x0000_4007), 4),
        new Bad("unknown command 0x4", u55, after(start, 0x0000_0004), 4),
        new Bad("control bits 2", u55, after(start, 0x0000_8100), 4),
        new Bad("reserved bits", u55, after(start, 0x0000_0500), 4),
        new Bad("does not fit IFM_UPSCALE", u55, after(start, Opcode.IFM_UPSCALE.word(4)), 4),
        new Bad("no command of an Ethos-U55", u55, after(start, Opcode.PARALLEL_MODE.word(1)), 4),
        new Bad(
            "no command of an Ethos-U65",
            NpuConfig.U65_256,
            after(start, Opcode.USER_DEFINED0.word(1)),
            4),
        new Bad("without OP_STOP", u55, start, 4),
        new Bad("before the payload", u55, after(start, Opcode.DMA0_LEN.word(0)), 4),
        new Bad("there is no such operation", u55, after(start, Opcode.OP_ELEMENTWISE.word(10)), 4),
        new Bad(
            "element width 3",
            u55,
            new StreamBuilder().put(Opcode.IFM_PRECISION, 0xC).put(Opcode.OP_POOL, 0).bytes(),
            4),
        new Bad(
            "f16",
            u55,
            new StreamBuilder().put(Opcode.ACC_FORMAT, 2).put(Opcode.OP_POOL, 0).bytes(),
            4));
  }

  private static byte[] after(byte[] start, int word) {
    byte[] all = Arrays.copyOf(start, start.length + 4);
    for (int i = 0; i < 4; i++) {
      all[start.length + i] = (byte) (word >> 8 * i);
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("badStreams")
  void malformedStreamIsAParseErrorThatNamesTheWord(Bad bad) {
    NpuRig rig = new NpuRig(bad.config());
    assertEquals(PARSE | IRQ, rig.run(bad.stream(), LONG));
    assertTrue(rig.line.high);
    assertEquals(1, rig.bench.reports.size());
    String text = rig.bench.reports.getFirst().describe();
    assertTrue(text.contains(bad.what()), text);
    assertTrue(text.contains("stream offset 0x" + Integer.toHexString(bad.offset())), text);
    rig.write(NpuRig.CMD, 0xE);
    assertEquals(PARSE, rig.read(NpuRig.STATUS), "only a reset clears a fault");
    rig.write(NpuRig.RESET, 0);
    rig.bench.run(100);
    assertEquals(0, rig.read(NpuRig.STATUS));
  }

  /** A stream that memory refuses, and what STATUS says of interface and channel. */
  record Refused(byte[] stream, int regions, int status) {}

  static List<Refused> refusedStreams() {
    byte[] outside =
        new StreamBuilder().maps(2, 2, 2, 0x7000_0000, 0).put(Opcode.OP_POOL, 0).bytes();
    byte[] rom =
        new StreamBuilder()
            .maps(2, 2, 2, 0, 0)
            .put(Opcode.OFM_REGION, 0)
            .put(Opcode.OP_POOL, 0)
            .bytes();
    byte[] dma =
        new StreamBuilder()
            .put(Opcode.DMA0_SRC_REGION, 0)
            .put(Opcode.DMA0_LEN, 0, 0x1001)
            .put(Opcode.OP_DMA_START, 0)
            .bytes();
    return List.of(
        new Refused(outside, 0, 0x1000),
        new Refused(rom, 0, 0x8000),
        new Refused(rom, 3, 0x8800),
        new Refused(dma, 0, 0x4000));
  }

  @ParameterizedTest
  @MethodSource("refusedStreams")
  void refusedAccessIsABusFault(Refused refused) {
    NpuRig rig = new NpuRig(NpuConfig.U55_128);
    rig.write(0x03C, refused.regions());
    byte[] stream = Arrays.copyOf(refused.stream(), refused.stream().length + 4);
    assertEquals(BUS | IRQ | refused.status(), rig.run(stream, LONG));
    assertTrue(rig.bench.reports.getFirst().describe().contains("there is no such memory"));
  }

  private static byte[] convolution(byte[] weights, NpuRig rig) {
    System.arraycopy(weights, 0, rig.rom.bytes, 0x100, weights.length);
    for (int c = 0; c < 8; c++) {
      rig.rom.bytes[10 * c] = (byte) c; // bias
      rig.rom.bytes[10 * c + 5] = 1; // scale
    }
    return new StreamBuilder()
        .maps(1, 1, 8, 0, 0x1000)
        .put(Opcode.OFM_PRECISION, 1)
        .put(Opcode.WEIGHT_BASE, 0, 0x100)
        .put(Opcode.WEIGHT_LENGTH, 0, weights.length)
        .put(Opcode.SCALE_LENGTH, 0, 80)
        .put(Opcode.KERNEL_STRIDE, 4)
        .put(Opcode.OP_CONV, 0)
        .put(Opcode.OP_STOP, 0)
        .bytes();
  }

  @Test
  void convolutionUsesWeightsAndScalesOfTheReadOnlyRegion() {
    NpuRig rig = new NpuRig(NpuConfig.U55_128);
    // Part-kernel order: four taps, of which one exists, of eight outputs by eight inputs.
    int[] weights = new int[4 * 64];
    for (int o = 0; o < 8; o++) {
      weights[9 * o] = o - 4;
      rig.ram.bytes[o] = (byte) (o + 1);
    }
    assertEquals(END | IRQ, rig.run(convolution(StreamBuilder.weights(weights), rig), LONG));
    byte[] expected = new byte[8];
    for (int o = 0; o < 8; o++) {
      expected[o] = (byte) ((o - 4) * (o + 1) + o);
    }
    assertArrayEquals(expected, Arrays.copyOfRange(rig.ram.bytes, 0x1000, 0x1008));
  }

  @Test
  void wrongWeightsAreAWeightFault() {
    for (int[] weights : new int[][] {new int[4 * 64 - 1], new int[4 * 64 + 1], padded()}) {
      NpuRig rig = new NpuRig(NpuConfig.U55_128);
      assertEquals(WEIGHTS | IRQ, rig.run(convolution(StreamBuilder.weights(weights), rig), LONG));
      assertEquals(0, rig.ram.bytes[0x1000]);
    }
  }

  private static int[] padded() {
    int[] weights = new int[4 * 64];
    weights[64] = 1;
    return weights;
  }

  @Test
  void featureMapMayLieInTwoMemories() {
    NpuRig rig = rig();
    int end = NpuRig.RAM_SIZE - 0x800;
    byte[] stream =
        new StreamBuilder()
            .maps(16, 16, 16, 0, end)
            .put(Opcode.OP_ELEMENTWISE, 6)
            .put(Opcode.OP_STOP, 0)
            .bytes();
    assertEquals(END | IRQ, rig.run(stream, LONG));
    assertEquals(Math.abs((byte) (0x7FF * 7)), rig.ram.bytes[end + 0x7FF]);
    assertEquals(Math.abs((byte) (0x801 * 7)), rig.next.bytes[1]);
  }

  /** Loads a table, uses it, does something without a table, and uses it again. */
  private static byte[] tableTwice(NpuConfig config) {
    int slot = 1024 * config.shramKib() - 2048 + 3 * 256;
    return new StreamBuilder()
        .put(Opcode.DMA0_SRC_REGION, 1)
        .put(Opcode.DMA0_DST_REGION, 0x103)
        .put(Opcode.DMA0_DST, 0, slot)
        .put(Opcode.DMA0_LEN, 0, 256)
        .put(Opcode.OP_DMA_START, 0)
        .put(Opcode.OP_DMA_WAIT, 0)
        .maps(2, 2, 16, 0x1000, 0x2000)
        .put(Opcode.ACTIVATION, 19)
        .put(Opcode.OP_POOL, 0)
        .put(Opcode.ACTIVATION, 0)
        .put(Opcode.OP_POOL, 0)
        .put(Opcode.ACTIVATION, 19)
        .put(Opcode.OP_POOL, 0)
        .put(Opcode.OP_STOP, 0)
        .bytes();
  }

  @Test
  void tableThatMayBeOverwrittenIsAFinding() {
    NpuRig large = new NpuRig(NpuConfig.U55_128);
    assertEquals(END | IRQ, large.run(tableTwice(NpuConfig.U55_128), LONG));
    assertEquals(List.of(), large.bench.reports);
    NpuRig small = new NpuRig(NpuConfig.U55_64);
    assertEquals(END | IRQ, small.run(tableTwice(NpuConfig.U55_64), LONG));
    assertEquals(1, small.bench.reports.size());
    String text = small.bench.reports.getFirst().describe();
    assertTrue(text.contains("may have overwritten"), text);
    small.write(NpuRig.RESET, 0);
    small.bench.run(100);
    byte[] never =
        new StreamBuilder()
            .maps(2, 2, 16, 0x1000, 0x2000)
            .put(Opcode.ACTIVATION, 16)
            .put(Opcode.OP_POOL, 0)
            .put(Opcode.OP_STOP, 0)
            .bytes();
    assertEquals(END | IRQ, small.run(never, LONG));
    text = small.bench.reports.getLast().describe();
    assertTrue(text.contains("never loaded"), text);
  }

  @Test
  void sharedBufferShowsWhatDmaPutThere() {
    NpuRig rig = rig();
    byte[] stream =
        new StreamBuilder()
            .put(Opcode.DMA0_SRC_REGION, 1)
            .put(Opcode.DMA0_DST_REGION, 0x103)
            .put(Opcode.DMA0_SRC, 0, 0x10)
            .put(Opcode.DMA0_DST, 0, 0x5800)
            .put(Opcode.DMA0_LEN, 0, 256)
            .put(Opcode.OP_DMA_START, 0)
            .put(Opcode.OP_DMA_WAIT, 0)
            .put(Opcode.OP_STOP, 0)
            .bytes();
    assertEquals(END | IRQ, rig.run(stream, LONG));
    rig.write(0x144, 0x5800);
    assertEquals(0x857E_7770, rig.read(0x400));
    rig.write(0x404, 0x0102_0304);
    assertEquals(0x0102_0304, rig.read(0x404));
  }

  @Test
  void restoredRunEqualsTheUninterruptedOne() throws Exception {
    NpuRig whole = rig();
    whole.run(twoOperations(), LONG);
    NpuRig first = rig().load(twoOperations());
    first.write(NpuRig.CMD, 0xD);
    for (int step = 0; step < 3; step++) {
      first.bench.run(400);
      NpuRig second = new NpuRig(NpuConfig.U55_128);
      System.arraycopy(first.ram.bytes, 0, second.ram.bytes, 0, first.ram.bytes.length);
      second.bench.restore(second.npu, first.bench.save(first.npu));
      assertEquals(first.read(NpuRig.QREAD), second.read(NpuRig.QREAD));
      first = second;
    }
    first.bench.run(LONG);
    assertArrayEquals(whole.ram.bytes, first.ram.bytes);
    assertEquals(whole.read(NpuRig.STATUS), first.read(NpuRig.STATUS));
  }
}
