package dev.tinyrig.emulator.scs;

import dev.tinyrig.emulator.core.ExceptionModel;
import dev.tinyrig.emulator.memory.Device;
import java.io.DataInput;
import java.io.DataOutput;

/**
 * The system control space as Non-secure code sees it, for Secure code (Armv8-M Arm ARM B7.3, the
 * alias at 0xE002_E000). Non-secure code itself reads zero there and writes nothing.
 */
final class NonSecureAlias implements Device {
  static final int BASE = 0xE002_E000;

  private final SystemControlSpace space;
  private final ExceptionModel exceptions;

  NonSecureAlias(SystemControlSpace space, ExceptionModel exceptions) {
    this.space = space;
    this.exceptions = exceptions;
  }

  @Override
  public int load(int offset, int size) {
    return exceptions.secure() ? space.load(offset, size, 0) : 0;
  }

  @Override
  public void store(int offset, int size, int value) {
    if (exceptions.secure()) {
      space.store(offset, size, value, 0);
    }
  }

  @Override
  public String stateId() {
    return "scs-alias";
  }

  @Override
  public void save(DataOutput out) {
    // a view of the system control space
  }

  @Override
  public void restore(DataInput in) {
    // a view of the system control space
  }
}
