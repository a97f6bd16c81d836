package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.Op;

/**
 * VPT blocks in a line (Armv8.1-M: DDI 0553, B5.5). Only those are translated that consist of
 * vector instructions and lie in the line, so that lines begin and end outside of them.
 */
final class VptBlock {
  private static final int MOST = 4;

  private VptBlock() {}

  /** Whether an instruction begins a block. */
  static boolean begins(Op op) {
    return switch (op) {
      case VPST, VPT_Q, VPT_QR, VPTF_Q, VPTF_QR -> true;
      default -> false;
    };
  }

  /** Instructions of a block, from the mask in its first one. */
  static int length(int mask) {
    return MOST - Integer.numberOfTrailingZeros(mask);
  }

  /** VPR.MASK01, and MASK23, before the instruction at an index; 0 outside of a block. */
  static int state(Instruction[] code, int index) {
    for (int back = 1; back <= MOST && back <= index; back++) {
      Instruction i = code[index - back];
      if (begins(i.op)) {
        return i.imm << back - 1 & 0xF;
      }
    }
    return 0;
  }

  /** The greatest length up to the given one that does not cut a block, nor has an odd one. */
  static int outside(Instruction[] code, int length) {
    for (int k = 0; k < length; k++) {
      if (begins(code[k].op)) {
        int end = k + 1 + length(code[k].imm);
        if (end > length) {
          return k;
        }
        for (int j = k + 1; j < end; j++) {
          if (!advances(code[j])) {
            return k;
          }
        }
      }
    }
    return length;
  }

  /** Whether an instruction is one of a block's, and moves on in it. */
  private static boolean advances(Instruction i) {
    return switch (i.op) {
      case VLD2,
          VLD4,
          VST2,
          VST4,
          VMOV_CORE_TO_LANE,
          VMOV_LANE_TO_CORE,
          VMOV_LANES_TO_CORE2,
          VMOV_CORE2_TO_LANES ->
          false;
      default -> i.op.kind().isVector() && !begins(i.op);
    };
  }
}
