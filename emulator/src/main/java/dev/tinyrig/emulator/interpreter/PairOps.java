package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.core.FaultKind;
import dev.tinyrig.emulator.core.GuestFault;
import dev.tinyrig.emulator.isa.Instruction;

/**
 * Loads and stores of two registers, and exclusive accesses: those that never may be unaligned
 * (Armv7-M Arm ARM A3.2.1, A3.4).
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
    load(c, i, c.r[i.n] + i.imm, true);
  }

  static void ldrdPost(Core c, Instruction i) {
    load(c, i, c.r[i.n], true);
  }

  static void ldrdLit(Core c, Instruction i) {
    load(c, i, i.target, false);
  }

  static void strdImm(Core c, Instruction i) {
    store(c, i, c.r[i.n] + i.imm);
  }

  static void strdPre(Core c, Instruction i) {
    store(c, i, c.r[i.n] + i.imm);
    LoadStoreOps.writeBack(c, i);
  }

  static void strdPost(Core c, Instruction i) {
    store(c, i, c.r[i.n]);
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

  static void clrex(Core c, Instruction i) {
    c.exclusive = false;
  }
}
