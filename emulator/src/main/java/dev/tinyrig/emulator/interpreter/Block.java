package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.probe.Probe;
import dev.tinyrig.emulator.timing.BlockCosts;
import java.util.Arrays;
import java.util.List;

/**
 * A decoded straight line of code as entered at its first instruction, with its static costs: the
 * unit in which both engines count cycles.
 */
public final class Block implements Probe.BlockView {
  /** Most blocks that are remembered behind a branch whose target is not in the instruction. */
  private static final int MOST_FOLLOWERS = 16;

  final int id;

  /** Address of the first instruction. */
  public final int start;

  /** The security state for which fetching it was checked. */
  public final boolean secure;

  public final Instruction[] code;

  /** Static cycles by index; see {@link BlockCosts}. */
  public final int[] executed;

  public final int[] skipped;
  public final int[] taken;

  /** False once memory under it changed. */
  public boolean valid = true;

  /** How often the line was entered at its start by the interpreter, as far as somebody counts. */
  public int entries;

  /** How many of these were in earlier runs. */
  public int earlier;

  /** How often the interpreter left the line by a branch, by index. */
  public final int[] exits;

  /** What the translating engine keeps with the block; null while there is nothing. */
  public Object translation;

  /** Blocks that have followed a branch out of this one, in the order in which they came. */
  private Block[] followers = {};

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
    this.exits = new int[code.length];
  }

  void followedBy(Block next) {
    if (next == null || followers.length == MOST_FOLLOWERS) {
      return;
    }
    for (Block known : followers) {
      if (known.start == next.start) {
        return;
      }
    }
    followers = Arrays.copyOf(followers, followers.length + 1);
    followers[followers.length - 1] = next;
  }

  /** The line is known from earlier runs: how often it was entered and left, and what followed. */
  public void expect(int entered, int[] left, List<Block> next) {
    if (entered > entries) {
      earlier += entered - entries;
      entries = entered;
    }
    for (int k = 0; k < Math.min(left.length, exits.length); k++) {
      exits[k] = Math.max(exits[k], left[k]);
    }
    next.forEach(this::followedBy);
  }

  /** First addresses of lines that have followed a branch out of this one. */
  public int[] followers() {
    return Arrays.stream(followers).mapToInt(b -> b.start).toArray();
  }

  /** First address behind the block. */
  public int end() {
    return code[code.length - 1].next();
  }

  /** Whether an instruction of the block is at an address. */
  public boolean holds(int address) {
    if (address - start < 0 || address - end() >= 0) {
      return false;
    }
    for (Instruction instruction : code) {
      if (instruction.address == address) {
        return true;
      }
    }
    return false;
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
