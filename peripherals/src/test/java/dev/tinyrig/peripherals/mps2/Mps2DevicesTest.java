package dev.tinyrig.peripherals.mps2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.peripherals.Bench;
import dev.tinyrig.peripherals.DeviceClock;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class Mps2DevicesTest {
  private static final DeviceClock CLOCK = DeviceClock.ofCore(25_000_000);

  private final Bench bench = new Bench();

  private FpgaIo fpgaio() {
    return new FpgaIo("fpgaio", 0x4002_8000, bench.scheduler, CLOCK, 2, bench.reporter);
  }

  @Test
  void secondsAndHundredthsFollowTheClock() {
    FpgaIo io = fpgaio();
    bench.run(24_999_999);
    assertEquals(0, io.load(0x10, 4));
    assertEquals(99, io.load(0x14, 4));
    bench.run(1);
    assertEquals(1, io.load(0x10, 4));
    assertEquals(100, io.load(0x14, 4));
    io.store(0x10, 4, 41);
    io.store(0x14, 4, 0);
    bench.run(25_000_000);
    assertEquals(42, io.load(0x10, 4));
    assertEquals(100, io.load(0x14, 4));
  }

  @Test
  void theCounterCountsCyclesUnlessPrescaled() {
    FpgaIo io = fpgaio();
    bench.run(1000);
    assertEquals(1000, io.load(0x18, 4));
    io.store(0x18, 4, 0);
    bench.run(5);
    assertEquals(5, io.load(0x18, 4));
  }

  /**
   * The prescaler 7 6 5 4 3 2 1 0, then 5 4 3 2 1 0, 5 ...: COUNTER counts where it starts again.
   */
  @Test
  void thePrescalerRunsOutBeforeItTakesItsNewValue() {
    int[] prescaler = {7, 6, 5, 4, 3, 2, 1, 0, 5, 4, 3, 2, 1, 0, 5, 4};
    int[] counter = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 2, 2};
    for (int step = 1; step <= 3; step++) {
      Bench own = new Bench();
      FpgaIo io = new FpgaIo("io", 0, own.scheduler, CLOCK, 2, own.reporter);
      io.store(0x1C, 4, 5);
      io.store(0x20, 4, 7);
      io.store(0x18, 4, 0);
      for (int t = 0; t < prescaler.length; t += step) {
        assertEquals(prescaler[t], io.load(0x20, 4), "prescaler at " + t);
        assertEquals(counter[t], io.load(0x18, 4), "counter at " + t);
        own.run(step);
      }
    }
  }

  @Test
  void ledsHoldButtonsRest() throws IOException {
    FpgaIo io = fpgaio();
    io.store(0, 4, 0xFF);
    assertEquals(3, io.load(0, 4));
    assertEquals(0, io.load(8, 4));
    assertTrue(bench.reports.isEmpty());
    io.store(0x4C, 4, 1);
    assertEquals(1, bench.reports.size());
    bench.run(77);
    byte[] state = bench.save(io);
    bench.run(1000);
    byte[] later = bench.save(io);
    bench.restore(io, state);
    bench.run(1000);
    assertArrayEquals(later, bench.save(io));
  }

  @Test
  void theControllerAnswersForTheOscillators() throws IOException {
    Scc scc =
        new Scc(
            "scc",
            0x4002_F000,
            0x4104_3850,
            new int[] {50_000_000, 24_576_000, 25_000_000},
            bench.reporter);
    assertEquals(0x4104_3850, scc.load(0xFFC, 4));
    assertEquals(0x0020_0008, scc.load(0xFF8, 4));
    assertEquals(0xFFFF_0001, scc.load(0x100, 4));
    scc.store(0xA8, 4, 0x8010_0002);
    assertEquals(1, scc.load(0xAC, 4));
    assertEquals(25_000_000, scc.load(0xA0, 4));
    scc.store(0xA4, 4, 30_000_000);
    scc.store(0xA8, 4, 0xC010_0002);
    scc.store(0xA8, 4, 0x8010_0002);
    assertEquals(30_000_000, scc.load(0xA0, 4));
    byte[] state = bench.save(scc);
    scc.store(0xA8, 4, 0x8010_0009);
    assertEquals(3, scc.load(0xAC, 4));
    scc.store(0xA8, 4, 0);
    assertEquals(0, scc.load(0xAC, 4));
    bench.restore(scc, state);
    assertEquals(1, scc.load(0xAC, 4));
    scc.store(4, 4, 0xA5);
    assertEquals(0xA5, scc.load(4, 4));
    scc.store(0, 4, 1);
    assertEquals(1, bench.reports.size());
  }
}
