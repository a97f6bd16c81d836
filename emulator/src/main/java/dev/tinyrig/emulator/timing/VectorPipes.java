package dev.tinyrig.emulator.timing;

/**
 * The pipes of the vector unit and until when each is held, in cycles since the entry of a line.
 */
final class VectorPipes {
  /** Loads; on Cortex-M55 stores too. */
  static final int LOAD = 1;

  /** Stores where they have a pipe of their own. */
  static final int STORE = 1 << 1;

  static final int INTEGER = 1 << 2;
  static final int MULTIPLY = 1 << 3;
  static final int COMPARE = 1 << 4;
  static final int CONTROL = 1 << 5;

  private final int[] freeAt = new int[6];

  /** The pipes to take: all of them, or of {@link #INTEGER} and {@link #MULTIPLY} the freer one. */
  int choose(int pipes, boolean either) {
    int both = INTEGER | MULTIPLY;
    if (!either || (pipes & both) != both) {
      return pipes;
    }
    return freeAt(INTEGER) <= freeAt(MULTIPLY) ? INTEGER : MULTIPLY;
  }

  /** The first cycle at which all these pipes are free. */
  int freeAt(int pipes) {
    int latest = 0;
    for (int rest = pipes; rest != 0; rest &= rest - 1) {
      latest = Math.max(latest, freeAt[Integer.numberOfTrailingZeros(rest)]);
    }
    return latest;
  }

  /** Takes pipes up to a cycle. */
  void hold(int pipes, int until) {
    for (int rest = pipes; rest != 0; rest &= rest - 1) {
      freeAt[Integer.numberOfTrailingZeros(rest)] = until;
    }
  }
}
