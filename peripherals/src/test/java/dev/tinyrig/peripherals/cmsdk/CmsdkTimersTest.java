package dev.tinyrig.peripherals.cmsdk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.peripherals.Bench;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Timer, dual timer and watchdog: all count down and start again one tick after 0. */
final class CmsdkTimersTest {
  private final Bench bench = new Bench();
  private final Bench.Line line = new Bench.Line();
  private int resets;

  private CmsdkTimer timer() {
    return new CmsdkTimer("timer0", 0x4000_0000, bench.scheduler, 1, line, bench.reporter);
  }

  private CmsdkDualTimer dual() {
    return new CmsdkDualTimer("dual", 0x4000_2000, bench.scheduler, line, bench.reporter);
  }

  private CmsdkWatchdog watchdog() {
    return new CmsdkWatchdog(
        "dog", 0x4000_8000, bench.scheduler, 1, line, () -> resets++, bench.reporter);
  }

  @Test
  void theTimersPeriodIsReloadPlusOne() {
    CmsdkTimer timer = timer();
    timer.store(8, 4, 9);
    assertEquals(9, timer.load(4, 4));
    timer.store(0, 4, 9);
    bench.run(8);
    assertEquals(1, timer.load(4, 4));
    assertFalse(line.high);
    bench.run(1);
    assertEquals(0, timer.load(4, 4));
    assertTrue(line.high);
    assertEquals(1, timer.load(0xC, 4));
    timer.store(0xC, 4, 1);
    assertFalse(line.high);
    bench.run(1);
    assertEquals(9, timer.load(4, 4));
    for (int i = 0; i < 100; i++) {
      bench.run(9);
      assertTrue(line.high);
      timer.store(0xC, 4, 1);
      bench.run(1);
    }
    assertEquals(101, line.rises);
  }

  @Test
  void theTimerStopsAndGoesOn() {
    CmsdkTimer timer = timer();
    timer.store(8, 4, 100);
    timer.store(0, 4, 1);
    bench.run(30);
    timer.store(0, 4, 0);
    bench.run(1000);
    assertEquals(70, timer.load(4, 4));
    timer.store(0, 4, 1);
    bench.run(70);
    assertEquals(0, timer.load(4, 4));
    bench.run(1);
    assertEquals(100, timer.load(4, 4));
    assertEquals(0, line.rises, "its interrupt is not enabled");
  }

  @Test
  void withoutReloadTheTimerStaysAtZero() {
    CmsdkTimer timer = timer();
    timer.store(4, 4, 5);
    timer.store(0, 4, 9);
    bench.run(1000);
    assertEquals(0, timer.load(4, 4));
    assertEquals(1, line.rises);
    timer.store(0, 4, 0xB);
    assertTrue(bench.reports.getFirst().describe().contains("CTRL 0x2"));
  }

  @Test
  void aRestoredTimerGoesOn() throws IOException {
    CmsdkTimer timer = timer();
    timer.store(8, 4, 99);
    timer.store(0, 4, 9);
    bench.run(50);
    byte[] state = bench.save(timer);
    bench.run(1234);
    int value = timer.load(4, 4);
    bench.restore(timer, state);
    assertEquals(49, timer.load(4, 4));
    bench.run(1234);
    assertEquals(value, timer.load(4, 4));
  }

  @Test
  void theDualTimerStartsFreeRunningIn16Bits() {
    CmsdkDualTimer dual = dual();
    assertEquals(0x20, dual.load(8, 4));
    assertEquals(-1, dual.load(4, 4));
    dual.store(8, 4, 0x80);
    bench.run(0xFFFF);
    assertEquals(0xFFFF_0000, dual.load(4, 4));
    assertEquals(1, dual.load(0x10, 4));
    assertEquals(0, dual.load(0x14, 4), "masked");
    bench.run(1);
    assertEquals(-1, dual.load(4, 4));
    dual.store(8, 4, 0xA0);
    assertTrue(line.high);
    dual.store(0xC, 4, 0);
    assertFalse(line.high);
  }

  private record Prescaled(int control, int divisor) {}

  @Test
  void theDualTimerDividesItsClock() {
    for (Prescaled p :
        new Prescaled[] {
          new Prescaled(0xE2, 1), new Prescaled(0xE6, 16), new Prescaled(0xEA, 256)
        }) {
      Bench own = new Bench();
      Bench.Line ownLine = new Bench.Line();
      CmsdkDualTimer dual = new CmsdkDualTimer("dual", 0, own.scheduler, ownLine, own.reporter);
      dual.store(0x28, 4, p.control);
      dual.store(0x20, 4, 0x2_0000);
      own.run(0x2_0000L * p.divisor - 1);
      assertEquals(1, dual.load(0x24, 4));
      assertFalse(ownLine.high);
      own.run(1);
      assertTrue(ownLine.high);
      own.run(p.divisor);
      assertEquals(0x2_0000, dual.load(0x24, 4));
    }
  }

  @Test
  void aOneShotStaysAtZero() {
    CmsdkDualTimer dual = dual();
    dual.store(8, 4, 0xE3);
    dual.store(0, 4, 10);
    bench.run(10);
    assertTrue(line.high);
    dual.store(0xC, 4, 0);
    bench.run(1000);
    assertEquals(0, dual.load(4, 4));
    assertEquals(1, line.rises);
  }

  @Test
  void backgroundLoadTakesEffectAtTheNextPeriod() {
    CmsdkDualTimer dual = dual();
    dual.store(8, 4, 0xE2);
    dual.store(0, 4, 10);
    bench.run(4);
    dual.store(0x18, 4, 99);
    assertEquals(6, dual.load(4, 4));
    assertEquals(99, dual.load(0, 4));
    bench.run(7);
    assertEquals(99, dual.load(4, 4));
  }

  @Test
  void aRestoredDualTimerGoesOn() throws IOException {
    CmsdkDualTimer dual = dual();
    dual.store(8, 4, 0xE6);
    dual.store(0, 4, 1000);
    bench.run(777);
    byte[] state = bench.save(dual);
    bench.run(50_000);
    byte[] later = bench.save(dual);
    bench.restore(dual, state);
    bench.run(50_000);
    assertArrayEquals(later, bench.save(dual));
  }

  @Test
  void theWatchdogWarnsThenResets() {
    CmsdkWatchdog dog = watchdog();
    dog.store(0, 4, 99);
    dog.store(8, 4, 3);
    bench.run(99);
    assertTrue(line.high);
    assertEquals(1, dog.load(0x14, 4));
    dog.store(0xC, 4, 1);
    assertFalse(line.high);
    assertEquals(99, dog.load(4, 4));
    bench.run(99);
    assertTrue(line.high);
    assertEquals(0, resets);
    bench.run(100);
    assertEquals(1, resets);
    bench.run(10_000);
    assertEquals(1, resets);
  }

  @Test
  void aLockedWatchdogIgnoresWrites() {
    CmsdkWatchdog dog = watchdog();
    assertEquals(0, dog.load(0xC00, 4));
    dog.store(0xC00, 4, 1);
    assertEquals(1, dog.load(0xC00, 4));
    dog.store(0, 4, 5);
    assertEquals(-1, dog.load(0, 4));
    dog.store(0xC00, 4, 0x1ACC_E551);
    dog.store(0, 4, 5);
    assertEquals(5, dog.load(0, 4));
  }

  @Test
  void aRestoredWatchdogGoesOn() throws IOException {
    CmsdkWatchdog dog = watchdog();
    dog.store(0, 4, 500);
    dog.store(8, 4, 3);
    bench.run(600);
    byte[] state = bench.save(dog);
    bench.run(300);
    byte[] later = bench.save(dog);
    bench.restore(dog, state);
    bench.run(300);
    assertArrayEquals(later, bench.save(dog));
  }
}
