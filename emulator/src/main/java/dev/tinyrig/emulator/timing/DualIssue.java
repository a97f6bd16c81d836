package dev.tinyrig.emulator.timing;

import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.Op;
import dev.tinyrig.emulator.isa.OpKind;
import dev.tinyrig.emulator.isa.Operands;

/** Which two neighbours Cortex-M7 issues in one cycle, by the units they need. */
final class DualIssue {
  private DualIssue() {}

  /**
   * Whether {@code second} can go with {@code first}; that its operands are there is another
   * question.
   */
  static boolean allowed(Instruction first, Instruction second) {
    if (alone(first) || alone(second) || first.endsBlock) {
      return false;
    }
    if ((Operands.writes(first) & Operands.writes(second) & 0x7FFF) != 0) {
      return false;
    }
    if (usesMultiplier(first) && (usesMultiplier(second) || stores(second))
        || stores(first) && (usesMultiplier(second) || stores(second))) {
      return false;
    }
    if (hasShiftedOperand(first) && hasShiftedOperand(second)) {
      return false;
    }
    if (olderSlotOnly(second)) {
      return false;
    }
    if (loads(first) && loads(second)) {
      return inDifferentBanks(first, second);
    }
    return !(usesFloatingPoint(first) && usesFloatingPoint(second));
  }

  /** What shares its cycle with nothing. */
  private static boolean alone(Instruction i) {
    return switch (i.op.kind()) {
      case DIVIDE, LOAD_MULTIPLE, STORE_MULTIPLE, FP_LOAD_MULTIPLE, FP_STORE_MULTIPLE, FP_DIVIDE ->
          true;
      case SYSTEM -> i.op != Op.NOP;
      case CALL -> false;
      default ->
          switch (i.op) {
            case LDRD_IMM,
                LDRD_PRE,
                LDRD_POST,
                LDRD_LIT,
                STRD_IMM,
                STRD_PRE,
                STRD_POST,
                LDREX,
                LDREXB,
                LDREXH,
                STREX,
                STREXB,
                STREXH,
                TBB,
                TBH ->
                true;
            default -> false;
          };
    };
  }

  /** DSP and bit-field operations go into the older slot only. */
  private static boolean olderSlotOnly(Instruction i) {
    return switch (i.op) {
      case BFC, BFI, SBFX, UBFX, SSAT, USAT -> true;
      default -> i.op.kind() == OpKind.DSP && !usesMultiplier(i);
    };
  }

  static boolean usesMultiplier(Instruction i) {
    if (i.op.kind() == OpKind.MULTIPLY) {
      return true;
    }
    String name = i.op.name();
    return i.op.kind() == OpKind.DSP
        && (name.startsWith("SM") || name.startsWith("UM") || name.startsWith("USAD"));
  }

  static boolean hasShiftedOperand(Instruction i) {
    return switch (i.op.kind()) {
      case ALU -> i.encoding.pattern().indexOf('m') >= 0 && (i.shift != 0 || i.amount != 0);
      case SHIFT -> true;
      default -> false;
    };
  }

  static boolean stores(Instruction i) {
    return i.op.kind() == OpKind.STORE || i.op.kind() == OpKind.FP_STORE;
  }

  static boolean loads(Instruction i) {
    return i.op.kind() == OpKind.LOAD || i.op.kind() == OpKind.FP_LOAD;
  }

  private static boolean usesFloatingPoint(Instruction i) {
    return switch (i.op.kind()) {
      case FP_ARITHMETIC, FP_MULTIPLY_ACCUMULATE, FP_MOVE -> true;
      default -> false;
    };
  }

  /** Two loads from one base whose words lie in the two banks of the tightly coupled memory. */
  static boolean inDifferentBanks(Instruction first, Instruction second) {
    return first.n == second.n
        && !first.writeBack
        && first.encoding.pattern().indexOf('m') < 0
        && second.encoding.pattern().indexOf('m') < 0
        && ((first.imm ^ second.imm) & 4) != 0;
  }
}
