package dev.tinyrig.emulator.core;

import dev.tinyrig.emulator.core.Protection.Access;
import dev.tinyrig.emulator.memory.Bus;
import dev.tinyrig.emulator.memory.BusError;
import dev.tinyrig.emulator.memory.Region;

/**
 * The accesses that the bus's fast path cannot serve: unaligned, protected and watched ones,
 * devices, bit-band aliases and faults (Armv7-M Arm ARM A3.2, B3.1, B3.5).
 *
 * <p>Unaligned accesses to devices fault with UNALIGNED (the manual leaves them UNPREDICTABLE).
 * Stores are never buffered here, so that every bus error is precise.
 */
public final class MemoryAccess implements Bus.SlowPath {
  /** Told about watched accesses; the access has been checked but not made. */
  public interface Watcher {
    void accessed(int address, int size, boolean store);
  }

  /** Told that stores changed memory that holds decoded code. */
  public interface CodeListener {
    void codeChanged(int address, int size);
  }

  private static final int PPB_BASE = 0xE000_0000;
  private static final int PPB_SIZE = 0x0010_0000;
  private static final int STIR = 0xE000_EF00;

  /** Loads and stores words as code of a fixed privilege and state, whatever runs now. */
  final class Context {
    private final boolean privileged;
    private final boolean secure;

    private Context(boolean privileged, boolean secure) {
      this.privileged = privileged;
      this.secure = secure;
    }

    int load(int address) {
      return MemoryAccess.this.load(address, 4, privileged, secure);
    }

    void store(int address, int value) {
      MemoryAccess.this.store(address, 4, value, privileged, secure);
    }
  }

  private final Bus bus;
  private final CoreConfig config;
  private Core core;
  private ExceptionModel exceptions;
  private SecurityAttribution attribution;

  /** Memory protection units by bank. */
  private Protection[] protection;

  private Watcher watcher;
  private CodeListener codeListener;

  /** The checked path of a bus for a core of this configuration. */
  public MemoryAccess(Bus bus, CoreConfig config) {
    this.bus = bus;
    this.config = config;
  }

  /** Ties the parts of a core together; done once by the machine. */
  public void connect(
      Core newCore, ExceptionModel newExceptions, Protection nonSecure, Protection secure) {
    core = newCore;
    exceptions = newExceptions;
    attribution = newExceptions.attribution();
    protection = new Protection[] {nonSecure, secure};
    bus.connect(this);
    attribution.onChange(this::attributionChanged);
  }

  /** Accesses of code of this privilege and state. */
  Context context(boolean privileged, boolean secure) {
    return new Context(privileged, secure);
  }

  /** Sets who is told about stores into decoded code. */
  public void onCodeChange(CodeListener listener) {
    codeListener = listener;
  }

  /** Sets who is told about every data access, or null. */
  public void onAccess(Watcher newWatcher) {
    watcher = newWatcher;
    stateChanged();
  }

  /**
   * Decides anew which data accesses must be checked one by one. Where there are two security
   * states or guards before memories, the bus keeps a view for each state of the pages that need no
   * check.
   */
  public void protectionChanged() {
    if (attribution.present() || bus.guarded(true) || bus.guarded(false)) {
      bus.restrict(this::pageOpen);
    } else {
      bus.restrict(null);
    }
    stateChanged();
  }

  /** Chooses what the bus serves by itself for the state in execution. */
  void stateChanged() {
    Protection mpu = protection[core.secure ? 1 : 0];
    boolean checked = watcher != null || mpu.active(false) || mpu.active(true);
    if (checked) {
      bus.setChecked(true, true);
    } else {
      bus.useView(core.secure || !attribution.present());
    }
  }

  /** Whether code of a state may access all of a 64-KiB page as far as its memory goes there. */
  private boolean pageOpen(Region region, int start, boolean secure) {
    if (!attribution.present()) {
      return !region.guarded(true);
    }
    return switch (attribution.page(start)) {
      case NON_SECURE -> !region.guarded(false);
      case SECURE -> secure && !region.guarded(true);
      case MIXED -> secure && !region.guarded(true) && !region.guarded(false);
    };
  }

  private void attributionChanged() {
    if (attribution.present()) {
      protectionChanged();
      exceptions.attributionChanged();
    }
  }

  /** The memory protection unit of a state. */
  Protection protection(boolean secure) {
    return protection[secure ? 1 : 0];
  }

  /** Whether the unit of a state looks at accesses now. */
  boolean active(Protection mpu, boolean secure) {
    return mpu.active(exceptions.negativePriority(secure));
  }

  /**
   * Whether every entry of a line of code must be checked, because the answer can change without
   * notice (privilege, priority), or because a guard stands before memory.
   */
  public boolean protects() {
    boolean active = !attribution.present() && bus.guarded(true);
    for (Protection mpu : protection) {
      active |= mpu.active(false) || mpu.active(true);
    }
    return active;
  }

  @Override
  public int load(int address, int size) {
    return load(address, size, exceptions.privileged(), core.secure);
  }

  @Override
  public void store(int address, int size, int value) {
    store(address, size, value, exceptions.privileged(), core.secure);
  }

  /** Reads a vector: with the default memory map, whatever the MPU says (B3.5; B3.30). */
  int loadVector(int address, boolean secure) {
    bus.transaction().begin(secureTransaction(address, false, secure), true);
    return loadRaw(address, 4);
  }

  /** Whether the bus sees a Secure access: what Secure code sends to Non-secure places is not. */
  private boolean secureTransaction(int address, boolean fetch, boolean secure) {
    return !attribution.present() || !attribution.of(address, fetch, secure).nonSecure();
  }

  @Override
  public void codeChanged(Region region, int offset, int size) {
    if (codeListener != null) {
      codeListener.codeChanged(region.base + offset, size);
    }
  }

  int load(int address, int size, boolean privileged, boolean secure) {
    if ((address & (size - 1)) != 0) {
      return loadUnaligned(address, size, privileged, secure);
    }
    check(address, size, Access.READ, privileged, secure);
    return loadRaw(address, size);
  }

  void store(int address, int size, int value, boolean privileged, boolean secure) {
    if ((address & (size - 1)) != 0) {
      storeUnaligned(address, size, value, privileged, secure);
      return;
    }
    check(address, size, Access.WRITE, privileged, secure);
    storeRaw(address, size, value);
  }

  /** Whether an instruction may be fetched; throws the fault when not. */
  public void checkFetch(int address, boolean privileged) {
    boolean secure = core.secure;
    boolean secureTransaction = true;
    if (attribution.present()) {
      Attribution at = attribution.of(address, true, secure);
      if (at.nonSecure() == secure && !at.callable()) {
        throw wrongState(address, secure);
      }
      secure |= at.callable(); // SG is fetched as Secure code
      secureTransaction = !at.nonSecure();
    }
    boolean executeNever =
        switch (address >>> 29) {
          case 2, 5, 6, 7 -> true; // peripheral, device and system space
          default -> false;
        };
    if (executeNever || !permits(address, Access.FETCH, privileged, secure)) {
      throw new GuestFault(
          FaultKind.IACCVIOL,
          address,
          String.format(
              "instruction fetch from 0x%08x is not allowed (%s)",
              address, executeNever ? "execute-never address range" : "memory protection"));
    }
    Region region = bus.region(address);
    if (region == null) {
      throw new GuestFault(
          FaultKind.IBUSERR,
          address,
          String.format("instruction fetch from 0x%08x, where there is no memory", address));
    }
    if (!passes(region, address, true, secureTransaction)) {
      throw new GuestFault(
          FaultKind.IBUSERR,
          address,
          String.format(
              "instruction fetch from 0x%08x, which the memory's protection controller blocks",
              address));
    }
  }

  private static boolean passes(Region region, int address, boolean fetch, boolean secure) {
    try {
      return region.passes(address, secure);
    } catch (BusError e) {
      throw new GuestFault(
          fetch ? FaultKind.IBUSERR : FaultKind.PRECISERR, address, e.getMessage());
    }
  }

  private static GuestFault wrongState(int address, boolean secure) {
    return secure
        ? new GuestFault(
            FaultKind.INVTRAN,
            address,
            String.format(
                "Secure code goes on at 0x%08x, which is Non-secure, without BXNS or BLXNS",
                address))
        : new GuestFault(
            FaultKind.INVEP,
            address,
            String.format("Non-secure code goes on at 0x%08x, which is Secure", address));
  }

  /** Whether only SG may be fetched from an address now: Non-secure code at a callable place. */
  public boolean onlyGateway(int address) {
    return attribution.present() && !core.secure && attribution.of(address, true, false).callable();
  }

  boolean permits(int address, Access access, boolean privileged, boolean secure) {
    Protection mpu = protection[secure ? 1 : 0];
    return !active(mpu, secure) || mpu.permits(address, access, privileged);
  }

  private void check(int address, int size, Access access, boolean privileged, boolean secure) {
    boolean store = access == Access.WRITE;
    boolean ppb = Integer.compareUnsigned(address - PPB_BASE, PPB_SIZE) < 0;
    boolean secureTransaction = secureTransaction(address, false, secure);
    if (!secure && attribution.present()) {
      if (secureTransaction) {
        throw new GuestFault(
            FaultKind.AUVIOL,
            address,
            String.format(
                "Non-secure %s of %d bytes at 0x%08x, which is Secure",
                store ? "store" : "load", size, address));
      }
    }
    bus.transaction().begin(secureTransaction, privileged);
    if (ppb) {
      if (!privileged && !unprivilegedPpb(address)) {
        throw new GuestFault(
            FaultKind.PRECISERR,
            address,
            String.format(
                "unprivileged %s of the system register at 0x%08x",
                store ? "store" : "load", address));
      }
    } else if (!permits(address, access, privileged, secure)) {
      throw new GuestFault(
          FaultKind.DACCVIOL,
          address,
          String.format(
              "%s %s of %d bytes at 0x%08x is denied by the memory protection unit",
              privileged ? "privileged" : "unprivileged", store ? "store" : "load", size, address));
    }
    if (watcher != null) {
      watcher.accessed(address, size, store);
    }
  }

  private boolean unprivilegedPpb(int address) {
    // ITM stimulus ports guard themselves; STIR is open when CCR.USERSETMPEND allows it.
    return Integer.compareUnsigned(address, 0xE000_0400) < 0
        || (address == STIR && exceptions.userMaySetPending());
  }

  private int loadRaw(int address, int size) {
    Region r = bus.region(address);
    if (r != null) {
      core.clock.cycles += r.readWaits;
      if (!passes(r, address, false, bus.transaction().secure())) {
        return 0;
      }
      return rawLoad(r, address - r.base, size);
    }
    if (config.bitBand() && isBitBandAlias(address)) {
      int word = loadRaw(bitBandTarget(address) & -size, size);
      return word >>> bitBandBit(address, size) & 1;
    }
    Bus.Mapping device = bus.device(address);
    if (device == null) {
      throw noMemory(address, size, false);
    }
    try {
      return device.device().load(address - device.base(), size);
    } catch (BusError e) {
      throw new GuestFault(FaultKind.PRECISERR, address, e.getMessage());
    }
  }

  private void storeRaw(int address, int size, int value) {
    Region r = bus.region(address);
    if (r != null) {
      if (!r.writable) {
        throw new GuestFault(
            FaultKind.PRECISERR,
            address,
            String.format("store to read-only memory %s at 0x%08x", r.name, address));
      }
      core.clock.cycles += r.writeWaits;
      if (!passes(r, address, false, bus.transaction().secure())) {
        return;
      }
      int offset = address - r.base;
      for (int i = 0; i < size; i++) {
        r.bytes[offset + i] = (byte) (value >>> 8 * i);
      }
      if (r.codeMarks[offset >> Region.CODE_GRANULE_SHIFT] != 0) {
        codeChanged(r, offset, size);
      }
      return;
    }
    if (config.bitBand() && isBitBandAlias(address)) {
      int target = bitBandTarget(address) & -size;
      int bit = bitBandBit(address, size);
      int word = loadRaw(target, size);
      storeRaw(target, size, word & ~(1 << bit) | (value & 1) << bit);
      core.clock.cycles += core.timing.bitBandExtra();
      return;
    }
    Bus.Mapping device = bus.device(address);
    if (device == null) {
      throw noMemory(address, size, true);
    }
    try {
      device.device().store(address - device.base(), size, value);
    } catch (BusError e) {
      throw new GuestFault(FaultKind.PRECISERR, address, e.getMessage());
    }
  }

  private static int rawLoad(Region r, int offset, int size) {
    int value = 0;
    for (int i = 0; i < size; i++) {
      value |= (r.bytes[offset + i] & 0xFF) << 8 * i;
    }
    return value;
  }

  private static GuestFault noMemory(int address, int size, boolean store) {
    return new GuestFault(
        FaultKind.PRECISERR,
        address,
        String.format(
            "%s of %d bytes at 0x%08x, where there is neither memory nor a device",
            store ? "store" : "load", size, address));
  }

  private static boolean isBitBandAlias(int address) {
    int top = address >>> 25;
    return top == 0x22000000 >>> 25 || top == 0x42000000 >>> 25;
  }

  private static int bitBandTarget(int alias) {
    return (alias & 0xF000_0000) | (alias & 0x01FF_FFFF) >>> 5;
  }

  private static int bitBandBit(int alias, int size) {
    int bitInByte = alias >>> 2 & 7;
    int byteInUnit = bitBandTarget(alias) & (size - 1);
    return byteInUnit * 8 + bitInByte;
  }

  private int loadUnaligned(int address, int size, boolean privileged, boolean secure) {
    checkUnaligned(address, size, false);
    core.clock.cycles += core.timing.unalignedExtra(address, size, false);
    int value = 0;
    for (int i = 0; i < size; i++) {
      check(address + i, 1, Access.READ, privileged, secure);
      value |= loadRaw(address + i, 1) << 8 * i;
    }
    return value;
  }

  private void storeUnaligned(
      int address, int size, int value, boolean privileged, boolean secure) {
    checkUnaligned(address, size, true);
    core.clock.cycles += core.timing.unalignedExtra(address, size, true);
    for (int i = 0; i < size; i++) {
      check(address + i, 1, Access.WRITE, privileged, secure);
    }
    for (int i = 0; i < size; i++) {
      storeRaw(address + i, 1, value >>> 8 * i);
    }
  }

  private void checkUnaligned(int address, int size, boolean store) {
    boolean trapped = config.model().isV6M() || exceptions.trapsUnaligned();
    if (trapped || bus.device(address) != null) {
      throw new GuestFault(
          FaultKind.UNALIGNED,
          address,
          String.format(
              "unaligned %s of %d bytes at 0x%08x%s",
              store ? "store" : "load",
              size,
              address,
              config.model().isV6M()
                  ? ": " + config.model().title() + " has no unaligned access"
                  : trapped ? ": CCR.UNALIGN_TRP is set" : " in device memory"));
    }
  }
}
