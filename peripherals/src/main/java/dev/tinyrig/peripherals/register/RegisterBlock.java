package dev.tinyrig.peripherals.register;

import dev.tinyrig.emulator.memory.Device;
import dev.tinyrig.peripherals.UnmodelledAccess.Kind;
import dev.tinyrig.peripherals.UnmodelledReporter;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A device made of 32-bit registers that stand in a table.
 *
 * <p>A subclass lists its registers in an enum and overrides {@link #read} and {@link #write} where
 * a register is more than storage. Offsets outside of the table, registers and bits declared as
 * unmodelled are reported; they read as zero and ignore writes. Bytes and half-words are served
 * from their place in the word.
 *
 * @param <R> the device's table of registers
 */
public abstract class RegisterBlock<R extends Enum<R> & RegisterRow> implements Device {
  private static final int IDENTIFICATION = 0xFD0;

  private final String id;
  private final int base;
  private final UnmodelledReporter reporter;
  private final R[] rows;
  private final int[] values;
  private final int[] identification;

  /**
   * A device in its reset state.
   *
   * @param id name on the board, for example {@code uart0}
   * @param base its address, for messages
   * @param table its registers
   * @param identification PrimeCell identification registers from 0xFD0 on; empty when it has none
   */
  protected RegisterBlock(
      String id, int base, Class<R> table, int[] identification, UnmodelledReporter reporter) {
    this.id = id;
    this.base = base;
    this.reporter = reporter;
    this.rows = table.getEnumConstants();
    this.values = new int[rows.length];
    this.identification = identification.clone();
    for (R row : rows) {
      values[row.ordinal()] = row.spec().reset();
    }
  }

  /** The stored value of a register. */
  protected final int get(R row) {
    return values[row.ordinal()];
  }

  /** Changes the stored value of a register. */
  protected final void set(R row, int value) {
    values[row.ordinal()] = value;
  }

  /** Reports a use of the device that real hardware would not bear. */
  protected final void misuse(R row, String detail) {
    reporter.report(id, base, row.spec().offset(), Kind.MISUSE, detail, 0);
  }

  /** What the firmware reads; by default the stored value. Reads may have effects. */
  protected int read(R row) {
    return get(row);
  }

  /** The firmware writes {@code value}, of which only the writable bits may be set. */
  protected void write(R row, int value) {
    set(row, value);
  }

  @Override
  public final int load(int offset, int size) {
    int word = loadWord(offset & ~3) >>> 8 * (offset & 3);
    return size == 4 ? word : word & ((1 << 8 * size) - 1);
  }

  private int loadWord(int offset) {
    R row = find(offset);
    if (row == null) {
      int index = (offset - IDENTIFICATION) >> 2;
      if (offset >= IDENTIFICATION && index < identification.length) {
        return identification[index];
      }
      reporter.report(id, base, offset, Kind.READ, "", 0);
      return 0;
    }
    if (row.spec().kind() == RegisterSpec.Kind.UNMODELLED) {
      reporter.report(id, base, offset, Kind.READ, row.name(), 0);
      return 0;
    }
    return read(row);
  }

  @Override
  public final void store(int offset, int size, int value) {
    int place = offset & ~3;
    int shift = 8 * (offset & 3);
    int lanes = size == 4 ? -1 : ((1 << 8 * size) - 1) << shift;
    int moved = value << shift & lanes;
    R row = find(place);
    if (row == null) {
      int index = (place - IDENTIFICATION) >> 2;
      if (place < IDENTIFICATION || index >= identification.length) {
        reporter.report(id, base, place, Kind.WRITE, "", moved);
      }
      return;
    }
    RegisterSpec spec = row.spec();
    switch (spec.kind()) {
      case READ_ONLY -> {}
      case UNMODELLED -> reporter.report(id, base, place, Kind.WRITE, row.name(), moved);
      case ACTION -> write(row, moved);
      case STORED -> {
        int unmodelled = (moved ^ spec.reset()) & spec.unmodelled() & lanes;
        if (unmodelled != 0) {
          String bits = row.name() + " 0x" + Integer.toHexString(unmodelled);
          reporter.report(id, base, place, Kind.BITS, bits, moved);
        }
        int mask = lanes & spec.writable();
        write(row, (get(row) & ~mask) | (moved & mask));
      }
    }
  }

  private R find(int offset) {
    for (R row : rows) {
      if (row.spec().offset() == offset) {
        return row;
      }
    }
    return null;
  }

  @Override
  public final String stateId() {
    return id;
  }

  @Override
  public void save(DataOutput out) throws IOException {
    for (int value : values) {
      out.writeInt(value);
    }
  }

  @Override
  public void restore(DataInput in) throws IOException {
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readInt();
    }
  }
}
