package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.Op;
import dev.tinyrig.emulator.semantics.PairArithmetic;
import dev.tinyrig.emulator.semantics.PairMultiply;
import dev.tinyrig.emulator.semantics.PairNarrow;
import dev.tinyrig.emulator.semantics.PairSaturate;
import dev.tinyrig.emulator.semantics.PairShift;
import java.util.EnumMap;
import java.util.Map;

/**
 * Vector operations that are one call of a pure function for either half of the result.
 *
 * @param owner class of the function
 * @param signed its name where elements are signed
 * @param unsigned its name where they are not
 * @param operands one letter each: {@code n m d} halves of vectors, {@code s} Rm in every lane,
 *     {@code r} Rm, {@code z} the size, {@code a} the amount, {@code A} the amount in every lane,
 *     {@code t} 1 for the top lanes
 * @param overflows what tells which lanes saturate: a name that ends the function's own, or all of
 *     a name; null where none does. It has the same operands, those that narrow without {@code d}
 */
record VectorSemantic(
    Class<?> owner, String signed, String unsigned, String operands, String overflows) {
  private static final Map<Op, VectorSemantic> ALL = new EnumMap<>(Op.class);

  /** What an instruction is, or null. */
  static VectorSemantic of(Instruction i) {
    return switch (i.op) {
      // These read a beat after its neighbour has been written, when they are the same register.
      case VREV64_Q -> i.d == i.m ? null : ALL.get(i.op);
      case VCADD_Q, VHCADD_Q -> i.size == 2 && i.d == i.m ? null : ALL.get(i.op);
      default -> ALL.get(i.op);
    };
  }

  String name(Instruction i) {
    return i.unsigned ? unsigned : signed;
  }

  String overflowName(Instruction i) {
    return overflows.isEmpty() ? name(i) + "Overflows" : overflows;
  }

  private static void row(Op op, Class<?> owner, String name, String operands) {
    ALL.put(op, new VectorSemantic(owner, name, name, operands, null));
  }

  private static void typed(Op op, Class<?> owner, String name, String operands) {
    String signed = name.replace("*", "Signed");
    ALL.put(op, new VectorSemantic(owner, signed, name.replace("*", "Unsigned"), operands, null));
  }

  private static void saturating(
      Op op, Class<?> owner, String name, String operands, String overflows) {
    String signed = name.replace("*", "Signed");
    String unsigned = name.replace("*", "Unsigned");
    ALL.put(op, new VectorSemantic(owner, signed, unsigned, operands, overflows));
  }

  static {
    Class<?> arithmetic = PairArithmetic.class;
    row(Op.VADD_Q, arithmetic, "add", "znm");
    row(Op.VADD_QR, arithmetic, "add", "zns");
    row(Op.VSUB_Q, arithmetic, "sub", "znm");
    row(Op.VSUB_QR, arithmetic, "sub", "zns");
    typed(Op.VABD_Q, arithmetic, "abd*", "znm");
    typed(Op.VMAX_Q, arithmetic, "max*", "znm");
    typed(Op.VMIN_Q, arithmetic, "min*", "znm");
    typed(Op.VHADD_Q, arithmetic, "hadd*", "znm");
    typed(Op.VHADD_QR, arithmetic, "hadd*", "zns");
    typed(Op.VHSUB_Q, arithmetic, "hsub*", "znm");
    typed(Op.VHSUB_QR, arithmetic, "hsub*", "zns");
    typed(Op.VRHADD_Q, arithmetic, "rhadd*", "znm");
    row(Op.VABS_Q, arithmetic, "abs", "zm");
    row(Op.VNEG_Q, arithmetic, "neg", "zm");
    row(Op.VMAXA_Q, arithmetic, "maxa", "zdm");
    row(Op.VMINA_Q, arithmetic, "mina", "zdm");
    row(Op.VCLS_Q, arithmetic, "cls", "zm");
    row(Op.VCLZ_Q, arithmetic, "clz", "zm");
    row(Op.VREV16_Q, arithmetic, "rev16", "zm");
    row(Op.VREV32_Q, arithmetic, "rev32", "zm");
    row(Op.VREV64_Q, arithmetic, "rev64", "zm");
    row(Op.VCADD_Q, arithmetic, "cadd", "znma");
    row(Op.VHCADD_Q, arithmetic, "hcadd", "znma");

    Class<?> saturate = PairSaturate.class;
    saturating(Op.VQADD_Q, saturate, "qadd*", "znm", "");
    saturating(Op.VQADD_QR, saturate, "qadd*", "zns", "");
    saturating(Op.VQSUB_Q, saturate, "qsub*", "znm", "");
    saturating(Op.VQSUB_QR, saturate, "qsub*", "zns", "");
    saturating(Op.VQABS_Q, saturate, "qabs", "zm", "");
    saturating(Op.VQNEG_Q, saturate, "qneg", "zm", "");

    Class<?> multiply = PairMultiply.class;
    row(Op.VMUL_Q, multiply, "mul", "znm");
    row(Op.VMUL_QR, multiply, "mulScalar", "znr");
    row(Op.VMLA_QR, multiply, "mla", "zdnr");
    row(Op.VMLAS_QR, multiply, "mlas", "zdnr");
    typed(Op.VMULH_Q, multiply, "mulh*", "znm");
    typed(Op.VRMULH_Q, multiply, "rmulh*", "znm");
    typed(Op.VMULL_Q, multiply, "mull*", "ztnm");
    saturating(Op.VQDMULH_Q, multiply, "qdmulh", "znm", "qdmulhOverflows");
    saturating(Op.VQDMULH_QR, multiply, "qdmulh", "zns", "qdmulhOverflows");
    saturating(Op.VQRDMULH_Q, multiply, "qrdmulh", "znm", "qdmulhOverflows");
    saturating(Op.VQRDMULH_QR, multiply, "qrdmulh", "zns", "qdmulhOverflows");

    Class<?> shift = PairShift.class;
    typed(Op.VSHL_Q, shift, "shl*", "zmn");
    typed(Op.VSHL_QR, shift, "shl*", "zds");
    typed(Op.VRSHL_Q, shift, "rshl*", "zmn");
    typed(Op.VRSHL_QR, shift, "rshl*", "zds");
    saturating(Op.VQSHL_Q, shift, "qshl*", "zmn", "");
    saturating(Op.VQSHL_QR, shift, "qshl*", "zds", "");
    saturating(Op.VQRSHL_Q, shift, "qrshl*", "zmn", "");
    saturating(Op.VQRSHL_QR, shift, "qrshl*", "zds", "");
    saturating(Op.VQSHL_IMM_Q, shift, "qshl*", "zmA", "");
    saturating(Op.VQSHLU_IMM_Q, shift, "qshlu", "zmA", "");
    row(Op.VSHL_IMM_Q, shift, "shlBy", "zma");
    typed(Op.VSHR_IMM_Q, shift, "shr*By", "zma");
    typed(Op.VRSHR_IMM_Q, shift, "rshr*By", "zma");
    row(Op.VSLI_Q, shift, "sli", "zdma");
    row(Op.VSRI_Q, shift, "sri", "zdma");
    typed(Op.VSHLL_Q, shift, "shll*", "ztma");

    Class<?> narrow = PairNarrow.class;
    row(Op.VMOVN_Q, narrow, "shrn", "ztdma");
    row(Op.VSHRN_Q, narrow, "shrn", "ztdma");
    row(Op.VRSHRN_Q, narrow, "rshrn", "ztdma");
    saturating(Op.VQMOVN_Q, narrow, "qshrn*", "ztdma", "");
    saturating(Op.VQSHRN_Q, narrow, "qshrn*", "ztdma", "");
    saturating(Op.VQRSHRN_Q, narrow, "qrshrn*", "ztdma", "");
    saturating(Op.VQMOVUN_Q, narrow, "qshrun", "ztdma", "");
    saturating(Op.VQSHRUN_Q, narrow, "qshrun", "ztdma", "");
    saturating(Op.VQRSHRUN_Q, narrow, "qrshrun", "ztdma", "");
  }
}
