package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.Op;
import dev.tinyrig.emulator.isa.OpKind;

/** What loads and stores of core registers access: sizes, bases and what becomes of these. */
final class Transfer {
  private static final int SP = 13;

  private Transfer() {}

  /** Accesses, one behind the other, off a register without another one; 0 for none. */
  static int times(Instruction i) {
    return switch (i.op) {
      case LDR_IMM, LDRB_IMM, LDRH_IMM, LDRSB_IMM, LDRSH_IMM -> 1;
      case STR_IMM, STRB_IMM, STRH_IMM -> 1;
      case LDRD_IMM, STRD_IMM -> 2;
      case LDM, LDMDB, POP, STM, STMDB, PUSH -> Integer.bitCount(i.imm);
      default -> isPre(i.op) || isPost(i.op) ? isPair(i.op) ? 2 : 1 : 0;
    };
  }

  private static boolean isPair(Op op) {
    return switch (op) {
      case LDRD_IMM, LDRD_PRE, LDRD_POST, STRD_IMM, STRD_PRE, STRD_POST -> true;
      default -> false;
    };
  }

  private static boolean isMany(Op op) {
    return switch (op) {
      case LDM, LDMDB, POP, STM, STMDB, PUSH -> true;
      default -> false;
    };
  }

  /** Bytes of one access off a register. */
  static int size(Instruction i) {
    return switch (i.op) {
      case LDRB_IMM, LDRB_PRE, LDRB_POST, LDRSB_IMM, LDRSB_PRE, LDRSB_POST -> 1;
      case STRB_IMM, STRB_PRE, STRB_POST -> 1;
      case LDRH_IMM, LDRH_PRE, LDRH_POST, LDRSH_IMM, LDRSH_PRE, LDRSH_POST -> 2;
      case STRH_IMM, STRH_PRE, STRH_POST -> 2;
      default -> 4;
    };
  }

  static boolean stores(Instruction i) {
    return i.op.kind() == OpKind.STORE || i.op.kind() == OpKind.STORE_MULTIPLE;
  }

  /** The register to which the address relates. */
  static int base(Instruction i) {
    return switch (i.op) {
      case POP, PUSH -> SP;
      default -> i.n;
    };
  }

  /** How far the lowest address is from the base as it was before. */
  static int displacement(Instruction i) {
    return switch (i.op) {
      case LDM, STM, POP -> 0;
      case LDMDB, STMDB, PUSH -> -4 * Integer.bitCount(i.imm);
      default -> isPost(i.op) ? 0 : i.imm;
    };
  }

  /** What is added to the base, unless that is loaded; 0 when it stays as it is. */
  static int writtenBack(Instruction i) {
    if (isMany(i.op)) {
      boolean down = displacement(i) < 0;
      boolean writesBack = i.op == Op.POP || i.op == Op.PUSH || i.writeBack;
      return writesBack ? (down ? -4 : 4) * Integer.bitCount(i.imm) : 0;
    }
    return isPre(i.op) || isPost(i.op) ? i.imm : 0;
  }

  /** Registers that are loaded. */
  static int loaded(Instruction i) {
    if (stores(i)) {
      return 0;
    }
    return isMany(i.op) ? i.imm : 1 << i.d | (isPair(i.op) ? 1 << i.a : 0);
  }

  static boolean isPost(Op op) {
    return switch (op) {
      case LDR_POST, LDRB_POST, LDRH_POST, LDRSB_POST, LDRSH_POST, LDRD_POST -> true;
      case STR_POST, STRB_POST, STRH_POST, STRD_POST -> true;
      default -> false;
    };
  }

  static boolean isPre(Op op) {
    return switch (op) {
      case LDR_PRE, LDRB_PRE, LDRH_PRE, LDRSB_PRE, LDRSH_PRE, LDRD_PRE -> true;
      case STR_PRE, STRB_PRE, STRH_PRE, STRD_PRE -> true;
      default -> false;
    };
  }
}
