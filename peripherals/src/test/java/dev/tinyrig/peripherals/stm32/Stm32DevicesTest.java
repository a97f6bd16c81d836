package dev.tinyrig.peripherals.stm32;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.peripherals.Bench;
import dev.tinyrig.peripherals.register.RegisterBlock;
import dev.tinyrig.peripherals.uart.UartScript;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class Stm32DevicesTest {
  private static final int RXNE = 0x20;
  private static final int TC = 0x40;
  private static final int TXE = 0x80;

  /** One generation of USART: offsets of its registers and bits of CR1 that switch it on. */
  private record Kind(
      String name, int status, int send, int receive, int rate, int control, int enable) {}

  private static final Kind F4 = new Kind("F4", 0x00, 0x04, 0x04, 0x08, 0x0C, 0x2000);
  private static final Kind L4 = new Kind("L4+", 0x1C, 0x28, 0x24, 0x0C, 0x00, 0x1);

  private final Bench bench = new Bench();
  private final Bench.Line line = new Bench.Line();
  private final StringBuilder printed = new StringBuilder();

  private RegisterBlock<?> usart(Kind kind, String script) {
    UartScript input = UartScript.parse("script", script);
    return kind.equals(F4)
        ? new Stm32F4Usart(
            "usart",
            0x4000_4400,
            bench.scheduler,
            line,
            4,
            v -> printed.append((char) v),
            input,
            bench.reporter)
        : new Stm32L4Usart(
            "usart",
            0x4000_4400,
            bench.scheduler,
            line,
            4,
            false,
            v -> printed.append((char) v),
            input,
            bench.reporter);
  }

  private static int flags(RegisterBlock<?> usart, Kind kind) {
    return usart.load(kind.status, 4) & (TXE | TC | RXNE);
  }

  @Test
  void twoBytesFitAndTheFlagsFollowTheWire() {
    for (Kind kind : List.of(F4, L4)) {
      Stm32DevicesTest own = new Stm32DevicesTest();
      RegisterBlock<?> usart = own.usart(kind, "");
      assertEquals(TXE | TC, flags(usart, kind), kind.name);
      usart.store(kind.rate, 4, 50);
      usart.store(kind.control, 4, kind.enable | 0x8);
      usart.store(kind.send, 4, 'a');
      assertEquals(TXE, flags(usart, kind), "the first byte moves on at once");
      usart.store(kind.send, 4, 'b');
      assertEquals(0, flags(usart, kind));
      own.bench.run(10 * 50 * 4 - 1);
      assertEquals(0, flags(usart, kind));
      own.bench.run(1);
      assertEquals(TXE, flags(usart, kind));
      own.bench.run(10 * 50 * 4);
      assertEquals(TXE | TC, flags(usart, kind));
      assertEquals("ab", own.printed.toString());
      assertTrue(own.bench.reports.isEmpty(), kind.name);
    }
  }

  @Test
  void interruptsFollowTheirEnableBits() {
    for (Kind kind : List.of(F4, L4)) {
      Stm32DevicesTest own = new Stm32DevicesTest();
      RegisterBlock<?> usart = own.usart(kind, "at 0 send \"xy\"");
      usart.store(kind.rate, 4, 25);
      usart.store(kind.control, 4, kind.enable | 0xC | TXE);
      assertTrue(own.line.high);
      usart.store(kind.control, 4, kind.enable | 0xC | RXNE);
      assertFalse(own.line.high);
      own.bench.run(1000);
      assertTrue(own.line.high, kind.name);
      assertEquals('x', usart.load(kind.receive, 4));
      assertFalse(own.line.high);
      own.bench.run(1000);
      assertEquals('y', usart.load(kind.receive, 1));
      own.bench.run(100_000);
      assertFalse(own.line.high);
    }
  }

  @Test
  void misuseIsReported() {
    for (Kind kind : List.of(F4, L4)) {
      Stm32DevicesTest own = new Stm32DevicesTest();
      RegisterBlock<?> usart = own.usart(kind, "");
      usart.store(kind.send, 4, 'a');
      assertEquals("", own.printed.toString());
      assertEquals(1, own.bench.reports.size(), kind.name);
      usart.store(kind.rate, 4, 50);
      usart.store(kind.control, 4, kind.enable | 0x8);
      for (char c : "abc".toCharArray()) {
        usart.store(kind.send, 4, c);
      }
      assertEquals("abc", own.printed.toString());
    }
  }

  @Test
  void transmissionCompleteCanBeCleared() {
    RegisterBlock<?> f4 = usart(F4, "");
    f4.store(F4.status, 4, ~TC);
    assertEquals(TXE, flags(f4, F4));
    f4.store(F4.control, 4, F4.enable | 0x8);
    f4.store(F4.rate, 4, 10);
    f4.store(F4.send, 4, 'a');
    bench.run(400);
    assertEquals(TXE | TC, flags(f4, F4));
  }

  @Test
  void aLowPowerUartCountsIn256thsOfAClock() {
    Stm32L4Usart uart =
        new Stm32L4Usart(
            "lpuart",
            0x4000_8000,
            bench.scheduler,
            line,
            1,
            true,
            v -> printed.append((char) v),
            UartScript.NONE,
            bench.reporter);
    uart.store(L4.rate, 4, 256 * 100);
    uart.store(L4.control, 4, L4.enable | 0x8);
    uart.store(L4.send, 4, 'a');
    bench.run(999);
    assertEquals(TXE, flags(uart, L4));
    bench.run(1);
    assertEquals(TXE | TC, flags(uart, L4));
  }

  @Test
  void aRestoredUsartGoesOn() throws IOException {
    for (Kind kind : List.of(F4, L4)) {
      Stm32DevicesTest own = new Stm32DevicesTest();
      RegisterBlock<?> usart = own.usart(kind, "after \"a\" send \"z\"");
      usart.store(kind.rate, 4, 50);
      usart.store(kind.control, 4, kind.enable | 0xC);
      usart.store(kind.send, 4, 'a');
      usart.store(kind.send, 4, 'b');
      own.bench.run(1000);
      byte[] state = own.bench.save(usart);
      own.bench.run(2500);
      byte[] later = own.bench.save(usart);
      own.bench.restore(usart, state);
      own.bench.run(2500);
      assertArrayEquals(later, own.bench.save(usart), kind.name);
      assertEquals('z', usart.load(kind.receive, 4));
    }
  }

  private record Clock(RegisterBlock<?> rcc, int offset, int write, int read) {}

  @Test
  void clocksAreReadyWhenTheyAreOn() {
    RegisterBlock<?> f4 = new Stm32F4Rcc("rcc", 0x4002_3800, bench.reporter);
    RegisterBlock<?> l4 = new Stm32L4Rcc("rcc", 0x4002_1000, bench.reporter);
    assertEquals(0x83, f4.load(0, 4));
    assertEquals(0x63, l4.load(0, 4));
    for (Clock c :
        List.of(
            new Clock(f4, 0x00, 0x0101_0000, 0x0303_0000),
            new Clock(f4, 0x00, 0x0000_0081, 0x0000_0083),
            new Clock(f4, 0x08, 0x0000_0002, 0x0000_000A),
            new Clock(f4, 0x74, 0x0000_0001, 0x0E00_0003),
            new Clock(l4, 0x00, 0x1501_0100, 0x3F03_0500),
            new Clock(l4, 0x08, 0x0000_0003, 0x0000_000F),
            new Clock(l4, 0x90, 0x0000_0001, 0x0000_0003),
            new Clock(l4, 0x98, 0x0000_0001, 0x0000_0003))) {
      c.rcc.store(c.offset, 4, c.write);
      assertEquals(c.read, c.rcc.load(c.offset, 4));
    }
    assertTrue(bench.reports.isEmpty());
  }

  @Test
  void theFlashInterfaceKeepsItsLatency() {
    Stm32FlashInterface flash =
        new Stm32FlashInterface("flash", 0x4002_2000, 0x600, bench.reporter);
    assertEquals(0x600, flash.load(0, 4));
    flash.store(0, 4, 0x705);
    assertEquals(0x705, flash.load(0, 4));
    flash.store(8, 4, 0x4567_0123);
    assertEquals(1, bench.reports.size());
  }
}
