package dev.tinyrig.emulator.translator;

/**
 * What is known of the bytes that a vector instruction works on, when its code is written.
 *
 * @param tail whether the tail of a loop masks some: {@link Asm#TAIL} and {@link Asm#TAIL_MASK} say
 *     which; if not, it lets all through
 * @param block the mask of VPR of the VPT block that the instruction stands in, 0 for none; {@link
 *     Asm#BLOCK_MASK} then has the bytes
 */
record Predicate(boolean tail, int block) {
  /** Whether all bytes are known to be active. */
  boolean all() {
    return !tail && block == 0;
  }

  /** Pushes the mask for half of a vector; not for {@link #all}. */
  void push(Asm asm, int half) {
    asm.getLong((block != 0 ? Asm.BLOCK_MASK : Asm.TAIL_MASK) + 2 * half);
  }
}
