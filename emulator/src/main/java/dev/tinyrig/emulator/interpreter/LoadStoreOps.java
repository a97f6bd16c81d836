package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.isa.Instruction;

/**
 * Loads and stores of one register (Armv7-M Arm ARM A4.6).
 *
 * <p>An access that faults leaves all registers as they were: the base is written back, and the
 * destination set, after the access.
 */
final class LoadStoreOps {
  private LoadStoreOps() {}

  private static int offsetAddress(Core c, Instruction i) {
    return c.r[i.n] + i.imm;
  }

  private static int indexAddress(Core c, Instruction i) {
    return c.r[i.n] + (c.r[i.m] << i.amount);
  }

  /** The address of a form that writes the base back before the access; SP keeps its limit. */
  static int preAddress(Core c, Instruction i) {
    int address = c.r[i.n] + i.imm;
    if (i.n == 13) {
      c.checkSp(i.imm < 0 ? address : c.r[13]);
    }
    return address;
  }

  /** The same for forms that write the base back behind the access. */
  static int postAddress(Core c, Instruction i) {
    if (i.n == 13) {
      c.checkSp(i.imm < 0 ? c.r[13] + i.imm : c.r[13]);
    }
    return c.r[i.n];
  }

  /** Writes back Rn + offset; the low two bits of SP are always 0. */
  static void writeBack(Core c, Instruction i) {
    int value = c.r[i.n] + i.imm;
    c.r[i.n] = i.n == 13 ? value & ~3 : value;
  }

  /**
   * Sets the destination of a word load, where PC means a branch that may return from an exception.
   */
  private static void setWord(Core c, int t, int base, int value) {
    if (t < 13) {
      c.r[t] = value;
    } else if (t == 15) {
      c.branchExchange(value);
      if (base != 13) {
        BranchOps.expectLandingPad(c);
      }
    } else {
      if (t == 13) {
        c.setSp(value);
      } else {
        c.r[t] = value;
      }
    }
  }

  static void ldrImm(Core c, Instruction i) {
    setWord(c, i.d, i.n, c.bus.load32(offsetAddress(c, i)));
  }

  static void ldrReg(Core c, Instruction i) {
    setWord(c, i.d, i.n, c.bus.load32(indexAddress(c, i)));
  }

  static void ldrLit(Core c, Instruction i) {
    setWord(c, i.d, i.n, c.bus.load32(i.target));
  }

  static void ldrPre(Core c, Instruction i) {
    int value = c.bus.load32(preAddress(c, i));
    writeBack(c, i);
    setWord(c, i.d, i.n, value);
  }

  static void ldrPost(Core c, Instruction i) {
    int value = c.bus.load32(postAddress(c, i));
    writeBack(c, i);
    setWord(c, i.d, i.n, value);
  }

  static void ldrbImm(Core c, Instruction i) {
    c.r[i.d] = c.bus.load8(offsetAddress(c, i));
  }

  static void ldrbReg(Core c, Instruction i) {
    c.r[i.d] = c.bus.load8(indexAddress(c, i));
  }

  static void ldrbLit(Core c, Instruction i) {
    c.r[i.d] = c.bus.load8(i.target);
  }

  static void ldrbPre(Core c, Instruction i) {
    int value = c.bus.load8(preAddress(c, i));
    writeBack(c, i);
    c.r[i.d] = value;
  }

  static void ldrbPost(Core c, Instruction i) {
    int value = c.bus.load8(postAddress(c, i));
    writeBack(c, i);
    c.r[i.d] = value;
  }

  static void ldrhImm(Core c, Instruction i) {
    c.r[i.d] = c.bus.load16(offsetAddress(c, i));
  }

  static void ldrhReg(Core c, Instruction i) {
    c.r[i.d] = c.bus.load16(indexAddress(c, i));
  }

  static void ldrhLit(Core c, Instruction i) {
    c.r[i.d] = c.bus.load16(i.target);
  }

  static void ldrhPre(Core c, Instruction i) {
    int value = c.bus.load16(preAddress(c, i));
    writeBack(c, i);
    c.r[i.d] = value;
  }

  static void ldrhPost(Core c, Instruction i) {
    int value = c.bus.load16(postAddress(c, i));
    writeBack(c, i);
    c.r[i.d] = value;
  }

  static void ldrsbImm(Core c, Instruction i) {
    c.r[i.d] = (byte) c.bus.load8(offsetAddress(c, i));
  }

  static void ldrsbReg(Core c, Instruction i) {
    c.r[i.d] = (byte) c.bus.load8(indexAddress(c, i));
  }

  static void ldrsbLit(Core c, Instruction i) {
    c.r[i.d] = (byte) c.bus.load8(i.target);
  }

  static void ldrsbPre(Core c, Instruction i) {
    int value = (byte) c.bus.load8(preAddress(c, i));
    writeBack(c, i);
    c.r[i.d] = value;
  }

  static void ldrsbPost(Core c, Instruction i) {
    int value = (byte) c.bus.load8(postAddress(c, i));
    writeBack(c, i);
    c.r[i.d] = value;
  }

  static void ldrshImm(Core c, Instruction i) {
    c.r[i.d] = (short) c.bus.load16(offsetAddress(c, i));
  }

  static void ldrshReg(Core c, Instruction i) {
    c.r[i.d] = (short) c.bus.load16(indexAddress(c, i));
  }

  static void ldrshLit(Core c, Instruction i) {
    c.r[i.d] = (short) c.bus.load16(i.target);
  }

  static void ldrshPre(Core c, Instruction i) {
    int value = (short) c.bus.load16(preAddress(c, i));
    writeBack(c, i);
    c.r[i.d] = value;
  }

  static void ldrshPost(Core c, Instruction i) {
    int value = (short) c.bus.load16(postAddress(c, i));
    writeBack(c, i);
    c.r[i.d] = value;
  }

  static void strImm(Core c, Instruction i) {
    c.bus.store32(offsetAddress(c, i), c.r[i.d]);
  }

  static void strReg(Core c, Instruction i) {
    c.bus.store32(indexAddress(c, i), c.r[i.d]);
  }

  static void strPre(Core c, Instruction i) {
    c.bus.store32(preAddress(c, i), c.r[i.d]);
    writeBack(c, i);
  }

  static void strPost(Core c, Instruction i) {
    c.bus.store32(postAddress(c, i), c.r[i.d]);
    writeBack(c, i);
  }

  static void strbImm(Core c, Instruction i) {
    c.bus.store8(offsetAddress(c, i), c.r[i.d]);
  }

  static void strbReg(Core c, Instruction i) {
    c.bus.store8(indexAddress(c, i), c.r[i.d]);
  }

  static void strbPre(Core c, Instruction i) {
    c.bus.store8(preAddress(c, i), c.r[i.d]);
    writeBack(c, i);
  }

  static void strbPost(Core c, Instruction i) {
    c.bus.store8(postAddress(c, i), c.r[i.d]);
    writeBack(c, i);
  }

  static void strhImm(Core c, Instruction i) {
    c.bus.store16(offsetAddress(c, i), c.r[i.d]);
  }

  static void strhReg(Core c, Instruction i) {
    c.bus.store16(indexAddress(c, i), c.r[i.d]);
  }

  static void strhPre(Core c, Instruction i) {
    c.bus.store16(preAddress(c, i), c.r[i.d]);
    writeBack(c, i);
  }

  static void strhPost(Core c, Instruction i) {
    c.bus.store16(postAddress(c, i), c.r[i.d]);
    writeBack(c, i);
  }

  static void ldrt(Core c, Instruction i) {
    c.r[i.d] = c.exceptions.loadUnprivileged(c, offsetAddress(c, i), 4);
  }

  static void ldrbt(Core c, Instruction i) {
    c.r[i.d] = c.exceptions.loadUnprivileged(c, offsetAddress(c, i), 1);
  }

  static void ldrht(Core c, Instruction i) {
    c.r[i.d] = c.exceptions.loadUnprivileged(c, offsetAddress(c, i), 2);
  }

  static void ldrsbt(Core c, Instruction i) {
    c.r[i.d] = (byte) c.exceptions.loadUnprivileged(c, offsetAddress(c, i), 1);
  }

  static void ldrsht(Core c, Instruction i) {
    c.r[i.d] = (short) c.exceptions.loadUnprivileged(c, offsetAddress(c, i), 2);
  }

  static void strt(Core c, Instruction i) {
    c.exceptions.storeUnprivileged(c, offsetAddress(c, i), 4, c.r[i.d]);
  }

  static void strbt(Core c, Instruction i) {
    c.exceptions.storeUnprivileged(c, offsetAddress(c, i), 1, c.r[i.d]);
  }

  static void strht(Core c, Instruction i) {
    c.exceptions.storeUnprivileged(c, offsetAddress(c, i), 2, c.r[i.d]);
  }
}
