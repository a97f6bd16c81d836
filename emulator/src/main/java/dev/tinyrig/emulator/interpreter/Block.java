package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.probe.Probe;
import dev.tinyrig.emulator.timing.BlockCosts;

/** A decoded straight line of code as entered at its first instruction, with its static costs. */
final class Block implements Probe.BlockView {
  final int id;
  final int start;

  /** The security state for which fetching it was checked. */
  final boolean secure;

  final Instruction[] code;
  final int[] executed;
  final int[] skipped;
  final int[] taken;

  /** False once memory under it changed. */
  boolean valid = true;

  /** The blocks that followed last time: the one in line and the one branched to. */
  Block nextInLine;

  Block nextTaken;

  Block(int id, boolean secure, Instruction[] code, BlockCosts costs) {
    this.id = id;
    this.secure = secure;
    this.start = code[0].address;
    this.code = code;
    this.executed = costs.executed();
    this.skipped = costs.skipped();
    this.taken = costs.taken();
  }

  /** First address behind the block. */
  int end() {
    return code[code.length - 1].next();
  }

  /** Index of the instruction at an address inside the block. */
  int indexOf(int address) {
    for (int i = 0; i < code.length; i++) {
      if (code[i].address == address) {
        return i;
      }
    }
    throw new IllegalArgumentException(String.format("0x%08x is not in this block", address));
  }

  @Override
  public int id() {
    return id;
  }

  @Override
  public int length() {
    return code.length;
  }

  @Override
  public Instruction instruction(int index) {
    return code[index];
  }
}
