package dev.tinyrig.emulator.timing;

/**
 * When results in core registers and flags are there, in cycles since the entry of a line, for each
 * kind of reader: forwarding paths differ.
 */
final class CoreScoreboard {
  /** The place of the flags behind the registers. */
  static final int FLAGS = 16;

  /** For operands of data processing. */
  final int[] value = new int[FLAGS + 1];

  /** For addresses of loads and stores. */
  final int[] address = new int[FLAGS + 1];

  /** For the sums of multiply-accumulates. */
  final int[] accumulator = new int[FLAGS + 1];

  /** For what is stored. */
  final int[] stored = new int[FLAGS + 1];

  /** The first cycle at which all these registers are there. */
  static int latest(int[] ready, int registers) {
    int latest = 0;
    for (int rest = registers; rest != 0; rest &= rest - 1) {
      latest = Math.max(latest, ready[Integer.numberOfTrailingZeros(rest)]);
    }
    return latest;
  }

  /** Results that come at one cycle for every reader. */
  void set(int registers, int cycle) {
    set(registers, cycle, cycle, cycle, cycle);
  }

  /** Results of one instruction. */
  void set(int registers, int forValue, int forAddress, int forAccumulator, int forStore) {
    for (int rest = registers; rest != 0; rest &= rest - 1) {
      int register = Integer.numberOfTrailingZeros(rest);
      value[register] = forValue;
      address[register] = forAddress;
      accumulator[register] = forAccumulator;
      stored[register] = forStore;
    }
  }
}
