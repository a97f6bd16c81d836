package dev.tinyrig.peripherals.sse;

import dev.tinyrig.emulator.memory.BusError;
import dev.tinyrig.emulator.memory.Device;
import dev.tinyrig.emulator.memory.Transaction;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A device behind a port of a peripheral protection controller, which lets through only accesses of
 * the configured security state and privilege (Arm DDI 0571, "Peripheral protection controller").
 */
public final class ProtectedDevice implements Device {
  private final Device device;
  private final int base;
  private final SecurityController controller;
  private final PortGroup group;
  private final int port;
  private final Transaction transaction;

  /** Puts {@code device}, mapped at {@code base}, behind a port. */
  public ProtectedDevice(
      Device device,
      int base,
      SecurityController controller,
      PortGroup group,
      int port,
      Transaction transaction) {
    this.device = device;
    this.base = base;
    this.controller = controller;
    this.group = group;
    this.port = port;
    this.transaction = transaction;
  }

  @Override
  public int load(int offset, int size) {
    return passes(offset) ? device.load(offset, size) : 0;
  }

  @Override
  public void store(int offset, int size, int value) {
    if (passes(offset)) {
      device.store(offset, size, value);
    }
  }

  private boolean passes(int offset) {
    boolean secure = transaction.secure();
    boolean privileged = transaction.privileged();
    if (controller.passes(group, port, secure, privileged)) {
      return true;
    }
    if (controller.errorResponse()) {
      throw new BusError(
          base + offset,
          String.format(
              "%s, port %d of protection controller %s, refuses a %s%s access",
              device.stateId(),
              port,
              group.id(),
              secure ? "Secure" : "Non-secure",
              privileged ? "" : " unprivileged"));
    }
    return false;
  }

  @Override
  public String stateId() {
    return device.stateId();
  }

  @Override
  public void save(DataOutput out) throws IOException {
    device.save(out);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    device.restore(in);
  }
}
