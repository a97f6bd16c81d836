package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.isa.Instruction;
import java.util.List;
import java.util.Optional;

/** One run of a region, which can be run again with fewer cycles, or by the lines it is made of. */
public final class Execution {
  private final TranslatingEngine engine;
  private final Region region;
  private final int entry;
  private final int cycles;

  Execution(TranslatingEngine engine, Region region, int entry, int cycles) {
    this.engine = engine;
    this.region = region;
    this.entry = entry;
    this.cycles = cycles;
  }

  /** How many cycles might have passed before the region had to be left. */
  public int cycles() {
    return cycles;
  }

  /** Address of the line for which the region was made. */
  public int head() {
    return region.head.start;
  }

  /** Bytes of bytecode of the region's method. */
  public int size() {
    return region.size;
  }

  /** Runs the region again, from the state in which the core is, with so many cycles. */
  public void repeat(int newCycles) {
    engine.execute(region, entry, newCycles);
  }

  /** The line of the region that starts at an address. */
  public Optional<Line> line(int address) {
    return region.segments.stream()
        .filter(segment -> segment.block().start == address)
        .findFirst()
        .map(Line::new);
  }

  /**
   * The bytecode of the region's method, a line of text for each JVM instruction, under the guest
   * instructions of which they are made.
   *
   * @param marked address of the guest instruction that gets a mark
   */
  public List<String> listing(int marked) {
    return BytecodeListing.of(region, marked);
  }

  /** A line of the region; it can be executed alone and in part. */
  public final class Line {
    private final Segment segment;

    private Line(Segment segment) {
      this.segment = segment;
    }

    /** Its instructions, as far as they are translated with this line. */
    public List<Instruction> instructions() {
      return List.of(segment.block().code).subList(0, segment.whole());
    }

    /** Whether a part may end before the instruction at an index: never inside of an IT block. */
    public boolean mayEnd(int index) {
      return RegionFinder.outsideIt(segment.it(), segment.block(), index) == index;
    }

    /**
     * Translates the first {@code count} instructions as a region of their own and runs that;
     * whether there is such a translation.
     */
    public boolean executeAlone(int count) {
      return engine.executeAlone(
          new Segment(segment.block(), count, segment.it()), region.head.secure);
    }
  }
}
