package dev.tinyrig.emulator.isa;

import static dev.tinyrig.emulator.isa.OperandText.reg;

/** Text of vector loads and stores in the syntax of GNU objdump. */
final class MveMemoryText {
  private static final String LETTERS = "bhwd";

  private MveMemoryText() {}

  static String text(Instruction i, String predicate) {
    boolean load = i.op.kind() == OpKind.VECTOR_LOAD || i.op.kind() == OpKind.VECTOR_GATHER;
    return switch (i.op) {
      // These are not for VPT blocks and have no suffix in one.
      case VLD2, VST2 -> interleaved(i, load ? "vld2" : "vst2", 2);
      case VLD4, VST4 -> interleaved(i, load ? "vld4" : "vst4", 4);
      default -> {
        String name = (load ? "vldr" : "vstr") + LETTERS.charAt(i.shift) + predicate;
        boolean signed = i.shift < i.size && !i.unsigned;
        String type = load ? signed ? ".s" : ".u" : ".";
        yield name + type + (8 << i.size) + " q" + i.d + ", " + address(i);
      }
    };
  }

  private static String address(Instruction i) {
    return switch (i.op) {
      case VLDR_GATHER, VSTR_SCATTER -> {
        String shift = i.amount == 0 ? "" : ", uxtw #" + i.amount;
        yield "[" + reg(i.n) + ", q" + i.m + shift + "]";
      }
      case VLDR_GATHER_BASE, VSTR_SCATTER_BASE -> VectorAddress.text(i, "q" + i.n);
      default -> VectorAddress.text(i, reg(i.n));
    };
  }

  private static String interleaved(Instruction i, String name, int count) {
    StringBuilder list = new StringBuilder("{");
    for (int k = 0; k < count; k++) {
      list.append(k == 0 ? "q" : ", q").append(i.d + k);
    }
    String base = "}, [" + reg(i.n) + "]" + (i.writeBack ? "!" : "");
    return name + i.amount + "." + (8 << i.size) + " " + list + base;
  }
}
