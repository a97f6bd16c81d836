package dev.tinyrig.emulator.lockstep;

import dev.tinyrig.emulator.core.MemoryAccess;
import java.util.Arrays;

/** Addresses that a machine has stored to, byte ranges in their order. */
final class Stores implements MemoryAccess.Watcher {
  private int[] addresses = new int[64];
  private int[] sizes = new int[64];
  private int count;

  @Override
  public void accessed(int address, int size, boolean store) {
    if (store) {
      if (count == addresses.length) {
        addresses = Arrays.copyOf(addresses, 2 * count);
        sizes = Arrays.copyOf(sizes, 2 * count);
      }
      addresses[count] = address;
      sizes[count] = size;
      count++;
    }
  }

  int count() {
    return count;
  }

  int address(int index) {
    return addresses[index];
  }

  int size(int index) {
    return sizes[index];
  }

  void clear() {
    count = 0;
  }
}
