package dev.tinyrig.emulator.scs;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The memory protection unit of Armv6-M and Armv7-M (PMSAv7; Arm ARM B3.5). */
final class Mpu implements MemoryProtection {
  private static final int TYPE = 0xD90;
  private static final int CTRL = 0xD94;
  private static final int RNR = 0xD98;
  private static final int RBAR = 0xD9C;
  private static final int ENABLE = 1;
  private static final int HFNMIENA = 2;
  private static final int PRIVDEFENA = 4;

  private final int regions;
  private final int[] base;
  private final int[] attributes;
  private int control;
  private int number;
  private Runnable changed = () -> {};

  Mpu(int regions) {
    this.regions = regions;
    base = new int[regions];
    attributes = new int[regions];
  }

  @Override
  public void onChange(Runnable listener) {
    changed = listener;
  }

  @Override
  public boolean active(boolean priorityBelowZero) {
    return (control & ENABLE) != 0 && (!priorityBelowZero || (control & HFNMIENA) != 0);
  }

  @Override
  public boolean permits(int address, Access access, boolean privileged) {
    for (int i = regions - 1; i >= 0; i--) {
      int attribute = attributes[i];
      if ((attribute & 1) != 0 && inside(i, address)) {
        return allowed(attribute, access, privileged);
      }
    }
    return privileged && (control & PRIVDEFENA) != 0;
  }

  @Override
  public int region(int address) {
    for (int i = regions - 1; i >= 0; i--) {
      if ((attributes[i] & 1) != 0 && inside(i, address)) {
        return i;
      }
    }
    return -1;
  }

  private boolean inside(int region, int address) {
    int sizeShift = (attributes[region] >>> 1 & 0x1F) + 1;
    if (sizeShift < 5) {
      return false; // sizes below 32 bytes are reserved
    }
    if (sizeShift < 32 && address >>> sizeShift != base[region] >>> sizeShift) {
      return false;
    }
    if (sizeShift >= 8) {
      int subregion = address >>> (sizeShift - 3) & 7;
      return (attributes[region] >>> 8 + subregion & 1) == 0;
    }
    return true;
  }

  private static boolean allowed(int attribute, Access access, boolean privileged) {
    int permission = attribute >>> 24 & 7;
    boolean read =
        switch (permission) {
          case 1, 5 -> privileged;
          case 2, 3, 6, 7 -> true;
          default -> false;
        };
    boolean write =
        switch (permission) {
          case 1, 2 -> privileged;
          case 3 -> true;
          default -> false;
        };
    return switch (access) {
      case READ -> read;
      case WRITE -> write;
      case FETCH -> read && (attribute & 1 << 28) == 0;
    };
  }

  @Override
  public boolean owns(int offset) {
    return offset >= TYPE && offset <= 0xDB8;
  }

  @Override
  public int load(int offset, int bank) {
    if (offset == TYPE) {
      return regions << 8;
    }
    if (regions == 0) {
      return 0;
    }
    return switch (offset) {
      case CTRL -> control;
      case RNR -> number;
      case RBAR, 0xDA4, 0xDAC, 0xDB4 -> base[number] | number & 0xF;
      default -> attributes[number];
    };
  }

  @Override
  public void store(int offset, int value, int bank) {
    if (regions == 0) {
      return;
    }
    switch (offset) {
      case TYPE -> {
        return;
      }
      case CTRL -> control = value & 7;
      case RNR -> {
        number = (value & 0xFF) % regions;
        return;
      }
      case RBAR, 0xDA4, 0xDAC, 0xDB4 -> {
        if ((value & 0x10) != 0) {
          number = (value & 0xF) % regions;
        }
        base[number] = value & ~0x1F;
      }
      default -> attributes[number] = value & 0x173F_FF3F;
    }
    changed.run();
  }

  @Override
  public String stateId() {
    return "mpu";
  }

  @Override
  public void save(DataOutput out) throws IOException {
    for (int i = 0; i < regions; i++) {
      out.writeInt(base[i]);
      out.writeInt(attributes[i]);
    }
    out.writeInt(control);
    out.writeInt(number);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    for (int i = 0; i < regions; i++) {
      base[i] = in.readInt();
      attributes[i] = in.readInt();
    }
    control = in.readInt();
    number = in.readInt();
    changed.run();
  }
}
