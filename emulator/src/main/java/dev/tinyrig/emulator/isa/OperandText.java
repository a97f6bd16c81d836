package dev.tinyrig.emulator.isa;

/** Text of single operands in the syntax of GNU objdump. */
final class OperandText {
  private static final String[] REGISTERS = {
    "r0", "r1", "r2", "r3", "r4", "r5", "r6", "r7", "r8", "r9", "sl", "fp", "ip", "sp", "lr", "pc"
  };
  private static final String[] CONDITIONS = {
    "eq", "ne", "cs", "cc", "mi", "pl", "vs", "vc", "hi", "ls", "ge", "lt", "gt", "le", "", "<15>"
  };
  private static final String[] SHIFTS = {"lsl", "lsr", "asr", "ror", "rrx"};
  private static final String[] BARRIERS = {
    "#0", "oshld", "oshst", "osh", "#4", "nshld", "unst", "un", "#8", "ishld", "ishst", "ish",
    "#12", "ld", "st", "sy"
  };

  private OperandText() {}

  static String conditionName(int condition) {
    return CONDITIONS[condition];
  }

  static String reg(int number) {
    return REGISTERS[number];
  }

  static String regs(int... numbers) {
    StringBuilder text = new StringBuilder();
    for (int number : numbers) {
      text.append(text.isEmpty() ? "" : ", ").append(REGISTERS[number]);
    }
    return text.toString();
  }

  static String immediate(int value) {
    return "#" + Integer.toUnsignedString(value);
  }

  /** A shift behind a register operand, empty when it shifts by 0. */
  static String shift(Instruction i) {
    if (i.shift == 4) {
      return ", rrx";
    }
    return i.amount == 0 && i.shift == 0 ? "" : ", " + SHIFTS[i.shift] + " #" + i.amount;
  }

  static String coreList(int mask) {
    StringBuilder text = new StringBuilder("{");
    for (int register = 0; register < 16; register++) {
      if ((mask >>> register & 1) != 0) {
        text.append(text.length() == 1 ? "" : ", ").append(REGISTERS[register]);
      }
    }
    return text.append('}').toString();
  }

  static String fpList(char kind, int first, int count) {
    String from = "{" + kind + first;
    return count == 1 ? from + "}" : from + "-" + kind + (first + count - 1) + "}";
  }

  static boolean isExclusiveOrPair(Op op) {
    return switch (op) {
      case LDREX,
          LDREXB,
          LDREXH,
          STREX,
          STREXB,
          STREXH,
          LDAEX,
          LDAEXB,
          LDAEXH,
          STLEX,
          STLEXB,
          STLEXH,
          LDA,
          LDAB,
          LDAH,
          STL,
          STLB,
          STLH,
          LDRD_IMM,
          LDRD_PRE,
          LDRD_POST,
          LDRD_LIT,
          STRD_IMM,
          STRD_PRE,
          STRD_POST ->
          true;
      default -> false;
    };
  }

  /** The address of a load, store or preload. */
  static String address(Instruction i) {
    String base = REGISTERS[i.n];
    String name = i.op.name();
    if (i.encoding.pattern().indexOf('m') >= 0) {
      String index = i.amount == 0 ? "" : ", lsl #" + i.amount;
      return "[" + base + ", " + REGISTERS[i.m] + index + "]";
    }
    String offset = "#" + i.imm;
    if (name.endsWith("_POST")) {
      return "[" + base + "], " + offset;
    }
    boolean shown = i.length == 2 || i.imm != 0;
    String inside = shown ? "[" + base + ", " + offset + "]" : "[" + base + "]";
    return name.endsWith("_PRE") ? inside + "!" : inside;
  }

  /** A special register of MRS (mask 0) and MSR. */
  static String special(int sysm, int mask) {
    return switch (sysm) {
      case 0 ->
          "CPSR"
              + (mask == 0
                  ? ""
                  : "_" + ((mask & 2) != 0 ? "f" : "") + ((mask & 1) != 0 ? "s" : ""));
      case 1 -> "IAPSR";
      case 2 -> "EAPSR";
      case 3 -> "PSR";
      case 5 -> "IPSR";
      case 6 -> "EPSR";
      case 7 -> "IEPSR";
      case 8 -> "MSP";
      case 9 -> "PSP";
      case 10 -> "MSPLIM";
      case 11 -> "PSPLIM";
      case 16 -> "PRIMASK";
      case 17 -> "BASEPRI";
      case 18 -> "BASEPRI_MAX";
      case 19 -> "FAULTMASK";
      case 20 -> "CONTROL";
      case 0x20, 0x21, 0x22, 0x23 -> "PAC_KEY_P_" + (sysm & 3);
      case 0x24, 0x25, 0x26, 0x27 -> "PAC_KEY_U_" + (sysm & 3);
      case 0x98 -> "SP_NS";
      case 0x88, 0x89, 0x8A, 0x8B, 0x90, 0x91, 0x93, 0x94 -> special(sysm & 0x7F, mask) + "_NS";
      default -> "<unknown>";
    };
  }

  static String barrier(Instruction i) {
    return i.op == Op.ISB && i.imm != 15 ? "#" + i.imm : BARRIERS[i.imm];
  }
}
