package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.semantics.BitFields;
import dev.tinyrig.emulator.semantics.Dsp;
import dev.tinyrig.emulator.semantics.Multiply;
import dev.tinyrig.emulator.semantics.Saturate;
import dev.tinyrig.emulator.semantics.Shifts;

/**
 * Saturating arithmetic, half-word multiplications, packing and extension with addition of the DSP
 * extension (Armv7-M Arm ARM A4.4.3 to A4.4.6).
 */
final class DspOps {
  private DspOps() {}

  /** Writes a value and makes Q sticky when the high word says that it saturated. */
  static void setQ(Core c, Instruction i, long packed) {
    c.r[i.d] = (int) packed;
    c.q |= (int) (packed >>> 32);
  }

  /** Writes the low word of a sum and makes Q sticky when the sum is more. */
  private static void setSum(Core c, Instruction i, long sum) {
    c.r[i.d] = (int) sum;
    if (Dsp.overflow(sum) != 0) {
      c.q = 1;
    }
  }

  private static int rotated(Core c, Instruction i) {
    return Integer.rotateRight(c.r[i.m], i.amount);
  }

  static void qadd(Core c, Instruction i) {
    setQ(c, i, Saturate.qadd(c.r[i.m], c.r[i.n]));
  }

  static void qdadd(Core c, Instruction i) {
    setQ(c, i, Saturate.qdadd(c.r[i.m], c.r[i.n]));
  }

  static void qsub(Core c, Instruction i) {
    setQ(c, i, Saturate.qsub(c.r[i.m], c.r[i.n]));
  }

  static void qdsub(Core c, Instruction i) {
    setQ(c, i, Saturate.qdsub(c.r[i.m], c.r[i.n]));
  }

  static void smlabb(Core c, Instruction i) {
    setSum(c, i, Dsp.multiplyAdd(Dsp.bottom(c.r[i.n]), Dsp.bottom(c.r[i.m]), c.r[i.a]));
  }

  static void smlabt(Core c, Instruction i) {
    setSum(c, i, Dsp.multiplyAdd(Dsp.bottom(c.r[i.n]), Dsp.top(c.r[i.m]), c.r[i.a]));
  }

  static void smlatb(Core c, Instruction i) {
    setSum(c, i, Dsp.multiplyAdd(Dsp.top(c.r[i.n]), Dsp.bottom(c.r[i.m]), c.r[i.a]));
  }

  static void smlatt(Core c, Instruction i) {
    setSum(c, i, Dsp.multiplyAdd(Dsp.top(c.r[i.n]), Dsp.top(c.r[i.m]), c.r[i.a]));
  }

  static void smulbb(Core c, Instruction i) {
    c.r[i.d] = Dsp.bottom(c.r[i.n]) * Dsp.bottom(c.r[i.m]);
  }

  static void smulbt(Core c, Instruction i) {
    c.r[i.d] = Dsp.bottom(c.r[i.n]) * Dsp.top(c.r[i.m]);
  }

  static void smultb(Core c, Instruction i) {
    c.r[i.d] = Dsp.top(c.r[i.n]) * Dsp.bottom(c.r[i.m]);
  }

  static void smultt(Core c, Instruction i) {
    c.r[i.d] = Dsp.top(c.r[i.n]) * Dsp.top(c.r[i.m]);
  }

  static void smlalbb(Core c, Instruction i) {
    int product = Dsp.bottom(c.r[i.n]) * Dsp.bottom(c.r[i.m]);
    MultiplyOps.setLong(c, i, MultiplyOps.accumulator(c, i) + product);
  }

  static void smlalbt(Core c, Instruction i) {
    int product = Dsp.bottom(c.r[i.n]) * Dsp.top(c.r[i.m]);
    MultiplyOps.setLong(c, i, MultiplyOps.accumulator(c, i) + product);
  }

  static void smlaltb(Core c, Instruction i) {
    int product = Dsp.top(c.r[i.n]) * Dsp.bottom(c.r[i.m]);
    MultiplyOps.setLong(c, i, MultiplyOps.accumulator(c, i) + product);
  }

  static void smlaltt(Core c, Instruction i) {
    int product = Dsp.top(c.r[i.n]) * Dsp.top(c.r[i.m]);
    MultiplyOps.setLong(c, i, MultiplyOps.accumulator(c, i) + product);
  }

  static void smlawb(Core c, Instruction i) {
    setSum(c, i, Dsp.multiplyWideAdd(c.r[i.n], Dsp.bottom(c.r[i.m]), c.r[i.a]));
  }

  static void smulwb(Core c, Instruction i) {
    c.r[i.d] = Dsp.multiplyWide(c.r[i.n], Dsp.bottom(c.r[i.m]));
  }

  static void smlawt(Core c, Instruction i) {
    setSum(c, i, Dsp.multiplyWideAdd(c.r[i.n], Dsp.top(c.r[i.m]), c.r[i.a]));
  }

  static void smulwt(Core c, Instruction i) {
    c.r[i.d] = Dsp.multiplyWide(c.r[i.n], Dsp.top(c.r[i.m]));
  }

  static void smlad(Core c, Instruction i) {
    setSum(c, i, Dsp.smlad(c.r[i.n], c.r[i.m], c.r[i.a]));
  }

  static void smlsd(Core c, Instruction i) {
    setSum(c, i, Dsp.smlsd(c.r[i.n], c.r[i.m], c.r[i.a]));
  }

  static void smuad(Core c, Instruction i) {
    setSum(c, i, Dsp.smuad(c.r[i.n], c.r[i.m]));
  }

  static void smusd(Core c, Instruction i) {
    c.r[i.d] = Dsp.dualDifference(c.r[i.n], c.r[i.m]);
  }

  static void smlald(Core c, Instruction i) {
    long products = Dsp.dualSum(c.r[i.n], c.r[i.m]);
    MultiplyOps.setLong(c, i, MultiplyOps.accumulator(c, i) + products);
  }

  static void smlsld(Core c, Instruction i) {
    long products = Dsp.dualDifference(c.r[i.n], c.r[i.m]);
    MultiplyOps.setLong(c, i, MultiplyOps.accumulator(c, i) + products);
  }

  static void smladx(Core c, Instruction i) {
    setSum(c, i, Dsp.smlad(c.r[i.n], Dsp.swap(c.r[i.m]), c.r[i.a]));
  }

  static void smlsdx(Core c, Instruction i) {
    setSum(c, i, Dsp.smlsd(c.r[i.n], Dsp.swap(c.r[i.m]), c.r[i.a]));
  }

  static void smuadx(Core c, Instruction i) {
    setSum(c, i, Dsp.smuad(c.r[i.n], Dsp.swap(c.r[i.m])));
  }

  static void smusdx(Core c, Instruction i) {
    c.r[i.d] = Dsp.dualDifference(c.r[i.n], Dsp.swap(c.r[i.m]));
  }

  static void smlaldx(Core c, Instruction i) {
    long products = Dsp.dualSum(c.r[i.n], Dsp.swap(c.r[i.m]));
    MultiplyOps.setLong(c, i, MultiplyOps.accumulator(c, i) + products);
  }

  static void smlsldx(Core c, Instruction i) {
    long products = Dsp.dualDifference(c.r[i.n], Dsp.swap(c.r[i.m]));
    MultiplyOps.setLong(c, i, MultiplyOps.accumulator(c, i) + products);
  }

  static void smmla(Core c, Instruction i) {
    c.r[i.d] = Multiply.highWordAdd(c.r[i.n], c.r[i.m], c.r[i.a], false);
  }

  static void smmls(Core c, Instruction i) {
    c.r[i.d] = Multiply.highWordSubtract(c.r[i.n], c.r[i.m], c.r[i.a], false);
  }

  static void smmul(Core c, Instruction i) {
    c.r[i.d] = Multiply.highWord(c.r[i.n], c.r[i.m], false);
  }

  static void smmlar(Core c, Instruction i) {
    c.r[i.d] = Multiply.highWordAdd(c.r[i.n], c.r[i.m], c.r[i.a], true);
  }

  static void smmlsr(Core c, Instruction i) {
    c.r[i.d] = Multiply.highWordSubtract(c.r[i.n], c.r[i.m], c.r[i.a], true);
  }

  static void smmulr(Core c, Instruction i) {
    c.r[i.d] = Multiply.highWord(c.r[i.n], c.r[i.m], true);
  }

  static void pkhbt(Core c, Instruction i) {
    c.r[i.d] = BitFields.pack(c.r[i.n], Shifts.lsl(c.r[i.m], i.amount));
  }

  static void pkhtb(Core c, Instruction i) {
    c.r[i.d] = BitFields.pack(Shifts.asr(c.r[i.m], i.amount), c.r[i.n]);
  }

  static void ssat16(Core c, Instruction i) {
    setQ(c, i, Saturate.ssat16(c.r[i.n], i.imm));
  }

  static void usat16(Core c, Instruction i) {
    setQ(c, i, Saturate.usat16(c.r[i.n], i.imm));
  }

  static void sxtab(Core c, Instruction i) {
    c.r[i.d] = c.r[i.n] + (byte) rotated(c, i);
  }

  static void sxtah(Core c, Instruction i) {
    c.r[i.d] = c.r[i.n] + (short) rotated(c, i);
  }

  static void uxtab(Core c, Instruction i) {
    c.r[i.d] = c.r[i.n] + (rotated(c, i) & 0xFF);
  }

  static void uxtah(Core c, Instruction i) {
    c.r[i.d] = c.r[i.n] + (rotated(c, i) & 0xFFFF);
  }

  static void sxtb16(Core c, Instruction i) {
    c.r[i.d] = BitFields.signExtendBytes16(rotated(c, i));
  }

  static void uxtb16(Core c, Instruction i) {
    c.r[i.d] = BitFields.zeroExtendBytes16(rotated(c, i));
  }

  static void sxtab16(Core c, Instruction i) {
    c.r[i.d] = BitFields.addHalves(c.r[i.n], BitFields.signExtendBytes16(rotated(c, i)));
  }

  static void uxtab16(Core c, Instruction i) {
    c.r[i.d] = BitFields.addHalves(c.r[i.n], BitFields.zeroExtendBytes16(rotated(c, i)));
  }

  static void umaal(Core c, Instruction i) {
    MultiplyOps.setLong(c, i, Multiply.accumulateTwice(c.r[i.n], c.r[i.m], c.r[i.d], c.r[i.a]));
  }

  static void usad8(Core c, Instruction i) {
    c.r[i.d] = Dsp.sumOfDifferences(c.r[i.n], c.r[i.m], 0);
  }

  static void usada8(Core c, Instruction i) {
    c.r[i.d] = Dsp.sumOfDifferences(c.r[i.n], c.r[i.m], c.r[i.a]);
  }
}
