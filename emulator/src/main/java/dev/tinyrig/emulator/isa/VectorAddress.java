package dev.tinyrig.emulator.isa;

/** Addresses of vector loads and stores and of system registers in the syntax of GNU objdump. */
final class VectorAddress {
  private VectorAddress() {}

  /** A base register with an offset. */
  static String text(Instruction i) {
    String base = "[" + OperandText.reg(i.n);
    if (i.op.name().endsWith("_POST")) {
      return base + "], #" + offset(i);
    }
    String inside = i.imm == 0 && !minusZero(i) ? base + "]" : base + ", #" + offset(i) + "]";
    return i.writeBack ? inside + "!" : inside;
  }

  private static String offset(Instruction i) {
    return (minusZero(i) ? "-" : "") + i.imm;
  }

  /** An offset of 0 that is subtracted. */
  private static boolean minusZero(Instruction i) {
    return i.imm == 0 && (i.bits & 1 << 23) == 0;
  }
}
