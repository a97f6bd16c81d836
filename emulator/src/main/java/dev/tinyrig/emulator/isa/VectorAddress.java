package dev.tinyrig.emulator.isa;

/** Addresses of vector loads and stores and of system registers in the syntax of GNU objdump. */
final class VectorAddress {
  private VectorAddress() {}

  /** A base register with an offset. */
  static String text(Instruction i, String register) {
    String base = "[" + register;
    return i.op.name().endsWith("_POST")
        ? base + "], #" + offset(i)
        : base + ", #" + offset(i) + "]" + (i.writeBack ? "!" : "");
  }

  /** The same without an offset of 0. */
  static String shortText(Instruction i, String register) {
    String text = text(i, register);
    return i.op.name().endsWith("_POST") ? text : text.replace(", #0]", "]");
  }

  private static String offset(Instruction i) {
    return (minusZero(i) ? "-" : "") + i.imm;
  }

  /** An offset of 0 that is subtracted. */
  private static boolean minusZero(Instruction i) {
    return i.imm == 0 && (i.bits & 1 << 23) == 0;
  }
}
