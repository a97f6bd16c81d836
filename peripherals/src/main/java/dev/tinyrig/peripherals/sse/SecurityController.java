package dev.tinyrig.peripherals.sse;

import dev.tinyrig.emulator.core.InterruptLine;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What the firmware has configured about the protection of devices, and what was blocked (Arm
 * 101104; Arm 101773, "Secure access configuration" and "Non-secure access configuration"). Its
 * registers are in {@link SecureAccessConfiguration} and {@link NonSecureAccessConfiguration}.
 */
public final class SecurityController {
  private static final int GROUPS = PortGroup.values().length;

  private InterruptLine line = InterruptLine.NONE;
  private Runnable callableChanged = () -> {};

  /** For each controller, a bit for each port that Non-secure accesses pass. */
  private final int[] nonSecure = new int[GROUPS];

  /** For each controller, a bit for each Secure port that unprivileged accesses pass. */
  private final int[] secureUnprivileged = new int[GROUPS];

  /** The same of Non-secure ports. */
  private final int[] nonSecureUnprivileged = new int[GROUPS];

  private boolean errorResponse;
  private int callable;
  private int blocked;
  private int enabled;
  private int memoryStatus;

  /** Sets where the interrupt of blocked accesses to devices goes. */
  void connect(InterruptLine newLine) {
    line = newLine;
  }

  /** Sets who must look again when Non-secure callable memory was switched on or off. */
  public void onCallableChange(Runnable listener) {
    callableChanged = listener;
  }

  /**
   * Whether an access passes; one that does not is remembered and may interrupt.
   *
   * @param group the controller before the device
   * @param port its port
   */
  boolean passes(PortGroup group, int port, boolean secure, boolean privileged) {
    int index = group.ordinal();
    boolean portNonSecure = (nonSecure[index] >>> port & 1) != 0;
    int[] open = portNonSecure ? nonSecureUnprivileged : secureUnprivileged;
    if (secure != portNonSecure && (privileged || (open[index] >>> port & 1) != 0)) {
      return true;
    }
    blocked |= 1 << group.interruptBit();
    drive();
    return false;
  }

  /** Whether blocked accesses fault; if not, they read as zero and writes are lost. */
  boolean errorResponse() {
    return errorResponse;
  }

  void setErrorResponse(boolean on) {
    errorResponse = on;
  }

  /** NSCCFG: bit 0 makes Secure code memory, bit 1 Secure data memory, Non-secure callable. */
  public int callable() {
    return callable;
  }

  void setCallable(int value) {
    callable = value;
    callableChanged.run();
  }

  int nonSecure(PortGroup group) {
    return nonSecure[group.ordinal()];
  }

  void setNonSecure(PortGroup group, int ports) {
    nonSecure[group.ordinal()] = ports;
  }

  int secureUnprivileged(PortGroup group) {
    return secureUnprivileged[group.ordinal()];
  }

  void setSecureUnprivileged(PortGroup group, int ports) {
    secureUnprivileged[group.ordinal()] = ports;
  }

  int nonSecureUnprivileged(PortGroup group) {
    return nonSecureUnprivileged[group.ordinal()];
  }

  void setNonSecureUnprivileged(PortGroup group, int ports) {
    nonSecureUnprivileged[group.ordinal()] = ports;
  }

  /** Blocked accesses of the controllers whose interrupt is enabled. */
  int blockedStatus() {
    return blocked & enabled;
  }

  void clearBlocked(int bits) {
    blocked &= ~bits;
    drive();
  }

  void enableInterrupts(int bits) {
    enabled = bits;
    drive();
  }

  /** The interrupt output of a memory protection controller, at its bit of SECMPCINTSTATUS. */
  public InterruptLine memoryStatus(int bit) {
    return level -> memoryStatus = level ? memoryStatus | 1 << bit : memoryStatus & ~(1 << bit);
  }

  int memoryStatus() {
    return memoryStatus;
  }

  private void drive() {
    line.set(blockedStatus() != 0);
  }

  void save(DataOutput out) throws IOException {
    for (int[] ports : new int[][] {nonSecure, secureUnprivileged, nonSecureUnprivileged}) {
      for (int bits : ports) {
        out.writeInt(bits);
      }
    }
    out.writeBoolean(errorResponse);
    out.writeInt(callable);
    out.writeInt(blocked);
    out.writeInt(enabled);
    out.writeInt(memoryStatus);
  }

  void restore(DataInput in) throws IOException {
    for (int[] ports : new int[][] {nonSecure, secureUnprivileged, nonSecureUnprivileged}) {
      for (int i = 0; i < ports.length; i++) {
        ports[i] = in.readInt();
      }
    }
    errorResponse = in.readBoolean();
    callable = in.readInt();
    blocked = in.readInt();
    enabled = in.readInt();
    memoryStatus = in.readInt();
    callableChanged.run();
  }
}
