package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.core.FaultKind;
import dev.tinyrig.emulator.core.GuestFault;
import dev.tinyrig.emulator.isa.Instruction;

/**
 * Loads and stores of two registers, exclusive accesses, and those with acquire or release: all
 * that never may be unaligned (Armv7-M Arm ARM A3.2.1, A3.4; Armv8-M Arm ARM B6.4). One core that
 * does its accesses in order needs nothing for acquire and release.
 *
 * <p>There is one observer, the core itself, so the exclusive monitor is a flag: a store-exclusive
 * succeeds when no other one, no CLREX and no exception came since the load-exclusive.
 */
final class PairOps {
  private PairOps() {}

  /** Throws UNALIGNED unless {@code address} is a multiple of {@code size}. */
  static void checkAligned(Instruction i, int address, int size) {
    if ((address & (size - 1)) != 0) {
      throw new GuestFault(
          FaultKind.UNALIGNED, address, i.op + " needs an address that is a multiple of " + size);
    }
  }

  private static void load(Core c, Instruction i, int address, boolean writeBack) {
    checkAligned(i, address, 4);
    int first = c.bus.load32(address);
    int second = c.bus.load32(address + 4);
    if (writeBack) {
      LoadStoreOps.writeBack(c, i);
    }
    c.r[i.d] = first;
    c.r[i.a] = second;
  }

  private static void store(Core c, Instruction i, int address) {
    checkAligned(i, address, 4);
    c.bus.store32(address, c.r[i.d]);
    c.bus.store32(address + 4, c.r[i.a]);
  }

  static void ldrdImm(Core c, Instruction i) {
    load(c, i, c.r[i.n] + i.imm, false);
  }

  static void ldrdPre(Core c, Instruction i) {
    load(c, i, LoadStoreOps.preAddress(c, i), true);
  }

  static void ldrdPost(Core c, Instruction i) {
    load(c, i, LoadStoreOps.postAddress(c, i), true);
  }

  static void ldrdLit(Core c, Instruction i) {
    load(c, i, i.target, false);
  }

  static void strdImm(Core c, Instruction i) {
    store(c, i, c.r[i.n] + i.imm);
  }

  static void strdPre(Core c, Instruction i) {
    store(c, i, LoadStoreOps.preAddress(c, i));
    LoadStoreOps.writeBack(c, i);
  }

  static void strdPost(Core c, Instruction i) {
    store(c, i, LoadStoreOps.postAddress(c, i));
    LoadStoreOps.writeBack(c, i);
  }

  static void ldrex(Core c, Instruction i) {
    int address = c.r[i.n] + i.imm;
    checkAligned(i, address, 4);
    c.r[i.d] = c.bus.load32(address);
    c.exclusive = true;
  }

  static void ldrexb(Core c, Instruction i) {
    int address = c.r[i.n] + i.imm;
    c.r[i.d] = c.bus.load8(address);
    c.exclusive = true;
  }

  static void ldrexh(Core c, Instruction i) {
    int address = c.r[i.n] + i.imm;
    checkAligned(i, address, 2);
    c.r[i.d] = c.bus.load16(address);
    c.exclusive = true;
  }

  static void strex(Core c, Instruction i) {
    int address = c.r[i.n] + i.imm;
    checkAligned(i, address, 4);
    boolean open = c.exclusive;
    if (open) {
      c.bus.store32(address, c.r[i.d]);
    }
    c.exclusive = false;
    c.r[i.a] = open ? 0 : 1;
  }

  static void strexb(Core c, Instruction i) {
    int address = c.r[i.n] + i.imm;
    boolean open = c.exclusive;
    if (open) {
      c.bus.store8(address, c.r[i.d]);
    }
    c.exclusive = false;
    c.r[i.a] = open ? 0 : 1;
  }

  static void strexh(Core c, Instruction i) {
    int address = c.r[i.n] + i.imm;
    checkAligned(i, address, 2);
    boolean open = c.exclusive;
    if (open) {
      c.bus.store16(address, c.r[i.d]);
    }
    c.exclusive = false;
    c.r[i.a] = open ? 0 : 1;
  }

  static void lda(Core c, Instruction i) {
    checkAligned(i, c.r[i.n], 4);
    c.r[i.d] = c.bus.load32(c.r[i.n]);
  }

  static void ldab(Core c, Instruction i) {
    c.r[i.d] = c.bus.load8(c.r[i.n]);
  }

  static void ldah(Core c, Instruction i) {
    checkAligned(i, c.r[i.n], 2);
    c.r[i.d] = c.bus.load16(c.r[i.n]);
  }

  static void stl(Core c, Instruction i) {
    checkAligned(i, c.r[i.n], 4);
    c.bus.store32(c.r[i.n], c.r[i.d]);
  }

  static void stlb(Core c, Instruction i) {
    c.bus.store8(c.r[i.n], c.r[i.d]);
  }

  static void stlh(Core c, Instruction i) {
    checkAligned(i, c.r[i.n], 2);
    c.bus.store16(c.r[i.n], c.r[i.d]);
  }

  static void clrex(Core c, Instruction i) {
    c.exclusive = false;
  }
}
