package dev.tinyrig.emulator.timing;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What a core knows of the low-overhead loop in execution (LO_BRANCH_INFO of the Armv8-M Arm ARM,
 * DDI 0553): once LE has branched back, further rounds do not execute it. It holds one loop.
 */
final class LoopCache {
  private static final int NONE = 0;

  private final boolean remembersExits;

  /** Address of the LE whose loop is known. */
  private int loop = NONE;

  /** Address of the LE that ended its loop last. */
  private int exited = NONE;

  /**
   * An empty cache.
   *
   * @param remembersExits whether a loop that is entered again costs nothing more at its first and
   *     last round
   */
  LoopCache(boolean remembersExits) {
    this.remembersExits = remembersExits;
  }

  /** Extra cycles of a loop end: {@code first} or {@code exit} where the loop is not known. */
  int extra(int address, boolean taken, int first, int exit) {
    boolean known = remembersExits && exited == address;
    if (!taken) {
      loop = NONE;
      exited = address;
      return known ? 0 : exit;
    }
    boolean cached = loop == address;
    loop = address;
    return cached || known ? 0 : first;
  }

  /** The flow was broken: the loop goes on without the cache. */
  void forget() {
    loop = NONE;
  }

  void save(DataOutput out) throws IOException {
    out.writeInt(loop);
    out.writeInt(exited);
  }

  void restore(DataInput in) throws IOException {
    loop = in.readInt();
    exited = in.readInt();
  }
}
