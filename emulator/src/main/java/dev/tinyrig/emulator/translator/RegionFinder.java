package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.interpreter.Block;
import dev.tinyrig.emulator.interpreter.Interpreter;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.Op;
import dev.tinyrig.emulator.translator.TranslationProfile.Line;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Chooses what is translated together: from a hot line on, forwards and backwards, the lines of its
 * function that have been executed, the most entered first, until the method would become too big;
 * then the functions that it calls. What another region has is left to it, or taken from it.
 */
final class RegionFinder {
  /** Lines that the interpreter entered less often than this are left to it. */
  private static final int LEAST_ENTRIES = 2;

  /** A way that is taken less often than one time in so many is not translated. */
  private static final int RARE = 64;

  /** Bytes of regions that are copied to where they are called from. */
  private static final int MOST_COPIED = 1_200;

  /** Bytes before a line in which others are looked for that run into it. */
  private static final int LOOK_BACK = 512;

  /** Estimated bytes that the first line alone may take. */
  static final int LONG_LINE = 4_200;

  /** How many times the budget it may take at most. */
  private static final int LONG_LINE_BUDGETS = 3;

  private static final Comparator<Block> HOTTEST =
      Comparator.comparingInt((Block b) -> -b.entries).thenComparingInt(b -> b.start);

  private final Interpreter interpreter;

  RegionFinder(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  /**
   * What makes a region of a whole function, as far as it has been reached, with all that other
   * regions have of it.
   *
   * @param seeds lines at which the region is entered in any case
   */
  Selection function(List<Block> seeds, int budget) {
    return new Search(seeds, Map.of(), region -> true, budget, true, true).run();
  }

  /**
   * What makes a region of lines that earlier runs have made one of.
   *
   * @param seeds lines at which the region is entered in any case
   * @param lines the lines by their first address
   */
  Selection known(List<Block> seeds, Map<Integer, Line> lines, boolean joined, boolean falling) {
    return new Search(seeds, lines, region -> false, Integer.MAX_VALUE, joined, falling).run();
  }

  /**
   * What makes a region; without segments when the first seed cannot be translated.
   *
   * @param seeds lines at which the region is entered in any case
   * @param replaced the region that this one takes the place of, or null; lines of others are left
   *     to them
   * @param budget bytes of bytecode, as estimated
   * @param joined whether lines of the region may share code
   * @param falling whether a line may end where one of another region begins
   */
  Selection part(List<Block> seeds, Region replaced, int budget, boolean joined, boolean falling) {
    return new Search(seeds, Map.of(), region -> region == replaced, budget, joined, falling).run();
  }

  /**
   * Segments for a region.
   *
   * @param entered lines at which it is entered
   * @param replaced regions whose lines these are
   * @param partial whether others of the same function did not fit
   */
  record Selection(
      List<Segment> segments, List<Block> entered, Set<Region> replaced, boolean partial) {}

  /** Follows the flow from some lines, forwards and backwards, the most entered lines first. */
  private final class Search {
    private final List<Block> seeds;
    private final Block head;

    /** The only lines that are looked at, and how much of each; none for all. */
    private final Map<Integer, Line> only;

    private final Predicate<Region> takes;
    private final int budget;
    private final boolean joined;
    private final boolean falling;
    private final Queue<Block> waiting = new PriorityQueue<>(HOTTEST);
    private final Queue<Block> called = new PriorityQueue<>(HOTTEST);
    private final List<Segment> found = new ArrayList<>();
    private final Set<Integer> seen = new HashSet<>();
    private final Set<Integer> targets = new HashSet<>();
    private final Set<Integer> counted = new HashSet<>();
    private final Set<Region> copied = new HashSet<>();
    private final Set<Region> replaced = new HashSet<>();

    /** Where a loop ends that begins with the head: it is not parted. */
    private final int loopEnd;

    private int size;
    private boolean partial;

    Search(
        List<Block> seeds,
        Map<Integer, Line> only,
        Predicate<Region> takes,
        int budget,
        boolean joined,
        boolean falling) {
      this.seeds = seeds;
      this.only = only;
      this.head = seeds.getFirst();
      this.loopEnd = loopEnd(head);
      this.takes = takes;
      this.budget = budget;
      this.joined = joined;
      this.falling = falling;
      for (Block seed : seeds) {
        seen.add(seed.start);
        waiting.add(seed);
      }
    }

    private static int loopEnd(Block line) {
      int end = line.start - 1;
      for (Instruction i : line.code) {
        if (Bounds.isDirect(i) && i.target == line.start) {
          end = i.address;
        }
      }
      return end;
    }

    Selection run() {
      while (!waiting.isEmpty() || !called.isEmpty()) {
        boolean isCall = waiting.isEmpty();
        Block block = isCall ? called.remove() : waiting.remove();
        Segment segment = fitting(block, isCall);
        if (segment == null) {
          continue;
        }
        for (int k = 0; k < segment.length() && joined; k++) {
          counted.add(block.code[k].address);
        }
        found.add(segment);
        if (block.translation instanceof Entry entry && !copied.contains(entry.region())) {
          replaced.add(entry.region());
        }
        predecessors(block, this::look);
        successors(segment, this::look);
      }
      return new Selection(found, entered(), replaced, partial);
    }

    /** The part of a line that fits into what is left of the budget, or null. */
    private Segment fitting(Block block, boolean isCall) {
      Line known = only.get(block.start);
      Segment segment = known == null ? cut(block, false) : upTo(known, cut(block, true));
      if (segment == null) {
        return null;
      }
      if (falling && !segment.falls()) {
        segment = upToOthers(segment);
      }
      long most = found.isEmpty() ? Math.min(LONG_LINE, (long) LONG_LINE_BUDGETS * budget) : budget;
      int bytes = estimate(segment, counted);
      if (size + bytes > most) {
        partial |= !isCall;
        if (!found.isEmpty()) {
          return null;
        }
        segment = part(block, 0, segment, (int) most); // something in any case
        bytes = (int) most;
      }
      size += bytes;
      return segment;
    }

    /** As much of a line as earlier runs have translated with it, if it can end there; or null. */
    private Segment upTo(Line known, Segment segment) {
      if (segment == null || known.length() >= segment.length()) {
        return segment;
      }
      Block block = segment.block();
      int length = VptBlock.outside(block.code, outsideIt(segment.it(), block, known.length()));
      if (length <= 0) {
        return null;
      }
      Block next = interpreter.lineAt(block.code[length].address);
      return known.falls() && next != null && Joiner.continues(block, length, next)
          ? segment.falling(length)
          : new Segment(block, length, segment.it());
    }

    /** A line up to where it is one that another region begins with. */
    private Segment upToOthers(Segment segment) {
      Block block = segment.block();
      for (int k = 1; k < segment.length(); k++) {
        if (segment.it()[k] == 0
            && block.code[k - 1].op != Op.IT
            && VptBlock.outside(block.code, k) == k) {
          Block other = interpreter.decoded(block.code[k].address);
          if (other != null
              && other.valid
              && belongsElsewhere(other)
              && Joiner.continues(block, k, other)) {
            return segment.falling(k);
          }
        }
      }
      return segment;
    }

    private boolean belongsElsewhere(Block line) {
      return line.translation instanceof Entry entry
          && !takes.test(entry.region())
          && !copied.contains(entry.region())
          && (line.start - head.start < 0 || line.start - loopEnd > 0);
    }

    private boolean mayHave(int address) {
      return only.isEmpty() || only.containsKey(address);
    }

    private void look(Block next) {
      if (next.secure == head.secure
          && next.entries >= LEAST_ENTRIES
          && mayHave(next.start)
          && !belongsElsewhere(next)
          && seen.add(next.start)) {
        waiting.add(next);
      }
    }

    private void look(int address, boolean call) {
      targets.add(address);
      Block next = interpreter.decoded(address);
      if (next == null || !next.valid || !mayHave(address)) {
        return;
      }
      if (!call) {
        look(next);
        return;
      }
      // Small functions are copied into those that call them.
      if (next.translation instanceof Entry entry) {
        if (entry.region().size > MOST_COPIED) {
          return;
        }
        copied.add(entry.region());
      }
      if (next.secure == head.secure && next.entries >= LEAST_ENTRIES && seen.add(address)) {
        called.add(next);
      }
    }

    private List<Block> entered() {
      List<Block> entered = new ArrayList<>(seeds);
      for (Segment segment : found) {
        Block block = segment.block();
        boolean before =
            block.translation instanceof Entry entry && replaced.contains(entry.region());
        // What nothing here leads to is entered from elsewhere.
        if ((before || !targets.contains(block.start)) && !seeds.contains(block)) {
          entered.add(block);
        }
      }
      return entered;
    }
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

  /** Bytes of what is written once more, or masked, for the last round of a loop. */
  private static int lastRound(Block block, int loopEnd, Set<Integer> counted) {
    int bytes = 30;
    boolean once = TailChecks.isLong(block.code, loopEnd);
    for (int k = loopEnd - 1; k >= 0 && !block.code[k].branches; k--) {
      Instruction i = block.code[k];
      if (!counted.contains(i.address)) {
        bytes += (once ? 0 : estimate(i)) + (i.op.kind().isVector() ? VectorCode.MASKING : 0);
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

  /** As much of a line from an index on as fits. */
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

  /** Tells of lines that run through the start of this one. */
  private void predecessors(Block block, Consumer<Block> told) {
    for (int back = 2; back <= LOOK_BACK; back += 2) {
      Block line = interpreter.decoded(block.start - back);
      if (line != null && line.valid && line.holds(block.start)) {
        told.accept(line);
      }
    }
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
    if (segment.complete()
        && !segment.falls()
        && (!last.branches || Coverage.conditional(last.op))) {
      told.to(last.next(), false);
    }
  }

  /** Hears of successors. */
  private interface Successor {
    void to(int address, boolean call);
  }
}
