package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.OpCode;
import dev.tinyrig.emulator.semantics.Fpscr;

/**
 * Finds the method that executes a half-precision instruction; one case per operation. Access to
 * the unit was checked by {@link FpDispatch} already.
 */
final class FpHalfDispatch {
  private FpHalfDispatch() {}

  static void execute(Core c, Instruction i) {
    switch (i.code) {
      case OpCode.VMLA_F16 -> FpHalfOps.chained(c, i, false, false);
      case OpCode.VMLS_F16 -> FpHalfOps.chained(c, i, false, true);
      case OpCode.VNMLS_F16 -> FpHalfOps.chained(c, i, true, false);
      case OpCode.VNMLA_F16 -> FpHalfOps.chained(c, i, true, true);
      case OpCode.VMUL_F16 -> FpHalfOps.vmul(c, i);
      case OpCode.VNMUL_F16 -> FpHalfOps.vnmul(c, i);
      case OpCode.VADD_F16 -> FpHalfOps.vadd(c, i);
      case OpCode.VSUB_F16 -> FpHalfOps.vsub(c, i);
      case OpCode.VDIV_F16 -> FpHalfOps.vdiv(c, i);
      case OpCode.VFNMS_F16 -> FpHalfOps.fused(c, i, true, false);
      case OpCode.VFNMA_F16 -> FpHalfOps.fused(c, i, true, true);
      case OpCode.VFMA_F16 -> FpHalfOps.fused(c, i, false, false);
      case OpCode.VFMS_F16 -> FpHalfOps.fused(c, i, false, true);
      case OpCode.VMOV_IMM_F16 -> FpHalfOps.vmovImm(c, i);
      case OpCode.VABS_F16 -> FpHalfOps.vabs(c, i);
      case OpCode.VNEG_F16 -> FpHalfOps.vneg(c, i);
      case OpCode.VSQRT_F16 -> FpHalfOps.vsqrt(c, i);
      case OpCode.VCMP_F16 -> FpHalfOps.compare(c, i, c.s[i.m], false);
      case OpCode.VCMPE_F16 -> FpHalfOps.compare(c, i, c.s[i.m], true);
      case OpCode.VCMP_ZERO_F16 -> FpHalfOps.compare(c, i, 0, false);
      case OpCode.VCMPE_ZERO_F16 -> FpHalfOps.compare(c, i, 0, true);
      case OpCode.VRINTR_F16 -> FpHalfOps.round(c, i, Fpscr.roundingMode(c.fpscr), false);
      case OpCode.VRINTZ_F16 -> FpHalfOps.round(c, i, Fpscr.TOWARDS_ZERO, false);
      case OpCode.VRINTX_F16 -> FpHalfOps.round(c, i, Fpscr.roundingMode(c.fpscr), true);
      case OpCode.VCVT_FROM_U32_F16 -> FpHalfOps.fromInteger(c, i, false);
      case OpCode.VCVT_FROM_S32_F16 -> FpHalfOps.fromInteger(c, i, true);
      case OpCode.VCVT_TO_FIXED_F16 -> FpHalfOps.toFixed(c, i);
      case OpCode.VCVT_FROM_FIXED_F16 -> FpHalfOps.fromFixed(c, i);
      case OpCode.VCVTR_U32_F16 -> FpHalfOps.toInteger(c, i, false, Fpscr.roundingMode(c.fpscr));
      case OpCode.VCVT_U32_F16 -> FpHalfOps.toInteger(c, i, false, Fpscr.TOWARDS_ZERO);
      case OpCode.VCVTR_S32_F16 -> FpHalfOps.toInteger(c, i, true, Fpscr.roundingMode(c.fpscr));
      case OpCode.VCVT_S32_F16 -> FpHalfOps.toInteger(c, i, true, Fpscr.TOWARDS_ZERO);
      case OpCode.VSEL_F16 -> FpHalfOps.vsel(c, i);
      case OpCode.VMAXNM_F16 -> FpHalfOps.vmaxnm(c, i);
      case OpCode.VMINNM_F16 -> FpHalfOps.vminnm(c, i);
      case OpCode.VRINTA_F16 -> FpHalfOps.round(c, i, Fpscr.TIES_AWAY, false);
      case OpCode.VRINTN_F16 -> FpHalfOps.round(c, i, Fpscr.NEAREST, false);
      case OpCode.VRINTP_F16 -> FpHalfOps.round(c, i, Fpscr.UP, false);
      case OpCode.VRINTM_F16 -> FpHalfOps.round(c, i, Fpscr.DOWN, false);
      case OpCode.VCVTA_U32_F16 -> FpHalfOps.toInteger(c, i, false, Fpscr.TIES_AWAY);
      case OpCode.VCVTA_S32_F16 -> FpHalfOps.toInteger(c, i, true, Fpscr.TIES_AWAY);
      case OpCode.VCVTN_U32_F16 -> FpHalfOps.toInteger(c, i, false, Fpscr.NEAREST);
      case OpCode.VCVTN_S32_F16 -> FpHalfOps.toInteger(c, i, true, Fpscr.NEAREST);
      case OpCode.VCVTP_U32_F16 -> FpHalfOps.toInteger(c, i, false, Fpscr.UP);
      case OpCode.VCVTP_S32_F16 -> FpHalfOps.toInteger(c, i, true, Fpscr.UP);
      case OpCode.VCVTM_U32_F16 -> FpHalfOps.toInteger(c, i, false, Fpscr.DOWN);
      case OpCode.VCVTM_S32_F16 -> FpHalfOps.toInteger(c, i, true, Fpscr.DOWN);
      case OpCode.VMOV_CORE_TO_HALF_S -> FpHalfOps.vmovFromCore(c, i);
      case OpCode.VMOV_HALF_S_TO_CORE -> FpHalfOps.vmovToCore(c, i);
      case OpCode.VINS -> FpHalfOps.vins(c, i);
      case OpCode.VMOVX -> FpHalfOps.vmovx(c, i);
      case OpCode.VLDR_16 -> FpHalfOps.vldr(c, i);
      case OpCode.VSTR_16 -> FpHalfOps.vstr(c, i);
      default -> throw new AssertionError("no operation of this family: " + i.op);
    }
  }
}
