package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.Op;
import dev.tinyrig.emulator.semantics.Fpscr;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Collections;

/**
 * Bytecode of floating-point instructions, those that compute in double precision apart; S
 * registers and FPSCR are in JVM locals.
 */
final class FloatCode {
  private static final int SP = 13;
  private static final int PC = 15;
  private static final int WORD = 4;
  private static final int SIGN = 0x8000_0000;
  private static final ClassDesc UNIT = ClassDesc.of("dev.tinyrig.emulator.translator.FloatUnit");

  private final RegionCompiler region;
  private final Asm asm;
  private final CodeBuilder code;
  private final Flags flags;
  private final MemoryCode memory;
  private final Checks checks;
  private final DoubleCode doubles;

  FloatCode(RegionCompiler region, Asm asm, Flags flags, MemoryCode memory, Checks checks) {
    this.checks = checks;
    this.region = region;
    this.asm = asm;
    this.code = asm.code;
    this.flags = flags;
    this.memory = memory;
    this.doubles = new DoubleCode(region, asm, flags);
  }

  static boolean translates(Op op) {
    return switch (op) {
      case VABS_F32,
          VNEG_F32,
          VADD_F32,
          VSUB_F32,
          VMUL_F32,
          VNMUL_F32,
          VDIV_F32,
          VSQRT_F32,
          VMAXNM_F32,
          VMINNM_F32,
          VMLA_F32,
          VMLS_F32,
          VNMLA_F32,
          VNMLS_F32,
          VFMA_F32,
          VFMS_F32,
          VFNMA_F32,
          VFNMS_F32,
          VCMP_F32,
          VCMPE_F32,
          VCMP_ZERO_F32,
          VCMPE_ZERO_F32,
          VSEL_F32,
          VCVT_S32_F32,
          VCVT_U32_F32,
          VRINTA_F32,
          VRINTN_F32,
          VRINTP_F32,
          VRINTM_F32,
          VRINTZ_F32,
          VCVT_FROM_S32_F32,
          VCVT_FROM_U32_F32,
          VMOV_IMM_F32,
          VMOV_F32,
          VMOV_IMM_F64,
          VMOV_F64,
          VMOV_CORE_TO_S,
          VMOV_S_TO_CORE,
          VMOV_CORE2_TO_S2,
          VMOV_S2_TO_CORE2,
          VMOV_CORE2_TO_D,
          VMOV_D_TO_CORE2,
          VMRS,
          VLDR_32,
          VLDR_64,
          VSTR_32,
          VSTR_64,
          VLDM_32,
          VLDM_64,
          VSTM_32,
          VSTM_64 ->
          true;
      default -> DoubleCode.translates(op);
    };
  }

  /** Whether the condition flags of the core are set. */
  static boolean setsFlags(Instruction i) {
    return i.op == Op.VMRS && i.d == PC;
  }

  /** Writes an instruction; false when it is none of these. */
  boolean emit(Instruction i, int exit) {
    switch (i.op) {
      case VABS_F32 -> {
        asm.single(i.m).push(~SIGN);
        code.iand();
        asm.setSingle(i.d);
      }
      case VNEG_F32 -> {
        negated(i.m);
        asm.setSingle(i.d);
      }
      case VADD_F32 -> binary(i, "add", exit);
      case VSUB_F32 -> binary(i, "subtract", exit);
      case VMUL_F32 -> binary(i, "multiply", exit);
      case VNMUL_F32 -> {
        begin();
        asm.single(i.n).single(i.m);
        finish("multiply", 2, exit);
        negate();
        asm.setSingle(i.d);
      }
      case VDIV_F32 -> binary(i, "divide", exit);
      case VMAXNM_F32 -> binary(i, "maximum", exit);
      case VMINNM_F32 -> binary(i, "minimum", exit);
      case VSQRT_F32 -> unary(i, "squareRoot", exit);
      case VMLA_F32 -> chained(i, false, 0, exit);
      case VMLS_F32 -> chained(i, false, SIGN, exit);
      case VNMLA_F32 -> chained(i, true, SIGN, exit);
      case VNMLS_F32 -> chained(i, true, 0, exit);
      case VFMA_F32 -> fused(i, false, false, exit);
      case VFMS_F32 -> fused(i, false, true, exit);
      case VFNMA_F32 -> fused(i, true, true, exit);
      case VFNMS_F32 -> fused(i, true, false, exit);
      case VCMP_F32, VCMPE_F32, VCMP_ZERO_F32, VCMPE_ZERO_F32 -> {
        begin();
        asm.single(i.d);
        switch (i.op) {
          case VCMP_F32, VCMPE_F32 -> asm.single(i.m);
          default -> asm.push(0);
        }
        finish("compare", 2, exit);
        asm.setFpscr();
      }
      case VSEL_F32 -> select(i);
      case VCVT_S32_F32 -> unary(i, "toSigned", exit);
      case VCVT_U32_F32 -> unary(i, "toUnsigned", exit);
      case VRINTA_F32 -> round(i, Fpscr.TIES_AWAY, exit);
      case VRINTN_F32 -> round(i, Fpscr.NEAREST, exit);
      case VRINTP_F32 -> round(i, Fpscr.UP, exit);
      case VRINTM_F32 -> round(i, Fpscr.DOWN, exit);
      case VRINTZ_F32 -> round(i, Fpscr.TOWARDS_ZERO, exit);
      case VCVT_FROM_S32_F32 -> unary(i, "fromSigned", exit);
      case VCVT_FROM_U32_F32 -> unary(i, "fromUnsigned", exit);
      default -> {
        return move(i) || transfer(i, exit) || doubles.emit(i, exit);
      }
    }
    return true;
  }

  private void begin() {
    asm.constant(region.constant(region.floatUnit()), UNIT);
  }

  /** Calls a function on {@code operands} words; FPSCR and the exit are its last ones. */
  private void finish(String name, int operands, int exit) {
    asm.getFpscr().push(exit);
    MethodTypeDesc type =
        MethodTypeDesc.of(
            ConstantDescs.CD_int, Collections.nCopies(operands + 2, ConstantDescs.CD_int));
    asm.bailing(() -> code.invokevirtual(UNIT, name, type));
  }

  private void negate() {
    asm.push(SIGN);
    code.ixor();
  }

  private void negated(int register) {
    asm.single(register);
    negate();
  }

  private void binary(Instruction i, String name, int exit) {
    begin();
    asm.single(i.n).single(i.m);
    finish(name, 2, exit);
    asm.setSingle(i.d);
  }

  private void unary(Instruction i, String name, int exit) {
    begin();
    asm.single(i.m);
    finish(name, 1, exit);
    asm.setSingle(i.d);
  }

  private void round(Instruction i, int mode, int exit) {
    begin();
    asm.single(i.m).push(mode);
    finish("round", 2, exit);
    asm.setSingle(i.d);
  }

  private void addend(Instruction i, boolean negative) {
    if (negative) {
      negated(i.d);
    } else {
      asm.single(i.d);
    }
  }

  private void chained(Instruction i, boolean negateAddend, int negateProduct, int exit) {
    begin();
    addend(i, negateAddend);
    asm.single(i.n).single(i.m).push(negateProduct);
    finish("chained", 4, exit);
    asm.setSingle(i.d);
  }

  private void fused(Instruction i, boolean negateAddend, boolean negateFactor, int exit) {
    begin();
    addend(i, negateAddend);
    if (negateFactor) {
      negated(i.n);
    } else {
      asm.single(i.n);
    }
    asm.single(i.m);
    finish("fused", 3, exit);
    asm.setSingle(i.d);
  }

  private void select(Instruction i) {
    Label other = asm.label();
    Label done = asm.label();
    flags.jumpUnless(i.cond, other);
    asm.single(i.n).setSingle(i.d);
    code.goto_(done);
    asm.bind(other).single(i.m).setSingle(i.d).bind(done);
  }

  private boolean move(Instruction i) {
    switch (i.op) {
      case VMOV_IMM_F32 -> asm.push(i.imm).setSingle(i.d);
      case VMOV_F32 -> asm.single(i.m).setSingle(i.d);
      case VMOV_IMM_F64 -> asm.push(0).setSingle(2 * i.d).push(i.imm).setSingle(2 * i.d + 1);
      case VMOV_F64 ->
          asm.single(2 * i.m).single(2 * i.m + 1).setSingle(2 * i.d + 1).setSingle(2 * i.d);
      case VMOV_CORE_TO_S -> asm.reg(i.d).setSingle(i.n);
      case VMOV_S_TO_CORE -> asm.single(i.n).setReg(i.d);
      case VMOV_CORE2_TO_S2 -> asm.reg(i.d).setSingle(i.m).reg(i.a).setSingle(i.m + 1);
      case VMOV_S2_TO_CORE2 -> asm.single(i.m).setReg(i.d).single(i.m + 1).setReg(i.a);
      case VMOV_CORE2_TO_D -> asm.reg(i.d).setSingle(2 * i.m).reg(i.a).setSingle(2 * i.m + 1);
      case VMOV_D_TO_CORE2 -> asm.single(2 * i.m).setReg(i.d).single(2 * i.m + 1).setReg(i.a);
      case VMRS -> {
        asm.getFpscr();
        if (i.d != PC) {
          asm.setReg(i.d);
        } else {
          flags.setFromFpscr();
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean transfer(Instruction i, int exit) {
    switch (i.op) {
      case VLDR_32 -> {
        single(i);
        memory.begin(i, false, WORD, 1, exit);
        memory.pushLoad(WORD, 0, exit);
        asm.setSingle(i.d);
        memory.end(false, 1);
      }
      case VSTR_32 -> {
        single(i);
        memory.begin(i, true, WORD, 1, exit);
        memory.store(WORD, 0, () -> asm.single(i.d), exit);
        memory.end(true, 1);
      }
      case VLDR_64 -> {
        single(i);
        load(i, 2 * i.d, 2, exit);
      }
      case VSTR_64 -> {
        single(i);
        store(i, 2 * i.d, 2, exit);
      }
      case VLDM_32 -> many(i, i.d, i.imm, true, exit);
      case VLDM_64 -> many(i, 2 * i.d, 2 * i.imm, true, exit);
      case VSTM_32 -> many(i, i.d, i.imm, false, exit);
      case VSTM_64 -> many(i, 2 * i.d, 2 * i.imm, false, exit);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void single(Instruction i) {
    if (i.n == PC) {
      asm.push(i.target);
    } else {
      asm.sum(i.n, i.imm);
    }
    asm.set(Asm.TEMP);
  }

  private void load(Instruction i, int first, int words, int exit) {
    memory.begin(i, false, WORD, words, exit);
    for (int k = 0; k < words; k++) {
      memory.pushLoad(WORD, WORD * k, exit);
      asm.setSingle(first + k);
    }
    memory.end(false, words);
  }

  private void store(Instruction i, int first, int words, int exit) {
    memory.begin(i, true, WORD, words, exit);
    for (int k = 0; k < words; k++) {
      int register = first + k;
      memory.store(WORD, WORD * k, () -> asm.single(register), exit);
    }
    memory.end(true, words);
  }

  private void many(Instruction i, int first, int words, boolean load, int exit) {
    int step = i.amount == 0 ? 4 * words : -4 * words;
    asm.sum(i.n, Math.min(step, 0)).set(Asm.TEMP);
    if (i.n == SP && i.writeBack) {
      asm.get(Asm.TEMP);
      checks.stackPointer(exit);
    }
    if (load) {
      load(i, first, words, exit);
    } else {
      store(i, first, words, exit);
    }
    if (i.writeBack) {
      asm.sum(i.n, step).setReg(i.n);
    }
  }
}
