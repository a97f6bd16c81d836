package dev.tinyrig.traces.calls;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * The addresses at which functions are known to start: those of the symbols and every target of a
 * call seen so far. A hash set of ints with open addressing; 0 is not a member.
 */
public final class FunctionStarts {
  private int[] slots = new int[1024];
  private int size;

  /** Addresses that were asked for and are no starts. */
  private final Set<Integer> others = new HashSet<>();

  private Runnable listener = () -> {};

  /** Who hears of starts that {@link #hears} has denied. */
  public void listener(Runnable newListener) {
    listener = newListener;
  }

  /** Whether an address is a start; when it becomes one later, the listener is told. */
  boolean hears(int address) {
    boolean start = contains(address);
    if (!start) {
      others.add(address);
    }
    return start;
  }

  /** Adds a start, without its Thumb bit. */
  public void add(int address) {
    if (address == 0) {
      return;
    }
    int mask = slots.length - 1;
    int at = hash(address) & mask;
    while (slots[at] != 0) {
      if (slots[at] == address) {
        return;
      }
      at = (at + 1) & mask;
    }
    slots[at] = address;
    if (++size * 2 > slots.length) {
      grow();
    }
    if (others.remove(address)) {
      listener.run();
    }
  }

  public boolean contains(int address) {
    int mask = slots.length - 1;
    int at = hash(address) & mask;
    while (slots[at] != 0) {
      if (slots[at] == address) {
        return true;
      }
      at = (at + 1) & mask;
    }
    return false;
  }

  /** Number of starts. */
  public int size() {
    return size;
  }

  /** All starts in ascending unsigned order. */
  public int[] sorted() {
    int[] all = new int[size];
    int n = 0;
    for (int s : slots) {
      if (s != 0) {
        all[n++] = s ^ Integer.MIN_VALUE;
      }
    }
    Arrays.sort(all);
    for (int i = 0; i < all.length; i++) {
      all[i] ^= Integer.MIN_VALUE;
    }
    return all;
  }

  private void grow() {
    int[] old = slots;
    slots = new int[old.length * 2];
    size = 0;
    for (int s : old) {
      if (s != 0) {
        add(s);
      }
    }
  }

  private static int hash(int address) {
    int h = (address >>> 1) * 0x9E37_79B1;
    return h ^ h >>> 15;
  }
}
