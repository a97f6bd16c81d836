package dev.tinyrig.emulator.semantics;

/**
 * The block cipher QARMA-64 with its second S-box (R. Avanzi, "The QARMA Block Cipher Family",
 * 2017), in five rounds: the algorithm that Arm names QARMA5.
 *
 * <p>Which cipher makes pointer authentication codes is implementation defined in Armv8.1-M. A code
 * that is computed here therefore need not be that of a part; firmware that compares codes with
 * each other sees no difference.
 */
public final class Qarma5 {
  /** Rounds before and behind the reflector. */
  public static final int ROUNDS = 5;

  private static final long ALPHA = 0xC0AC_29B7_C97C_50DDL;

  private static final long[] ROUND_CONSTANTS = {
    0,
    0x1319_8A2E_0370_7344L,
    0xA409_3822_299F_31D0L,
    0x082E_FA98_EC4E_6C89L,
    0x4528_21E6_38D0_1377L,
    0xBE54_66CF_34E9_0C6CL,
    0x3F84_D5B5_B547_0917L,
    0x9216_D5D9_8979_FB1BL
  };

  private static final int[] SUBSTITUTION = {11, 6, 8, 15, 12, 0, 9, 14, 3, 7, 4, 5, 13, 2, 1, 10};
  private static final int[] CELLS = {0, 11, 6, 13, 10, 1, 12, 7, 5, 14, 3, 8, 15, 4, 9, 2};
  private static final int[] TWEAK_CELLS = {6, 5, 14, 15, 0, 1, 2, 3, 7, 12, 13, 4, 8, 9, 10, 11};

  /** Cells of the tweak that step through a shift register. */
  private static final int STEPPING = 1 | 1 << 1 | 1 << 3 | 1 << 4 | 1 << 8 | 1 << 11 | 1 << 13;

  private static final int[] INVERSE_SUBSTITUTION = inverse(SUBSTITUTION);
  private static final int[] INVERSE_CELLS = inverse(CELLS);
  private static final int[] INVERSE_TWEAK_CELLS = inverse(TWEAK_CELLS);

  private Qarma5() {}

  /**
   * The code of a pointer: the upper half of the encrypted pointer.
   *
   * @param value the pointer, which is the block, zero-extended
   * @param modifier the tweak, zero-extended
   * @param whitening first half of the key
   * @param key second half of the key
   */
  public static int code(int value, int modifier, long whitening, long key) {
    long block =
        encrypt(
            Integer.toUnsignedLong(value),
            Integer.toUnsignedLong(modifier),
            whitening,
            key,
            ROUNDS);
    return (int) (block >>> 32);
  }

  /** Encrypts a block; the number of rounds is a parameter of the published test vectors. */
  static long encrypt(long block, long tweak, long w0, long k0, int rounds) {
    long w1 = Long.rotateRight(w0, 1) ^ w0 >>> 63;
    long state = block ^ w0;
    long t = tweak;
    for (int i = 0; i < rounds; i++) {
      state = forward(state, k0 ^ t ^ ROUND_CONSTANTS[i], i != 0);
      t = stepTweak(t);
    }
    state = forward(state, w1 ^ t, true);
    state = permute(mix(permute(state, CELLS)) ^ k0, INVERSE_CELLS);
    state = backward(state, w0 ^ t, true);
    for (int i = rounds - 1; i >= 0; i--) {
      t = stepTweakBack(t);
      state = backward(state, k0 ^ t ^ ROUND_CONSTANTS[i] ^ ALPHA, i != 0);
    }
    return state ^ w1;
  }

  private static long forward(long state, long key, boolean full) {
    long x = state ^ key;
    return substitute(full ? mix(permute(x, CELLS)) : x, SUBSTITUTION);
  }

  private static long backward(long state, long key, boolean full) {
    long x = substitute(state, INVERSE_SUBSTITUTION);
    return (full ? permute(mix(x), INVERSE_CELLS) : x) ^ key;
  }

  /** Cell 0 is the most significant one. */
  private static int cell(long block, int index) {
    return (int) (block >>> 60 - 4 * index) & 15;
  }

  private static long permute(long block, int[] order) {
    long result = 0;
    for (int index : order) {
      result = result << 4 | cell(block, index);
    }
    return result;
  }

  private static long substitute(long block, int[] box) {
    long result = 0;
    for (int i = 0; i < 16; i++) {
      result = result << 4 | box[cell(block, i)];
    }
    return result;
  }

  /** The columns times circ(0, 1, 2, 1), whose entries are rotations; it is its own inverse. */
  private static long mix(long block) {
    long result = 0;
    for (int i = 0; i < 16; i++) {
      int row = i >> 2;
      int column = i & 3;
      int sum = 0;
      for (int k = 1; k < 4; k++) {
        int by = k == 2 ? 2 : 1;
        int from = cell(block, (row + k & 3) << 2 | column);
        sum ^= (from << by | from >>> 4 - by) & 15;
      }
      result = result << 4 | sum;
    }
    return result;
  }

  private static long stepTweak(long tweak) {
    long moved = permute(tweak, TWEAK_CELLS);
    long result = 0;
    for (int i = 0; i < 16; i++) {
      int c = cell(moved, i);
      if ((STEPPING >>> i & 1) != 0) {
        c = (c ^ c >>> 1) << 3 & 8 | c >>> 1;
      }
      result = result << 4 | c;
    }
    return result;
  }

  private static long stepTweakBack(long tweak) {
    long result = 0;
    for (int i = 0; i < 16; i++) {
      int c = cell(tweak, i);
      if ((STEPPING >>> i & 1) != 0) {
        c = c << 1 & 14 | (c >>> 3 ^ c) & 1;
      }
      result = result << 4 | c;
    }
    return permute(result, INVERSE_TWEAK_CELLS);
  }

  private static int[] inverse(int[] map) {
    int[] result = new int[map.length];
    for (int i = 0; i < map.length; i++) {
      result[map[i]] = i;
    }
    return result;
  }
}
