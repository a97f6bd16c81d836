package dev.tinyrig.emulator.scs;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The memory protection unit of Armv8-M (PMSAv8; Armv8-M Arm ARM B9, D1.2, MPU_TYPE to MPU_MAIR1).
 * Each security state has one.
 *
 * <p>Regions are inclusive ranges of 32-byte granules; an address in two regions faults. MAIR is
 * kept and never looked at: memory types do not change what an access does here.
 */
final class MpuV8 implements MemoryProtection {
  private static final int TYPE = 0xD90;
  private static final int CTRL = 0xD94;
  private static final int RNR = 0xD98;
  private static final int RBAR = 0xD9C;
  private static final int LAST_ALIAS = 0xDB8;
  private static final int MAIR0 = 0xDC0;
  private static final int MAIR1 = 0xDC4;
  private static final int ENABLE = 1;
  private static final int HFNMIENA = 2;
  private static final int PRIVDEFENA = 4;
  private static final int XN = 1;
  private static final int ANY_PRIVILEGE = 1 << 1;
  private static final int READ_ONLY = 1 << 2;
  private static final int PXN = 1 << 4;

  private final String id;
  private final int regions;
  private final int limitBits;
  private final int[] base;
  private final int[] limit;
  private final int[] mair = new int[2];
  private int control;
  private int number;
  private Runnable changed = () -> {};

  /**
   * The unit of a state.
   *
   * @param id of its snapshots
   * @param hasPxn whether regions can deny execution to privileged code (Armv8.1-M)
   */
  MpuV8(String id, int regions, boolean hasPxn) {
    this.id = id;
    this.regions = regions;
    limitBits = ~0x1F | 0xF | (hasPxn ? PXN : 0);
    base = new int[regions];
    limit = new int[regions];
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
  public int region(int address) {
    int found = -1;
    for (int i = 0; i < regions; i++) {
      if (inside(i, address)) {
        if (found >= 0) {
          return -1;
        }
        found = i;
      }
    }
    return found;
  }

  private boolean inside(int i, int address) {
    return (limit[i] & 1) != 0
        && Integer.compareUnsigned(base[i] & ~0x1F, address) <= 0
        && Integer.compareUnsigned(address, limit[i] | 0x1F) <= 0;
  }

  @Override
  public boolean permits(int address, Access access, boolean privileged) {
    int hits = 0;
    int region = 0;
    for (int i = 0; i < regions; i++) {
      if (inside(i, address)) {
        hits++;
        region = i;
      }
    }
    if (hits == 0) {
      return privileged && (control & PRIVDEFENA) != 0;
    }
    if (hits > 1) {
      return false;
    }
    int attributes = base[region];
    if (!privileged && (attributes & ANY_PRIVILEGE) == 0) {
      return false;
    }
    return switch (access) {
      case READ -> true;
      case WRITE -> (attributes & READ_ONLY) == 0;
      case FETCH ->
          (attributes & XN) == 0 && !(privileged && (limit[region] & limitBits & PXN) != 0);
    };
  }

  @Override
  public boolean owns(int offset) {
    return offset >= TYPE && offset <= LAST_ALIAS || offset == MAIR0 || offset == MAIR1;
  }

  /** RBAR_A1 and so on stand for the regions behind the selected one, inside its group of four. */
  private int alias(int offset) {
    int step = (offset - RBAR) / 8;
    return step == 0 ? number : number & ~3 | step;
  }

  private static boolean isBase(int offset) {
    return (offset - RBAR & 4) == 0;
  }

  @Override
  public int load(int offset, int bank) {
    return switch (offset) {
      case TYPE -> regions << 8;
      case CTRL -> control;
      case RNR -> number;
      case MAIR0 -> mair[0];
      case MAIR1 -> mair[1];
      default -> {
        int region = alias(offset);
        yield region >= regions ? 0 : isBase(offset) ? base[region] : limit[region];
      }
    };
  }

  @Override
  public void store(int offset, int value, int bank) {
    if (regions == 0) {
      return;
    }
    switch (offset) {
      case TYPE -> {}
      case CTRL -> {
        control = value & (ENABLE | HFNMIENA | PRIVDEFENA);
        changed.run();
      }
      case RNR -> number = value & 0xFF;
      case MAIR0 -> mair[0] = value;
      case MAIR1 -> mair[1] = value;
      default -> {
        int region = alias(offset);
        if (region < regions) {
          if (isBase(offset)) {
            base[region] = value;
          } else {
            limit[region] = value & limitBits;
          }
          changed.run();
        }
      }
    }
  }

  @Override
  public String stateId() {
    return id;
  }

  @Override
  public void save(DataOutput out) throws IOException {
    for (int i = 0; i < regions; i++) {
      out.writeInt(base[i]);
      out.writeInt(limit[i]);
    }
    for (int value : new int[] {mair[0], mair[1], control, number}) {
      out.writeInt(value);
    }
  }

  @Override
  public void restore(DataInput in) throws IOException {
    for (int i = 0; i < regions; i++) {
      base[i] = in.readInt();
      limit[i] = in.readInt();
    }
    mair[0] = in.readInt();
    mair[1] = in.readInt();
    control = in.readInt();
    number = in.readInt();
    changed.run();
  }
}
