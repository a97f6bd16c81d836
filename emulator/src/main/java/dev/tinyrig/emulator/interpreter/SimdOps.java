package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.semantics.BitFields;
import dev.tinyrig.emulator.semantics.Simd16;
import dev.tinyrig.emulator.semantics.Simd8;

/** Parallel additions and subtractions of the DSP extension, and SEL (Armv7-M Arm ARM A4.4.7). */
final class SimdOps {
  private SimdOps() {}

  private static void setGe(Core c, Instruction i, long packed) {
    c.r[i.d] = (int) packed;
    c.ge = (int) (packed >>> 32);
  }

  static void sadd8(Core c, Instruction i) {
    setGe(c, i, Simd8.sadd8(c.r[i.n], c.r[i.m]));
  }

  static void sadd16(Core c, Instruction i) {
    setGe(c, i, Simd16.sadd16(c.r[i.n], c.r[i.m]));
  }

  static void sasx(Core c, Instruction i) {
    setGe(c, i, Simd16.sasx(c.r[i.n], c.r[i.m]));
  }

  static void ssax(Core c, Instruction i) {
    setGe(c, i, Simd16.ssax(c.r[i.n], c.r[i.m]));
  }

  static void ssub8(Core c, Instruction i) {
    setGe(c, i, Simd8.ssub8(c.r[i.n], c.r[i.m]));
  }

  static void ssub16(Core c, Instruction i) {
    setGe(c, i, Simd16.ssub16(c.r[i.n], c.r[i.m]));
  }

  static void qadd8(Core c, Instruction i) {
    c.r[i.d] = Simd8.qadd8(c.r[i.n], c.r[i.m]);
  }

  static void qadd16(Core c, Instruction i) {
    c.r[i.d] = Simd16.qadd16(c.r[i.n], c.r[i.m]);
  }

  static void qasx(Core c, Instruction i) {
    c.r[i.d] = Simd16.qasx(c.r[i.n], c.r[i.m]);
  }

  static void qsax(Core c, Instruction i) {
    c.r[i.d] = Simd16.qsax(c.r[i.n], c.r[i.m]);
  }

  static void qsub8(Core c, Instruction i) {
    c.r[i.d] = Simd8.qsub8(c.r[i.n], c.r[i.m]);
  }

  static void qsub16(Core c, Instruction i) {
    c.r[i.d] = Simd16.qsub16(c.r[i.n], c.r[i.m]);
  }

  static void shadd8(Core c, Instruction i) {
    c.r[i.d] = Simd8.shadd8(c.r[i.n], c.r[i.m]);
  }

  static void shadd16(Core c, Instruction i) {
    c.r[i.d] = Simd16.shadd16(c.r[i.n], c.r[i.m]);
  }

  static void shasx(Core c, Instruction i) {
    c.r[i.d] = Simd16.shasx(c.r[i.n], c.r[i.m]);
  }

  static void shsax(Core c, Instruction i) {
    c.r[i.d] = Simd16.shsax(c.r[i.n], c.r[i.m]);
  }

  static void shsub8(Core c, Instruction i) {
    c.r[i.d] = Simd8.shsub8(c.r[i.n], c.r[i.m]);
  }

  static void shsub16(Core c, Instruction i) {
    c.r[i.d] = Simd16.shsub16(c.r[i.n], c.r[i.m]);
  }

  static void uadd8(Core c, Instruction i) {
    setGe(c, i, Simd8.uadd8(c.r[i.n], c.r[i.m]));
  }

  static void uadd16(Core c, Instruction i) {
    setGe(c, i, Simd16.uadd16(c.r[i.n], c.r[i.m]));
  }

  static void uasx(Core c, Instruction i) {
    setGe(c, i, Simd16.uasx(c.r[i.n], c.r[i.m]));
  }

  static void usax(Core c, Instruction i) {
    setGe(c, i, Simd16.usax(c.r[i.n], c.r[i.m]));
  }

  static void usub8(Core c, Instruction i) {
    setGe(c, i, Simd8.usub8(c.r[i.n], c.r[i.m]));
  }

  static void usub16(Core c, Instruction i) {
    setGe(c, i, Simd16.usub16(c.r[i.n], c.r[i.m]));
  }

  static void uqadd8(Core c, Instruction i) {
    c.r[i.d] = Simd8.uqadd8(c.r[i.n], c.r[i.m]);
  }

  static void uqadd16(Core c, Instruction i) {
    c.r[i.d] = Simd16.uqadd16(c.r[i.n], c.r[i.m]);
  }

  static void uqasx(Core c, Instruction i) {
    c.r[i.d] = Simd16.uqasx(c.r[i.n], c.r[i.m]);
  }

  static void uqsax(Core c, Instruction i) {
    c.r[i.d] = Simd16.uqsax(c.r[i.n], c.r[i.m]);
  }

  static void uqsub8(Core c, Instruction i) {
    c.r[i.d] = Simd8.uqsub8(c.r[i.n], c.r[i.m]);
  }

  static void uqsub16(Core c, Instruction i) {
    c.r[i.d] = Simd16.uqsub16(c.r[i.n], c.r[i.m]);
  }

  static void uhadd8(Core c, Instruction i) {
    c.r[i.d] = Simd8.uhadd8(c.r[i.n], c.r[i.m]);
  }

  static void uhadd16(Core c, Instruction i) {
    c.r[i.d] = Simd16.uhadd16(c.r[i.n], c.r[i.m]);
  }

  static void uhasx(Core c, Instruction i) {
    c.r[i.d] = Simd16.uhasx(c.r[i.n], c.r[i.m]);
  }

  static void uhsax(Core c, Instruction i) {
    c.r[i.d] = Simd16.uhsax(c.r[i.n], c.r[i.m]);
  }

  static void uhsub8(Core c, Instruction i) {
    c.r[i.d] = Simd8.uhsub8(c.r[i.n], c.r[i.m]);
  }

  static void uhsub16(Core c, Instruction i) {
    c.r[i.d] = Simd16.uhsub16(c.r[i.n], c.r[i.m]);
  }

  static void sel(Core c, Instruction i) {
    c.r[i.d] = BitFields.select(c.r[i.n], c.r[i.m], c.ge);
  }
}
