package dev.tinyrig.emulator.isa;

import static dev.tinyrig.emulator.isa.OperandText.conditionName;
import static dev.tinyrig.emulator.isa.OperandText.reg;
import static dev.tinyrig.emulator.isa.OperandText.regs;

import java.util.Locale;

/**
 * Text of vector instructions but for loads and stores ({@link MveMemoryText}), in the syntax of
 * GNU objdump where that prints what the assembler takes.
 */
final class MveText {
  private final Instruction i;

  /** {@code t} or {@code e} in a VPT block, else empty. */
  private final String predicate;

  private MveText(Instruction instruction, String predicate) {
    this.i = instruction;
    this.predicate = predicate;
  }

  /**
   * The text of a vector instruction.
   *
   * @param predicate its suffix in a VPT block, or empty
   */
  static String text(Instruction i, String predicate) {
    return switch (i.op.kind()) {
      case VECTOR_LOAD, VECTOR_STORE, VECTOR_GATHER, VECTOR_SCATTER ->
          MveMemoryText.text(i, predicate);
      default -> new MveText(i, predicate).text();
    };
  }

  /** The suffix that a VPT block's first instruction gives it: one letter for each further one. */
  static String blockLetters(int mask) {
    StringBuilder letters = new StringBuilder();
    boolean otherwise = false;
    for (int bit = 3; bit > Integer.numberOfTrailingZeros(mask); bit--) {
      otherwise ^= (mask >>> bit & 1) != 0;
      letters.append(otherwise ? 'e' : 't');
    }
    return letters.toString();
  }

  private static String q(int number) {
    return "q" + number;
  }

  private int bits() {
    return 8 << i.size;
  }

  /** Bits of the wide elements of narrowing operations. */
  private int wideBits() {
    return 16 << i.size;
  }

  private String base() {
    String name = i.encoding.name();
    return name.substring(0, name.indexOf(' ')).toLowerCase(Locale.ROOT);
  }

  private String typed(char type) {
    return type + Integer.toString(bits());
  }

  private String sign() {
    return i.unsigned ? "u" : "s";
  }

  private String signed() {
    return sign() + bits();
  }

  private String half() {
    return i.top == 1 ? "t" : "b";
  }

  private String line(String mnemonic, String type, String operands) {
    return mnemonic + predicate + (type.isEmpty() ? "" : "." + type) + " " + operands;
  }

  private String three() {
    return q(i.d) + ", " + q(i.n) + ", " + q(i.m);
  }

  private String two() {
    return q(i.d) + ", " + q(i.m);
  }

  private String scalar() {
    return q(i.d) + ", " + q(i.n) + ", " + reg(i.m);
  }

  private String amount() {
    return ", #" + i.amount;
  }

  private String text() {
    return switch (i.op.kind()) {
      case VECTOR_REDUCTION -> reduction();
      case VECTOR_FLOAT, VECTOR_FLOAT_MULTIPLY -> floating();
      case VECTOR_MOVE -> move();
      case VECTOR_MULTIPLY -> multiply();
      case VECTOR_PREDICATION -> predication();
      default -> integer();
    };
  }

  private String predication() {
    return switch (i.op) {
      case VPNOT -> "vpnot" + predicate;
      case VPST -> "vpst" + blockLetters(i.imm);
      default -> line("vctp", Integer.toString(bits()), reg(i.n));
    };
  }

  private String integer() {
    return switch (i.op) {
      case VAND_Q, VBIC_Q, VORN_Q, VEOR_Q, VPSEL_Q -> line(base(), "", three());
      case VORR_Q -> i.n == i.m ? line("vmov", "", two()) : line("vorr", "", three());
      case VMVN_Q -> line("vmvn", "", two());
      case VORR_IMM_Q, VBIC_IMM_Q, VMOV_IMM_Q, VMVN_IMM_Q -> immediate();
      case VADD_Q, VSUB_Q -> line(base(), typed('i'), three());
      case VABD_Q, VMAX_Q, VMIN_Q, VHADD_Q, VHSUB_Q, VRHADD_Q, VQADD_Q, VQSUB_Q ->
          line(base(), signed(), three());
      case VADC_Q, VADCI_Q, VSBC_Q, VSBCI_Q -> line(base(), "i32", three());
      case VHCADD_Q -> line("vhcadd", typed('s'), three() + amount());
      case VCADD_Q -> line("vcadd", typed('i'), three() + amount());
      case VMOVN_Q -> line("vmovn" + half(), "i" + wideBits(), two());
      case VQMOVN_Q -> line("vqmovn" + half(), sign() + wideBits(), two());
      case VQMOVUN_Q -> line("vqmovun" + half(), "s" + wideBits(), two());
      case VMAXA_Q, VMINA_Q, VCLS_Q, VABS_Q, VNEG_Q, VQABS_Q, VQNEG_Q ->
          line(base(), typed('s'), two());
      case VCLZ_Q -> line("vclz", typed('i'), two());
      case VREV16_Q, VREV32_Q, VREV64_Q -> line(base(), Integer.toString(bits()), two());
      case VADD_QR, VSUB_QR -> line(base(), typed('i'), scalar());
      case VHADD_QR, VHSUB_QR, VQADD_QR, VQSUB_QR -> line(base(), signed(), scalar());
      case VBRSR_QR -> line("vbrsr", Integer.toString(bits()), scalar());
      case VIDUP_Q, VDDUP_Q -> line(base(), typed('u'), q(i.d) + ", " + reg(i.n) + amount());
      case VIWDUP_Q, VDWDUP_Q ->
          line(base(), typed('u'), q(i.d) + ", " + regs(i.n, i.m) + amount());
      case VCMP_Q, VCMP_QR, VPT_Q, VPT_QR -> compare(integerCompareType());
      default -> shift();
    };
  }

  private String shift() {
    return switch (i.op) {
      case VSHL_Q, VRSHL_Q, VQSHL_Q, VQRSHL_Q -> line(base(), signed(), two() + ", " + q(i.n));
      case VSHL_QR, VRSHL_QR, VQSHL_QR, VQRSHL_QR ->
          line(base(), signed(), q(i.d) + ", " + reg(i.m));
      case VSHL_IMM_Q -> line("vshl", typed('i'), two() + amount());
      case VQSHLU_IMM_Q -> line("vqshlu", typed('s'), two() + amount());
      case VSRI_Q, VSLI_Q -> line(base(), Integer.toString(bits()), two() + amount());
      case VSHLL_Q ->
          i.amount == 0
              ? line("vmovl" + half(), signed(), two())
              : line("vshll" + half(), signed(), two() + amount());
      case VSHRN_Q, VRSHRN_Q -> line(base() + half(), "i" + wideBits(), two() + amount());
      case VQSHRN_Q, VQRSHRN_Q -> line(base() + half(), sign() + wideBits(), two() + amount());
      case VQSHRUN_Q, VQRSHRUN_Q -> line(base() + half(), "s" + wideBits(), two() + amount());
      case VSHLC_Q -> line("vshlc", "", q(i.d) + ", " + reg(i.m) + amount());
      default -> line(base(), signed(), two() + amount());
    };
  }

  private String multiply() {
    String exchange = i.exchange ? "x" : "";
    return switch (i.op) {
      case VMUL_Q -> line("vmul", typed('i'), three());
      case VMULH_Q, VRMULH_Q -> line(base(), signed(), three());
      case VMULLP_Q -> line("vmull" + half(), typed('p'), three());
      case VMULL_Q -> line("vmull" + half(), signed(), three());
      case VQDMULL_Q -> line("vqdmull" + half(), typed('s'), three());
      case VQDMULL_QR -> line("vqdmull" + half(), typed('s'), scalar());
      case VMUL_QR -> line("vmul", typed('i'), scalar());
      // The type makes no difference; the encoding has a bit for it.
      case VMLA_QR, VMLAS_QR -> line(base(), typed((i.bits & 1 << 28) == 0 ? 's' : 'u'), scalar());
      default ->
          i.op.name().endsWith("_QR")
              ? line(base(), typed('s'), scalar())
              : line(base() + exchange, typed('s'), three());
    };
  }

  private String reduction() {
    String a = i.accumulate ? "a" : "";
    String ax = a + (i.exchange ? "x" : "");
    String pair = regs(i.d, i.a) + ", ";
    String sources = q(i.n) + ", " + q(i.m);
    return switch (i.op) {
      case VMLADAV_Q -> line(i.exchange ? "vmladav" + ax : "vmlav" + a, signed(), rda() + sources);
      case VMLSDAV_Q -> line("vmlsdav" + ax, typed('s'), rda() + sources);
      case VMLALDAV_Q ->
          line(i.exchange ? "vmlaldav" + ax : "vmlalv" + a, signed(), pair + sources);
      case VMLSLDAV_Q -> line("vmlsldav" + ax, typed('s'), pair + sources);
      case VRMLALDAVH_Q ->
          line(i.exchange ? "vrmlaldavh" + ax : "vrmlalvh" + a, signed(), pair + sources);
      case VRMLSLDAVH_Q -> line("vrmlsldavh" + ax, typed('s'), pair + sources);
      case VADDV_Q -> line("vaddv" + a, signed(), rda() + q(i.m));
      case VADDLV_Q -> line("vaddlv" + a, signed(), pair + q(i.m));
      case VABAV_Q -> line("vabav", signed(), rda() + sources);
      case VMAXV_Q, VMINV_Q -> line(base(), signed(), rda() + q(i.m));
      default -> line(base(), typed('s'), rda() + q(i.m));
    };
  }

  private String rda() {
    return reg(i.d) + ", ";
  }

  private String floating() {
    String f = typed('f');
    return switch (i.op) {
      case VCVT_F16_F32_Q -> line("vcvt" + half(), "f16.f32", two());
      case VCVT_F32_F16_Q -> line("vcvt" + half(), "f32.f16", two());
      case VCVT_FROM_FIXED_Q -> line("vcvt", f + "." + signed(), two() + amount());
      case VCVT_TO_FIXED_Q -> line("vcvt", signed() + "." + f, two() + amount());
      case VCVT_FROM_INT_Q -> line("vcvt", f + "." + signed(), two());
      case VCVT_TO_INT_Q, VCVTA_Q, VCVTN_Q, VCVTP_Q, VCVTM_Q ->
          line(base(), signed() + "." + f, two());
      case VMAXNMV_Q, VMINNMV_Q, VMAXNMAV_Q, VMINNMAV_Q -> line(base(), f, rda() + q(i.m));
      case VCMPF_Q, VCMPF_QR, VPTF_Q, VPTF_QR -> compare(f);
      case VCMUL_Q, VCADDF_Q, VCMLA_Q -> line(base(), f, three() + amount());
      case VMAXNMA_Q, VMINNMA_Q -> line(base(), f, two());
      default ->
          i.op.name().endsWith("_QR")
              ? line(base(), f, scalar())
              : line(base(), f, i.encoding.pattern().indexOf('n') >= 0 ? three() : two());
    };
  }

  private String integerCompareType() {
    return switch (i.cond) {
      case 0, 1 -> typed('i');
      case 2, 8 -> typed('u');
      default -> typed('s');
    };
  }

  /** VCMP and VPT. */
  private String compare(String type) {
    boolean block = i.op.name().startsWith("VPT");
    String second = i.op.name().endsWith("_QR") ? (i.m == 15 ? "zr" : reg(i.m)) : q(i.m);
    return (block ? "vpt" + blockLetters(i.imm) : "vcmp" + predicate)
        + ("." + type + " " + conditionName(i.cond) + ", " + q(i.n) + ", " + second);
  }

  private String immediate() {
    String name = i.encoding.name();
    String type = name.substring(name.indexOf("vector ") + 7).split(" ")[0];
    String value =
        switch (type) {
          case "I8" -> "#" + (i.imm & 0xFF);
          case "I16" -> "#" + (i.imm & 0xFFFF);
          case "I64" -> String.format(Locale.ROOT, "#0x%08x%08x", i.target, i.imm);
          case "F32" -> "#" + FpText.number(Float.intBitsToFloat(i.imm));
          default -> "#" + Integer.toUnsignedString(i.imm);
        };
    return line(base(), type.toLowerCase(Locale.ROOT), q(i.d) + ", " + value);
  }

  private String move() {
    String lane = "d" + i.n + "[" + i.imm + "]";
    return switch (i.op) {
      case VDUP_Q -> line("vdup", Integer.toString(bits()), q(i.d) + ", " + reg(i.m));
      // Moves of lanes are not for VPT blocks and have no suffix in one.
      case VMOV_CORE_TO_LANE -> "vmov." + bits() + " " + lane + ", " + reg(i.d);
      case VMOV_LANE_TO_CORE -> "vmov." + signed() + " " + reg(i.d) + ", " + lane;
      case VMOV_LANES_TO_CORE2 -> "vmov " + regs(i.m, i.a) + ", " + lanes();
      default -> "vmov " + lanes() + ", " + regs(i.m, i.a);
    };
  }

  private String lanes() {
    return q(i.d) + "[" + (i.imm + 2) + "], " + q(i.d) + "[" + i.imm + "]";
  }
}
