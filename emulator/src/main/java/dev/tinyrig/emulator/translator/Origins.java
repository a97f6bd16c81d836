package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.interpreter.Block;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counters of runs, also where lines share code: there, a run is one of the line in which it has
 * begun, and every such line has a row of counters, a column for each way out. The row of the run
 * in execution is kept in {@link Asm#ORIGIN}.
 */
final class Origins {
  /**
   * A line in which runs begin.
   *
   * @param row number of its first counter
   */
  record Origin(Block block, int row) {}

  /** Lines with the same end that share code, and the columns of their counters. */
  private static final class Family {
    final List<Segment> lines = new ArrayList<>();

    /** By instructions up to the end of the line, and cycles of the last one that executes. */
    final Map<Way, Integer> columns = new HashMap<>();

    /** Most columns that there can be. */
    int most;
  }

  private record Way(int beforeEnd, int lastCycles) {}

  private final Map<Block, Family> families = new HashMap<>();

  /** Where runs have begun that come through the code of a line: there itself, at first. */
  private final Map<Block, List<Origin>> reaching = new HashMap<>();

  private int counters;

  /**
   * Of the lines of a region.
   *
   * @param before for the rest of one line: the lines in which runs may have begun that go on
   *     there, that one among them; else empty
   */
  Origins(List<Segment> segments, List<Block> before) {
    Map<Block, Segment> byBlock = new HashMap<>();
    segments.forEach(segment -> byBlock.put(segment.block(), segment));
    for (Segment segment : segments) {
      Segment last = segment;
      while (last.join() != null) {
        last = byBlock.get(last.join().block());
      }
      Family family = families.computeIfAbsent(last.block(), b -> new Family());
      families.put(segment.block(), family);
      family.lines.add(segment);
      family.most += ways(segment);
    }
    for (Segment segment : segments) {
      if (!reaching.containsKey(segment.block())) {
        families.get(segment.block()).lines.forEach(this::add);
      }
    }
    for (Block block : before) {
      Segment rest = segments.getFirst();
      if (block != rest.block()) {
        Family family = families.get(rest.block());
        family.lines.add(rest);
        reaching.get(rest.block()).add(new Origin(block, counters));
        counters += family.most;
      }
    }
    // What a line goes on in starts behind it.
    List<Segment> forwards = new ArrayList<>(segments);
    forwards.sort((a, b) -> Integer.compareUnsigned(a.block().start, b.block().start));
    for (Segment segment : forwards) {
      if (segment.join() != null) {
        reaching.get(segment.join().block()).addAll(reaching.get(segment.block()));
      }
    }
  }

  private void add(Segment line) {
    List<Origin> origins = new ArrayList<>();
    origins.add(new Origin(line.block(), counters));
    reaching.put(line.block(), origins);
    counters += families.get(line.block()).most;
  }

  private static int ways(Segment segment) {
    int ways = 1;
    for (int k = segment.from(); k < segment.length(); k++) {
      ways += segment.block().code[k].branches ? 1 : 0;
    }
    return ways;
  }

  /** How many counters there are. */
  int counters() {
    return counters;
  }

  /** Whether a line shares code with others. */
  boolean shares(Block block) {
    return families.get(block).lines.size() > 1;
  }

  /** Lines that share code with this one, and itself. */
  List<Segment> family(Block block) {
    return families.get(block).lines;
  }

  /** Where runs have begun that come through the code of a line: there itself, at first. */
  List<Origin> reaching(Block block) {
    return reaching.get(block);
  }

  /** The line in which a run began that is in the code of this one. */
  Block began(Block block, int row) {
    for (Origin origin : reaching.get(block)) {
      if (origin.row() == row) {
        return origin.block();
      }
    }
    return block; // it shares nothing, and nobody has set its row
  }

  /** The lines that {@link #began} may name. */
  List<Block> before(Block block) {
    return reaching.get(block).stream().map(Origin::block).toList();
  }

  /** What {@link #began} finds a line by. */
  int row(Block block, Block began) {
    for (Origin origin : reaching.get(block)) {
      if (origin.block() == began) {
        return origin.row();
      }
    }
    throw new IllegalArgumentException("no run of " + block.start + " began in " + began.start);
  }

  /** The column of a way out of a line. */
  int column(Block block, int to, int lastCycles) {
    Map<Way, Integer> columns = families.get(block).columns;
    return columns.computeIfAbsent(
        new Way(block.code.length - to, lastCycles), w -> columns.size());
  }
}
