package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.interpreter.Block;
import dev.tinyrig.emulator.interpreter.Interpreter;
import dev.tinyrig.emulator.translator.TranslationProfile.Line;
import dev.tinyrig.emulator.translator.TranslationProfile.Made;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The regions that earlier runs of the firmware have made: they are made anew when entered. */
final class Foresight {
  /** How often a region is made at once; what is dropped more often must be hot again. */
  private static final int MOST_MADE = 4;

  /** A count that says as much as any larger one. */
  private static final int MOST_COUNTED = 1 << 20;

  private final Interpreter interpreter;

  /** By address of a line at which it is entered; one more for the Secure state. */
  private final Map<Integer, Expected> bySeed = new HashMap<>();

  private TranslationProfile profile = TranslationProfile.EMPTY;

  private static final class Expected {
    final Made made;
    int times;

    Expected(Made made) {
      this.made = made;
    }
  }

  Foresight(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  /** Earlier runs are known from now on. */
  void expect(TranslationProfile newProfile) {
    profile = newProfile;
    for (Made made : newProfile.regions()) {
      Expected expected = new Expected(made);
      Arrays.stream(made.seeds())
          .forEach(seed -> bySeed.putIfAbsent(key(seed, made.secure()), expected));
    }
  }

  private static int key(int start, boolean secure) {
    return secure ? start + 1 : start;
  }

  /**
   * Lines of which earlier runs have made a region.
   *
   * @param seeds at which it is entered; the one that has been entered now is among them
   * @param lines all of them by their first address
   */
  record Known(List<Block> seeds, Map<Integer, Line> lines) {
    /** Whether a line is to be entered elsewhere. */
    boolean isCopy(Block block) {
      Line line = lines.get(block.start);
      return line != null && line.copy();
    }
  }

  /** Whether earlier runs have made a region with a line, which is to be made at once. */
  boolean knows(Block entered) {
    Expected expected = bySeed.get(key(entered.start, entered.secure));
    return expected != null && expected.times < MOST_MADE;
  }

  /** That region, its lines decoded and their counts set. */
  Known known(Block entered) {
    Expected expected = bySeed.get(key(entered.start, entered.secure));
    expected.times++;
    Map<Integer, Line> lines = new HashMap<>();
    for (Line line : expected.made.lines()) {
      lines.put(line.start(), line);
      Block block = interpreter.lineAt(line.start());
      if (block != null) {
        block.expect(line.entries(), line.exits(), lines(line.followers()));
      }
    }
    return new Known(lines(expected.made.seeds()), lines);
  }

  private List<Block> lines(int[] addresses) {
    List<Block> lines = new ArrayList<>();
    for (int address : addresses) {
      Block line = interpreter.lineAt(address);
      if (line != null) {
        lines.add(line);
      }
    }
    return lines;
  }

  /**
   * What is known after this run: its regions, and those of earlier ones that it had no use for.
   */
  TranslationProfile learnt(List<Region> regions, Sites.Facts facts) {
    List<Made> all = new ArrayList<>();
    Set<Integer> known = new HashSet<>();
    for (Region region : regions) {
      if (region.segments.getFirst().from() == 0) {
        Made made = made(region);
        all.add(made);
        made.lines().forEach(line -> known.add(line.start()));
      }
    }
    for (Made made : profile.regions()) {
      if (made.lines().stream().noneMatch(line -> known.contains(line.start()))) {
        all.add(made);
      }
    }
    return new TranslationProfile(all, facts);
  }

  private static boolean isEntered(Region region, Block block) {
    return block.translation instanceof Entry entry && entry.region() == region;
  }

  private static Made made(Region region) {
    List<Line> lines = new ArrayList<>();
    Set<Integer> seeds = new LinkedHashSet<>(Set.of(region.head.start));
    for (Segment segment : region.segments) {
      Block block = segment.block();
      lines.add(
          new Line(
              block.start,
              segment.whole(),
              region != block.translation && !isEntered(region, block),
              segment.falls(),
              Math.min(block.entries, MOST_COUNTED),
              Arrays.stream(block.exits).map(n -> Math.min(n, MOST_COUNTED)).toArray(),
              block.followers()));
      if (isEntered(region, block)) {
        seeds.add(block.start);
      }
    }
    int[] entered = seeds.stream().mapToInt(seed -> seed).toArray();
    return new Made(region.head.secure, entered, lines);
  }
}
