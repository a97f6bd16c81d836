package dev.tinyrig.peripherals.ethosu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.peripherals.ethosu.cycles.PipelineModel;
import dev.tinyrig.peripherals.ethosu.cycles.SystemConfig;
import dev.tinyrig.peripherals.ethosu.hardware.NpuConfig;
import dev.tinyrig.peripherals.ethosu.stream.Opcode;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The NPU's counters, as a driver reads them. */
final class EthosUPmuTest {
  private static final int LONG = 1_000_000;
  private static final int PMCR = 0x180;
  private static final int PMCNTENSET = 0x184;
  private static final int PMCCNTR = 0x1A0;
  private static final int PMCAXI_CHAN = 0x1AC;
  private static final int PMEVCNTR = 0x300;
  private static final int PMEVTYPER = 0x380;

  private static NpuRig rig() {
    NpuConfig config = NpuConfig.U55_128;
    return new NpuRig(config, new PipelineModel(config, SystemConfig.defaultOf(false)));
  }

  /** Counts events, and cycles. */
  private static void count(NpuRig rig, PmuEvent... events) {
    for (int i = 0; i < events.length; i++) {
      rig.write(PMEVTYPER + 4 * i, events[i].number());
      rig.write(PMEVCNTR + 4 * i, 0);
    }
    rig.write(PMCNTENSET, 0x8000_0000 | (1 << events.length) - 1);
    rig.write(PMCR, 1);
  }

  private static int counter(NpuRig rig, int number) {
    return rig.read(PMEVCNTR + 4 * number);
  }

  /** How often events happen while a stream runs. */
  private static int[] counted(byte[] stream, PmuEvent... events) {
    NpuRig rig = rig();
    count(rig, events);
    rig.run(stream, LONG);
    rig.write(PMCR, 0);
    int[] counts = new int[events.length];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = counter(rig, i);
    }
    assertEquals(List.of(), rig.bench.reports);
    return counts;
  }

  private static StreamBuilder abs() {
    return new StreamBuilder().maps(16, 16, 16, 0, 0x1000).put(Opcode.OP_ELEMENTWISE, 6);
  }

  /** A 3x3 maximum of bytes, stride 1, of 16x16x16. */
  private static StreamBuilder pool() {
    return new StreamBuilder()
        .maps(14, 14, 16, 0, 0x1000)
        .put(Opcode.KERNEL_WIDTH_M1, 2)
        .put(Opcode.KERNEL_HEIGHT_M1, 2)
        .put(Opcode.OP_POOL, 0);
  }

  private static byte[] stop(StreamBuilder stream) {
    return stream.put(Opcode.OP_STOP, 0).bytes();
  }

  @Test
  void cyclesAreActiveOrIdle() {
    NpuRig rig = rig();
    count(rig, PmuEvent.NPU_ACTIVE, PmuEvent.NPU_IDLE, PmuEvent.AXI0_WR_DATA_BEAT_WRITTEN);
    rig.run(stop(abs()), LONG);
    rig.write(PMCR, 0);
    assertEquals(rig.read(PMCCNTR), counter(rig, 0) + counter(rig, 1));
    assertTrue(counter(rig, 0) > 0);
    assertEquals(0x1000 / 8, counter(rig, 2));
    assertEquals(List.of(), rig.bench.reports);
  }

  @Test
  void beatsProgressWhileAnOperationRuns() {
    NpuRig rig = rig().load(stop(abs()));
    count(rig, PmuEvent.AXI0_RD_DATA_BEAT_RECEIVED, PmuEvent.AO_ACTIVE);
    rig.write(NpuRig.CMD, 0xD);
    long end = rig.bench.scheduler.nextDue();
    int commands = counter(rig, 0);
    int last = commands;
    long step = end / 4;
    for (int quarter = 1; quarter < 4; quarter++) {
      rig.bench.run(step);
      assertEquals(0, rig.operations, "the operation still runs");
      int beats = counter(rig, 0);
      assertEquals(commands + 0x1000 / 8 * quarter / 4.0, beats, 2);
      assertTrue(beats > last && counter(rig, 1) > 0);
      last = beats;
    }
    rig.bench.run(end - 3 * step);
    assertEquals(1, rig.operations);
    assertEquals(commands + 0x1000 / 8 + 1, counter(rig, 0), "with the beat of OP_STOP");
  }

  @Test
  void halfOfAnOperationIsCountedWhenCountingStartsInItsMiddle() {
    NpuRig rig = rig().load(stop(abs()));
    rig.write(NpuRig.CMD, 0xD);
    rig.bench.run(rig.bench.scheduler.nextDue() / 2);
    count(rig, PmuEvent.AXI0_WR_DATA_BEAT_WRITTEN);
    rig.bench.run(LONG);
    assertEquals(0x1000 / 8 / 2, counter(rig, 0), 1);
  }

  @Test
  void commandsAreReadOverThePortOfTheQueue() {
    byte[] stream = stop(new StreamBuilder());
    NpuRig rig = rig();
    rig.write(0x01C, 2);
    count(rig, PmuEvent.AXI1_RD_DATA_BEAT_RECEIVED, PmuEvent.AXI1_RD_TRANS_ACCEPTED);
    rig.run(stream, LONG);
    assertEquals(1, counter(rig, 0));
    assertEquals(1, counter(rig, 1));
  }

  @Test
  void selectedChannelAloneIsCounted() {
    NpuRig rig = rig();
    count(rig, PmuEvent.AXI0_RD_DATA_BEAT_RECEIVED, PmuEvent.AXI0_WR_DATA_BEAT_WRITTEN);
    rig.write(PMCAXI_CHAN, 1 << 10 | 1); // inputs
    rig.run(stop(abs()), LONG);
    assertEquals(0x1000 / 8, counter(rig, 0), "without the command stream");
    assertEquals(0, counter(rig, 1));
  }

  @Test
  void burstsHaveTheLengthOfTheLimit() {
    for (int beats = 0; beats < 3; beats++) {
      NpuRig rig = rig();
      rig.write(0x040, beats);
      rig.write(PMCAXI_CHAN, 1 << 10 | 8); // outputs
      count(rig, PmuEvent.AXI0_WR_TRANS_ACCEPTED);
      rig.run(stop(abs()), LONG);
      assertEquals(0x1000 / 64 >> beats, counter(rig, 0));
    }
  }

  /**
   * With a latency of 32 cycles, bursts of 64 bytes one at a time take five times their own length.
   */
  @Test
  void limitsOfThePortsAreCounted() {
    int[] cycles = new int[3];
    int[] limits = {0, 2, 0x0F1F_0000}; // one of 64 bytes, one of 256 bytes, 32 of 64 bytes
    for (int i = 0; i < limits.length; i++) {
      NpuRig rig = rig();
      rig.write(0x040, limits[i]);
      count(rig, PmuEvent.NPU_ACTIVE);
      rig.run(stop(abs()), LONG);
      cycles[i] = counter(rig, 0);
    }
    assertTrue(5 * cycles[0] > 9 * cycles[1] && cycles[1] > cycles[2], Arrays.toString(cycles));
  }

  @Test
  void enginesWorkOrWait() {
    int[] mac =
        counted(
            stop(pool()),
            PmuEvent.MAC_ACTIVE,
            PmuEvent.MAC_ACTIVE_8BIT,
            PmuEvent.MAC_ACTIVE_16BIT,
            PmuEvent.NPU_ACTIVE);
    assertTrue(mac[0] > 0 && mac[0] < mac[3]);
    assertEquals(mac[0], mac[1]);
    assertEquals(0, mac[2]);
    int[] waits =
        counted(
            stop(pool()),
            PmuEvent.MAC_STALLED_BY_IB,
            PmuEvent.MAC_STALLED_BY_ACC,
            PmuEvent.MAC_STALLED_BY_WD,
            PmuEvent.MAC_ACTIVE);
    assertTrue(waits[0] > 0, "the first inputs have to come");
    assertEquals(0, waits[2], "there are no weights");
    assertTrue(waits[0] + waits[1] + waits[3] <= mac[3]);
    int[] output =
        counted(
            stop(abs()),
            PmuEvent.AO_ACTIVE,
            PmuEvent.AO_ACTIVE_8BIT,
            PmuEvent.AO_STALLED_BY_IB,
            PmuEvent.MAC_ACTIVE);
    assertTrue(output[0] > 0 && output[2] > 0);
    assertEquals(output[0], output[1]);
    assertEquals(0, output[3]);
  }

  @Test
  void dependencyOfBlocksCostsTheOverlap() {
    byte[] dependent = stop(abs().put(Opcode.OP_ELEMENTWISE, 6));
    byte[] independent = stop(abs().put(Opcode.BLOCKDEP, 3).put(Opcode.OP_ELEMENTWISE, 6));
    int[] first = counted(dependent, PmuEvent.CC_STALLED_ON_BLOCKDEP, PmuEvent.NPU_ACTIVE);
    int[] second = counted(independent, PmuEvent.CC_STALLED_ON_BLOCKDEP, PmuEvent.NPU_ACTIVE);
    assertTrue(first[0] > 0);
    assertEquals(0, second[0]);
    assertEquals(first[0], first[1] - second[1]);
  }

  @Test
  void whatIsNotModelledReadsZeroAndIsReported() {
    NpuRig rig = rig();
    rig.write(PMEVTYPER, 0x52);
    rig.write(PMCNTENSET, 1);
    rig.write(PMCR, 1);
    rig.run(stop(abs()), LONG);
    assertEquals(0, counter(rig, 0));
    assertTrue(rig.bench.reports.getFirst().describe().contains("event 0x52 is not modelled"));
    rig.write(0x1A8, PmuEvent.CYCLE.number());
    assertEquals(1, rig.bench.reports.size());
    rig.write(0x1A8, PmuEvent.NPU_ACTIVE.number());
    assertTrue(rig.bench.reports.getLast().describe().contains("by events is not modelled"));
  }

  @Test
  void maskOfTheStreamGatesOnlyWhenItIsEnabled() {
    byte[] stream =
        stop(
            new StreamBuilder()
                .put(Opcode.OP_PMU_MASK, 1)
                .maps(16, 16, 16, 0, 0x1000)
                .put(Opcode.OP_ELEMENTWISE, 6));
    NpuRig rig = rig();
    count(rig, PmuEvent.AO_ACTIVE);
    rig.run(stream, LONG);
    assertTrue(counter(rig, 0) > 0);
    NpuRig masked = rig();
    count(masked, PmuEvent.AO_ACTIVE);
    masked.write(PMCR, 9);
    masked.run(stream, LONG);
    assertEquals(0, counter(masked, 0));
  }

  @Test
  void counterOverflowInterrupts() {
    NpuRig rig = rig();
    rig.write(PMCCNTR, -1000);
    rig.write(PMCCNTR + 4, 0xFFFF);
    rig.write(PMCNTENSET, 0x8000_0000);
    rig.write(0x194, 0x8000_0000);
    rig.write(PMCR, 1);
    rig.bench.run(999);
    assertFalse(rig.line.high);
    rig.bench.run(1);
    assertTrue(rig.line.high);
    assertEquals(0x40, rig.read(NpuRig.STATUS));
    rig.write(NpuRig.CMD, 0xE);
    assertFalse(rig.line.high);
  }

  @Test
  void countersSurviveASnapshotInTheMiddleOfAnOperation() throws Exception {
    byte[] stream = stop(abs().put(Opcode.OP_ELEMENTWISE, 6));
    NpuRig whole = rig();
    count(whole, PmuEvent.AXI0_RD_DATA_BEAT_RECEIVED, PmuEvent.AO_ACTIVE, PmuEvent.NPU_ACTIVE);
    whole.run(stream, LONG);
    NpuRig first = rig().load(stream);
    count(first, PmuEvent.AXI0_RD_DATA_BEAT_RECEIVED, PmuEvent.AO_ACTIVE, PmuEvent.NPU_ACTIVE);
    first.write(NpuRig.CMD, 0xD);
    for (int step = 0; step < 5; step++) {
      first.bench.run(137);
      assertTrue(counter(first, 0) > 0);
      NpuRig second = rig();
      System.arraycopy(first.ram.bytes, 0, second.ram.bytes, 0, first.ram.bytes.length);
      second.bench.restore(second.npu, first.bench.save(first.npu));
      first = second;
    }
    first.bench.run(LONG);
    for (int i = 0; i < 3; i++) {
      assertEquals(counter(whole, i), counter(first, i), "counter " + i);
    }
  }
}
