package dev.tinyrig.peripherals;

import dev.tinyrig.emulator.core.InterruptLine;
import dev.tinyrig.emulator.state.Stateful;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Several lines of devices that a board joins into one interrupt: high while any of them is. */
public final class OrGate implements Stateful {
  private final String id;
  private final InterruptLine output;
  private int inputs;
  private long high;

  public OrGate(String id, InterruptLine output) {
    this.id = id;
    this.output = output;
  }

  /** One more input; at most 64. */
  public InterruptLine input() {
    if (inputs == Long.SIZE) {
      throw new IllegalStateException(id + " has more than 64 inputs");
    }
    long bit = 1L << inputs++;
    return level -> {
      high = level ? high | bit : high & ~bit;
      output.set(high != 0);
    };
  }

  @Override
  public String stateId() {
    return id;
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeLong(high);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    high = in.readLong();
  }
}
