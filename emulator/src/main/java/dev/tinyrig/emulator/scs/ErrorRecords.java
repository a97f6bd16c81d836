package dev.tinyrig.emulator.scs;

import dev.tinyrig.emulator.memory.Device;
import java.io.DataInput;
import java.io.DataOutput;

/**
 * The error records of the RAS extension of Cortex-M55 and M85 (Armv8-M Arm ARM D1.2, ERRFR0 to
 * ERRDEVID): memories here never have ECC errors, so that every record is empty for ever.
 */
final class ErrorRecords implements Device {
  static final int BASE = 0xE000_5000;
  private static final int ERRDEVID = 0xFC8;
  private static final int ONE_RECORD = 1;

  @Override
  public int load(int offset, int size) {
    return offset == ERRDEVID ? ONE_RECORD : 0;
  }

  @Override
  public void store(int offset, int size, int value) {
    // clearing a record that is empty
  }

  @Override
  public String stateId() {
    return "ras";
  }

  @Override
  public void save(DataOutput out) {
    // never changes
  }

  @Override
  public void restore(DataInput in) {
    // never changes
  }
}
