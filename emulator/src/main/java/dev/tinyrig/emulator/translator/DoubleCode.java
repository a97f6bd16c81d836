package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.Op;
import dev.tinyrig.emulator.semantics.Fpscr;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/** Bytecode of instructions that compute in double precision. */
final class DoubleCode {
  private static final long SIGN = Long.MIN_VALUE;
  private static final ClassDesc UNIT = ClassDesc.of("dev.tinyrig.emulator.translator.DoubleUnit");

  private final RegionCompiler region;
  private final Asm asm;
  private final CodeBuilder code;
  private final Flags flags;

  DoubleCode(RegionCompiler region, Asm asm, Flags flags) {
    this.region = region;
    this.asm = asm;
    this.code = asm.code;
    this.flags = flags;
  }

  static boolean translates(Op op) {
    return switch (op) {
      case VABS_F64,
          VNEG_F64,
          VADD_F64,
          VSUB_F64,
          VMUL_F64,
          VNMUL_F64,
          VDIV_F64,
          VSQRT_F64,
          VMAXNM_F64,
          VMINNM_F64,
          VMLA_F64,
          VMLS_F64,
          VNMLA_F64,
          VNMLS_F64,
          VFMA_F64,
          VFMS_F64,
          VFNMA_F64,
          VFNMS_F64,
          VCMP_F64,
          VCMPE_F64,
          VCMP_ZERO_F64,
          VCMPE_ZERO_F64,
          VSEL_F64,
          VRINTA_F64,
          VRINTN_F64,
          VRINTP_F64,
          VRINTM_F64,
          VRINTZ_F64,
          VCVT_S32_F64,
          VCVT_U32_F64,
          VCVT_FROM_S32_F64,
          VCVT_FROM_U32_F64,
          VCVT_F32_F64,
          VCVT_F64_F32 ->
          true;
      default -> false;
    };
  }

  /** Writes an instruction; false when it is none of these. */
  boolean emit(Instruction i, int exit) {
    switch (i.op) {
      case VABS_F64 -> {
        asm.doubleBits(i.m).pushLong(~SIGN);
        code.land();
        asm.setDoubleBits(i.d);
      }
      case VNEG_F64 -> {
        negated(i.m);
        asm.setDoubleBits(i.d);
      }
      case VADD_F64 -> binary(i, "add", exit);
      case VSUB_F64 -> binary(i, "subtract", exit);
      case VMUL_F64 -> binary(i, "multiply", exit);
      case VNMUL_F64 -> {
        begin();
        asm.doubleBits(i.n).doubleBits(i.m);
        finish("multiply", "(JJII)J", exit);
        negate();
        asm.setDoubleBits(i.d);
      }
      case VDIV_F64 -> binary(i, "divide", exit);
      case VMAXNM_F64 -> binary(i, "maximum", exit);
      case VMINNM_F64 -> binary(i, "minimum", exit);
      case VSQRT_F64 -> unary(i, "squareRoot", exit);
      case VRINTA_F64 -> round(i, Fpscr.TIES_AWAY, exit);
      case VRINTN_F64 -> round(i, Fpscr.NEAREST, exit);
      case VRINTP_F64 -> round(i, Fpscr.UP, exit);
      case VRINTM_F64 -> round(i, Fpscr.DOWN, exit);
      case VRINTZ_F64 -> round(i, Fpscr.TOWARDS_ZERO, exit);
      case VMLA_F64 -> chained(i, false, 0, exit);
      case VMLS_F64 -> chained(i, false, SIGN, exit);
      case VNMLA_F64 -> chained(i, true, SIGN, exit);
      case VNMLS_F64 -> chained(i, true, 0, exit);
      case VFMA_F64 -> fused(i, false, false, exit);
      case VFMS_F64 -> fused(i, false, true, exit);
      case VFNMA_F64 -> fused(i, true, true, exit);
      case VFNMS_F64 -> fused(i, true, false, exit);
      case VCMP_F64, VCMPE_F64, VCMP_ZERO_F64, VCMPE_ZERO_F64 -> {
        begin();
        asm.doubleBits(i.d);
        switch (i.op) {
          case VCMP_F64, VCMPE_F64 -> asm.doubleBits(i.m);
          default -> asm.pushLong(0);
        }
        finish("compare", "(JJII)I", exit);
        asm.setFpscr();
      }
      case VSEL_F64 -> select(i);
      default -> {
        return convert(i, exit);
      }
    }
    return true;
  }

  private boolean convert(Instruction i, int exit) {
    switch (i.op) {
      case VCVT_S32_F64 -> toWord(i, "toSigned", exit);
      case VCVT_U32_F64 -> toWord(i, "toUnsigned", exit);
      case VCVT_F32_F64 -> toWord(i, "toSingle", exit);
      case VCVT_F64_F32 -> {
        begin();
        asm.single(i.m);
        finish("fromSingle", "(III)J", exit);
        asm.setDoubleBits(i.d);
      }
      case VCVT_FROM_S32_F64 ->
          asm.single(i.m).call(DoubleUnit.class, "fromSigned", "(I)J").setDoubleBits(i.d);
      case VCVT_FROM_U32_F64 ->
          asm.single(i.m).call(DoubleUnit.class, "fromUnsigned", "(I)J").setDoubleBits(i.d);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void begin() {
    asm.constant(region.constant(region.doubleUnit()), UNIT);
  }

  /** Calls a function; FPSCR and the exit are its last arguments. */
  private void finish(String name, String descriptor, int exit) {
    asm.getFpscr().push(exit);
    MethodTypeDesc type = MethodTypeDesc.ofDescriptor(descriptor);
    asm.bailing(() -> code.invokevirtual(UNIT, name, type));
  }

  private void negate() {
    asm.pushLong(SIGN);
    code.lxor();
  }

  private void negated(int register) {
    asm.doubleBits(register);
    negate();
  }

  private void push(int register, boolean negative) {
    if (negative) {
      negated(register);
    } else {
      asm.doubleBits(register);
    }
  }

  private void unary(Instruction i, String name, int exit) {
    begin();
    asm.doubleBits(i.m);
    finish(name, "(JII)J", exit);
    asm.setDoubleBits(i.d);
  }

  private void round(Instruction i, int mode, int exit) {
    begin();
    asm.doubleBits(i.m).push(mode);
    finish("round", "(JIII)J", exit);
    asm.setDoubleBits(i.d);
  }

  private void binary(Instruction i, String name, int exit) {
    begin();
    asm.doubleBits(i.n).doubleBits(i.m);
    finish(name, "(JJII)J", exit);
    asm.setDoubleBits(i.d);
  }

  private void toWord(Instruction i, String name, int exit) {
    begin();
    asm.doubleBits(i.m);
    finish(name, "(JII)I", exit);
    asm.setSingle(i.d);
  }

  private void chained(Instruction i, boolean negateAddend, long negateProduct, int exit) {
    begin();
    push(i.d, negateAddend);
    asm.doubleBits(i.n).doubleBits(i.m).pushLong(negateProduct);
    finish("chained", "(JJJJII)J", exit);
    asm.setDoubleBits(i.d);
  }

  private void fused(Instruction i, boolean negateAddend, boolean negateFactor, int exit) {
    begin();
    push(i.d, negateAddend);
    push(i.n, negateFactor);
    asm.doubleBits(i.m);
    finish("fused", "(JJJII)J", exit);
    asm.setDoubleBits(i.d);
  }

  private void select(Instruction i) {
    Label other = asm.label();
    Label done = asm.label();
    flags.jumpUnless(i.cond, other);
    asm.doubleBits(i.n).setDoubleBits(i.d);
    code.goto_(done);
    asm.bind(other).doubleBits(i.m).setDoubleBits(i.d).bind(done);
  }
}
