package dev.tinyrig.emulator.isa;

import static dev.tinyrig.emulator.isa.OperandText.conditionName;
import static dev.tinyrig.emulator.isa.OperandText.coreList;
import static dev.tinyrig.emulator.isa.OperandText.immediate;
import static dev.tinyrig.emulator.isa.OperandText.reg;
import static dev.tinyrig.emulator.isa.OperandText.regs;
import static dev.tinyrig.emulator.isa.OperandText.shift;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Text of instructions in the unified syntax as GNU objdump prints it: mnemonic, one space,
 * operands; numbers in decimal, addresses in hexadecimal without prefix, no comments.
 */
public final class Disassembler {
  /** In the state of a VPT block: the next instruction takes the inverted predicate. */
  private static final int VPT_ELSE = 16;

  /** Operations that have 16-bit forms, so that the 32-bit one is marked. */
  private static final Set<Op> MARKED_WIDE =
      EnumSet.of(
          Op.AND_IMM,
          Op.AND_REG,
          Op.BIC_IMM,
          Op.BIC_REG,
          Op.ORR_IMM,
          Op.ORR_REG,
          Op.MOV_IMM,
          Op.MOV_REG,
          Op.MVN_IMM,
          Op.MVN_REG,
          Op.EOR_IMM,
          Op.EOR_REG,
          Op.TST_IMM,
          Op.TST_REG,
          Op.CMN_IMM,
          Op.CMN_REG,
          Op.ADD_IMM,
          Op.ADD_REG,
          Op.ADC_IMM,
          Op.ADC_REG,
          Op.SBC_IMM,
          Op.SBC_REG,
          Op.CMP_IMM,
          Op.CMP_REG,
          Op.SUB_IMM,
          Op.SUB_REG,
          Op.LSL_REG,
          Op.LSR_REG,
          Op.ASR_REG,
          Op.ROR_REG,
          Op.SXTH,
          Op.SXTB,
          Op.UXTH,
          Op.UXTB,
          Op.REV,
          Op.REV16,
          Op.REVSH,
          Op.MUL,
          Op.NOP,
          Op.YIELD,
          Op.WFE,
          Op.WFI,
          Op.SEV,
          Op.UDF,
          Op.B,
          Op.B_COND);

  private final Instruction i;

  /** Condition suffix of an instruction in an IT block. */
  private final String condition;

  private final boolean inIt;

  /** Suffix of an instruction in a VPT block. */
  private final String predicate;

  private Disassembler(Instruction instruction, int itState, int vptState) {
    i = instruction;
    predicate = (vptState & 15) == 0 ? "" : (vptState & VPT_ELSE) == 0 ? "t" : "e";
    inIt = (itState & 15) != 0;
    condition = inIt ? conditionName(itState >>> 4) : "";
  }

  /**
   * The text of an instruction.
   *
   * @param itState ITSTATE while it executes, 0 outside an IT block
   */
  public static String text(Instruction instruction, int itState) {
    return text(instruction, itState, 0);
  }

  /**
   * The text of an instruction.
   *
   * @param itState ITSTATE while it executes, 0 outside an IT block
   * @param vptState the place in a VPT block, as {@link #nextVptState} gives it, 0 outside
   */
  public static String text(Instruction instruction, int itState, int vptState) {
    return new Disassembler(instruction, itState, vptState).text().trim();
  }

  /** The text of an instruction outside an IT block. */
  public static String text(Instruction instruction) {
    return text(instruction, 0);
  }

  /**
   * ITSTATE of the instruction behind one that was printed with {@code itState} (Arm ARM A7.3.2).
   */
  public static int nextItState(Instruction instruction, int itState) {
    if (instruction.op == Op.IT) {
      return instruction.imm;
    }
    return (itState & 7) == 0 ? 0 : itState & 0xE0 | (itState << 1) & 0x1F;
  }

  /**
   * The place in a VPT block behind an instruction that was printed with {@code vptState}: the rest
   * of the block's mask in bits 3..0, and whether the next instruction takes the inverted
   * predicate. Scalar instructions do not move on (DDI 0553, VPTAdvance).
   */
  public static int nextVptState(Instruction instruction, int vptState) {
    if (!instruction.op.kind().isVector()) {
      return vptState;
    }
    return switch (instruction.op) {
      case VPST, VPT_Q, VPT_QR, VPTF_Q, VPTF_QR -> instruction.imm;
      default -> {
        int mask = vptState & 15;
        int flipped = mask > 8 ? vptState ^ VPT_ELSE : vptState;
        int next = mask << 1 & 15;
        yield next == 0 ? 0 : flipped & VPT_ELSE | next;
      }
    };
  }

  private String text() {
    String newer = V81Text.text(i, condition);
    return newer != null ? newer : older();
  }

  private String older() {
    return switch (i.op.kind()) {
      case ALU, SHIFT, MULTIPLY, DIVIDE -> dataProcessing();
      case DSP -> dsp();
      case LOAD, STORE -> OperandText.isExclusiveOrPair(i.op) ? pairOrExclusive() : loadStore();
      case LOAD_MULTIPLE, STORE_MULTIPLE -> multiple();
      case BRANCH, CALL -> branch();
      case IT -> ifThen();
      case SYSTEM -> system();
      default -> i.op.kind().isVector() ? MveText.text(i, predicate) : FpText.text(i, condition);
    };
  }

  /** Mnemonic with flags, condition and width, and a space. */
  private String mnemonic(String base) {
    boolean sets =
        i.flags == Instruction.FLAGS_ALWAYS || (i.flags == Instruction.FLAGS_OUTSIDE_IT && !inIt);
    boolean compares =
        switch (i.op) {
          case CMP_IMM, CMP_REG, CMN_IMM, CMN_REG, TST_IMM, TST_REG, TEQ_IMM, TEQ_REG -> true;
          default -> false;
        };
    String width = i.length == 4 && MARKED_WIDE.contains(i.op) ? ".w" : "";
    return base + (sets && !compares ? "s" : "") + condition + width + " ";
  }

  private String base() {
    String name = i.op.name().toLowerCase(Locale.ROOT);
    int end = name.indexOf('_');
    return end < 0 ? name : name.substring(0, end);
  }

  private String dataProcessing() {
    boolean narrow = i.length == 2;
    return switch (i.op) {
      case ADR -> adr();
      case MOV_IMM ->
          i.encoding.format() == Format.IMM_16
              ? "movw" + condition + " " + reg(i.d) + ", #" + i.imm
              : mnemonic("mov") + reg(i.d) + ", " + immediate(i.imm);
      case MOVT -> mnemonic("movt") + reg(i.d) + ", #" + i.imm;
      case MVN_IMM -> mnemonic("mvn") + reg(i.d) + ", " + immediate(i.imm);
      case CMP_IMM, CMN_IMM, TST_IMM, TEQ_IMM ->
          mnemonic(base()) + reg(i.n) + ", " + immediate(i.imm);
      case CMP_REG, CMN_REG, TST_REG, TEQ_REG -> mnemonic(base()) + regs(i.n, i.m) + shift(i);
      case MOV_REG, MVN_REG ->
          // GNU objdump knows mov r8, r8 as the NOP of cores without hints.
          i.bits == 0x46C0 ? "nop" + condition : mnemonic(base()) + regs(i.d, i.m) + shift(i);
      case ADD_IMM, SUB_IMM -> addImmediate();
      case RSB_IMM -> narrow ? mnemonic("neg") + regs(i.d, i.n) : mnemonic("rsb") + regsImmediate();
      case AND_IMM, BIC_IMM, ORR_IMM, ORN_IMM, EOR_IMM, ADC_IMM, SBC_IMM ->
          mnemonic(base()) + regsImmediate();
      case LSL_IMM, LSR_IMM, ASR_IMM, ROR_IMM, RRX -> shiftByImmediate();
      case LSL_REG, LSR_REG, ASR_REG, ROR_REG ->
          mnemonic(base()) + (narrow ? regs(i.d, i.m) : regs(i.d, i.n, i.m));
      case ADD_REG,
          SUB_REG,
          ADC_REG,
          SBC_REG,
          AND_REG,
          BIC_REG,
          ORR_REG,
          ORN_REG,
          EOR_REG,
          RSB_REG ->
          mnemonic(base()) + (isTwoOperand() ? regs(i.d, i.m) : regs(i.d, i.n, i.m) + shift(i));
      case MUL -> mnemonic("mul") + (narrow ? regs(i.d, i.n) : regs(i.d, i.n, i.m));
      case MLA, MLS -> mnemonic(base()) + regs(i.d, i.n, i.m, i.a);
      case UMULL, UMLAL, SMULL, SMLAL -> mnemonic(base()) + regs(i.d, i.a, i.n, i.m);
      case SDIV, UDIV -> mnemonic(base()) + regs(i.d, i.n, i.m);
      case BFC -> mnemonic("bfc") + reg(i.d) + ", #" + i.imm + ", #" + i.amount;
      case BFI, SBFX, UBFX -> mnemonic(base()) + regs(i.d, i.n) + ", #" + i.imm + ", #" + i.amount;
      case SSAT, USAT -> mnemonic(base()) + reg(i.d) + ", #" + i.imm + ", " + reg(i.n) + shift(i);
      case SXTH, SXTB, UXTH, UXTB -> mnemonic(base()) + regs(i.d, i.m) + rotation();
      default -> mnemonic(base()) + regs(i.d, i.m);
    };
  }

  /** T16 forms with one register for destination and first source. */
  private boolean isTwoOperand() {
    return i.length == 2 && i.encoding.pattern().indexOf('x') >= 0;
  }

  private String rotation() {
    return i.amount == 0 ? "" : ", ror #" + i.amount;
  }

  private String regsImmediate() {
    return regs(i.d, i.n) + ", " + immediate(i.imm);
  }

  private String adr() {
    boolean wide = i.length == 4;
    boolean minus = i.encoding.format() == Format.LITERAL_MINUS;
    return (wide ? minus ? "subw" : "addw" : "add")
        + condition
        + " "
        + reg(i.d)
        + ", pc, #"
        + Math.abs(i.imm);
  }

  private String addImmediate() {
    String name = base();
    if (i.length == 4
        && (i.encoding.format() == Format.IMM || i.encoding.format() == Format.SP_IMM)) {
      return name + "w" + condition + " " + regsImmediate();
    }
    boolean twoOperands =
        i.encoding.format() == Format.SP_ADJUST
            || (i.length == 2 && i.encoding.name().endsWith("(immediate) T2"));
    return mnemonic(name) + (twoOperands ? reg(i.d) + ", " + immediate(i.imm) : regsImmediate());
  }

  private String shiftByImmediate() {
    if (i.length == 2) {
      return mnemonic(base()) + regs(i.d, i.m) + ", #" + i.amount;
    }
    String flag = i.flags == Instruction.FLAGS_ALWAYS ? "s" : "";
    String amount = i.op == Op.RRX ? "" : " #" + i.amount;
    return "mov" + flag + condition + ".w " + regs(i.d, i.m) + ", " + base() + amount;
  }

  private String dsp() {
    String name = mnemonic(base());
    return switch (i.op) {
      case QADD, QDADD, QSUB, QDSUB -> name + regs(i.d, i.m, i.n);
      case SSAT16, USAT16 -> name + reg(i.d) + ", #" + i.imm + ", " + reg(i.n);
      case SXTB16, UXTB16 -> name + regs(i.d, i.m) + rotation();
      case SXTAB, SXTAB16, SXTAH, UXTAB, UXTAB16, UXTAH -> name + regs(i.d, i.n, i.m) + rotation();
      case PKHBT, PKHTB -> name + regs(i.d, i.n, i.m) + shift(i);
      case SMLALBB, SMLALBT, SMLALTB, SMLALTT, SMLALD, SMLALDX, SMLSLD, SMLSLDX, UMAAL ->
          name + regs(i.d, i.a, i.n, i.m);
      default ->
          i.encoding.pattern().indexOf('a') >= 0
              ? name + regs(i.d, i.n, i.m, i.a)
              : name + regs(i.d, i.n, i.m);
    };
  }

  private String loadStore() {
    String name = i.op.name().toLowerCase(Locale.ROOT);
    int end = name.indexOf('_');
    boolean unprivileged = end < 0;
    String base = end < 0 ? name : name.substring(0, end);
    String width = i.length == 4 && !unprivileged ? ".w" : "";
    return base + condition + width + " " + reg(i.d) + ", " + OperandText.address(i);
  }

  private String pairOrExclusive() {
    String address = OperandText.address(i);
    String name = base() + condition + " ";
    return switch (i.op) {
      case LDREX, LDREXB, LDREXH, LDAEX, LDAEXB, LDAEXH, LDA, LDAB, LDAH, STL, STLB, STLH ->
          name + reg(i.d) + ", " + address;
      case STREX, STREXB, STREXH, STLEX, STLEXB, STLEXH -> name + regs(i.a, i.d) + ", " + address;
      default -> name + regs(i.d, i.a) + ", " + address;
    };
  }

  private String multiple() {
    boolean wide = i.length == 4;
    String base = reg(i.n) + (i.writeBack ? "!" : "") + ", ";
    return switch (i.op) {
      case PUSH -> wide ? "stmdb" + condition + " sp!, " + coreList(i.imm) : pushPop("push");
      case POP -> wide ? "ldmia" + condition + ".w sp!, " + coreList(i.imm) : pushPop("pop");
      case LDM -> "ldmia" + condition + (wide ? ".w " : " ") + base + coreList(i.imm);
      case STM -> "stmia" + condition + (wide ? ".w " : " ") + base + coreList(i.imm);
      case LDMDB -> "ldmdb" + condition + " " + base + coreList(i.imm);
      default -> "stmdb" + condition + " " + base + coreList(i.imm);
    };
  }

  private String pushPop(String name) {
    return name + condition + " " + coreList(i.imm);
  }

  private String branch() {
    String width = i.length == 4 ? ".w " : ".n ";
    String target = Integer.toHexString(i.target);
    return switch (i.op) {
      case B -> "b" + condition + width + target;
      case B_COND -> "b" + conditionName(i.cond) + width + target;
      case BL -> "bl" + condition + " " + target;
      case BX -> "bx" + condition + " " + reg(i.m);
      case BLX_REG, BXNS, BLXNS -> base() + condition + " " + reg(i.m);
      case CBZ, CBNZ -> base() + " " + reg(i.n) + ", " + target;
      case BXAUT -> "bxaut" + condition + " " + regs(i.a, i.n, i.m);
      case TBB -> "tbb" + condition + " [" + regs(i.n, i.m) + "]";
      default -> "tbh" + condition + " [" + regs(i.n, i.m) + ", lsl #1]";
    };
  }

  private String ifThen() {
    int mask = i.imm & 15;
    int first = i.imm >>> 4;
    StringBuilder letters = new StringBuilder("it");
    for (int bit = 3; bit > Integer.numberOfTrailingZeros(mask); bit--) {
      letters.append((mask >>> bit & 1) == (first & 1) ? 't' : 'e');
    }
    return letters + " " + (first == 14 ? "al" : conditionName(first));
  }

  private String system() {
    return switch (i.op) {
      case NOP -> hint();
      case YIELD, WFE, WFI, SEV -> mnemonic(base()).trim();
      case BTI -> "bti";
      case PAC, PACBTI, AUT -> base() + condition + " r12, lr, sp";
      case PACG -> "pacg" + condition + " " + regs(i.d, i.n, i.m);
      case AUTG -> "autg" + condition + " " + regs(i.a, i.n, i.m);
      case CLREX, SG -> base() + condition;
      case TT, TTT, TTA, TTAT -> base() + condition + " " + regs(i.d, i.n);
      case VLSTM, VLLDM ->
          base() + condition + " " + reg(i.n) + ((i.bits & 0x80) != 0 ? ", {d0-d31}" : "");
      case SVC -> "svc" + condition + " " + i.imm;
      case BKPT -> String.format(Locale.ROOT, "bkpt 0x%04x", i.imm);
      case UDF -> mnemonic("udf") + "#" + i.imm;
      case CPS ->
          (i.amount == 1 ? "cpsid " : "cpsie ")
              + ((i.imm & 2) != 0 ? "i" : "")
              + ((i.imm & 1) != 0 ? "f" : "");
      case MRS -> "mrs" + condition + " " + reg(i.d) + ", " + OperandText.special(i.imm, 0);
      case MSR -> "msr" + condition + " " + OperandText.special(i.imm, i.amount) + ", " + reg(i.n);
      case DMB, DSB, ISB -> base() + condition + " " + OperandText.barrier(i);
      case DBG -> "dbg" + condition + " #" + i.imm;
      case PLD, PLI -> base() + condition + " " + OperandText.address(i);
      case COPROCESSOR ->
          String.format(
              Locale.ROOT, "<coprocessor %d: %04x %04x>", i.imm, i.bits >>> 16, i.bits & 0xFFFF);
      default ->
          i.length == 4
              ? String.format(Locale.ROOT, "<undefined: %04x %04x>", i.bits >>> 16, i.bits & 0xFFFF)
              : String.format(Locale.ROOT, "<undefined: %04x>", i.bits);
    };
  }

  private String hint() {
    if (i.encoding.name().startsWith("Unallocated")) {
      return "<memory hint> " + OperandText.address(i);
    }
    String number = i.encoding.format() == Format.IMM ? " {" + i.imm + "}" : "";
    return mnemonic("nop").trim() + number;
  }
}
