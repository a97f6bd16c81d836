package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.interpreter.Block;
import dev.tinyrig.emulator.interpreter.Interpreter;
import dev.tinyrig.emulator.probe.Probes;
import dev.tinyrig.emulator.translator.RegionFinder.Selection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The regions of a machine, and when new ones are made. */
final class TranslationCache {
  /** What a block keeps whose translation has failed. */
  private static final Object NONE = new Object();

  /**
   * Estimated bytes that a function may have to be translated as one region. The fast JIT compiler
   * gives up on many that are larger, and the JVM interprets them until the good one is through.
   */
  private static final int FUNCTION = 5_600;

  /**
   * Estimated bytes of a part of a larger function. Larger parts leave fewer ways between regions,
   * but cost the JIT compilers more than that.
   */
  private static final int PART = 2_500;

  /** Exits inside a line, from one place, after which the region is made anew. */
  private static final int MOST_LEFT = 256; // a power of two

  /** Entries after which a region has probably been compiled: another one costs that once more. */
  private static final int FRESH = 300;

  /** Then so many times as many exits are needed: the interpreter is cheaper than the compilers. */
  private static final int COMPILED = 256;

  /** How many entries are found at once: a power of two. */
  private static final int RECENT = 1024;

  /** How often the parts of a function are merged. */
  private static final int MOST_MERGES = 16;

  /** Exits inside a line where it was too long after which the rest of it is translated. */
  private static final int LEAST_LEFT = 50;

  /** How many times the threshold an interpreted line inside a region must be entered. */
  private static final int COVERED = 8;

  /** Lines that take longer than this are not entered. */
  private static final int LONGEST = 10_000;

  private final Core core;
  private final Interpreter interpreter;
  private final RegionFinder finder;
  private final Probes probes;
  private final Prober prober;
  private final int threshold;
  private final List<Region> regions = new ArrayList<>();

  /** Regions that may have counted something since probes were told last. */
  private final List<Region> counted = new ArrayList<>();

  /** The region that was entered last. */
  private Region inside;

  /** Entries found last, by address. */
  private final Entry[] recent = new Entry[RECENT];

  /** How often a head has been translated anew, by its address. */
  private final Map<Integer, Integer> versions = new HashMap<>();

  private final WindowFinder windows;
  private final Foresight foresight;
  private final Sites sites = new Sites();
  private FlatMemory memory;
  private UnaryOperator<byte[]> rewrite = UnaryOperator.identity();

  /** The state of the listeners for which the regions were made. */
  private int listeners;

  private int made;

  /** Whether regions were made that earlier runs had not. */
  private boolean learnt;

  private long lines;
  private int failures;
  private int dropped;
  private int largest;

  TranslationCache(
      Core core, Interpreter interpreter, Probes probes, Prober prober, int threshold) {
    this.core = core;
    this.probes = probes;
    this.prober = prober;
    this.interpreter = interpreter;
    this.finder = new RegionFinder(interpreter);
    this.threshold = threshold;
    this.windows = new WindowFinder(core);
    this.foresight = new Foresight(interpreter);
  }

  TranslationCounters counters(long entries, long bails, long interpreted) {
    return new TranslationCounters(
        made, failures, dropped, entries, bails, interpreted, lines, largest);
  }

  /** Where translated code of the line at an address begins, or null where it has none. */
  Entry translated(int address) {
    return windows.current() && probes.version == listeners ? found(address) : null;
  }

  /** The same, where nothing but translated code can have executed since the last time. */
  Entry found(int address) {
    Entry known = recent[address >> 1 & RECENT - 1];
    if (known != null && known.start() == address && known.secure() == core.secure) {
      return known;
    }
    Block block = interpreter.decoded(address);
    if (block != null && block.translation instanceof Entry entry) {
      recent[address >> 1 & RECENT - 1] = entry;
      return entry;
    }
    return null;
  }

  private void forgetRecent() {
    Arrays.fill(recent, null);
  }

  /** Where translated code of a line begins, or null; counts that the line is entered. */
  Entry entry(Block block) {
    Object known = block.translation;
    if (known instanceof Entry entry) {
      if (windows.current() && probes.version == listeners) {
        return entry;
      }
      dropAll();
    }
    if (sites.sampling()) {
      return null;
    }
    block.entries++;
    if (known == null && translateKnown(block)) {
      return block.translation instanceof Entry entry ? entry : null;
    }
    int entered = block.entries - block.earlier;
    if (entered == threshold && known == null && threshold > 1) {
      sites.start();
    } else if (entered >= threshold && known == null
        || known instanceof Region && entered >= COVERED * threshold) {
      translate(List.of(block), null);
      return block.translation instanceof Entry entry ? entry : null;
    }
    return null;
  }

  /** What earlier runs have shown; before the first instruction. */
  void expect(TranslationProfile profile) {
    sites.expect(profile.facts());
    foresight.expect(profile);
  }

  /** Whether regions were made that earlier runs had not. */
  boolean hasLearnt() {
    return learnt;
  }

  /** What earlier runs and this one have shown. */
  TranslationProfile learnt() {
    return foresight.learnt(regions, sites.facts());
  }

  /** Who looks at accesses before they are translated. */
  Sites sites() {
    return sites;
  }

  /** Makes a region anew, to be entered where it is now. */
  private void translateAgain(Region old) {
    List<Block> seeds = new ArrayList<>();
    seeds.add(old.head);
    for (Segment segment : old.segments) {
      Block block = segment.block();
      if (block.translation instanceof Entry e && e.region() == old && block != old.head) {
        seeds.add(block);
      }
    }
    translate(seeds, old);
  }

  /** Makes the region that earlier runs have made with a line; whether there was one. */
  private boolean translateKnown(Block entered) {
    if (!foresight.knows(entered) || !ready()) {
      return false;
    }
    Foresight.Known known = foresight.known(entered);
    try {
      Selection selection = finder.known(known.seeds(), known.lines(), !isApart(), !isCounted());
      Region region = compile(known.seeds(), selection);
      if (region != null) {
        install(region, selection.replaced(), known::isCopy);
      }
      return region != null;
    } catch (RuntimeException e) {
      return false; // bad advice
    }
  }

  /** Whether accesses can be translated as the memories are now. */
  private boolean ready() {
    if (!windows.current() || memory == null || probes.version != listeners) {
      listeners = probes.version;
      dropAll();
      memory = windows.find();
    }
    return memory != null;
  }

  private void translate(List<Block> seeds, Region replaced) {
    Block head = seeds.getFirst();
    if (!ready()) {
      head.entries = 0; // every access is checked: the interpreter's affair
      return;
    }
    boolean possible;
    try {
      possible = make(seeds, replaced);
    } catch (RuntimeException e) {
      possible = false; // in the choice or joining of lines
    }
    if (!possible) {
      failures++;
      seeds.getLast().translation = NONE;
    }
  }

  /** Makes a region of a function, or of a part of one; whether that was possible. */
  private boolean make(List<Block> seeds, Region replaced) {
    Region region = null;
    Selection selection = null;
    boolean apart = isApart();
    if (!apart) {
      selection = finder.function(seeds, FUNCTION);
      if (mayMerge(selection)) {
        region = compile(seeds, selection);
      }
    }
    for (int budget = PART; region == null && budget > 500; budget = budget * 2 / 3) {
      selection = finder.part(seeds, replaced, budget, !apart, !isCounted());
      region = compile(seeds, selection);
    }
    if (region == null) {
      return false;
    }
    install(region, selection.replaced(), line -> false);
    learnt = true;
    return true;
  }

  private boolean isCounted() {
    return probes.blocks.length != 0;
  }

  /**
   * Whether regions are small, and every line has code of its own: where runs are counted whose
   * cycles are not static, larger ones cost the JIT compilers more than they save.
   */
  private boolean isApart() {
    return isCounted() && core.timing.predictsBranches();
  }

  /** Whether a function is one region from now on; not again and again. */
  private boolean mayMerge(Selection function) {
    if (function.partial() || function.segments().isEmpty()) {
      return false;
    }
    return function.replaced().isEmpty()
        || versions.merge(Segment.lowest(function.segments()), 1, Integer::sum) < MOST_MERGES;
  }

  /** The region of a selection, or null. */
  private Region compile(List<Block> seeds, Selection selection) {
    List<Segment> segments = selection.segments();
    return segments.isEmpty()
        ? null
        : compile(
            seeds.getFirst(),
            selection.entered(),
            isApart() ? segments : Joiner.join(segments, isCounted()),
            new Watch(prober, isCounted(), probes.calls.length != 0));
  }

  /** A region of these segments, or null. */
  private Region compile(Block head, List<Block> entered, List<Segment> segments, Watch watch) {
    try {
      return new RegionCompiler(memory, core, sites, watch, entered, segments, rewrite)
          .compile(head);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      return null; // it is counted, and the interpreter executes the line
    }
  }

  /**
   * Lets the lines of a region be entered.
   *
   * @param replaced regions whose lines these are from now on
   * @param copies tells of lines that are entered elsewhere
   */
  private void install(Region region, Set<Region> replaced, Predicate<Block> copies) {
    forgetRecent();
    made++;
    lines += region.segments.size();
    largest = Math.max(largest, region.size);
    regions.add(region);
    for (int k = 0; k < region.segments.size(); k++) {
      Segment segment = region.segments.get(k);
      int most = region.most[k];
      Block block = segment.block();
      if (copies.test(block)
          || block.translation instanceof Entry entry && !replaced.contains(entry.region())) {
        continue;
      }
      if (most == Region.NO_ENTRY) {
        block.translation = region;
      } else {
        block.translation = most < LONGEST ? new Entry(region, k, most, block.start) : NONE;
      }
    }
    regions.removeIf(this::unreachable);
  }

  /** The regions of now. */
  List<Region> regions() {
    return regions;
  }

  /** Some lines as a region that is not entered by itself; null when that fails. */
  Region apart(List<Segment> segments) {
    return memory == null
        ? null
        : compile(
            segments.getFirst().block(), List.of(), segments, new Watch(prober, false, false));
  }

  /** What becomes of every class before it is loaded; for tests, which plant mistakes. */
  void rewrite(UnaryOperator<byte[]> newRewrite) {
    rewrite = newRewrite;
  }

  /** Tells probes what was counted for them. */
  void settle() {
    for (Region region : counted) {
      region.watch.settle();
      region.counted = false;
    }
    counted.clear();
    if (inside != null) {
      entering(inside); // it may be in execution
    }
  }

  /** A region is about to execute. */
  void entering(Region region) {
    inside = region;
    if (!region.counted && region.watched) {
      region.counted = true;
      counted.add(region);
    }
  }

  /** Whether all lines of a region are entered elsewhere by now. */
  private boolean unreachable(Region region) {
    for (Segment segment : region.segments) {
      if (segment.block().translation instanceof Entry entry && entry.region() == region) {
        return false;
      }
    }
    return true;
  }

  /** Code that goes on where a line was too long for its region, or null. */
  Entry rest(Region region, int exit) {
    if (region.taken[exit] == LEAST_LEFT && memory != null) {
      Segment segment = region.endingAt(region.exits[exit]);
      Region rest = null;
      for (int budget = RegionFinder.LONG_LINE; rest == null && segment != null && budget > 500; ) {
        Segment part = finder.rest(segment, budget);
        rest = part == null ? null : rest(part, region.watch.ofRest(part.block()));
        budget = part == null ? 0 : budget * 2 / 3;
      }
      if (rest != null) {
        made++;
        region.rest[exit] = new Entry(rest, 0, rest.most[0], rest.head.start);
      }
    }
    return region.rest[exit];
  }

  private Region rest(Segment part, Watch watch) {
    return compile(part.block(), List.of(part.block()), List.of(part), watch);
  }

  /** A region was left inside a line: if that goes on, what was cold has become hot. */
  void left(Region region, int exit) {
    Exit place = region.exits[exit];
    place.block().entries++; // what reaches this place is not seen elsewhere
    int most = region.entered < FRESH ? MOST_LEFT : MOST_LEFT * COMPILED;
    if (region.taken[exit] >= most && (region.taken[exit] & most - 1) == 0) {
      boolean missed = sites.missed(core, place.block().code[place.index()], memory);
      if (region.segments.getFirst().from() != 0) {
        if (missed) {
          regions.forEach(whole -> whole.forgetRest(region));
        }
        return;
      }
      if (missed) {
        translateAgain(region);
      }
    }
  }

  /** Drops the regions of which a line has been decoded anew. */
  void dropInvalid() {
    for (Region region : regions) {
      if (!region.valid()) {
        drop(region);
      }
    }
    regions.removeIf(region -> !region.valid());
  }

  private void dropAll() {
    settle();
    inside = null;
    regions.forEach(this::drop);
    regions.clear();
    memory = null;
  }

  private void drop(Region region) {
    forgetRecent();
    dropped++;
    for (Segment segment : region.segments) {
      Block block = segment.block();
      boolean entered = block.translation instanceof Entry entry && entry.region() == region;
      if (entered || block.translation == region) {
        block.translation = null;
        block.entries = 0;
        block.earlier = 0;
      }
    }
  }
}
