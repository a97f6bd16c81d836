package dev.tinyrig.emulator.scs;

import dev.tinyrig.emulator.memory.Device;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Instrumentation trace macrocell (Armv7-M Arm ARM C1.7): stimulus ports, always ready, whose bytes
 * go to a listener.
 */
final class Itm implements Device {
  static final int BASE = 0xE000_0000;
  private static final int TER = 0xE00;
  private static final int TPR = 0xE40;
  private static final int TCR = 0xE80;
  private static final int LAR = 0xFB0;
  private static final int LSR = 0xFB4;

  /** Receives what firmware writes to stimulus ports. */
  @FunctionalInterface
  public interface Listener {
    void written(int port, int value, int size);
  }

  private final Listener listener;
  private int enabled;
  private int privilege;
  private int control;

  Itm(Listener listener) {
    this.listener = listener;
  }

  @Override
  public int load(int offset, int size) {
    if (offset < 0x80) {
      return 1; // FIFOREADY
    }
    return switch (offset) {
      case TER -> enabled;
      case TPR -> privilege;
      case TCR -> control;
      case LSR -> 0;
      default -> 0;
    };
  }

  @Override
  public void store(int offset, int size, int value) {
    if (offset < 0x80) {
      int port = offset >> 2;
      if ((control & 1) != 0 && (enabled >>> port & 1) != 0) {
        listener.written(port, value, size);
      }
      return;
    }
    switch (offset) {
      case TER -> enabled = value;
      case TPR -> privilege = value & 0xF;
      case TCR -> control = value & 0x007F_0F1F;
      case LAR -> {}
      default -> {}
    }
  }

  @Override
  public String stateId() {
    return "itm";
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeInt(enabled);
    out.writeInt(privilege);
    out.writeInt(control);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    enabled = in.readInt();
    privilege = in.readInt();
    control = in.readInt();
  }
}
