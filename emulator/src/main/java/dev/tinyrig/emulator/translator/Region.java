package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.interpreter.Block;
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
    this.taken = new int[exits.length];
    this.floatingPoint = floatingPoint;
    this.size = size;
    this.bytes = bytes;
    this.code = code;
    this.watch = watch;
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
