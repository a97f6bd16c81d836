package dev.tinyrig.peripherals.ethosu;

import dev.tinyrig.peripherals.ethosu.stream.Opcode;
import java.io.ByteArrayOutputStream;

/** Writes command streams and coded weights for tests. */
final class StreamBuilder {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  StreamBuilder put(Opcode opcode, int parameter) {
    return word(opcode.word(parameter));
  }

  StreamBuilder put(Opcode opcode, int parameter, int payload) {
    return word(opcode.word(parameter)).word(payload);
  }

  StreamBuilder word(int word) {
    for (int i = 0; i < 4; i++) {
      out.write(word >> 8 * i);
    }
    return this;
  }

  /** State for int8 NHWC maps of one size in region 1, zero points 0. */
  StreamBuilder maps(int height, int width, int depth, int from, int to) {
    put(Opcode.IFM_REGION, 1).put(Opcode.OFM_REGION, 1);
    put(Opcode.IFM_PRECISION, 1).put(Opcode.OFM_PRECISION, 0x101);
    put(Opcode.IFM_DEPTH_M1, depth - 1).put(Opcode.OFM_DEPTH_M1, depth - 1);
    put(Opcode.OFM_WIDTH_M1, width - 1).put(Opcode.OFM_HEIGHT_M1, height - 1);
    put(Opcode.IFM_WIDTH0_M1, width - 1).put(Opcode.IFM_HEIGHT0_M1, height - 1);
    put(Opcode.IFM_HEIGHT1_M1, height - 1);
    put(Opcode.OFM_WIDTH0_M1, width - 1).put(Opcode.OFM_HEIGHT0_M1, height - 1);
    put(Opcode.OFM_HEIGHT1_M1, height - 1);
    put(Opcode.IFM_BASE0, 0, from).put(Opcode.OFM_BASE0, 0, to);
    put(Opcode.IFM_STRIDE_X, 0, depth).put(Opcode.OFM_STRIDE_X, 0, depth);
    put(Opcode.IFM_STRIDE_Y, 0, depth * width).put(Opcode.OFM_STRIDE_Y, 0, depth * width);
    put(Opcode.OFM_BLK_WIDTH_M1, 15).put(Opcode.OFM_BLK_HEIGHT_M1, 7);
    put(Opcode.OFM_BLK_DEPTH_M1, 15);
    put(Opcode.ACTIVATION_MIN, 0xFF80).put(Opcode.ACTIVATION_MAX, 0x7F);
    return put(Opcode.OFM_SCALE, 0, 1);
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  /** Codes weights without compression, nine bits each. */
  static byte[] weights(int... values) {
    StringBuilder bits = new StringBuilder();
    field(bits, 6, 3); // no runs of zeros
    field(bits, values.length - 1, 15);
    field(bits, 7, 3); // uncompressed
    field(bits, 0, 1);
    field(bits, 1, 1); // a new palette
    field(bits, 0, 5);
    field(bits, 0, 5); // which is empty
    field(bits, 7, 3); // values of nine bits
    for (int value : values) {
      field(bits, Math.abs(value) << 1 | (value < 0 ? 1 : 0), 9);
    }
    field(bits, 7, 3);
    while (bits.length() % 128 != 0) {
      bits.append('1');
    }
    byte[] coded = new byte[bits.length() / 8];
    for (int i = 0; i < bits.length(); i++) {
      coded[i / 8] |= (byte) ((bits.charAt(i) - '0') << i % 8);
    }
    return coded;
  }

  private static void field(StringBuilder bits, int value, int width) {
    for (int i = 0; i < width; i++) {
      bits.append(value >> i & 1);
    }
  }
}
