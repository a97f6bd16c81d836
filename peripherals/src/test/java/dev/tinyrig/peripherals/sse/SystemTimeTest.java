package dev.tinyrig.peripherals.sse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.peripherals.Bench;
import dev.tinyrig.peripherals.UnmodelledAccess;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The system counter and the timers that compare with it. */
final class SystemTimeTest {
  private static final int CNTCR = 0;
  private static final int CNTCV_LO = 8;
  private static final int CNTCV_HI = 0xC;
  private static final int CNTSCR = 0x10;
  private static final int CVAL_LO = 0x20;
  private static final int CVAL_HI = 0x24;
  private static final int TVAL = 0x28;
  private static final int CTL = 0x2C;
  private static final int AIVAL_LO = 0x40;
  private static final int RELOAD = 0x48;
  private static final int AIVAL_CTL = 0x4C;

  private final Bench bench = new Bench();
  private final Bench.Line line = new Bench.Line();
  private final SystemCounter counter = new SystemCounter(bench.scheduler);
  private final SystemCounterControl control =
      new SystemCounterControl("control", 0x5810_0000, counter, bench.reporter);
  private final SystemCounterStatus status =
      new SystemCounterStatus("status", 0x4810_1000, counter, bench.reporter);
  private final SystemTimer timer =
      new SystemTimer("timer", 0x4800_0000, bench.scheduler, counter, line, bench.reporter);

  private long count() {
    return (long) status.load(4, 4) << 32 | Integer.toUnsignedLong(status.load(0, 4));
  }

  @Test
  void theCounterCountsWhileItIsEnabled() {
    bench.run(100);
    assertEquals(0, count());
    control.store(CNTCR, 4, 1);
    bench.run(100);
    assertEquals(100, count());
    control.store(CNTCR, 4, 0);
    bench.run(100);
    assertEquals(100, count());
    control.store(CNTCV_LO, 4, 0xFFFF_FFFE);
    control.store(CNTCV_HI, 4, 6);
    control.store(CNTCR, 4, 1);
    bench.run(3);
    assertEquals(0x7_0000_0001L, count());
    assertEquals(1, control.load(CNTCV_LO, 4));
    assertEquals(7, control.load(CNTCV_HI, 4));
    assertEquals(0x2_0001, control.load(0x1C, 4));
    assertTrue(bench.reports.isEmpty());
  }

  @Test
  void theScaleIsAddedForEachCycle() {
    for (long scale : new long[] {0x80_0000, 0x180_0000, 0x100_0001, 0xFFFF_FFFFL, 3}) {
      Bench own = new Bench();
      SystemCounter scaled = new SystemCounter(own.scheduler);
      SystemCounterControl frame = new SystemCounterControl("c", 0, scaled, own.reporter);
      frame.store(CNTSCR, 4, (int) scale);
      assertEquals((int) scale, frame.load(0xD0, 4));
      frame.store(CNTCR, 4, 5);
      long cycles = 0;
      for (long step : new long[] {1, 2, 999, 1_000_000, 1L << 33}) {
        own.run(step);
        cycles += step;
        long high = Math.multiplyHigh(cycles, scale);
        assertEquals(high << 40 | cycles * scale >>> 24, scaled.value(), "scale " + scale);
      }
    }
  }

  @Test
  void theCycleOfAValueIsTheFirstThatHasIt() {
    for (long scale : new long[] {0x100_0000, 0x80_0000, 0x2A0_0001, 7}) {
      Bench own = new Bench();
      SystemCounter scaled = new SystemCounter(own.scheduler);
      scaled.scale((int) scale);
      scaled.run(true);
      own.run(13);
      for (long ahead : new long[] {1, 2, 1000}) {
        long target = scaled.value() + ahead;
        long at = scaled.cycleOf(target);
        own.run(at - own.now() - 1);
        assertTrue(scaled.value() < target, "scale " + scale);
        own.run(1);
        assertTrue(scaled.value() >= target, "scale " + scale);
        assertEquals(own.now(), scaled.cycleOf(target));
      }
    }
  }

  @Test
  void aTimerFiresWhenTheCounterHasItsCompareValue() {
    control.store(CNTCR, 4, 1);
    bench.run(50);
    timer.store(TVAL, 4, 100);
    assertEquals(150, timer.load(CVAL_LO, 4));
    timer.store(CTL, 4, 1);
    bench.run(99);
    assertFalse(line.high);
    assertEquals(1, timer.load(TVAL, 4));
    assertEquals(1, timer.load(CTL, 4));
    bench.run(1);
    assertTrue(line.high);
    assertEquals(5, timer.load(CTL, 4));
    timer.store(CTL, 4, 3);
    assertFalse(line.high);
    assertEquals(7, timer.load(CTL, 4));
    timer.store(TVAL, 4, -8);
    assertEquals(142, timer.load(CVAL_LO, 4));
    timer.store(CVAL_HI, 4, 1);
    timer.store(CTL, 4, 1);
    assertEquals(1, timer.load(CTL, 4));
    control.store(CNTCV_HI, 4, 1);
    assertTrue(line.high, "setting the counter is seen at once");
    control.store(CNTCV_HI, 4, 0);
    assertFalse(line.high);
    control.store(CNTCV_LO, 4, -1);
    bench.run(144);
    assertTrue(line.high);
  }

  @Test
  void anAutomaticTimerKeepsItsRhythm() {
    control.store(CNTCR, 4, 1);
    bench.run(10);
    timer.store(RELOAD, 4, 1000);
    timer.store(AIVAL_CTL, 4, 1);
    timer.store(CTL, 4, 1);
    assertEquals(1010, timer.load(AIVAL_LO, 4));
    for (int i = 1; i <= 5; i++) {
      bench.run(999);
      assertFalse(line.high, "period " + i);
      bench.run(1);
      assertTrue(line.high);
      assertEquals(3, timer.load(AIVAL_CTL, 4));
      timer.store(AIVAL_CTL, 4, 3);
      assertTrue(line.high, "only writing 0 clears");
      timer.store(AIVAL_CTL, 4, 1);
      assertFalse(line.high);
      assertEquals(1010 + 1000 * i, timer.load(AIVAL_LO, 4));
    }
    timer.store(AIVAL_CTL, 4, 0);
    assertTrue(line.high, "the compare value of 0 has passed");
  }

  @Test
  void aSavedTimerGoesOn() throws IOException {
    control.store(CNTSCR, 4, 0x55_5555);
    control.store(CNTCR, 4, 5);
    timer.store(RELOAD, 4, 77);
    timer.store(AIVAL_CTL, 4, 1);
    timer.store(CTL, 4, 1);
    bench.run(101);
    byte[] counterState = bench.save(control);
    byte[] timerState = bench.save(timer);
    bench.run(1000);
    byte[] counterLater = bench.save(control);
    byte[] timerLater = bench.save(timer);
    bench.restore(control, counterState);
    bench.restore(timer, timerState);
    bench.run(1000);
    assertArrayEquals(counterLater, bench.save(control));
    assertArrayEquals(timerLater, bench.save(timer));
  }

  @Test
  void whatHasNoEffectIsSaid() {
    control.store(CNTCR, 4, 3);
    control.store(CNTSCR, 4, 5);
    assertEquals(
        java.util.List.of(UnmodelledAccess.Kind.BITS, UnmodelledAccess.Kind.MISUSE),
        bench.reports.stream().map(UnmodelledAccess::kind).toList());
  }
}
