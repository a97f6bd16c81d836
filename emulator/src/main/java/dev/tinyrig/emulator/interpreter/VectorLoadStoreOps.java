package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.isa.Instruction;

/**
 * Loads and stores of contiguous elements (DDI 0553, C2.4, VLDRB, VLDRH, VLDRW and VSTRB, VSTRH,
 * VSTRW). The elements of a beat are one access on the bus, and pay its wait states once.
 */
final class VectorLoadStoreOps {
  private VectorLoadStoreOps() {}

  static void vldr(Core c, Instruction i, int address) {
    int active = Beats.active(c);
    boolean whole =
        active == Beats.ALL
            && (address & (1 << i.shift) - 1) == 0
            && c.bus.loadVector(address, 4 >>> i.size - i.shift, c.s, 4 * i.d);
    if (!whole) {
      loadBeats(c, i, address, active);
    } else if (i.size != i.shift) {
      widen(c.s, 4 * i.d, i);
    }
    writeBack(c, i);
  }

  /** Spreads the bytes that lie in the first words of a vector over all of it. */
  private static void widen(int[] s, int first, Instruction i) {
    int low = s[first];
    if (i.size == 2 && i.shift == 0) {
      for (int beat = 0; beat < 4; beat++) {
        int element = low >>> 8 * beat & 0xFF;
        s[first + beat] = i.unsigned ? element : (byte) element;
      }
      return;
    }
    int high = s[first + 1];
    s[first] = widenHalf(low, i);
    s[first + 1] = widenHalf(low >>> 16, i);
    s[first + 2] = widenHalf(high, i);
    s[first + 3] = widenHalf(high >>> 16, i);
  }

  /** A half-word as a word, or its two bytes as half-words. */
  private static int widenHalf(int half, Instruction i) {
    if (i.size == 2) {
      return i.unsigned ? half & 0xFFFF : (short) half;
    }
    int even = i.unsigned ? half & 0xFF : (byte) half & 0xFFFF;
    int odd = i.unsigned ? half >>> 8 & 0xFF : (byte) (half >>> 8);
    return even | odd << 16;
  }

  private static void loadBeats(Core c, Instruction i, int address, int active) {
    int executing = Beats.executing(c);
    for (int beat = 0; beat < 4; beat++) {
      if ((executing >>> 4 * beat & 1) != 0) {
        c.s[4 * i.d + beat] = loadBeat(c, i, address, beat, active >>> 4 * beat & 0xF);
      }
    }
  }

  /** The elements of a beat; those that are not active are zero and not loaded. */
  private static int loadBeat(Core c, Instruction i, int address, int beat, int active) {
    int word = 0;
    int elements = 4 >>> i.size;
    long paid = -1;
    for (int k = 0; k < elements; k++) {
      int at = k << i.size;
      if ((active >>> at & 1) != 0) {
        int element =
            VectorElements.load(c, i, address + (beat * elements + k << i.shift), i.shift);
        if (!i.unsigned) {
          element = Lanes.signed(element, i.shift);
        }
        word |= (element & Lanes.ones(i.size)) << 8 * at;
        paid = paid < 0 ? c.clock.cycles : paid;
        c.clock.cycles = paid;
      }
    }
    return word;
  }

  static void vstr(Core c, Instruction i, int address) {
    int active = Beats.active(c);
    boolean whole =
        active == Beats.ALL
            && i.size == i.shift
            && (address & (1 << i.shift) - 1) == 0
            && c.bus.storeVector(address, c.s, 4 * i.d);
    if (!whole) {
      for (int beat = 0; beat < 4; beat++) {
        storeBeat(c, i, address, beat, active >>> 4 * beat & 0xF);
      }
    }
    writeBack(c, i);
  }

  private static void storeBeat(Core c, Instruction i, int address, int beat, int active) {
    int elements = 4 >>> i.size;
    long paid = -1;
    for (int k = 0; k < elements; k++) {
      int at = k << i.size;
      if ((active >>> at & 1) != 0) {
        int element = c.s[4 * i.d + beat] >>> 8 * at;
        VectorElements.store(c, i, address + (beat * elements + k << i.shift), i.shift, element);
        paid = paid < 0 ? c.clock.cycles : paid;
        c.clock.cycles = paid;
      }
    }
  }

  /** Last, and whatever the predicate is. */
  private static void writeBack(Core c, Instruction i) {
    if (i.writeBack) {
      c.r[i.n] += i.imm;
    }
    Beats.advance(c);
  }
}
