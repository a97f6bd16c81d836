package dev.tinyrig.emulator.core;

import dev.tinyrig.emulator.state.Stateful;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The security attribution unit with the part's {@link Idau} (Armv8-M Arm ARM B8.2; D1.2, SAU_CTRL
 * to SAU_RLAR).
 */
public final class SecurityAttribution implements Stateful {
  /** SAU_CTRL bits. */
  public static final int ENABLE = 1;

  public static final int ALLNS = 2;

  /** SAU_RLAR bits. */
  private static final int REGION_ENABLE = 1;

  private static final int REGION_NSC = 2;

  private static final int PAGE = 1 << 16;

  private final boolean present;
  private final int[] base;
  private final int[] limit;
  private Idau idau = Idau.NONE;
  private Runnable listener = () -> {};

  /** SAU_CTRL and SAU_RNR as firmware reads them. */
  private int control;

  private int number;

  SecurityAttribution(CoreConfig config) {
    present = config.security();
    base = new int[config.sauRegions()];
    limit = new int[config.sauRegions()];
  }

  /** Whether there are two security states. */
  public boolean present() {
    return present;
  }

  /** Number of SAU regions. */
  public int regions() {
    return base.length;
  }

  /** Sets what the part says about its address map; done once by the builder of the machine. */
  public void setIdau(Idau unit) {
    idau = unit;
  }

  void onChange(Runnable newListener) {
    listener = newListener;
  }

  /** To be called by a board when its {@link Idau} answers differently from now on. */
  public void changed() {
    listener.run();
  }

  void reset() {
    control = 0;
    number = 0;
    Arrays.fill(base, 0);
    Arrays.fill(limit, 0);
  }

  public int control() {
    return control;
  }

  public void setControl(int value) {
    control = value & (ENABLE | ALLNS);
    listener.run();
  }

  public int number() {
    return number;
  }

  public void setNumber(int value) {
    number = value & 0xFF;
  }

  /** SAU_RBAR of the selected region, 0 where there is none. */
  public int baseRegister() {
    return number < base.length ? base[number] : 0;
  }

  public void setBaseRegister(int value) {
    if (number < base.length) {
      base[number] = value & ~0x1F;
      listener.run();
    }
  }

  /** SAU_RLAR of the selected region, 0 where there is none. */
  public int limitRegister() {
    return number < limit.length ? limit[number] : 0;
  }

  public void setLimitRegister(int value) {
    if (number < limit.length) {
      limit[number] = value & ~0x1C;
      listener.run();
    }
  }

  /**
   * The attribute of an address for an access of the given state (which exempt addresses take).
   *
   * @param fetch whether an instruction is fetched
   */
  public Attribution of(int address, boolean fetch, boolean secure) {
    if (!present) {
      return Attribution.NON_SECURE;
    }
    if (fetch && address >>> 28 == 0xF) {
      return Attribution.SECURE;
    }
    Idau.Answer answer = idau.at(address);
    if (answer.exempt() || exempt(address, fetch)) {
      return secure ? Attribution.SECURE : Attribution.NON_SECURE;
    }
    boolean nonSecure = false;
    boolean callable = false;
    int region = -1;
    if ((control & ENABLE) != 0) {
      region = match(address);
      if (region == -2) {
        region = -1; // several regions: Secure
      } else if (region >= 0) {
        callable = (limit[region] & REGION_NSC) != 0;
        nonSecure = !callable;
      }
    } else {
      nonSecure = (control & ALLNS) != 0;
    }
    if (!answer.nonSecure() && (nonSecure || (!answer.callable() && callable))) {
      nonSecure = false;
      callable = answer.callable();
    }
    return new Attribution(nonSecure, callable, region, answer.region());
  }

  /** The region of an address, -1 when there is none, -2 when there are several. */
  private int match(int address) {
    int found = -1;
    for (int i = 0; i < base.length; i++) {
      if ((limit[i] & REGION_ENABLE) != 0
          && Integer.compareUnsigned(base[i], address) <= 0
          && Integer.compareUnsigned(address, limit[i] | 0x1F) <= 0) {
        if (found >= 0) {
          return -2;
        }
        found = i;
      }
    }
    return found;
  }

  /** Addresses of the core itself, which take the state of the access (R_SAUE ranges). */
  private static boolean exempt(int address, boolean fetch) {
    int page = address >>> 12;
    return (page >= 0xE0000 && page <= 0xE0003)
        || page == 0xE000E
        || page == 0xE002E
        || (page >= 0xE0040 && page <= 0xE0041)
        || page == 0xE00FF
        || (fetch && address >>> 20 == 0xE00);
  }

  /** What a page of memory is to data accesses. */
  enum Page {
    SECURE,
    NON_SECURE,
    MIXED
  }

  /** What the 64-KiB page at {@code start} is. */
  Page page(int start) {
    for (int i = 0; i < base.length; i++) {
      boolean enabled = (control & ENABLE) != 0 && (limit[i] & REGION_ENABLE) != 0;
      if (enabled && (cuts(base[i], start) || cuts((limit[i] | 0x1F) + 1, start))) {
        return Page.MIXED; // a region begins or ends inside: looked at access by access
      }
    }
    boolean nonSecure = of(start, false, false).nonSecure();
    int step = Math.min(PAGE, 1 << idau.granuleShift());
    for (int offset = step; offset < PAGE; offset += step) {
      if (of(start + offset, false, false).nonSecure() != nonSecure) {
        return Page.MIXED;
      }
    }
    return nonSecure ? Page.NON_SECURE : Page.SECURE;
  }

  private static boolean cuts(int boundary, int start) {
    return boundary != start && Integer.compareUnsigned(boundary - start, PAGE) < 0;
  }

  @Override
  public String stateId() {
    return "sau";
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeInt(control);
    out.writeInt(number);
    for (int i = 0; i < base.length; i++) {
      out.writeInt(base[i]);
      out.writeInt(limit[i]);
    }
  }

  @Override
  public void restore(DataInput in) throws IOException {
    control = in.readInt();
    number = in.readInt();
    for (int i = 0; i < base.length; i++) {
      base[i] = in.readInt();
      limit[i] = in.readInt();
    }
    listener.run();
  }
}
