package dev.tinyrig.peripherals.cmsdk;

import dev.tinyrig.emulator.core.InterruptLine;
import dev.tinyrig.emulator.time.Scheduler;
import dev.tinyrig.peripherals.ConsoleSink;
import dev.tinyrig.peripherals.DeviceClock;
import dev.tinyrig.peripherals.UnmodelledReporter;
import dev.tinyrig.peripherals.register.RegisterBlock;
import dev.tinyrig.peripherals.register.RegisterRow;
import dev.tinyrig.peripherals.register.RegisterSpec;
import dev.tinyrig.peripherals.uart.UartInput;
import dev.tinyrig.peripherals.uart.UartScript;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The APB UART: 8N1, one byte of buffer in each direction (Arm DDI 0479).
 *
 * <p>A written byte reaches the console at once, so that nothing printed is lost when a run ends;
 * the transmitter is busy for the ten bit times that the byte takes on the wire, and firmware that
 * waits for TXFULL waits as long as on the board. Bytes that firmware writes without waiting are
 * printed too, but TXOVERRUN is set and the misuse reported, because hardware would lose them.
 * Input waits until the firmware has read the byte before.
 */
public final class CmsdkUart extends RegisterBlock<CmsdkUart.Register> {
  /** The registers. */
  public enum Register implements RegisterRow {
    DATA(RegisterSpec.action(0x00, 0)),
    STATE(RegisterSpec.action(0x04, 0)),
    /** Bit 6, high-speed test mode, has no effect. */
    CTRL(RegisterSpec.stored(0x08, 0, 0x7F, 0x40)),
    INTSTATUS(RegisterSpec.action(0x0C, 0)),
    BAUDDIV(RegisterSpec.stored(0x10, 0, 0xF_FFFF));

    private final RegisterSpec spec;

    Register(RegisterSpec spec) {
      this.spec = spec;
    }

    @Override
    public RegisterSpec spec() {
      return spec;
    }
  }

  /** Where this UART's interrupts go; {@code combined} is high while any of the others is. */
  public record Lines(
      InterruptLine receive,
      InterruptLine transmit,
      InterruptLine overrun,
      InterruptLine combined) {}

  private static final int TX_FULL = 1;
  private static final int RX_FULL = 2;
  private static final int OVERRUNS = 0xC;
  private static final int TX_OVERRUN = 4;
  private static final int TX_ENABLE = 1;
  private static final int RX_ENABLE = 2;
  private static final int TX_INTERRUPT = 1;
  private static final int RX_INTERRUPT = 2;
  private static final int LEAST_DIVISOR = 16;
  private static final int BITS_PER_BYTE = 10;

  private final Scheduler scheduler;
  private final Lines lines;
  private final DeviceClock clock;
  private final ConsoleSink sink;
  private final UartInput input;
  private final Scheduler.Event sent;
  private final Scheduler.Event arriving;
  private int received;

  /** A UART in reset; {@code sink} gets what the firmware prints, {@code script} is its input. */
  public CmsdkUart(
      String id,
      int base,
      Scheduler scheduler,
      Lines lines,
      DeviceClock clock,
      ConsoleSink sink,
      UartScript script,
      UnmodelledReporter reporter) {
    super(id, base, Register.class, PrimeCellId.of(0x21), reporter);
    this.scheduler = scheduler;
    this.lines = lines;
    this.clock = clock;
    this.sink = sink;
    this.input = new UartInput(script);
    this.sent = scheduler.event(id + ".sent", (now, due) -> sent());
    this.arriving = scheduler.event(id + ".arriving", (now, due) -> arrived());
  }

  @Override
  protected int read(Register row) {
    if (row == Register.DATA) {
      set(Register.STATE, get(Register.STATE) & ~RX_FULL);
      planArrival();
      return received;
    }
    return get(row);
  }

  @Override
  protected void write(Register row, int value) {
    switch (row) {
      case DATA -> transmit(value & 0xFF);
      case STATE -> set(row, get(row) & ~(value & OVERRUNS));
      case CTRL -> {
        int before = get(row);
        set(row, value);
        if ((value & ~before & TX_ENABLE) != 0 && (get(Register.STATE) & TX_FULL) != 0) {
          begin();
        }
        planArrival();
      }
      case INTSTATUS -> {
        set(row, get(row) & ~value);
        set(Register.STATE, get(Register.STATE) & ~(value & OVERRUNS));
      }
      case BAUDDIV -> set(row, value);
    }
    drive();
  }

  private void transmit(int value) {
    set(Register.DATA, value);
    if ((get(Register.STATE) & TX_FULL) != 0) {
      set(Register.STATE, get(Register.STATE) | TX_OVERRUN);
      misuse(Register.DATA, "writing DATA without waiting for STATE.TXFULL");
      if ((get(Register.CTRL) & TX_ENABLE) != 0) {
        print(value);
      }
      return;
    }
    set(Register.STATE, get(Register.STATE) | TX_FULL);
    if ((get(Register.CTRL) & TX_ENABLE) != 0) {
      begin();
    }
  }

  private void begin() {
    if (get(Register.BAUDDIV) < LEAST_DIVISOR) {
      misuse(Register.BAUDDIV, "sending with BAUDDIV below 16");
    }
    print(get(Register.DATA));
    sent.at(scheduler.now() + byteTime());
  }

  private void print(int value) {
    sink.write(value);
    if (input.printed(value)) {
      planArrival();
    }
  }

  private long byteTime() {
    return clock.cycles((long) BITS_PER_BYTE * Math.max(get(Register.BAUDDIV), LEAST_DIVISOR));
  }

  private void sent() {
    set(Register.STATE, get(Register.STATE) & ~TX_FULL);
    if ((get(Register.CTRL) & TX_INTERRUPT << 2) != 0) {
      set(Register.INTSTATUS, get(Register.INTSTATUS) | TX_INTERRUPT);
    }
    drive();
  }

  /** Lets the next byte of the script come in, one byte time after there is room for it. */
  private void planArrival() {
    boolean open = (get(Register.CTRL) & RX_ENABLE) != 0 && (get(Register.STATE) & RX_FULL) == 0;
    if (!open || input.nextCycle() == UartInput.NOT_YET) {
      arriving.cancel();
    } else if (arriving.due() == Scheduler.NEVER) {
      arriving.at(Math.max(scheduler.now() + byteTime(), input.nextCycle()));
    }
  }

  private void arrived() {
    received = input.take();
    set(Register.STATE, get(Register.STATE) | RX_FULL);
    if ((get(Register.CTRL) & RX_INTERRUPT << 2) != 0) {
      set(Register.INTSTATUS, get(Register.INTSTATUS) | RX_INTERRUPT);
    }
    drive();
  }

  /** The overrun interrupts are no state of their own: the overrun flag under its enable bit. */
  private void drive() {
    int overruns = get(Register.STATE) & get(Register.CTRL) >> 2 & OVERRUNS;
    int status = (get(Register.INTSTATUS) & ~OVERRUNS) | overruns;
    set(Register.INTSTATUS, status);
    lines.transmit.set((status & TX_INTERRUPT) != 0);
    lines.receive.set((status & RX_INTERRUPT) != 0);
    lines.overrun.set(overruns != 0);
    lines.combined.set(status != 0);
  }

  @Override
  public void save(DataOutput out) throws IOException {
    super.save(out);
    out.writeInt(received);
    input.save(out);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    super.restore(in);
    received = in.readInt();
    input.restore(in);
  }
}
