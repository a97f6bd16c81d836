package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.Op;
import dev.tinyrig.emulator.semantics.PairArithmetic;
import dev.tinyrig.emulator.semantics.PairCompare;
import dev.tinyrig.emulator.semantics.PairReduce;
import java.lang.classfile.CodeBuilder;

/**
 * Bytecode of vector instructions that only compute; a vector is two longs in JVM locals, and each
 * of them is computed by a call of a short function (Armv8.1-M: DDI 0553, B5.5 and C2.4).
 *
 * <p>Where no predicate can mask a byte, nothing is said of predicates. Else bytes are merged by
 * masks, which are made when a loop's last round or a VPT block begins.
 */
final class VectorCode {
  private static final int ALL = 0xFFFF;
  private static final int ZERO = 15;
  private static final int LR = 14;

  /** The number of P0 as a system register. */
  private static final int P0 = 13;

  private final Asm asm;
  private final CodeBuilder code;

  VectorCode(Asm asm) {
    this.asm = asm;
    this.code = asm.code;
  }

  /** Whether an instruction has bytecode here. */
  static boolean translates(Instruction i) {
    return VectorSemantic.of(i) != null
        || switch (i.op) {
          case VAND_Q, VBIC_Q, VORR_Q, VORN_Q, VEOR_Q, VMVN_Q -> true;
          case VDUP_Q, VIDUP_Q, VDDUP_Q, VPSEL_Q -> true;
          case VMOV_IMM_Q, VMVN_IMM_Q, VORR_IMM_Q, VBIC_IMM_Q -> true;
          case VADDV_Q, VADDLV_Q, VMLADAV_Q, VMLALDAV_Q, VMLSDAV_Q, VMLSLDAV_Q -> true;
          case VMAXV_Q, VMINV_Q, VMAXAV_Q, VMINAV_Q, VABAV_Q -> true;
          case VCMP_Q, VCMP_QR, VPT_Q, VPT_QR, VPST, VPNOT, VCTP -> true;
          case VMOV_CORE_TO_LANE, VMOV_LANE_TO_CORE -> true;
          case VMOV_LANES_TO_CORE2, VMOV_CORE2_TO_LANES -> true;
          default -> false;
        };
  }

  /** Whether an instruction moves P0 to or from a core register. */
  static boolean movesP0(Instruction i) {
    return (i.op == Op.VMRS_SYSTEM || i.op == Op.VMSR_SYSTEM) && i.a == P0 && i.d < 13;
  }

  /** Moves P0, outside of VPT blocks. */
  void moveP0(Instruction i) {
    if (i.op == Op.VMRS_SYSTEM) {
      asm.get(Asm.P0).setReg(i.d);
    } else {
      asm.reg(i.d).push(ALL);
      code.iand();
      asm.set(Asm.P0);
    }
  }

  /** Bytes of bytecode that masking adds to an instruction, about. */
  static final int MASKING = 14;

  /** Bytes of bytecode of a vector instruction, about, where nothing is masked. */
  static int bytes(Instruction i) {
    return switch (i.op.kind()) {
      case VECTOR_LOAD, VECTOR_STORE -> 40;
      case VECTOR_GATHER, VECTOR_SCATTER -> 60;
      default -> {
        VectorSemantic semantic = VectorSemantic.of(i);
        yield semantic == null ? 22 : semantic.overflows() == null ? 20 : 43;
      }
    };
  }

  /** Writes an instruction; false when it is none of these. */
  boolean emit(Instruction i, Predicate predicate) {
    VectorSemantic semantic = VectorSemantic.of(i);
    if (semantic != null) {
      lanes(i, semantic, predicate);
      return true;
    }
    switch (i.op) {
      case VAND_Q, VBIC_Q, VORR_Q, VORN_Q, VEOR_Q, VMVN_Q -> bitwise(i, predicate);
      case VDUP_Q -> {
        duplicated(i, i.m);
        same(i, predicate, () -> asm.getLong(Asm.VECTOR));
      }
      case VIDUP_Q -> sequence(i, i.amount, predicate);
      case VDDUP_Q -> sequence(i, -i.amount, predicate);
      case VPSEL_Q -> select(i, predicate);
      case VMOV_IMM_Q, VMVN_IMM_Q, VORR_IMM_Q, VBIC_IMM_Q -> immediate(i, predicate);
      case VADDV_Q -> sum(i, predicate);
      case VADDLV_Q -> longSum(i, predicate);
      case VMLADAV_Q, VMLALDAV_Q, VMLSDAV_Q, VMLSLDAV_Q -> products(i, predicate);
      case VABAV_Q -> differences(i, predicate);
      case VMAXV_Q -> extreme(i, i.unsigned ? "maxUnsigned" : "maxSigned", predicate);
      case VMINV_Q -> extreme(i, i.unsigned ? "minUnsigned" : "minSigned", predicate);
      case VMAXAV_Q -> extreme(i, "maxUnsigned", predicate);
      case VMINAV_Q -> extreme(i, "minUnsigned", predicate);
      default -> {
        return compare(i, predicate) || move(i);
      }
    }
    return true;
  }

  /** Sets a half of Qd to what is on the stack, where the bytes are active. */
  private void set(int d, int half, Predicate predicate) {
    if (!predicate.all()) {
      asm.half(d, half);
      predicate.push(asm, half);
      asm.call(Vectors.class, "merge", "(JJJ)J");
    }
    asm.setHalf(d, half);
  }

  private void same(Instruction i, Predicate predicate, Runnable value) {
    for (int half = 0; half < 2; half++) {
      value.run();
      set(i.d, half, predicate);
    }
  }

  /** Leaves a core register in every lane in {@link Asm#VECTOR}. */
  private void duplicated(Instruction i, int register) {
    asm.push(i.size).reg(register);
    asm.call(PairArithmetic.class, "duplicate", "(II)J").setLong(Asm.VECTOR);
  }

  private void lanes(Instruction i, VectorSemantic semantic, Predicate predicate) {
    if (semantic.operands().indexOf('s') >= 0) {
      duplicated(i, i.m);
    }
    if (semantic.overflows() != null) {
      boolean narrows = semantic.operands().indexOf('t') >= 0;
      String operands = narrows ? semantic.operands().replace("d", "") : semantic.operands();
      asm.get(Asm.FPSCR);
      for (int half = 0; half < 2; half++) {
        call(i, semantic.owner(), semantic.overflowName(i), operands, half);
      }
      if (predicate.all()) {
        asm.call(Vectors.class, "saturated", "(IJJ)I");
      } else {
        asm.push(i.size);
        predicate.push(asm, 0);
        predicate.push(asm, 1);
        asm.call(Vectors.class, "saturated", "(IJJIJJ)I");
      }
      asm.set(Asm.FPSCR);
    }
    for (int half = 0; half < 2; half++) {
      call(i, semantic.owner(), semantic.name(i), semantic.operands(), half);
      set(i.d, half, predicate);
    }
  }

  private void call(Instruction i, Class<?> owner, String name, String operands, int half) {
    StringBuilder types = new StringBuilder("(");
    for (int k = 0; k < operands.length(); k++) {
      char operand = operands.charAt(k);
      switch (operand) {
        case 'n' -> asm.half(i.n, half);
        case 'm' -> asm.half(i.m, half);
        case 'd' -> asm.half(i.d, half);
        case 's' -> asm.getLong(Asm.VECTOR);
        case 'A' -> asm.pushLong(PairArithmetic.duplicate(i.size, i.amount));
        case 'r' -> asm.reg(i.m);
        case 'z' -> asm.push(i.size);
        case 'a' -> asm.push(i.amount);
        default -> asm.push(i.top);
      }
      types.append("nmdsA".indexOf(operand) >= 0 ? 'J' : 'I');
    }
    asm.call(owner, name, types.append(")J").toString());
  }

  private void bitwise(Instruction i, Predicate predicate) {
    boolean inverts = i.op == Op.VMVN_Q || i.op == Op.VBIC_Q || i.op == Op.VORN_Q;
    for (int half = 0; half < 2; half++) {
      asm.half(i.m, half);
      if (inverts) {
        asm.pushLong(-1);
        code.lxor();
      }
      if (i.op != Op.VMVN_Q && !(i.op == Op.VORR_Q && i.n == i.m)) {
        asm.half(i.n, half);
        switch (i.op) {
          case VAND_Q, VBIC_Q -> code.land();
          case VEOR_Q -> code.lxor();
          default -> code.lor();
        }
      }
      set(i.d, half, predicate);
    }
  }

  private void sequence(Instruction i, int step, Predicate predicate) {
    int lanes = 8 >> i.size;
    for (int half = 0; half < 2; half++) {
      long steps = 0;
      for (int k = 0; k < lanes; k++) {
        long number = (long) step * (lanes * half + k) & -1L >>> 64 - (8 << i.size);
        steps |= number << (8 << i.size) * k;
      }
      asm.push(i.size).reg(i.n).pushLong(steps);
      asm.call(PairArithmetic.class, "sequence", "(IIJ)J");
      set(i.d, half, predicate);
    }
    asm.sum(i.n, 2 * lanes * step).setReg(i.n);
  }

  private void select(Instruction i, Predicate predicate) {
    for (int half = 0; half < 2; half++) {
      asm.half(i.n, half).half(i.m, half);
      p0Mask(half);
      asm.call(Vectors.class, "merge", "(JJJ)J");
      set(i.d, half, predicate);
    }
  }

  /** Pushes the bytes of P0. */
  private void p0Mask(int half) {
    asm.get(Asm.P0);
    if (half != 0) {
      asm.push(8);
      code.iushr();
    }
    asm.call(PairCompare.class, "mask", "(I)J");
  }

  private void immediate(Instruction i, Predicate predicate) {
    long constant = i.imm & 0xFFFF_FFFFL | (long) i.target << 32;
    for (int half = 0; half < 2; half++) {
      switch (i.op) {
        case VMOV_IMM_Q -> asm.pushLong(constant);
        case VMVN_IMM_Q -> asm.pushLong(~constant);
        case VORR_IMM_Q -> {
          asm.half(i.d, half).pushLong(constant);
          code.lor();
        }
        default -> {
          asm.half(i.d, half).pushLong(~constant);
          code.land();
        }
      }
      set(i.d, half, predicate);
    }
  }

  /** Pushes both halves of Qm, of which lanes that are not active are 0. */
  private void activeLanes(Instruction i, Predicate predicate) {
    for (int half = 0; half < 2; half++) {
      asm.half(i.m, half);
      if (!predicate.all()) {
        lanes(i.size, predicate, half);
        code.land();
      }
    }
  }

  /** Pushes lanes of ones where the first byte of a lane is active. */
  private void lanes(int size, Predicate predicate, int half) {
    asm.push(size);
    predicate.push(asm, half);
    asm.call(PairCompare.class, "lanes", "(IJ)J");
  }

  private void sum(Instruction i, Predicate predicate) {
    asm.push(i.size);
    activeLanes(i, predicate);
    asm.call(PairReduce.class, i.unsigned ? "sumUnsigned" : "sumSigned", "(IJJ)I");
    addToResult(i);
  }

  private void addToResult(Instruction i) {
    if (i.accumulate) {
      asm.reg(i.d);
      code.iadd();
    }
    asm.setReg(i.d);
  }

  /** Sets RdaHi and RdaLo to a sum with the long on the stack. */
  private void addToLong(Instruction i) {
    if (i.accumulate) {
      asm.reg(i.d).reg(i.a).call(PairArithmetic.class, "pair", "(II)J");
      code.ladd();
    }
    code.dup2().l2i();
    asm.setReg(i.d).push(32);
    code.lushr().l2i();
    asm.setReg(i.a);
  }

  private void longSum(Instruction i, Predicate predicate) {
    activeLanes(i, predicate);
    asm.call(PairReduce.class, i.unsigned ? "sumWordsUnsigned" : "sumWordsSigned", "(JJ)J");
    addToLong(i);
  }

  private void products(Instruction i, Predicate predicate) {
    asm.push(i.size);
    for (int half = 0; half < 2; half++) {
      if (i.exchange) {
        asm.push(i.size).half(i.n, half).call(PairArithmetic.class, "exchange", "(IJ)J");
      } else {
        asm.half(i.n, half);
      }
    }
    activeLanes(i, predicate);
    boolean subtracts = i.op == Op.VMLSDAV_Q || i.op == Op.VMLSLDAV_Q;
    String name = subtracts ? "dotDifference" : i.unsigned ? "dotUnsigned" : "dotSigned";
    asm.call(PairReduce.class, name, "(IJJJJ)J");
    if (i.op == Op.VMLADAV_Q || i.op == Op.VMLSDAV_Q) {
      code.l2i();
      addToResult(i);
    } else {
      addToLong(i);
    }
  }

  /** VABAV, which always adds. */
  private void differences(Instruction i, Predicate predicate) {
    asm.push(i.size);
    for (int half = 0; half < 2; half++) {
      asm.push(i.size).half(i.n, half).half(i.m, half);
      asm.call(PairArithmetic.class, i.unsigned ? "abdUnsigned" : "abdSigned", "(IJJ)J");
      if (!predicate.all()) {
        lanes(i.size, predicate, half);
        code.land();
      }
    }
    asm.call(PairReduce.class, "sumUnsigned", "(IJJ)I").reg(i.d);
    code.iadd();
    asm.setReg(i.d);
  }

  /**
   * Lanes that are not active become the register, which takes part anyway, and whose magnitude
   * nobody takes.
   */
  private void extreme(Instruction i, String name, Predicate predicate) {
    if (!predicate.all()) {
      duplicated(i, i.d);
    }
    asm.push(i.size).reg(i.d);
    boolean magnitudes = i.op == Op.VMAXAV_Q || i.op == Op.VMINAV_Q;
    for (int half = 0; half < 2; half++) {
      if (magnitudes) {
        asm.push(i.size).half(i.m, half).call(PairArithmetic.class, "abs", "(IJ)J");
      } else {
        asm.half(i.m, half);
      }
      if (!predicate.all()) {
        asm.getLong(Asm.VECTOR);
        lanes(i.size, predicate, half);
        asm.call(Vectors.class, "merge", "(JJJ)J");
      }
    }
    asm.call(PairReduce.class, name, "(IIJJ)I").setReg(i.d);
  }

  private boolean compare(Instruction i, Predicate predicate) {
    switch (i.op) {
      case VCMP_Q, VPT_Q -> compared(i, predicate);
      case VCMP_QR, VPT_QR -> {
        if (i.m == ZERO) {
          asm.pushLong(0).setLong(Asm.VECTOR);
        } else {
          duplicated(i, i.m);
        }
        compared(i, predicate);
      }
      case VPST -> {
        for (int half = 0; half < 2; half++) {
          p0Mask(half);
          if (predicate.tail()) {
            asm.getLong(Asm.TAIL_MASK + 2 * half);
            code.land();
          }
          asm.setLong(Asm.BLOCK_MASK + 2 * half);
        }
      }
      case VPNOT -> {
        asm.get(Asm.P0).push(-1);
        code.ixor();
        setP0(predicate);
      }
      case VCTP -> {
        asm.push(i.size).reg(i.n).call(Vectors.class, "tail", "(II)I");
        setP0(predicate);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Sets P0 to bits on the stack, where bytes are active; the others become 0. */
  private void setP0(Predicate predicate) {
    if (predicate.block() != 0) {
      asm.get(Asm.P0);
      code.iand();
    }
    if (predicate.tail()) {
      asm.get(Asm.TAIL);
    } else {
      asm.push(ALL);
    }
    code.iand();
    asm.set(Asm.P0);
    if (predicate.block() != 0) {
      for (int half = 0; half < 2; half++) {
        p0Mask(half);
        asm.setLong(Asm.BLOCK_MASK + 2 * half);
      }
    }
  }

  private void compared(Instruction i, Predicate predicate) {
    boolean scalar = i.op == Op.VCMP_QR || i.op == Op.VPT_QR;
    for (int half = 0; half < 2; half++) {
      asm.push(i.size).push(i.cond).half(i.n, half);
      if (scalar) {
        asm.getLong(Asm.VECTOR);
      } else {
        asm.half(i.m, half);
      }
      asm.call(PairCompare.class, "compare", "(IIJJ)J");
      if (!predicate.all()) {
        predicate.push(asm, half);
        code.land();
      }
      asm.setLong((half == 0 ? Asm.VECTOR2 : Asm.VECTOR2 + 2));
    }
    asm.getLong(Asm.VECTOR2).getLong(Asm.VECTOR2 + 2);
    asm.call(PairCompare.class, "bits", "(JJ)I").set(Asm.P0);
    if (predicate.block() != 0 || VptBlock.begins(i.op)) {
      asm.getLong(Asm.VECTOR2).setLong(Asm.BLOCK_MASK);
      asm.getLong(Asm.VECTOR2 + 2).setLong(Asm.BLOCK_MASK + 2);
    }
  }

  /** Moves on in a VPT block: for the instructions of its else part, the predicate is inverted. */
  void advance(Predicate predicate) {
    if (predicate.block() <= 8) {
      return;
    }
    asm.get(Asm.P0).push(ALL);
    code.ixor();
    asm.set(Asm.P0);
    for (int half = 0; half < 2; half++) {
      asm.getLong(Asm.BLOCK_MASK + 2 * half);
      asm.pushLong(-1);
      code.lxor();
      if (predicate.tail()) {
        asm.getLong(Asm.TAIL_MASK + 2 * half);
        code.land();
      }
      asm.setLong(Asm.BLOCK_MASK + 2 * half);
    }
  }

  /** The masks of a VPT block anew, after the interpreter has moved on in it. */
  void takeBlock(Predicate predicate) {
    for (int half = 0; half < 2; half++) {
      p0Mask(half);
      if (predicate.tail()) {
        asm.getLong(Asm.TAIL_MASK + 2 * half);
        code.land();
      }
      asm.setLong(Asm.BLOCK_MASK + 2 * half);
    }
  }

  /** The masks of a loop's last round. */
  void takeTail() {
    asm.get(Asm.FPSCR).reg(LR).call(PairCompare.class, "tail", "(II)I").set(Asm.TAIL);
    for (int half = 0; half < 2; half++) {
      asm.get(Asm.TAIL).push(8 * half);
      code.iushr();
      asm.call(PairCompare.class, "mask", "(I)J").setLong(Asm.TAIL_MASK + 2 * half);
    }
  }

  private boolean move(Instruction i) {
    switch (i.op) {
      case VMOV_CORE_TO_LANE -> {
        asm.half(i.n >> 1, i.n & 1).reg(i.d).push(i.size).push(i.imm << 3 + i.size);
        asm.call(Vectors.class, "withLane", "(JIII)J").setHalf(i.n >> 1, i.n & 1);
      }
      case VMOV_LANE_TO_CORE -> {
        int bits = 8 << i.size;
        asm.half(i.n >> 1, i.n & 1).push(64 - bits - (i.imm << 3 + i.size));
        code.lshl();
        asm.push(64 - bits);
        if (i.unsigned) {
          code.lushr();
        } else {
          code.lshr();
        }
        code.l2i();
        asm.setReg(i.d);
      }
      case VMOV_LANES_TO_CORE2 ->
          asm.single(4 * i.d + i.imm).setReg(i.m).single(4 * i.d + i.imm + 2).setReg(i.a);
      case VMOV_CORE2_TO_LANES ->
          asm.reg(i.m).setSingle(4 * i.d + i.imm).reg(i.a).setSingle(4 * i.d + i.imm + 2);
      default -> {
        return false;
      }
    }
    return true;
  }
}
