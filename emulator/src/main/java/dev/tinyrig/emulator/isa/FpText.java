package dev.tinyrig.emulator.isa;

import static dev.tinyrig.emulator.isa.OperandText.conditionName;
import static dev.tinyrig.emulator.isa.OperandText.fpList;
import static dev.tinyrig.emulator.isa.OperandText.reg;
import static dev.tinyrig.emulator.isa.OperandText.regs;

import java.util.Locale;

/** Text of floating-point instructions in the syntax of GNU objdump. */
final class FpText {
  private FpText() {}

  static String text(Instruction i, String condition) {
    return switch (i.op.kind()) {
      case FP_LOAD, FP_STORE -> {
        boolean half = i.op == Op.VLDR_16 || i.op == Op.VSTR_16;
        String name = i.op.kind() == OpKind.FP_LOAD ? "vldr" : "vstr";
        char kind = half || i.op == Op.VLDR_32 || i.op == Op.VSTR_32 ? 's' : 'd';
        yield name
            + condition
            + (half ? ".16" : "")
            + " "
            + kind
            + i.d
            + ", "
            + OperandText.address(i);
      }
      case FP_LOAD_MULTIPLE, FP_STORE_MULTIPLE -> multiple(i, condition);
      case FP_MOVE -> move(i, condition);
      default -> arithmetic(i, condition);
    };
  }

  private static String multiple(Instruction i, String condition) {
    boolean load = i.op.kind() == OpKind.FP_LOAD_MULTIPLE;
    boolean down = i.amount == 1;
    char kind = i.op == Op.VLDM_32 || i.op == Op.VSTM_32 ? 's' : 'd';
    String list = fpList(kind, i.d, i.imm);
    if (i.n == 13 && i.writeBack && load != down) {
      return (load ? "vpop" : "vpush") + condition + " " + list;
    }
    String name = (load ? "vldm" : "vstm") + (down ? "db" : "ia");
    return name + condition + " " + reg(i.n) + (i.writeBack ? "!" : "") + ", " + list;
  }

  private static String move(Instruction i, String condition) {
    String mov = "vmov" + condition;
    return switch (i.op) {
      case VMOV_CORE_TO_S -> mov + " s" + i.n + ", " + reg(i.d);
      case VMOV_S_TO_CORE -> mov + " " + reg(i.d) + ", s" + i.n;
      case VMOV_CORE_TO_HALF_S -> mov + ".f16 s" + i.n + ", " + reg(i.d);
      case VMOV_HALF_S_TO_CORE -> mov + ".f16 " + reg(i.d) + ", s" + i.n;
      case VINS -> "vins.f16 s" + i.d + ", s" + i.m;
      case VMOVX -> "vmovx.f16 s" + i.d + ", s" + i.m;
      case VMOV_IMM_F16 -> mov + ".f16 s" + i.d + ", #" + imm8(i);
      case VMOV_CORE2_TO_S2 -> mov + " s" + i.m + ", s" + (i.m + 1) + ", " + regs(i.d, i.a);
      case VMOV_S2_TO_CORE2 -> mov + " " + regs(i.d, i.a) + ", s" + i.m + ", s" + (i.m + 1);
      case VMOV_CORE2_TO_D -> mov + " d" + i.m + ", " + regs(i.d, i.a);
      case VMOV_D_TO_CORE2 -> mov + " " + regs(i.d, i.a) + ", d" + i.m;
      case VMOV_CORE_TO_HALF_D -> mov + ".32 d" + i.n + "[" + i.imm + "], " + reg(i.d);
      case VMOV_HALF_D_TO_CORE -> mov + ".32 " + reg(i.d) + ", d" + i.n + "[" + i.imm + "]";
      case VMRS -> "vmrs" + condition + " " + (i.d == 15 ? "APSR_nzcv" : reg(i.d)) + ", fpscr";
      case VMSR -> "vmsr" + condition + " fpscr, " + reg(i.d);
      case VMOV_IMM_F32 -> mov + ".f32 s" + i.d + ", #" + imm8(i);
      case VMOV_IMM_F64 -> mov + ".f64 d" + i.d + ", #" + imm8(i);
      case VMOV_F32 -> mov + ".f32 s" + i.d + ", s" + i.m;
      default -> mov + ".f64 d" + i.d + ", d" + i.m;
    };
  }

  /** A floating-point constant as C's {@code %g} prints it: without zeros at its end. */
  static String number(float value) {
    return new java.math.BigDecimal(value).stripTrailingZeros().toPlainString();
  }

  private static int imm8(Instruction i) {
    return i.bits >>> 12 & 0xF0 | i.bits & 15;
  }

  private static String arithmetic(Instruction i, String condition) {
    String name = i.encoding.name();
    String base = name.substring(0, name.indexOf(' ')).toLowerCase(Locale.ROOT);
    String type = name.substring(name.lastIndexOf(' ') + 1).toLowerCase(Locale.ROOT);
    char kind = i.op.name().endsWith("_F64") ? 'd' : 's';
    String d = kind + "" + i.d;
    String m = kind + "" + i.m;
    return switch (i.op) {
      case VSEL_F16, VSEL_F32, VSEL_F64 ->
          base + conditionName(i.cond) + "." + type + " " + d + ", " + kind + i.n + ", " + m;
      case VCMP_ZERO_F16,
          VCMPE_ZERO_F16,
          VCMP_ZERO_F32,
          VCMPE_ZERO_F32,
          VCMP_ZERO_F64,
          VCMPE_ZERO_F64 ->
          base + condition + "." + type + " " + d + ", #0.0";
      case VCVT_TO_FIXED_F16, VCVT_TO_FIXED_F32, VCVT_TO_FIXED_F64 ->
          "vcvt" + condition + "." + fixed(i) + "." + type + fixedOperands(d, i);
      case VCVT_FROM_FIXED_F16, VCVT_FROM_FIXED_F32, VCVT_FROM_FIXED_F64 ->
          "vcvt" + condition + "." + type + "." + fixed(i) + fixedOperands(d, i);
      default -> {
        boolean three = i.encoding.pattern().indexOf('n') >= 0;
        String to = operandKind(type, true, i) + "" + i.d;
        String from = operandKind(type, false, i) + "" + i.m;
        yield base
            + condition
            + "."
            + type
            + " "
            + to
            + (three ? ", " + kind + i.n : "")
            + ", "
            + from;
      }
    };
  }

  private static String fixed(Instruction i) {
    return (i.shift == 1 ? "s" : "u") + i.amount;
  }

  private static String fixedOperands(String register, Instruction i) {
    return " " + register + ", " + register + ", #" + i.imm;
  }

  /** Conversions have different kinds of registers: only F64 is a D register. */
  private static char operandKind(String type, boolean destination, Instruction i) {
    int dot = type.indexOf('.');
    if (dot < 0) {
      return i.op.name().endsWith("_F64") ? 'd' : 's';
    }
    String part = destination ? type.substring(0, dot) : type.substring(dot + 1);
    return part.equals("f64") ? 'd' : 's';
  }
}
