package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.interpreter.Block;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.Op;
import dev.tinyrig.emulator.isa.OpKind;
import dev.tinyrig.emulator.timing.TimingModel;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where a region asks whether enough cycles are left, and for how many. It asks at lines that may
 * be entered by a branch backwards or to a computed address; every way round the region passes one
 * of them. From there, and from where it is entered, it is the longest way to the next such line
 * that must fit.
 */
final class Bounds {
  /** More than the extra cycles of any one division, branch or transfer of a vector. */
  private static final int DYNAMIC_EXTRA = 64;

  private final int waits;
  private final boolean predicts;
  private final Sites sites;
  private final Map<Integer, Segment> byStart = new HashMap<>();
  private final Set<Integer> asking = new HashSet<>();
  private final Map<Integer, Integer> most = new HashMap<>();

  Bounds(List<Segment> segments, FlatMemory memory, TimingModel timing, Sites sites) {
    this.sites = sites;
    waits = memory.mostWaits();
    predicts = timing.predictsBranches();
    for (Segment segment : segments) {
      if (segment.from() == 0) {
        byStart.put(segment.block().start, segment);
      }
    }
    for (Segment segment : segments) {
      Block block = segment.block();
      for (int k = 0; k < segment.whole(); k++) {
        Instruction i = block.code[k];
        if (isDirect(i) && Integer.compareUnsigned(i.target, i.address) <= 0) {
          asking.add(i.target);
        } else if (i.branches && !isDirect(i)) {
          for (int address : block.followers()) {
            asking.add(address);
          }
        }
        if (returnsTo(i)) {
          asking.add(i.next());
        }
      }
    }
  }

  /** Whether what is called may come back behind an instruction. */
  static boolean returnsTo(Instruction i) {
    return i.op == Op.BL || i.op == Op.BLX_REG;
  }

  static boolean isDirect(Instruction i) {
    return switch (i.op) {
      case B, BL, B_COND, CBZ, CBNZ, WLS, LE, LE_FOREVER, WLSTP, LETP -> true;
      default -> false;
    };
  }

  /** Whether the line asks for itself. */
  boolean asks(Segment segment) {
    return asking.contains(segment.block().start);
  }

  /** Most cycles from the start of a line to the next line that asks, or out of the region. */
  int most(Segment segment) {
    Integer known = most.get(segment.block().start);
    if (known != null) {
      return known;
    }
    Block block = segment.block();
    int cycles = 0;
    int longest = 0;
    for (int k = 0; k < segment.whole(); k++) {
      Instruction i = block.code[k];
      cycles += MemoryCode.accesses(i) * waits;
      if (i.op == Op.SDIV
          || i.op == Op.UDIV
          || (i.branches && predicts)
          || i.op.kind() == OpKind.VECTOR_LOAD
          || i.op.kind() == OpKind.VECTOR_STORE
          || sites.unaligned(i)) {
        cycles += DYNAMIC_EXTRA;
      }
      if (i.branches) {
        longest = Math.max(longest, cycles + block.taken[k] + (isDirect(i) ? beyond(i.target) : 0));
      }
      cycles += Math.max(block.executed[k], block.skipped[k]);
    }
    longest = Math.max(longest, cycles + beyond(block.end()));
    most.put(block.start, longest);
    return longest;
  }

  private int beyond(int address) {
    Segment next = byStart.get(address);
    return next == null || asks(next) ? 0 : most(next);
  }
}
