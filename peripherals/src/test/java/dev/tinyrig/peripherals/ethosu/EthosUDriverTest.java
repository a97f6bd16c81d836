package dev.tinyrig.peripherals.ethosu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.peripherals.ethosu.TestDriver.Outcome;
import dev.tinyrig.peripherals.ethosu.cycles.PipelineModel;
import dev.tinyrig.peripherals.ethosu.cycles.SystemConfig;
import dev.tinyrig.peripherals.ethosu.hardware.NpuConfig;
import dev.tinyrig.peripherals.ethosu.stream.Opcode;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The NPU as a driver meets it: inferences that pass, and every way in which they do not. */
final class EthosUDriverTest {
  private static final int IN = 0;
  private static final int MIDDLE = 0x1000;
  private static final int OUT = 0x3000;
  private static final int ELEMENTS = 0x1000;
  private static final int OUTSIDE = 0x0800_0000;

  private static NpuRig rig() {
    NpuConfig config = NpuConfig.U55_128;
    NpuRig rig = new NpuRig(config, new PipelineModel(config, SystemConfig.defaultOf(false)));
    fill(rig);
    return rig;
  }

  private static void fill(NpuRig rig) {
    Arrays.fill(rig.ram.bytes, (byte) 0);
    for (int i = 0; i < ELEMENTS; i++) {
      rig.ram.bytes[IN + i] = (byte) (i * 7);
    }
  }

  /** The absolute value, and of that the absolute value plus one, at {@code to}. */
  private static StreamBuilder twice(int to) {
    return new StreamBuilder()
        .maps(16, 16, 16, IN, MIDDLE)
        .put(Opcode.OFM_ZERO_POINT, 0)
        .put(Opcode.OP_ELEMENTWISE, 6)
        .put(Opcode.IFM_BASE0, 0, MIDDLE)
        .put(Opcode.OFM_BASE0, 0, to)
        .put(Opcode.OFM_ZERO_POINT, 1)
        .put(Opcode.OP_KERNEL_WAIT, 0)
        .put(Opcode.OP_ELEMENTWISE, 6);
  }

  private static byte[] stream() {
    return twice(OUT).put(Opcode.OP_STOP, 0xFFFF).bytes();
  }

  /** A COP1 payload for a configuration. */
  private static byte[] payload(NpuConfig config, byte[] stream) {
    StreamBuilder words = new StreamBuilder().word(0x3150_4F43).word(0x0010_0001);
    words.word(config.configWord()).word(0x1006_6001).word(5).word(5).word(5);
    words.word(stream.length / 4 << 16 | 2);
    byte[] head = words.bytes();
    byte[] all = Arrays.copyOf(head, head.length + stream.length);
    System.arraycopy(stream, 0, all, head.length, stream.length);
    return all;
  }

  private static byte[] payload() {
    return payload(NpuConfig.U55_128, stream());
  }

  private static byte[] output(NpuRig rig) {
    return Arrays.copyOfRange(rig.ram.bytes, OUT, OUT + ELEMENTS);
  }

  private static byte[] expected() {
    byte[] expected = new byte[ELEMENTS];
    for (int i = 0; i < ELEMENTS; i++) {
      int value = Math.min(127, Math.abs((byte) (i * 7)));
      expected[i] = (byte) Math.min(127, value + 1);
    }
    return expected;
  }

  /** Whatever went wrong before, the next inference passes. */
  private static void passes(NpuRig rig, TestDriver driver) {
    fill(rig);
    assertEquals(Outcome.PASSED, driver.invoke(payload()));
    assertArrayEquals(expected(), output(rig));
  }

  @Test
  void inferencePassesAfterAReset() {
    NpuRig rig = rig();
    passes(rig, new TestDriver(rig).reset());
    assertEquals(2, rig.operations);
    assertFalse(rig.line.high);
    assertTrue(rig.bench.reports.isEmpty());
  }

  @Test
  void wrongConfigurationIsRefusedBeforeTheStart() {
    NpuRig rig = rig();
    TestDriver driver = new TestDriver(rig).reset();
    assertEquals(Outcome.REFUSED, driver.invoke(payload(NpuConfig.U55_256, stream())));
    assertFalse(rig.npu.isRunning());
    assertEquals(0, rig.operations);
    passes(rig, driver);
  }

  @Test
  void misalignedStreamIsRefusedBeforeTheStart() {
    NpuRig rig = rig();
    TestDriver driver = new TestDriver(rig).reset();
    assertEquals(Outcome.REFUSED, driver.start(payload(), NpuRig.STREAM + 4));
    byte[] shifted = payload();
    System.arraycopy(payload(), 24, shifted, 20, shifted.length - 24); // one NOP less
    assertEquals(Outcome.REFUSED, driver.invoke(shifted));
    assertEquals(0, rig.operations);
    passes(rig, driver);
  }

  @Test
  void missingStopIsAParseError() {
    NpuRig rig = rig();
    TestDriver driver = new TestDriver(rig).reset();
    assertEquals(Outcome.FAILED, driver.invoke(payload(NpuConfig.U55_128, twice(OUT).bytes())));
    assertEquals(0x12, driver.status);
    assertTrue(rig.bench.reports.getFirst().describe().contains("without OP_STOP"));
    passes(rig, driver);
  }

  @Test
  void truncatedStreamIsAParseErrorAfterWhatCameBefore() {
    byte[] whole = stream();
    NpuRig rig = rig();
    TestDriver driver = new TestDriver(rig).reset();
    // The last four words: the payload of a base, KERNEL_WAIT, the operation, OP_STOP.
    byte[] cut = Arrays.copyOf(whole, whole.length - 20);
    assertEquals(Outcome.FAILED, driver.invoke(payload(NpuConfig.U55_128, cut)));
    assertEquals(0x12, driver.status);
    assertEquals(0, rig.ram.bytes[OUT + 3]);
    passes(rig, driver);
  }

  @Test
  void busFaultInTheMiddleKeepsWhatWasDone() {
    NpuRig rig = rig();
    TestDriver driver = new TestDriver(rig).reset();
    byte[] outside = twice(OUTSIDE).put(Opcode.OP_STOP, 0).bytes();
    assertEquals(Outcome.FAILED, driver.invoke(payload(NpuConfig.U55_128, outside)));
    assertEquals(0x8006, driver.status, "writing outputs over AXI0");
    assertEquals(21, rig.ram.bytes[MIDDLE + 3]);
    assertEquals(1, rig.operations);
    passes(rig, driver);
  }

  @Test
  void resetWhileRunningEndsTheStream() {
    NpuRig rig = rig();
    TestDriver driver = new TestDriver(rig).reset();
    assertEquals(Outcome.PASSED, driver.start(payload(), NpuRig.STREAM));
    rig.bench.run(100);
    assertTrue(rig.npu.isRunning());
    driver.reset();
    assertFalse(rig.npu.isRunning());
    rig.bench.run(1_000_000);
    assertFalse(rig.line.high);
    assertEquals(0, rig.operations);
    assertEquals(0, rig.ram.bytes[MIDDLE + 3]);
    passes(rig, driver);
  }

  @Test
  void secondInferenceNeedsNoReset() {
    NpuRig rig = rig();
    TestDriver driver = new TestDriver(rig).reset();
    passes(rig, driver);
    passes(rig, driver);
    assertEquals(2, rig.line.rises);
    assertEquals(4, rig.operations);
  }

  /** Nobody takes the interrupt: the line stays high, and STATUS tells a driver that polls. */
  @Test
  void maskedInterruptIsSeenByPolling() {
    NpuRig rig = rig();
    TestDriver driver = new TestDriver(rig).reset();
    assertEquals(Outcome.PASSED, driver.start(payload(), NpuRig.STREAM));
    int polls = 0;
    while ((rig.read(NpuRig.STATUS) & 1) != 0) {
      rig.bench.run(64);
      polls++;
    }
    assertTrue(polls > 10);
    rig.bench.run(1_000_000);
    assertTrue(rig.line.high);
    assertEquals(1, rig.line.rises);
    assertArrayEquals(expected(), output(rig));
    assertEquals(Outcome.PASSED, driver.await());
    assertFalse(rig.line.high);
  }

  @Test
  void inferenceGoesOnInARestoredMachine() throws Exception {
    NpuRig whole = rig();
    passes(whole, new TestDriver(whole).reset());
    NpuRig first = rig();
    assertEquals(Outcome.PASSED, new TestDriver(first).reset().start(payload(), NpuRig.STREAM));
    long started = first.bench.now();
    long taken = 0;
    while (first.npu.isRunning()) {
      first.bench.run(50);
      NpuRig second = rig();
      System.arraycopy(first.ram.bytes, 0, second.ram.bytes, 0, first.ram.bytes.length);
      second.bench.run(first.bench.now());
      second.bench.restore(second.npu, first.bench.save(first.npu));
      assertEquals(first.read(NpuRig.STATUS), second.read(NpuRig.STATUS));
      first = second;
      taken = first.bench.now() - started;
    }
    assertArrayEquals(expected(), output(first));
    assertEquals(0xFFFF_0022, first.read(NpuRig.STATUS));
    NpuRig straight = rig();
    assertEquals(Outcome.PASSED, new TestDriver(straight).reset().start(payload(), NpuRig.STREAM));
    straight.bench.run(taken - 50);
    assertTrue(straight.npu.isRunning());
    straight.bench.run(50);
    assertFalse(straight.npu.isRunning(), "at the same cycle as the restored one");
  }
}
