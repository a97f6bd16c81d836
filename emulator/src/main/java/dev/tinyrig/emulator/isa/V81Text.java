package dev.tinyrig.emulator.isa;

import static dev.tinyrig.emulator.isa.OperandText.conditionName;
import static dev.tinyrig.emulator.isa.OperandText.reg;
import static dev.tinyrig.emulator.isa.OperandText.regs;

import java.util.Locale;

/** Text of the scalar instructions of Armv8.1-M in the syntax of GNU objdump. */
final class V81Text {
  private static final String[] LOOP_SIZES = {".8", ".16", ".32", ".64"};

  private V81Text() {}

  /** The text of an operation of {@link V81Table}, or null when it is none. */
  static String text(Instruction i, String condition) {
    return switch (i.op) {
      case WLS -> "wls lr, " + reg(i.n) + ", " + target(i);
      case WLSTP -> "wlstp" + LOOP_SIZES[i.size] + " lr, " + reg(i.n) + ", " + target(i);
      case DLS -> "dls lr, " + reg(i.n);
      case DLSTP -> "dlstp" + LOOP_SIZES[i.size] + " lr, " + reg(i.n);
      case LE -> "le lr, " + target(i);
      case LE_FOREVER -> "le " + target(i);
      case LETP -> "letp lr, " + target(i);
      case LCTP -> "lctp" + condition;
      case BF -> "bf" + condition + " " + point(i) + ", " + target(i);
      case BFL -> "bfl" + condition + " " + point(i) + ", " + target(i);
      case BFX, BFLX -> base(i) + condition + " " + point(i) + ", " + reg(i.n);
      case BFCSEL ->
          "bfcsel "
              + (point(i) + ", " + target(i) + ", ")
              + Integer.toHexString(i.amount + (i.top == 0 ? 2 : 4))
              + ", "
              + (i.cond == 14 ? "al" : conditionName(i.cond));
      case CSEL, CSINC, CSINV, CSNEG -> select(i);
      case CLRM -> "clrm" + condition + " " + clearList(i.imm);
      case VSCCLRM -> "vscclrm" + condition + " " + fpClearList(i);
      case LSLL_IMM, LSRL_IMM, ASRL_IMM, SQSHLL, UQSHLL, SRSHRL, URSHRL ->
          base(i) + condition + " " + regs(i.d, i.a) + ", #" + i.amount;
      case LSLL_REG, ASRL_REG -> base(i) + condition + " " + regs(i.d, i.a, i.m);
      case SQRSHRL, UQRSHLL ->
          base(i) + condition + " " + regs(i.d, i.a) + ", #" + i.imm + ", " + reg(i.m);
      case SQSHL, UQSHL, SRSHR, URSHR -> base(i) + condition + " " + reg(i.d) + ", #" + i.amount;
      case SQRSHR, UQRSHL -> base(i) + condition + " " + regs(i.d, i.m);
      case VMRS_SYSTEM -> "vmrs" + condition + " " + reg(i.d) + ", " + system(i.a);
      case VMSR_SYSTEM -> "vmsr" + condition + " " + system(i.a) + ", " + reg(i.d);
      case VLDR_SYSTEM, VLDR_SYSTEM_POST -> transfer("vldr", i, condition);
      case VSTR_SYSTEM, VSTR_SYSTEM_POST -> transfer("vstr", i, condition);
      default -> null;
    };
  }

  private static String base(Instruction i) {
    String name = i.op.name().toLowerCase(Locale.ROOT);
    int end = name.indexOf('_');
    return end < 0 ? name : name.substring(0, end);
  }

  private static String target(Instruction i) {
    return Integer.toHexString(i.target);
  }

  /** The branch point, as objdump has it: from PC on. */
  private static String point(Instruction i) {
    return Integer.toHexString(i.amount);
  }

  private static String orZero(int register) {
    return register == 15 ? "zr" : reg(register);
  }

  /** CSEL and relatives, or the alias for one source or none. */
  private static String select(Instruction i) {
    String inverted = conditionName(i.cond ^ 1);
    if (i.op != Op.CSEL && i.n == i.m) {
      if (i.n == 15 && i.op != Op.CSNEG) {
        return (i.op == Op.CSINC ? "cset " : "csetm ") + reg(i.d) + ", " + inverted;
      }
      String alias = "c" + base(i).substring(2);
      return alias + " " + reg(i.d) + ", " + orZero(i.n) + ", " + inverted;
    }
    return base(i)
        + (" " + reg(i.d) + ", " + orZero(i.n) + ", " + orZero(i.m))
        + (", " + conditionName(i.cond));
  }

  private static String clearList(int list) {
    return OperandText.coreList(list).replace("pc", "APSR");
  }

  private static String fpClearList(Instruction i) {
    if (i.imm == 0) {
      return "{VPR}";
    }
    boolean doubles = i.encoding.format() == Format.FP_CLEAR_64;
    String list =
        doubles ? OperandText.fpList('d', i.d / 2, i.imm / 2) : OperandText.fpList('s', i.d, i.imm);
    return list.replace("}", ", VPR}");
  }

  private static String system(int register) {
    return switch (register) {
      case 1 -> "fpscr";
      case 2 -> "fpscr_nzcvqc";
      case 12 -> "vpr";
      case 13 -> "p0";
      case 14 -> "fpcxt_ns";
      default -> "fpcxt_s";
    };
  }

  private static String transfer(String name, Instruction i, String condition) {
    String register =
        switch (i.a) {
          case 1 -> "FPSCR";
          case 2 -> "FPSCR_nzcvqc";
          case 12 -> "VPR";
          case 13 -> "P0";
          case 14 -> "FPCXTNS";
          default -> "FPCXTS";
        };
    return name + condition + " " + register + ", " + VectorAddress.shortText(i, reg(i.n));
  }
}
