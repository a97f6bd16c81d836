package dev.tinyrig.peripherals.cmsdk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.peripherals.Bench;
import dev.tinyrig.peripherals.DeviceClock;
import dev.tinyrig.peripherals.UnmodelledAccess.Kind;
import dev.tinyrig.peripherals.uart.UartScript;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class CmsdkUartTest {
  private static final int DATA = 0x00;
  private static final int STATE = 0x04;
  private static final int CTRL = 0x08;
  private static final int INTSTATUS = 0x0C;
  private static final int BAUDDIV = 0x10;

  private final Bench bench = new Bench();
  private final Bench.Line receive = new Bench.Line();
  private final Bench.Line transmit = new Bench.Line();
  private final Bench.Line overrun = new Bench.Line();
  private final Bench.Line combined = new Bench.Line();
  private final StringBuilder printed = new StringBuilder();

  private CmsdkUart uart(String script) {
    return new CmsdkUart(
        "uart0",
        0x4000_4000,
        bench.scheduler,
        new CmsdkUart.Lines(receive, transmit, overrun, combined),
        DeviceClock.ofCore(25_000_000),
        value -> printed.append((char) value),
        UartScript.parse("script", script),
        bench.reporter);
  }

  private CmsdkUart ready(String script, int control) {
    CmsdkUart uart = uart(script);
    uart.store(BAUDDIV, 4, 20);
    uart.store(CTRL, 4, control);
    return uart;
  }

  @Test
  void aByteKeepsTheTransmitterBusyForTenBitTimes() {
    CmsdkUart uart = ready("", 1);
    uart.store(DATA, 1, 'A');
    assertEquals("A", printed.toString());
    bench.run(199);
    assertEquals(1, uart.load(STATE, 4));
    bench.run(1);
    assertEquals(0, uart.load(STATE, 4));
    assertEquals(0, transmit.rises, "its interrupt is not enabled");
  }

  @Test
  void theTransmitInterruptComesWhenTheBufferIsFree() {
    CmsdkUart uart = ready("", 1 | 4);
    uart.store(DATA, 4, 'A');
    bench.run(199);
    assertFalse(transmit.high);
    bench.run(1);
    assertTrue(transmit.high);
    assertEquals(1, uart.load(INTSTATUS, 4));
    uart.store(INTSTATUS, 4, 1);
    assertFalse(transmit.high);
  }

  @Test
  void writingWithoutWaitingIsPrintedAndReported() {
    CmsdkUart uart = ready("", 1 | 16);
    uart.store(DATA, 4, 'A');
    uart.store(DATA, 4, 'B');
    assertEquals("AB", printed.toString());
    assertEquals(5, uart.load(STATE, 4));
    assertTrue(overrun.high);
    assertEquals(4, uart.load(INTSTATUS, 4));
    assertEquals(Kind.MISUSE, bench.reports.getFirst().kind());
    uart.store(INTSTATUS, 4, 4);
    assertFalse(overrun.high);
    assertEquals(1, uart.load(STATE, 4));
  }

  @Test
  void aDivisorBelow16IsReported() {
    CmsdkUart uart = uart("");
    uart.store(CTRL, 4, 1);
    uart.store(DATA, 4, 'A');
    assertEquals("A", printed.toString());
    assertTrue(bench.reports.getFirst().describe().contains("BAUDDIV below 16"));
    bench.run(160);
    assertEquals(0, uart.load(STATE, 4));
  }

  @Test
  void nothingIsPrintedBeforeTheTransmitterIsEnabled() {
    CmsdkUart uart = ready("", 0);
    uart.store(DATA, 4, 'A');
    bench.run(10_000);
    assertEquals("", printed.toString());
    assertEquals(1, uart.load(STATE, 4));
    uart.store(CTRL, 4, 1);
    assertEquals("A", printed.toString());
    bench.run(200);
    assertEquals(0, uart.load(STATE, 4));
  }

  @Test
  void inputArrivesByteByByteAsItIsRead() {
    CmsdkUart uart = ready("at 1000 send \"ab\"", 2 | 8);
    bench.run(999);
    assertEquals(0, uart.load(STATE, 4));
    bench.run(1);
    assertEquals(2, uart.load(STATE, 4));
    assertTrue(receive.high);
    bench.run(5000);
    uart.store(INTSTATUS, 4, 2);
    assertEquals('a', uart.load(DATA, 4));
    assertEquals(0, uart.load(STATE, 4));
    bench.run(200);
    assertEquals('b', uart.load(DATA, 1));
    bench.run(100_000);
    assertEquals(0, uart.load(STATE, 4));
    assertEquals(2, receive.rises);
  }

  @Test
  void inputWaitsForWhatTheFirmwarePrints() {
    CmsdkUart uart = ready("after \"ok>\" send \"x\"\nafter \"y\" send \"z\"", 3);
    for (char c : "ook>".toCharArray()) {
      assertEquals(0, uart.load(STATE, 4) & 2);
      uart.store(DATA, 4, c);
      bench.run(200);
    }
    bench.run(200);
    assertEquals('x', uart.load(DATA, 4));
    bench.run(1000);
    assertEquals(0, uart.load(STATE, 4));
    uart.store(DATA, 4, 'y');
    bench.run(400);
    assertEquals('z', uart.load(DATA, 4));
  }

  @Test
  void identifiesItselfAsTheManualSays() {
    CmsdkUart uart = uart("");
    assertEquals(0x04, uart.load(0xFD0, 4));
    assertEquals(0x21, uart.load(0xFE0, 4));
    assertEquals(0xB8, uart.load(0xFE4, 4));
    assertEquals(0xB1, uart.load(0xFFC, 4));
    assertTrue(bench.reports.isEmpty());
  }

  @Test
  void aRestoredUartGoesOnAsIfNothingHadHappened() throws IOException {
    CmsdkUart uart = ready("after \"A\" send \"hi\"", 3 | 4 | 8);
    uart.store(DATA, 4, 'A');
    bench.run(150);
    byte[] state = bench.save(uart);
    bench.run(60);
    byte[] later = bench.save(uart);
    bench.restore(uart, state);
    bench.run(60);
    assertArrayEquals(later, bench.save(uart));
    assertEquals('h', uart.load(DATA, 4));
  }
}
