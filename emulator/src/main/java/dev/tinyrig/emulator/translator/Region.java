package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.interpreter.Block;
import java.util.Arrays;
import java.util.List;

/** Translated code of some lines, and what is to be known of it. */
final class Region {
  final Block head;
  final List<Segment> segments;

  /** As {@link #most}: the region is not entered at this segment. */
  static final int NO_ENTRY = -1;

  /** Most cycles that may pass before the region asks whether some are left, by segment. */
  final int[] most;

  final Exit[] exits;

  /**
   * Code that goes on behind an exit where a line was too long for this region, by exit; null where
   * there is none.
   */
  final Entry[] rest;

  /** The flow leaves inside a line: as {@link #next}, which is even where it is an address. */
  static final int INSIDE = 1;

  /** It goes on at {@code core.pc}. */
  static final int COMPUTED = 3;

  /** Address at which the flow goes on, by exit: what is asked of an {@link Exit} most often. */
  final int[] next;

  /** How often each exit was taken. */
  final int[] taken;

  /** How often it was entered. */
  int entered;

  /** Whether it has floating-point instructions, which need the unit to be ready. */
  final boolean floatingPoint;

  /** Bytes of bytecode of its method. */
  final int size;

  /** The class, for people to look at. */
  final byte[] bytes;

  final RegionCode code;

  /** What it counts and tells. */
  final Watch watch;

  /** Whether somebody hears of its flow or has its runs counted. */
  final boolean watched;

  /** Whether it may have counted something since probes were told last. */
  boolean counted;

  Region(
      Block head,
      List<Segment> segments,
      int[] most,
      Exit[] exits,
      boolean floatingPoint,
      int size,
      byte[] bytes,
      RegionCode code,
      Watch watch) {
    this.head = head;
    this.segments = segments;
    this.most = most;
    this.exits = exits;
    this.next = Arrays.stream(exits).mapToInt(Region::next).toArray();
    this.taken = new int[exits.length];
    this.rest = new Entry[exits.length];
    this.floatingPoint = floatingPoint;
    this.size = size;
    this.bytes = bytes;
    this.code = code;
    this.watch = watch;
    this.watched = watch.isNeeded();
  }

  private static int next(Exit exit) {
    return switch (exit.kind()) {
      case INSIDE -> INSIDE;
      case COMPUTED -> COMPUTED;
      case ADDRESS -> exit.address();
    };
  }

  /** The segment at whose end an exit is, if that is not the end of its line; else null. */
  Segment endingAt(Exit exit) {
    for (Segment segment : segments) {
      if (segment.block() == exit.block()
          && segment.length() == exit.index()
          && segment.join() == null) {
        return segment;
      }
    }
    return null;
  }

  /** The rest of a line is to be made anew. */
  void forgetRest(Region made) {
    for (int k = 0; k < rest.length; k++) {
      if (rest[k] != null && rest[k].region() == made) {
        rest[k] = null;
        taken[k] = 0;
      }
    }
  }

  boolean valid() {
    for (Segment segment : segments) {
      if (!segment.block().valid) {
        return false;
      }
    }
    return true;
  }
}
