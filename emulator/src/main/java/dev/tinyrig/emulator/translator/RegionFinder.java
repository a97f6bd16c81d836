package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.interpreter.Block;
import dev.tinyrig.emulator.interpreter.Interpreter;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.Op;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Chooses what is translated together: from a hot line on, the lines that branches have led to, the
 * most entered first, until the method would become too big. Of each line, the part that has been
 * reached.
 */
final class RegionFinder {
  /** Lines that the interpreter entered less often than this are left to it. */
  private static final int LEAST_ENTRIES = 2;

  /** A way that is taken less often than one time in so many is not translated. */
  private static final int RARE = 256;

  /** Bytes of regions that are copied to where they are called from. */
  private static final int MOST_COPIED = 1_200;

  /** How many times the budget the first line alone may take. */
  private static final int LONG_LINE = 3;

  private final Interpreter interpreter;

  RegionFinder(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  /**
   * The parts of lines that make a region, the first one that of the first seed; empty when that
   * cannot be translated.
   *
   * @param seeds lines at which the region is entered in any case
   * @param replaced the region that this one takes the place of, or null
   * @param budget bytes of bytecode, as estimated
   * @param apart whether every line has code of its own
   * @param whole whether lines are translated to their ends
   */
  List<Segment> find(List<Block> seeds, Region replaced, int budget, boolean apart, boolean whole) {
    List<Segment> found = new ArrayList<>();
    Set<Integer> seen = new HashSet<>();
    Comparator<Block> hottest =
        Comparator.comparingInt((Block b) -> -b.entries).thenComparingInt(b -> b.start);
    PriorityQueue<Block> waiting = new PriorityQueue<>(hottest);
    PriorityQueue<Block> called = new PriorityQueue<>(hottest);
    for (Block seed : seeds) {
      seen.add(seed.start);
      waiting.add(seed);
    }
    Block head = seeds.getFirst();
    int size = 0;
    Set<Integer> counted = new HashSet<>();
    Set<Region> copied = new HashSet<>();
    while (!waiting.isEmpty() || !called.isEmpty()) {
      Block block = waiting.isEmpty() ? called.remove() : waiting.remove();
      Segment segment = cut(block, whole);
      if (segment == null) {
        continue;
      }
      int bytes = estimate(segment, counted);
      if (size + bytes > (found.isEmpty() ? LONG_LINE * budget : budget)) {
        if (found.isEmpty()) {
          segment = prefix(block, segment, LONG_LINE * budget);
          if (segment == null) {
            return found;
          }
          bytes = LONG_LINE * budget;
        } else {
          continue;
        }
      }
      size += bytes;
      for (int k = 0; k < segment.length() && !apart; k++) {
        counted.add(block.code[k].address);
      }
      found.add(segment);
      successors(
          segment,
          (address, call) -> {
            if (seen.add(address)) {
              Block next = interpreter.decoded(address);
              if (next != null
                  && next.valid
                  && next.secure == head.secure
                  && next.entries >= LEAST_ENTRIES
                  && !belongsElsewhere(next, call, replaced, copied)) {
                (call ? called : waiting).add(next);
              } else {
                seen.remove(address);
              }
            }
          });
    }
    return found;
  }

  /**
   * Whether a line is left to the region that begins with it. Small functions are copied into those
   * that call them.
   */
  private static boolean belongsElsewhere(
      Block line, boolean called, Region replaced, Set<Region> copied) {
    if (!(line.translation instanceof Entry entry) || entry.region() == replaced) {
      return false;
    }
    if (called && entry.region().size <= MOST_COPIED) {
      copied.add(entry.region());
    }
    return !copied.contains(entry.region());
  }

  /** Bytes of a line; what another one has is shared, but for its first instructions. */
  private static int estimate(Segment segment, Set<Integer> counted) {
    int bytes = 40;
    for (int k = 0; k < segment.length(); k++) {
      Instruction i = segment.block().code[k];
      if (!counted.contains(i.address)) {
        bytes += estimate(i);
      }
      if (i.op == Op.LETP) {
        bytes += lastRound(segment.block(), k, counted);
      }
    }
    return bytes;
  }

  /** Bytes of what is written once more for the last round of a loop. */
  private static int lastRound(Block block, int loopEnd, Set<Integer> counted) {
    int bytes = 30;
    for (int k = loopEnd - 1; k >= 0 && !block.code[k].branches; k--) {
      if (!counted.contains(block.code[k].address)) {
        bytes += estimate(block.code[k]) + (block.code[k].op.kind().isVector() ? 14 : 0);
      }
    }
    return bytes;
  }

  private static int estimate(Instruction i) {
    return switch (i.op.kind()) {
      case LOAD, STORE -> 20;
      case LOAD_MULTIPLE, STORE_MULTIPLE -> 30 + 17 * Integer.bitCount(i.imm);
      case BRANCH, CALL -> 26;
      case DIVIDE -> 35;
      case FP_LOAD_MULTIPLE, FP_STORE_MULTIPLE -> 30 + 20 * i.imm;
      default ->
          i.op.kind().isVector()
              ? VectorCode.bytes(i)
              : i.flags == Instruction.FLAGS_NEVER ? 10 : 24;
    };
  }

  /** The next part of a line of which a region has the first one; null when there is none. */
  Segment rest(Segment segment, int budget) {
    Block block = segment.block();
    Segment whole = cut(block, true);
    if (whole == null || whole.length() <= segment.length()) {
      return null;
    }
    Segment part = part(block, segment.length(), whole, budget);
    return part == null ? null : part.behind(segment.length());
  }

  /** As much of the first line as fits, so that something is translated in any case. */
  private static Segment prefix(Block block, Segment whole, int budget) {
    return part(block, 0, whole, budget);
  }

  private static Segment part(Block block, int from, Segment whole, int budget) {
    int bytes = 20;
    int length = from;
    while (length < whole.length()) {
      bytes += estimate(block.code[length]);
      if (bytes > budget) {
        break;
      }
      length++;
    }
    length = VptBlock.outside(block.code, outsideIt(whole.it(), block, length));
    return length <= from ? null : new Segment(block, length, whole.it());
  }

  /** The part of a line that has a translation and has been reached; null when that is nothing. */
  static Segment cut(Block block, boolean whole) {
    Instruction[] code = block.code;
    if (code[0].op == Op.B && code[0].target == block.start) {
      return null; // the interpreter lets the time pass at once
    }
    int[] it = new int[code.length];
    long reaching = Math.max(1, block.entries);
    boolean known = block.entries > 0 && !whole;
    int state = 0;
    int length = 0;
    for (; length < code.length; length++) {
      Instruction i = code[length];
      it[length] = state;
      boolean inIt = state != 0;
      if (!Coverage.translates(i, inIt) || (inIt && i.branches && (state & 7) != 0)) {
        break;
      }
      state =
          i.op == Op.IT
              ? i.imm
              : inIt ? ((state & 7) == 0 ? 0 : state & 0xE0 | state << 1 & 0x1F) : 0;
      if (Coverage.conditional(i.op) && known) {
        reaching -= block.exits[length];
        if (reaching * RARE < block.entries) {
          length++;
          break;
        }
      }
    }
    boolean cutInIt = length < code.length ? it[length] != 0 : state != 0;
    if (length < code.length && it[length] == 0 && length > 0 && code[length - 1].op == Op.IT) {
      cutInIt = true;
    }
    if (cutInIt) {
      length = outsideIt(it, block, length);
    }
    length = VptBlock.outside(block.code, length);
    return length == 0 ? null : new Segment(block, length, it);
  }

  /** The greatest length up to the given one that does not end inside an IT block. */
  static int outsideIt(int[] it, Block block, int length) {
    int end = length;
    while (end > 0 && (it[end - 1] != 0 || block.code[end - 1].op == Op.IT)) {
      end--;
    }
    return end;
  }

  /** Tells of the addresses to which the flow has gone, or may go, from a part of a line. */
  private static void successors(Segment segment, Successor told) {
    Block block = segment.block();
    for (int k = 0; k < segment.length(); k++) {
      Instruction i = block.code[k];
      if (!i.branches) {
        continue;
      }
      switch (i.op) {
        case BL -> {
          told.to(i.target, true);
          told.to(i.next(), false);
        }
        case B, B_COND, CBZ, CBNZ, WLS, LE, LE_FOREVER, WLSTP, LETP -> told.to(i.target, false);
        case BLX_REG -> {
          told.to(i.next(), false);
          for (int address : block.followers()) {
            told.to(address, true);
          }
        }
        case TBB, TBH -> {
          for (int address : block.followers()) {
            told.to(address, false);
          }
        }
        default -> {} // a return: where to is the caller's affair
      }
    }
    Instruction last = block.code[segment.length() - 1];
    if (segment.complete() && (!last.branches || Coverage.conditional(last.op))) {
      told.to(last.next(), false);
    }
  }

  /** Hears of successors. */
  private interface Successor {
    void to(int address, boolean call);
  }
}
