package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.isa.Feature;
import dev.tinyrig.emulator.isa.Instruction;

/**
 * Encodings that belong to the floating-point and vector unit of Armv8-M whether or not they are
 * instructions (DDI 0553, IsCPInstruction and R_QLGM): NOCP goes before UNDEFINED there. Armv8.0-M
 * leaves the order open; this is the one of Armv8.1-M.
 */
final class CoprocessorSpace {
  private CoprocessorSpace() {}

  /** Whether an encoding without a row of the decode tables belongs to the unit. */
  static boolean isUnits(CoreModel model, Instruction i) {
    if (i.length != 4 || !model.has(Feature.V8M_MAIN) || (i.bits & 0xEC00_0000) != 0xEC00_0000) {
      return false;
    }
    boolean v81m = model.has(Feature.V81M);
    if (isExempt(i.bits, v81m)) {
      return false;
    }
    if ((i.bits & 0x0F00_0000) == 0x0F00_0000) {
      return v81m; // vector instructions without a coprocessor's number
    }
    return switch (i.bits >>> 8 & 15) {
      case 10, 11 -> true;
      case 8, 9, 14, 15 -> v81m;
      default -> false;
    };
  }

  /** VLLDM, VLSTM and VSCCLRM: where these are UNDEFINED, they are so whatever CPACR says. */
  private static boolean isExempt(int bits, boolean v81m) {
    int secondForm = v81m ? 1 << 7 : 0; // of VLLDM and VLSTM, new in Armv8.1-M like VSCCLRM
    return (bits & 0xFFE0_FFFF & ~secondForm) == 0xEC20_0A00
        || (v81m && (bits & 0xFFBF_0F00) == 0xEC9F_0A00)
        || (v81m && (bits & 0xFFBF_0F01) == 0xEC9F_0B00);
  }
}
