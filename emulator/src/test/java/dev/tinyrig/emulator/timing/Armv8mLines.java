package dev.tinyrig.emulator.timing;

import static dev.tinyrig.emulator.timing.LineCase.NONE;

import java.util.List;

/** Lines of code for the cores of Armv8-M; what each figure's row says, counted by hand. */
final class Armv8mLines {
  private Armv8mLines() {}

  /** Scalar lines with the cycles on Cortex-M33 and Cortex-M55. */
  static List<LineCase> m33AndM55() {
    return List.of(
        new LineCase("ALU", 0x1000, "1888", false, 1, 1),
        new LineCase("shift", 0x1000, "1108", false, 1, 1),
        new LineCase("shift that sets flags to ALU", 0x1000, "1108 18c2", false, 3, 2),
        new LineCase("operand shifted left to ALU", 0x1000, "eb01 00c2 18c2", false, 2, 3),
        new LineCase("rotated operand to ALU", 0x1000, "ea81 00f2 18c2", false, 3, 3),
        new LineCase("multiply", 0x1000, "4348", false, 1, 1),
        new LineCase("multiply to ALU", 0x1000, "4348 1902", false, 3, 3),
        new LineCase("accumulator chain", 0x1000, "fb21 0002 fb23 0004", false, 2, 2),
        new LineCase("SIMD to ALU", 0x1000, "fa81 f002 18c2", false, 3, 3),
        new LineCase("divide", 0x1000, "fb91 f0f2", false, 2, 2),
        new LineCase("load", 0x1000, "6808", false, 1, 1),
        new LineCase("load to ALU", 0x1000, "6808 18c2", false, 3, 3),
        new LineCase("load byte to ALU", 0x1000, "7808 18c2", false, 3, 3),
        new LineCase("load to address", 0x1000, "6808 6802", false, 3, 3),
        new LineCase("load to store", 0x1000, "6808 6158", false, 2, 2),
        new LineCase("load to sum", 0x1000, "6808 fb03 0204", false, 2, 2),
        new LineCase("load to factor", 0x1000, "6808 fb00 3204", false, 3, 3),
        new LineCase("N loads take N", 0x1000, "6820 6861 68a2 68e3", false, 4, 4),
        new LineCase("store", 0x1000, "6008", false, 1, 1),
        new LineCase("store then load", 0x1000, "6008 681a", false, 2, 2),
        new LineCase("LDRD", 0x1000, "e9d2 0100", false, 2, 1),
        new LineCase("STRD", 0x1000, "e9c2 0100", false, 2, 1),
        new LineCase("LDM of 3", 0x1000, "e890 000e", false, 3, 2),
        new LineCase("STM of 4", 0x1000, "c01e", false, 4, 2),
        new LineCase("PUSH", 0x1000, "b510", false, 2, 1),
        new LineCase("POP with PC", 0x1000, "bd10", true, 4, 4),
        new LineCase("LDR PC", 0x1000, "f8d0 f000", true, 3, 4),
        new LineCase("B", 0x1000, "e7fe", true, 3, 4),
        new LineCase("Bcc taken", 0x1000, "d0fe", true, 3, 4),
        new LineCase("Bcc not taken", 0x1000, "d0fe", false, 1, 1),
        new LineCase("Bcc beside its compare, taken", 0x1000, "4280 d0fe", true, 3, 4),
        new LineCase("Bcc beside its compare, not taken", 0x1000, "4280 d1fe", false, 1, 1),
        new LineCase("Bcc beside a move, taken", 0x1000, "4608 d0fe", true, 2, 3),
        new LineCase("BL", 0x1000, "f7ff fffe", true, 3, 4),
        new LineCase("BX", 0x1000, "4770", true, 3, 4),
        new LineCase("BLX", 0x1000, "4798", true, 3, 4),
        new LineCase("CBZ not taken", 0x1000, "b110", false, 1, 1),
        new LineCase("CBZ taken", 0x1000, "b110", true, 3, 4),
        new LineCase("TBB", 0x1000, "e8d0 f001", true, 5, 6),
        new LineCase("ALU and NOP", 0x1000, "1888 bf00", false, 1, 1),
        new LineCase("IT goes beside", 0x1000, "1888 bf08 18c8", false, 2, 2),
        new LineCase("two immediate moves", 0x1000, "3001 4611", false, 2, 1),
        new LineCase("load and addition", 0x1000, "6808 3201", false, 2, 1),
        new LineCase("two register additions", 0x1000, "1888 1963", false, 2, 2),
        new LineCase("dependent move", 0x1000, "1888 4602", false, 2, 2),
        new LineCase("wide instructions go alone", 0x1000, "f240 0000 4611", false, 2, 2),
        new LineCase("MRS", 0x1000, "f3ef 8010", false, 2, 2),
        new LineCase("ISB", 0x1000, "f3bf 8f6f", false, 3, 4),
        new LineCase("DSB", 0x1000, "f3bf 8f4f", false, 1, 1),
        new LineCase("CPS", 0x1000, "b672", false, 1, 1),
        new LineCase("VADD", 0x1000, "ee30 0a81", false, 1, 1),
        new LineCase("VADD chain", 0x1000, "ee30 0a81 ee70 1a02", false, 3, 3),
        new LineCase("VMUL to VADD", 0x1000, "ee20 0a81 ee70 1a02", false, 3, 3),
        new LineCase("VFMA into one sum", 0x1000, "eea0 0a81 eea1 0a82", false, 4, 3),
        new LineCase("VMLA to VADD", 0x1000, "ee00 0a81 ee70 1a02", false, 4, 5),
        new LineCase("VFMA and another VADD", 0x1000, "eea0 0a81 ee72 1a22", false, 3, 2),
        new LineCase("VDIV at the end", 0x1000, "ee80 0a81", false, 14, 16),
        new LineCase("VSQRT at the end", 0x1000, "eeb1 0ae0", false, 14, 16),
        new LineCase("VDIV and ALU", 0x1000, "ee80 0a81 1888", false, 14, 16),
        new LineCase("VADD in double precision", 0x1000, "ee31 0b02", false, NONE, 15),
        new LineCase("VLDR to VADD", 0x1000, "ed90 0a00 ee70 1a02", false, 2, 3),
        new LineCase("VLDR of 64 bits", 0x1000, "ed90 0b00", false, 2, 1));
  }

  /** Lines with the cycles on Cortex-M23; the second figure is not used. */
  static List<LineCase> m23() {
    return List.of(
        new LineCase("ALU", 0x1000, "1888", false, 1, NONE),
        new LineCase("MOVW", 0x1000, "f240 0000", false, 1, NONE),
        new LineCase("MUL", 0x1000, "4348", false, 1, NONE),
        new LineCase("SDIV", 0x1000, "fb91 f0f2", false, 17, NONE),
        new LineCase("load", 0x1000, "6808", false, 2, NONE),
        new LineCase("literal", 0x1000, "4802", false, 2, NONE),
        new LineCase("store", 0x1000, "6008", false, 2, NONE),
        new LineCase("PUSH", 0x1000, "b510", false, 3, NONE),
        new LineCase("POP with PC", 0x1000, "bd10", true, 5, NONE),
        new LineCase("B", 0x1000, "e7fe", true, 2, NONE),
        new LineCase("Bcc not taken", 0x1000, "d0fe", false, 1, NONE),
        new LineCase("Bcc taken", 0x1000, "d0fe", true, 2, NONE),
        new LineCase("CBZ taken", 0x1000, "b110", true, 2, NONE),
        new LineCase("BL", 0x1000, "f7ff fffe", true, 3, NONE),
        new LineCase("BX", 0x1000, "4770", true, 2, NONE),
        new LineCase("MRS", 0x1000, "f3ef 8010", false, 3, NONE),
        new LineCase("DMB", 0x1000, "f3bf 8f5f", false, 3, NONE),
        new LineCase("ISB", 0x1000, "f3bf 8f6f", false, 3, NONE),
        new LineCase("NOP", 0x1000, "bf00", false, 1, NONE));
  }

  /** Scalar lines that Cortex-M85 issues together or not; the second figure is not used. */
  static List<LineCase> m85() {
    return List.of(
        new LineCase("two ALU", 0x1000, "1888 1963", false, 1, NONE),
        new LineCase("two dependent ALU", 0x1000, "1888 1943", false, 2, NONE),
        new LineCase("three ALU", 0x1000, "1888 1963 197e", false, 2, NONE),
        new LineCase("two ALU and a branch", 0x1000, "1888 1963 d0fe", false, 1, NONE),
        new LineCase("two ALU and NOP", 0x1000, "1888 1963 bf00", false, 1, NONE),
        new LineCase("ALU and load", 0x1000, "1888 6823", false, 1, NONE),
        new LineCase("load and store", 0x1000, "6823 6035", false, 1, NONE),
        new LineCase("loads from two banks", 0x1000, "6820 6861", false, 1, NONE),
        new LineCase("loads from one bank", 0x1000, "6820 68a1", false, 2, NONE),
        new LineCase("stores to two banks", 0x1000, "6020 6061", false, 1, NONE),
        new LineCase("stores to one bank", 0x1000, "6020 60a1", false, 2, NONE),
        new LineCase("LDRD and ALU", 0x1000, "e9d2 0100 1963", false, 1, NONE),
        new LineCase("LDRD and load", 0x1000, "e9d2 0100 6863", false, 2, NONE),
        new LineCase("LDM of 4", 0x1000, "e890 001e", false, 2, NONE),
        new LineCase("two multiplications", 0x1000, "4348 435a", false, 2, NONE),
        new LineCase("multiply and store", 0x1000, "4348 601a", false, 1, NONE),
        new LineCase("multiply to ALU", 0x1000, "4348 1902", false, 3, NONE),
        new LineCase("accumulator chain", 0x1000, "fb21 0002 fb23 0004", false, 2, NONE),
        new LineCase("two shifted operands", 0x1000, "eb01 00c2 eb04 03c5", false, 2, NONE),
        new LineCase("two shifts", 0x1000, "1108 111a", false, 1, NONE),
        new LineCase("ALU to shifted operand", 0x1000, "1888 eb04 03c0", false, 3, NONE),
        new LineCase("word to ALU", 0x1000, "6808 18c2", false, 2, NONE),
        new LineCase("byte to ALU", 0x1000, "7808 18c2", false, 3, NONE),
        new LineCase("load to address", 0x1000, "6808 6802", false, 3, NONE),
        new LineCase("SDIV", 0x1000, "fb91 f0f2", false, 7, NONE),
        new LineCase("BFI in the younger slot", 0x1000, "191b f361 0207", false, 2, NONE),
        new LineCase("BFI in the older slot", 0x1000, "f361 0207 191b", false, 1, NONE),
        new LineCase("B predicted", 0x1000, "e7fe", true, 1, NONE),
        new LineCase("Bcc beside ALU, not taken", 0x1000, "1888 d0fe", false, 1, NONE),
        new LineCase("Bcc beside ALU, taken", 0x1000, "1888 d0fe", true, 2, NONE),
        new LineCase("VADD chain", 0x1000, "ee30 0a81 ee70 1a02", false, 3, NONE),
        new LineCase("VADD and load", 0x1000, "ee30 0a81 6808", false, 1, NONE),
        new LineCase("load and VADD", 0x1000, "6808 ee30 0a81", false, 2, NONE),
        new LineCase("two VADD", 0x1000, "ee30 0a81 ee72 1a22", false, 2, NONE),
        new LineCase("VMUL to VADD", 0x1000, "ee20 0a81 ee70 1a02", false, 4, NONE),
        new LineCase("VFMA into one sum", 0x1000, "eea0 0a81 eea1 0a82", false, 3, NONE),
        new LineCase("VFMA to VADD", 0x1000, "eea0 0a81 ee70 1a02", false, 5, NONE),
        new LineCase("VDIV at the end", 0x1000, "ee80 0a81", false, 14, NONE),
        new LineCase("VDIV in double precision", 0x1000, "ee81 0b02", false, 29, NONE),
        new LineCase("VADD in double precision", 0x1000, "ee31 0b02", false, 6, NONE));
  }

  /** Lines with vectors, with the cycles on Cortex-M55 and Cortex-M85. */
  static List<LineCase> vectors() {
    String load = "ed90 1f00 ";
    String add = "ef20 284e ";
    String multiply = "ef22 495e ";
    String store = "ed81 5f00 ";
    String stream = load + add + multiply + store;
    String macs = "eef0 2f22 eef6 2f28 ";
    return List.of(
        new LineCase("VLDR", 0x1000, load, false, 1, 1),
        // The last beats of the store fall behind the line.
        new LineCase("VLDR, VADD, VMUL, VSTR", 0x1000, stream, false, 4, 4),
        new LineCase("the stream again", 0x1000, stream + stream, false, 5 + 4, 4 + 4),
        new LineCase("the stream three times", 0x1000, stream + stream + stream, false, 14, 12),
        new LineCase("sums of products", 0x1000, macs + macs, false, 7, 7),
        new LineCase("sum of products to ADD", 0x1000, "eef0 2f22 f102 0201", false, 3, 5),
        new LineCase("long sum of products to ADD", 0x1000, "ee90 2e22 18d2", false, 4, 5),
        new LineCase("two VLDR", 0x1000, load + "ed94 7e00", false, 3, 3),
        new LineCase("two VADD", 0x1000, add + "ef2c a84e", false, 3, 3),
        new LineCase("VADD then ADD", 0x1000, add + "192e", false, 2, 2),
        new LineCase("ADD then VADD", 0x1000, "192e " + add, false, 2, 1),
        new LineCase("VADD, ADD, VMUL", 0x1000, add + "192e " + multiply, false, 3, 3),
        new LineCase("VMUL to VSTR", 0x1000, multiply + store, false, 2, 2),
        new LineCase("VQMOVN to VSTR", 0x1000, "ee33 2e05 ed81 3e00", false, 4, 3),
        new LineCase("VRSHL to VMUL", 0x1000, "ef24 2540 " + multiply, false, 3, 3),
        new LineCase("VADD to offsets", 0x1000, add + "fc90 0f43", false, 6, 4),
        new LineCase("gather of 16 bytes, VLDR", 0x1000, "fc90 0e02 ed94 7e00", false, 9, 10),
        new LineCase("scatter of 16 bytes, LDR", 0x1000, "ec80 4e02 6835", false, 9, 2),
        new LineCase("VMAXV of words to ADD", 0x1000, "eeea 2f00 f102 0201", false, 5, 5),
        new LineCase("VFMA into one sum", 0x1000, "ef02 0c54 ef06 0c58", false, 3, 3),
        new LineCase("VFMA to VADD", 0x1000, "ef02 0c54 ef00 6d42", false, 3, 5),
        new LineCase("lanes to core registers", 0x1000, "ec03 0f02 18d2", false, 3, 5),
        new LineCase("VPST", 0x1000, "fe71 0f4d ef2c a84e", false, 2, 2),
        new LineCase("VCMP, VADD", 0x1000, "fe21 0f02 ef2c a84e", false, 2, 2),
        new LineCase("VCMP, VMUL", 0x1000, "fe21 0f02 " + multiply, false, 3, 2),
        new LineCase("VAND, VEOR", 0x1000, "ef08 615a ff08 c15a", false, 3, 2),
        new LineCase("VLD20, VLD21", 0x1000, "fc90 1e00 fc90 1e20", false, 3, 3),
        new LineCase("VLD21 to VADD", 0x1000, "fc90 1e20 " + add, false, 3, 5),
        new LineCase("VLDR, LDR", 0x1000, load + "6835", false, 3, 3),
        new LineCase("VDIV, VMUL.F32", 0x1000, "ee80 0a81 ff02 4d5e", false, 17, 15),
        new LineCase("ADD to VDUP", 0x1000, "18d2 eea2 2b10", false, 2, 2));
  }
}
