package dev.tinyrig.peripherals.mps2;

import dev.tinyrig.emulator.time.Scheduler;
import dev.tinyrig.peripherals.DeviceClock;
import dev.tinyrig.peripherals.UnmodelledReporter;
import dev.tinyrig.peripherals.register.RegisterBlock;
import dev.tinyrig.peripherals.register.RegisterRow;
import dev.tinyrig.peripherals.register.RegisterSpec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * FPGA system control and I/O: LEDs, buttons (never pressed) and four counters of time (Arm DAI
 * 0385, DAI 0505, DAI 0547).
 *
 * <p>COUNTER counts up once for each PRESCALE + 1 ticks of the block's clock; CLK1HZ and CLK100HZ
 * count seconds and hundredths. All of them are derived from the machine's cycles.
 */
public final class FpgaIo extends RegisterBlock<FpgaIo.Register> {
  /** The registers. */
  public enum Register implements RegisterRow {
    /** Two LEDs on MPS2 boards, ten on MPS3. */
    LED0(RegisterSpec.stored(0x00, 0, 0x3FF)),
    /** Debug features of the MPS3 image. */
    DBGCTRL(RegisterSpec.unmodelled(0x04)),
    BUTTON(RegisterSpec.readOnly(0x08, 0)),
    CLK1HZ(RegisterSpec.stored(0x10, 0, -1)),
    CLK100HZ(RegisterSpec.stored(0x14, 0, -1)),
    COUNTER(RegisterSpec.stored(0x18, 0, -1)),
    PRESCALE(RegisterSpec.stored(0x1C, 0, -1)),
    PSCNTR(RegisterSpec.stored(0x20, 0, -1)),
    /** All off; MPS2 boards have theirs in the serial configuration controller. */
    SWITCH(RegisterSpec.readOnly(0x28, 0)),
    /** Chip selects and resets of the display and SPI, which are not modelled. */
    MISC(RegisterSpec.stored(0x4C, 0, 0x3FF, 0x3FF));

    private final RegisterSpec spec;

    Register(RegisterSpec spec) {
      this.spec = spec;
    }

    @Override
    public RegisterSpec spec() {
      return spec;
    }
  }

  private final Scheduler scheduler;
  private final DeviceClock clock;
  private final int leds;

  /** Tick for which COUNTER and PSCNTR hold their stored values. */
  private long since;

  /** Cycles at which CLK1HZ and CLK100HZ were 0. */
  private long secondsFrom;

  private long hundredthsFrom;

  /** A block in reset with this many LEDs. */
  public FpgaIo(
      String id,
      int base,
      Scheduler scheduler,
      DeviceClock clock,
      int leds,
      UnmodelledReporter reporter) {
    super(id, base, Register.class, new int[0], reporter);
    this.scheduler = scheduler;
    this.clock = clock;
    this.leds = (1 << leds) - 1;
  }

  @Override
  protected int read(Register row) {
    long now = scheduler.now();
    return switch (row) {
      case CLK1HZ -> (int) ((now - secondsFrom) / clock.coreHz());
      case CLK100HZ -> (int) ((now - hundredthsFrom) * 100 / clock.coreHz());
      case COUNTER, PSCNTR -> {
        settle(clock.ticks(now));
        yield get(row);
      }
      default -> get(row);
    };
  }

  @Override
  protected void write(Register row, int value) {
    long now = scheduler.now();
    long unsigned = Integer.toUnsignedLong(value);
    switch (row) {
      case CLK1HZ -> secondsFrom = now - unsigned * clock.coreHz();
      case CLK100HZ -> hundredthsFrom = now - unsigned * clock.coreHz() / 100;
      case COUNTER, PRESCALE, PSCNTR -> {
        settle(clock.ticks(now));
        set(row, value);
      }
      case LED0 -> set(row, value & leds);
      default -> set(row, value);
    }
  }

  /** Brings COUNTER and PSCNTR up to tick {@code now}. */
  private void settle(long now) {
    long ticks = now - since;
    since = now;
    long left = Integer.toUnsignedLong(get(Register.PSCNTR));
    if (ticks <= left) {
      set(Register.PSCNTR, (int) (left - ticks));
      return;
    }
    // One tick after it has reached 0 the prescaler starts again and COUNTER counts.
    long prescale = Integer.toUnsignedLong(get(Register.PRESCALE));
    long behind = ticks - left - 1;
    set(Register.COUNTER, get(Register.COUNTER) + (int) (behind / (prescale + 1) + 1));
    set(Register.PSCNTR, (int) (prescale - behind % (prescale + 1)));
  }

  @Override
  public void save(DataOutput out) throws IOException {
    super.save(out);
    out.writeLong(since);
    out.writeLong(secondsFrom);
    out.writeLong(hundredthsFrom);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    super.restore(in);
    since = in.readLong();
    secondsFrom = in.readLong();
    hundredthsFrom = in.readLong();
  }
}
