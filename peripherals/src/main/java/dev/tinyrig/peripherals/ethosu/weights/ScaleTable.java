package dev.tinyrig.peripherals.ethosu.weights;

/**
 * Biases, scales and shifts of output channels. An entry has ten bytes, little endian: bias of 40
 * bits with sign, scale of 32 bits without, shift of 6 bits (Vela 5.2.0, {@code
 * weight_compressor.py}).
 */
public record ScaleTable(long[] biases, long[] scales, int[] shifts) {
  /** Bytes of a channel. */
  public static final int ENTRY_BYTES = 10;

  private static final int SCALE_AT = 5;
  private static final int SHIFT_AT = 9;
  private static final int SHIFT_MASK = 0x3F;

  /** A table of zeros. */
  public static ScaleTable ofChannels(int channels) {
    return new ScaleTable(new long[channels], new long[channels], new int[channels]);
  }

  /** The same factor for all channels, without bias. */
  public static ScaleTable same(int channels, long scale, int shift) {
    ScaleTable table = ofChannels(channels);
    java.util.Arrays.fill(table.scales, scale);
    java.util.Arrays.fill(table.shifts, shift);
    return table;
  }

  /** Takes the entries of channels {@code first}, {@code first + step} and so on from memory. */
  public void read(byte[] bytes, int offset, int first, int step) {
    int at = offset;
    for (int c = first; c < biases.length; c += step) {
      long bias = 0;
      for (int i = 0; i < SCALE_AT; i++) {
        bias |= (bytes[at + i] & 0xFFL) << 8 * i;
      }
      long scale = 0;
      for (int i = SCALE_AT; i < SHIFT_AT; i++) {
        scale |= (bytes[at + i] & 0xFFL) << 8 * (i - SCALE_AT);
      }
      biases[c] = bias << 24 >> 24;
      scales[c] = scale;
      shifts[c] = bytes[at + SHIFT_AT] & SHIFT_MASK;
      at += ENTRY_BYTES;
    }
  }
}
