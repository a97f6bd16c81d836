package dev.tinyrig.emulator.timing;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What a core knows of the low-overhead loop in execution (LO_BRANCH_INFO of the Armv8-M Arm ARM,
 * DDI 0553): once LE has branched back, further rounds do not execute it. It holds one loop.
 */
public final class LoopCache {
  private static final int NONE = 0;

  private final boolean remembersExits;
  private final int first;
  private final int exit;

  /** Address of the LE whose loop is known. */
  private int loop = NONE;

  /** Address of the LE that ended its loop last. */
  private int exited = NONE;

  /**
   * An empty cache.
   *
   * @param remembersExits whether a loop that is entered again costs nothing more at its first and
   *     last round
   * @param first extra cycles of a loop end that branches back where the loop is not known
   * @param exit the same of one that does not
   */
  LoopCache(boolean remembersExits, int first, int exit) {
    this.remembersExits = remembersExits;
    this.first = first;
    this.exit = exit;
  }

  /** Extra cycles of the loop end at an address. */
  int extra(int address, boolean taken) {
    return taken ? again(address) : left(address);
  }

  /** Extra cycles of a loop end that branches back. */
  public int again(int address) {
    boolean known = loop == address || (remembersExits && exited == address);
    loop = address;
    return known ? 0 : first;
  }

  /** Extra cycles of a loop end that does not branch. */
  public int left(int address) {
    boolean known = remembersExits && exited == address;
    loop = NONE;
    exited = address;
    return known ? 0 : exit;
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
