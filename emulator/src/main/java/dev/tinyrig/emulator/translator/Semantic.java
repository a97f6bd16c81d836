package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.isa.Op;
import dev.tinyrig.emulator.semantics.BitFields;
import dev.tinyrig.emulator.semantics.Dsp;
import dev.tinyrig.emulator.semantics.Multiply;
import dev.tinyrig.emulator.semantics.Saturate;
import dev.tinyrig.emulator.semantics.Simd16;
import dev.tinyrig.emulator.semantics.Simd8;
import java.util.EnumMap;
import java.util.Map;

/**
 * Operations that are one call of a pure function: which, on what, and what its result means.
 *
 * @param owner class of the function; null when there is only the operand
 * @param name its name
 * @param operands one letter each: {@code n m a d} registers, {@code b t} the signed bottom and top
 *     half of Rn, {@code B T} of Rm, {@code x} Rm with its halves exchanged, {@code r} Rm rotated
 *     by the amount, {@code s} Rn shifted, {@code h} Rm shifted left, {@code j} Rm shifted right
 *     arithmetically, {@code i} the immediate, {@code w} the amount, {@code 0 1} false and true,
 *     {@code z} zero, {@code g} GE
 * @param result what becomes of it
 */
record Semantic(Class<?> owner, String name, String operands, Result result) {
  /** What the result of a function is. */
  enum Result {
    /** An int for Rd. */
    WORD,
    /** A long: Rd in its low word, 1 in its high word when Q is to be set. */
    STICKY,
    /** A long: its low word for Rd; Q is to be set when it is more than one word. */
    SUM,
    /** A long: Rd in its low word, GE in its high word. */
    GREATER_EQUAL,
    /** A long for Rd (low) and Ra (high). */
    PAIR,
    /** A long to be added to Ra:Rd. */
    PAIR_SUM,
    /** An int to be added to Ra:Rd. */
    PAIR_SUM_WORD,
    /** The product of two words for Rd. */
    PRODUCT
  }

  private static final Map<Op, Semantic> ALL = new EnumMap<>(Op.class);

  static Semantic of(Op op) {
    return ALL.get(op);
  }

  private static void row(Op op, Class<?> owner, String name, String operands, Result result) {
    ALL.put(op, new Semantic(owner, name, operands, result));
  }

  static {
    row(Op.BFC, BitFields.class, "insert", "dziw", Result.WORD);
    row(Op.BFI, BitFields.class, "insert", "dniw", Result.WORD);
    row(Op.SBFX, BitFields.class, "extractSigned", "niw", Result.WORD);
    row(Op.UBFX, BitFields.class, "extractUnsigned", "niw", Result.WORD);
    row(Op.CLZ, Integer.class, "numberOfLeadingZeros", "m", Result.WORD);
    row(Op.RBIT, Integer.class, "reverse", "m", Result.WORD);
    row(Op.REV, Integer.class, "reverseBytes", "m", Result.WORD);
    row(Op.REV16, BitFields.class, "reverseBytesOfHalves", "m", Result.WORD);
    row(Op.REVSH, BitFields.class, "reverseSignedHalf", "m", Result.WORD);
    row(Op.SSAT, Saturate.class, "ssat", "si", Result.STICKY);
    row(Op.USAT, Saturate.class, "usat", "si", Result.STICKY);
    row(Op.SSAT16, Saturate.class, "ssat16", "ni", Result.STICKY);
    row(Op.USAT16, Saturate.class, "usat16", "ni", Result.STICKY);
    row(Op.QADD, Saturate.class, "qadd", "mn", Result.STICKY);
    row(Op.QDADD, Saturate.class, "qdadd", "mn", Result.STICKY);
    row(Op.QSUB, Saturate.class, "qsub", "mn", Result.STICKY);
    row(Op.QDSUB, Saturate.class, "qdsub", "mn", Result.STICKY);
    row(Op.SMLABB, Dsp.class, "multiplyAdd", "bBa", Result.SUM);
    row(Op.SMLABT, Dsp.class, "multiplyAdd", "bTa", Result.SUM);
    row(Op.SMLATB, Dsp.class, "multiplyAdd", "tBa", Result.SUM);
    row(Op.SMLATT, Dsp.class, "multiplyAdd", "tTa", Result.SUM);
    row(Op.SMULBB, null, "", "bB", Result.PRODUCT);
    row(Op.SMULBT, null, "", "bT", Result.PRODUCT);
    row(Op.SMULTB, null, "", "tB", Result.PRODUCT);
    row(Op.SMULTT, null, "", "tT", Result.PRODUCT);
    row(Op.SMLALD, Dsp.class, "dualSum", "nm", Result.PAIR_SUM);
    row(Op.SMLALDX, Dsp.class, "dualSum", "nx", Result.PAIR_SUM);
    row(Op.SMLSLD, Dsp.class, "dualDifference", "nm", Result.PAIR_SUM_WORD);
    row(Op.SMLSLDX, Dsp.class, "dualDifference", "nx", Result.PAIR_SUM_WORD);
    row(Op.SMLAWB, Dsp.class, "multiplyWideAdd", "nBa", Result.SUM);
    row(Op.SMLAWT, Dsp.class, "multiplyWideAdd", "nTa", Result.SUM);
    row(Op.SMULWB, Dsp.class, "multiplyWide", "nB", Result.WORD);
    row(Op.SMULWT, Dsp.class, "multiplyWide", "nT", Result.WORD);
    row(Op.SMLAD, Dsp.class, "smlad", "nma", Result.SUM);
    row(Op.SMLADX, Dsp.class, "smlad", "nxa", Result.SUM);
    row(Op.SMLSD, Dsp.class, "smlsd", "nma", Result.SUM);
    row(Op.SMLSDX, Dsp.class, "smlsd", "nxa", Result.SUM);
    row(Op.SMUAD, Dsp.class, "smuad", "nm", Result.SUM);
    row(Op.SMUADX, Dsp.class, "smuad", "nx", Result.SUM);
    row(Op.SMUSD, Dsp.class, "dualDifference", "nm", Result.WORD);
    row(Op.SMUSDX, Dsp.class, "dualDifference", "nx", Result.WORD);
    row(Op.SMMLA, Multiply.class, "highWordAdd", "nma0", Result.WORD);
    row(Op.SMMLAR, Multiply.class, "highWordAdd", "nma1", Result.WORD);
    row(Op.SMMLS, Multiply.class, "highWordSubtract", "nma0", Result.WORD);
    row(Op.SMMLSR, Multiply.class, "highWordSubtract", "nma1", Result.WORD);
    row(Op.SMMUL, Multiply.class, "highWord", "nm0", Result.WORD);
    row(Op.SMMULR, Multiply.class, "highWord", "nm1", Result.WORD);
    row(Op.UMAAL, Multiply.class, "accumulateTwice", "nmda", Result.PAIR);
    row(Op.PKHBT, BitFields.class, "pack", "nh", Result.WORD);
    row(Op.PKHTB, BitFields.class, "pack", "jn", Result.WORD);
    row(Op.SXTB16, BitFields.class, "signExtendBytes16", "r", Result.WORD);
    row(Op.UXTB16, BitFields.class, "zeroExtendBytes16", "r", Result.WORD);
    row(Op.USAD8, Dsp.class, "sumOfDifferences", "nmz", Result.WORD);
    row(Op.USADA8, Dsp.class, "sumOfDifferences", "nma", Result.WORD);
    row(Op.SEL, BitFields.class, "select", "nmg", Result.WORD);
    for (String lanes : new String[] {"ADD8", "SUB8", "ADD16", "SUB16", "ASX", "SAX"}) {
      Class<?> owner = lanes.endsWith("8") ? Simd8.class : Simd16.class;
      for (String prefix : new String[] {"S", "Q", "SH", "U", "UQ", "UH"}) {
        boolean setsGe = prefix.equals("S") || prefix.equals("U");
        String name = prefix + lanes;
        row(
            Op.valueOf(name),
            owner,
            name.toLowerCase(java.util.Locale.ROOT),
            "nm",
            setsGe ? Result.GREATER_EQUAL : Result.WORD);
      }
    }
  }
}
