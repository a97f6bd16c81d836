package dev.tinyrig.peripherals.ethosu.weights;

import java.util.Arrays;

/**
 * Decodes compressed weights. A stream is a series of slices; a slice codes palette indices by
 * Golomb-Rice codes whose quotients come in chunks of twelve, interleaved with the lengths of runs
 * of zeros.
 *
 * <p>The format is that of Vela 5.2.0's {@code mlw_codec}, whose decoder this one is held against.
 * Weights are nine-bit numbers from -255 to 255 with the zero point already taken off.
 */
public final class WeightStreamDecoder {
  /** ZDIV of a slice without runs of zeros, and of the end of the stream. */
  private static final int ZDIV_NO_ZEROS = 6;

  private static final int ZDIV_END = 7;

  /** WDIV of a slice whose values are not Golomb coded. */
  private static final int WDIV_UNCOMPRESSED = 7;

  private static final int LARGEST_DIVISOR = 5;

  /** Symbols of a chunk; fewer when their remainders are long. */
  private static final int CHUNK = 12;

  private static final int SHORT_CHUNK = 8;

  /** Weights may be this many symbols ahead of zero runs. */
  private static final int BALANCE = 8;

  private final BitSource bits;
  private final int most;
  private int[] out;
  private int count;

  private boolean zeroRuns;
  private int[] palette = new int[0];
  private int directOffset;
  private int valueBits;

  private WeightStreamDecoder(BitSource bits, int most) {
    this.bits = bits;
    this.most = most;
    this.out = new int[Math.min(most, 1 << 12) + 1];
  }

  /**
   * The weights coded in {@code length} bytes; throws {@link WeightFault} when they cannot be
   * decoded or are more than {@code most}.
   */
  public static int[] decode(byte[] bytes, int offset, int length, int most) {
    WeightStreamDecoder decoder =
        new WeightStreamDecoder(new BitSource(bytes, offset, length), most);
    decoder.run();
    return Arrays.copyOf(decoder.out, decoder.count);
  }

  private void run() {
    boolean first = true;
    while (bits.left() >= 3) {
      int zeroDivisor = bits.take(3);
      if (zeroDivisor == ZDIV_END) {
        bits.alignToByte();
        first = true;
        continue;
      }
      slice(zeroDivisor, first);
      first = false;
    }
  }

  private void slice(int zeroDivisor, boolean first) {
    int length = bits.take(15) + 1;
    int divisor = bits.take(3);
    boolean truncated = bits.take(1) != 0;
    boolean newPalette = bits.take(1) != 0;
    if (zeroDivisor > 3 && zeroDivisor != ZDIV_NO_ZEROS) {
      throw new WeightFault("slice with zero divisor " + zeroDivisor);
    }
    if (divisor > LARGEST_DIVISOR && divisor != WDIV_UNCOMPRESSED) {
      throw new WeightFault("slice with weight divisor " + divisor);
    }
    boolean zeros = zeroDivisor != ZDIV_NO_ZEROS;
    if (newPalette) {
      readPalette();
      zeroRuns = zeros;
    } else if (first) {
      throw new WeightFault("the first slice has no palette");
    } else if (zeros != zeroRuns) {
      throw new WeightFault("zero runs begin or end without a new palette");
    }
    boolean uncompressed = divisor == WDIV_UNCOMPRESSED;
    int width = divisor;
    if (uncompressed) {
      width =
          palette.length > 0 ? 32 - Integer.numberOfLeadingZeros(palette.length - 1) : valueBits;
    }
    int runs = zeros ? length + (newPalette ? 1 : 0) : 0;
    int[] indices = new int[length];
    int[] gaps = new int[runs];
    chunks(indices, gaps, uncompressed, width, truncated, zeros ? zeroDivisor : 0, zeros);
    emit(indices, gaps, newPalette && zeros);
  }

  private void readPalette() {
    directOffset = bits.take(5);
    int size = bits.take(5);
    valueBits = bits.take(3) + 2;
    palette = new int[size == 0 ? 0 : size + 1];
    for (int i = 0; i < palette.length; i++) {
      palette[i] = bits.take(valueBits);
    }
  }

  private void chunks(
      int[] indices,
      int[] gaps,
      boolean uncompressed,
      int width,
      boolean truncated,
      int zeroWidth,
      boolean zeros) {
    int[] quotients = new int[CHUNK];
    int[] zeroQuotients = new int[CHUNK];
    int weightAt = 0;
    int zeroAt = 0;
    int weightsDone = 0;
    int zerosDone = 0;
    int weightCarry = 0;
    int zeroCarry = 0;
    int previousWeights = 0;
    int previousZeros = 0;
    boolean more;
    do {
      int balance = zeros ? weightAt - zeroAt : 0;
      boolean weights = (balance < BALANCE || !zeros) && weightAt < indices.length;
      boolean runs = zeros && balance >= 0 && zeroAt < gaps.length;
      more = weights || runs;
      int unary0 = weights && !uncompressed ? bits.take(CHUNK) : 0;
      int zeroSlots = zeroWidth < 3 ? CHUNK : SHORT_CHUNK;
      int zeroUnary = runs ? bits.take(zeroSlots) : 0;
      int[] oldQuotients = quotients;
      int oldWeights = previousWeights;
      int[] oldZeros = zeroQuotients;
      int oldZeroCount = previousZeros;
      previousWeights = 0;
      previousZeros = 0;
      if (weights) {
        quotients = new int[CHUNK];
        int slots = uncompressed && width > 5 ? SHORT_CHUNK : CHUNK;
        int unary1 = uncompressed ? 0 : bits.take(Integer.bitCount(unary0));
        for (int i = 0; i < slots; i++) {
          int code = 0;
          if ((unary0 >> i & 1) != 0) {
            code = 1 + (unary1 & 1);
            unary1 >>= 1;
          }
          weightCarry += code;
          if (code < 2 || truncated) {
            quotients[previousWeights] = weightCarry;
            previousWeights++;
            weightCarry = 0;
          }
        }
        weightAt += previousWeights;
      }
      if (runs) {
        zeroQuotients = new int[CHUNK];
        for (int i = 0; i < zeroSlots; i++) {
          if ((zeroUnary >> i & 1) != 0) {
            zeroCarry++;
          } else {
            zeroQuotients[previousZeros] = zeroCarry;
            previousZeros++;
            zeroCarry = 0;
          }
        }
        zeroAt += previousZeros;
      }
      for (int i = 0; i < oldWeights && weightsDone < indices.length; i++) {
        indices[weightsDone] = (oldQuotients[i] << width) | bits.take(width);
        weightsDone++;
      }
      for (int i = 0; i < oldZeroCount && zerosDone < gaps.length; i++) {
        gaps[zerosDone] = (oldZeros[i] << zeroWidth) | bits.take(zeroWidth);
        zerosDone++;
      }
    } while (more);
  }

  private void emit(int[] indices, int[] gaps, boolean leading) {
    int gap = 0;
    if (leading) {
      zeros(gaps[0]);
      gap = 1;
    }
    for (int i = 0; i < indices.length; i++) {
      int index = indices[i];
      int value = index < palette.length ? palette[index] : index - palette.length + directOffset;
      int magnitude = value >> 1;
      reserve(1);
      out[count] = (value & 1) != 0 ? -magnitude : magnitude;
      count++;
      if (gap + i < gaps.length) {
        zeros(gaps[gap + i]);
      }
    }
  }

  private void zeros(int number) {
    reserve(number);
    Arrays.fill(out, count, count + number, 0);
    count += number;
  }

  private void reserve(int number) {
    if (number < 0 || count + (long) number > most) {
      throw new WeightFault("the weight stream has more than the " + most + " weights expected");
    }
    if (count + number > out.length) {
      out = Arrays.copyOf(out, Math.max(count + number, Math.min(most, 2 * out.length)));
    }
  }
}
