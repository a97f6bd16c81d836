package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.isa.Instruction;

/**
 * Loads and stores of many registers (Armv7-M Arm ARM A4.7): the lowest register lies at the lowest
 * address.
 *
 * <p>When an access faults, the base keeps its value, so that the instruction can be executed
 * again; the other registers of the list may have been loaded, which the architecture allows.
 */
final class BlockTransferOps {
  private static final int SP = 13;
  private static final int PC = 15;

  private BlockTransferOps() {}

  private static void load(Core c, Instruction i, int n, int from, int base, boolean writeBack) {
    PairOps.checkAligned(i, from, 4);
    if (n == SP && writeBack) {
      c.checkSp(from); // the lower one of the old and the new value
    }
    int newBase = base;
    boolean setsBase = writeBack;
    int target = 0;
    int address = from;
    int list = i.imm;
    for (int left = list; left != 0; left &= left - 1) {
      int register = Integer.numberOfTrailingZeros(left);
      int value = c.bus.load32(address);
      address += 4;
      if (register == n) {
        newBase = value;
        setsBase = true;
      } else if (register == PC) {
        target = value;
      } else {
        c.r[register] = value;
      }
    }
    if (setsBase) {
      c.r[n] = newBase;
    }
    if (list >>> PC != 0) {
      c.branchExchange(target);
      if (n != SP) {
        BranchOps.expectLandingPad(c);
      }
    }
  }

  private static void store(Core c, Instruction i, int n, int from, int base, boolean writeBack) {
    PairOps.checkAligned(i, from, 4);
    if (n == SP && writeBack) {
      c.checkSp(from);
    }
    int address = from;
    for (int left = i.imm; left != 0; left &= left - 1) {
      c.bus.store32(address, c.r[Integer.numberOfTrailingZeros(left)]);
      address += 4;
    }
    if (writeBack) {
      c.r[n] = base;
    }
  }

  private static int bytes(Instruction i) {
    return Integer.bitCount(i.imm) * 4;
  }

  static void ldm(Core c, Instruction i) {
    int base = c.r[i.n];
    load(c, i, i.n, base, base + bytes(i), i.writeBack);
  }

  static void ldmdb(Core c, Instruction i) {
    int from = c.r[i.n] - bytes(i);
    load(c, i, i.n, from, from, i.writeBack);
  }

  static void pop(Core c, Instruction i) {
    int from = c.r[SP];
    load(c, i, SP, from, from + bytes(i), true);
  }

  static void stm(Core c, Instruction i) {
    int base = c.r[i.n];
    store(c, i, i.n, base, base + bytes(i), i.writeBack);
  }

  static void stmdb(Core c, Instruction i) {
    int from = c.r[i.n] - bytes(i);
    store(c, i, i.n, from, from, i.writeBack);
  }

  static void push(Core c, Instruction i) {
    int from = c.r[SP] - bytes(i);
    store(c, i, SP, from, from, true);
  }
}
