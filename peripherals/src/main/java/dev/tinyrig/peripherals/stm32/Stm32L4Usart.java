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
 * The USART and LPUART of STM32L4+ in asynchronous mode, 8N1, without FIFO (RM0432, USART and
 * LPUART registers). Other modes, DMA and wake-up are not modelled.
 */
public final class Stm32L4Usart extends RegisterBlock<Stm32L4Usart.Register> {
  /** The registers. */
  public enum Register implements RegisterRow {
    CR1(RegisterSpec.stored(0x00, 0, -1, 0xFFFF_7F12)),
    CR2(RegisterSpec.stored(0x04, 0, -1, 0xFFFF_CFFF)),
    CR3(RegisterSpec.stored(0x08, 0, -1, -1)),
    BRR(RegisterSpec.stored(0x0C, 0, 0xF_FFFF)),
    GTPR(RegisterSpec.unmodelled(0x10)),
    RTOR(RegisterSpec.unmodelled(0x14)),
    /** Bit 3 drops a received byte. */
    RQR(RegisterSpec.action(0x18, 0)),
    ISR(RegisterSpec.readOnly(0x1C, 0xC0)),
    ICR(RegisterSpec.action(0x20, 0)),
    RDR(RegisterSpec.action(0x24, 0)),
    TDR(RegisterSpec.action(0x28, 0)),
    PRESC(RegisterSpec.stored(0x2C, 0, 0xF, 0xF));

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
  private static final int ENABLE = 0x1;
  private static final int RECEIVE = 0x4;
  private static final int TRANSMIT = 0x8;
  private static final int OVER8 = 0x8000;
  private static final int DROP_RECEIVED = 0x8;
  private static final int TRANSMIT_READY = 1 << 21;
  private static final int RECEIVE_READY = 1 << 22;

  /** The LPUART's baud rate register counts in 256ths of a clock. */
  private static final int LOW_POWER_FRACTION = 256;

  private final InterruptLine line;
  private final int divider;
  private final boolean lowPower;
  private final SerialPort port;
  private boolean completeCleared;

  /**
   * A USART in reset.
   *
   * @param divider core clocks per clock of its bus
   * @param lowPower whether it is an LPUART
   */
  public Stm32L4Usart(
      String id,
      int base,
      Scheduler scheduler,
      InterruptLine line,
      int divider,
      boolean lowPower,
      ConsoleSink sink,
      UartScript script,
      UnmodelledReporter reporter) {
    super(id, base, Register.class, new int[0], reporter);
    this.line = line;
    this.divider = Math.max(1, divider);
    this.lowPower = lowPower;
    this.port = new SerialPort(id, scheduler, sink, script, new Wire());
  }

  private final class Wire implements SerialPort.Owner {
    @Override
    public long bitTime() {
      int ratio = get(Register.BRR);
      if (lowPower) {
        return (long) ratio * divider / LOW_POWER_FRACTION;
      }
      boolean over8 = (get(Register.CR1) & OVER8) != 0;
      long ticks = over8 ? ((ratio & ~0xF) | (ratio & 7) << 1) / 2 : ratio;
      return ticks * divider;
    }

    @Override
    public boolean receives() {
      return enabled(RECEIVE);
    }

    @Override
    public void flagsChanged() {
      if (!port.complete()) {
        completeCleared = false;
      }
      drive();
    }
  }

  private boolean enabled(int direction) {
    return (get(Register.CR1) & (ENABLE | direction)) == (ENABLE | direction);
  }

  private int status() {
    return (port.empty() ? TXE : 0)
        | (port.complete() && !completeCleared ? TC : 0)
        | (port.full() ? RXNE : 0)
        | (enabled(TRANSMIT) ? TRANSMIT_READY : 0)
        | (enabled(RECEIVE) ? RECEIVE_READY : 0);
  }

  @Override
  protected int read(Register row) {
    return switch (row) {
      case ISR -> status();
      case RDR -> {
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
      case TDR -> {
        if (!enabled(TRANSMIT)) {
          misuse(row, "sending before CR1.UE and CR1.TE are set");
        } else {
          completeCleared = false;
          if (!port.send(value & 0xFF)) {
            misuse(row, "writing TDR without waiting for ISR.TXE");
          }
        }
      }
      case ICR -> completeCleared |= (value & TC) != 0 && port.complete();
      case RQR -> {
        if ((value & DROP_RECEIVED) != 0) {
          port.take();
        }
      }
      case RDR, ISR -> {}
      default -> {
        set(row, value);
        port.plan();
      }
    }
    drive();
  }

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
