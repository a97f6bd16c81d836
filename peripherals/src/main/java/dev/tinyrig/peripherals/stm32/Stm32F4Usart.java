package dev.tinyrig.peripherals.stm32;

import dev.tinyrig.emulator.core.InterruptLine;
import dev.tinyrig.emulator.time.Scheduler;
import dev.tinyrig.peripherals.ConsoleSink;
import dev.tinyrig.peripherals.UnmodelledReporter;
import dev.tinyrig.peripherals.register.RegisterBlock;
import dev.tinyrig.peripherals.register.RegisterRow;
import dev.tinyrig.peripherals.register.RegisterSpec;
import dev.tinyrig.peripherals.uart.UartScript;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The USART of STM32F1 to F4 in asynchronous mode, 8N1 (RM0090, USART registers). Parity, DMA,
 * synchronous, smart-card, LIN and multiprocessor modes are not modelled.
 */
public final class Stm32F4Usart extends RegisterBlock<Stm32F4Usart.Register> {
  /** The registers. */
  public enum Register implements RegisterRow {
    SR(RegisterSpec.action(0x00, 0xC0)),
    DR(RegisterSpec.action(0x04, 0)),
    BRR(RegisterSpec.stored(0x08, 0, 0xFFFF)),
    CR1(RegisterSpec.stored(0x0C, 0, 0xBFFF, 0x9F13)),
    CR2(RegisterSpec.stored(0x10, 0, 0x7F6F, 0x7F6F)),
    CR3(RegisterSpec.stored(0x14, 0, 0xFFF, 0xFFF)),
    GTPR(RegisterSpec.unmodelled(0x18));

    private final RegisterSpec spec;

    Register(RegisterSpec spec) {
      this.spec = spec;
    }

    @Override
    public RegisterSpec spec() {
      return spec;
    }
  }

  private static final int RXNE = 0x20;
  private static final int TC = 0x40;
  private static final int TXE = 0x80;
  private static final int ENABLE = 0x2000;
  private static final int RECEIVE = 0x4;
  private static final int TRANSMIT = 0x8;
  private static final int OVER8 = 0x8000;

  private final InterruptLine line;
  private final int divider;
  private final SerialPort port;

  /** TC can be cleared by the firmware before the next byte is through. */
  private boolean completeCleared;

  /** A USART in reset; {@code divider} is core clocks per clock of its bus. */
  public Stm32F4Usart(
      String id,
      int base,
      Scheduler scheduler,
      InterruptLine line,
      int divider,
      ConsoleSink sink,
      UartScript script,
      UnmodelledReporter reporter) {
    super(id, base, Register.class, new int[0], reporter);
    this.line = line;
    this.divider = Math.max(1, divider);
    this.port = new SerialPort(id, scheduler, sink, script, new Wire());
  }

  private final class Wire implements SerialPort.Owner {
    @Override
    public long bitTime() {
      int ratio = get(Register.BRR);
      boolean over8 = (get(Register.CR1) & OVER8) != 0;
      long ticks = over8 ? (ratio >>> 4) * 8L + (ratio & 7) : ratio;
      return ticks * divider;
    }

    @Override
    public boolean receives() {
      return (get(Register.CR1) & (ENABLE | RECEIVE)) == (ENABLE | RECEIVE);
    }

    @Override
    public void flagsChanged() {
      if (!port.complete()) {
        completeCleared = false;
      }
      drive();
    }
  }

  private int status() {
    return (port.empty() ? TXE : 0)
        | (port.complete() && !completeCleared ? TC : 0)
        | (port.full() ? RXNE : 0);
  }

  @Override
  protected int read(Register row) {
    return switch (row) {
      case SR -> status();
      case DR -> {
        int value = port.take();
        drive();
        yield value;
      }
      default -> get(row);
    };
  }

  @Override
  protected void write(Register row, int value) {
    switch (row) {
      case SR -> completeCleared |= (value & TC) == 0 && port.complete();
      case DR -> {
        boolean enabled = (get(Register.CR1) & (ENABLE | TRANSMIT)) == (ENABLE | TRANSMIT);
        if (!enabled) {
          misuse(row, "sending before CR1.UE and CR1.TE are set");
        } else {
          completeCleared = false;
          if (!port.send(value & 0xFF)) {
            misuse(row, "writing DR without waiting for SR.TXE");
          }
        }
      }
      default -> {
        set(row, value);
        port.plan();
      }
    }
    drive();
  }

  /** The enable bits of CR1 stand at the places of their flags. */
  private void drive() {
    line.set((status() & get(Register.CR1) & (TXE | TC | RXNE)) != 0);
  }

  @Override
  public void save(DataOutput out) throws IOException {
    super.save(out);
    out.writeBoolean(completeCleared);
    port.save(out);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    super.restore(in);
    completeCleared = in.readBoolean();
    port.restore(in);
  }
}
