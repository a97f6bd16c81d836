package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.core.FaultKind;
import dev.tinyrig.emulator.core.GuestFault;
import dev.tinyrig.emulator.isa.Instruction;

/**
 * Loads and stores of floating-point registers (Armv7-M Arm ARM A7.7, VLDM, VLDR, VPOP, VPUSH,
 * VSTM, VSTR). They need word alignment whatever CCR.UNALIGN_TRP says (A3.2.1).
 */
final class FpLoadStoreOps {
  private FpLoadStoreOps() {}

  private static int aligned(int address, Instruction i) {
    if ((address & 3) != 0) {
      throw new GuestFault(
          FaultKind.UNALIGNED,
          address,
          i.op + " needs a word-aligned address, not 0x" + Integer.toHexString(address));
    }
    return address;
  }

  private static int address(Core c, Instruction i) {
    return aligned(i.n == 15 ? i.target : c.r[i.n] + i.imm, i);
  }

  static void vldr32(Core c, Instruction i) {
    c.s[i.d] = c.bus.load32(address(c, i));
  }

  static void vldr64(Core c, Instruction i) {
    int address = address(c, i);
    int low = c.bus.load32(address);
    c.s[2 * i.d + 1] = c.bus.load32(address + 4);
    c.s[2 * i.d] = low;
  }

  static void vstr32(Core c, Instruction i) {
    c.bus.store32(address(c, i), c.s[i.d]);
  }

  static void vstr64(Core c, Instruction i) {
    int address = address(c, i);
    c.bus.store32(address, c.s[2 * i.d]);
    c.bus.store32(address + 4, c.s[2 * i.d + 1]);
  }

  static void vldm32(Core c, Instruction i) {
    load(c, i, i.d, i.imm);
  }

  static void vldm64(Core c, Instruction i) {
    load(c, i, 2 * i.d, 2 * i.imm);
  }

  static void vstm32(Core c, Instruction i) {
    store(c, i, i.d, i.imm);
  }

  static void vstm64(Core c, Instruction i) {
    store(c, i, 2 * i.d, 2 * i.imm);
  }

  /**
   * Lowest address of a transfer of {@code words} words: {@code amount} 1 means decrement before.
   */
  private static int start(Core c, Instruction i, int words) {
    int address = aligned(i.amount == 0 ? c.r[i.n] : c.r[i.n] - 4 * words, i);
    if (i.n == 13 && i.writeBack) {
      c.checkSp(address); // the lower one of the old and the new value
    }
    return address;
  }

  private static void writeBack(Core c, Instruction i, int words) {
    // Last, so that the instruction can be executed again when one of its accesses faults.
    if (i.writeBack) {
      c.r[i.n] += i.amount == 0 ? 4 * words : -4 * words;
    }
  }

  private static void load(Core c, Instruction i, int first, int words) {
    int address = start(c, i, words);
    for (int k = 0; k < words; k++) {
      c.s[first + k] = c.bus.load32(address + 4 * k);
    }
    writeBack(c, i, words);
  }

  private static void store(Core c, Instruction i, int first, int words) {
    int address = start(c, i, words);
    for (int k = 0; k < words; k++) {
      c.bus.store32(address + 4 * k, c.s[first + k]);
    }
    writeBack(c, i, words);
  }
}
