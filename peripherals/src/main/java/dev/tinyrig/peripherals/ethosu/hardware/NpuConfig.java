package dev.tinyrig.peripherals.ethosu.hardware;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The configurations of which the two products are built: what the hardware has and what CONFIG
 * reads. Micro-block shapes, SHRAM sizes and bank granules are those of Vela 5.2.0 ({@code
 * architecture_features.py}), the CONFIG words those that Vela writes into its driver payload.
 */
public enum NpuConfig {
  U55_32("ethos-u55-32", false, 32, 1, 0x0000_1005, new Block(1, 1, 4), new Block(1, 1, 8), 16),
  U55_64("ethos-u55-64", false, 64, 1, 0x0000_1006, new Block(1, 1, 8), new Block(1, 1, 8), 16),
  U55_128("ethos-u55-128", false, 128, 1, 0x0000_1807, new Block(2, 1, 8), new Block(2, 1, 8), 24),
  U55_256("ethos-u55-256", false, 256, 1, 0x0000_3008, new Block(2, 2, 8), new Block(2, 2, 8), 48),
  U65_256("ethos-u65-256", true, 256, 1, 0x1000_3008, new Block(2, 2, 8), new Block(2, 2, 8), 48),
  U65_512("ethos-u65-512", true, 512, 2, 0x1000_6009, new Block(2, 2, 8), new Block(2, 2, 8), 48);

  /** A block of a feature map, in elements. */
  public record Block(int width, int height, int depth) {
    /** Elements in it. */
    public int elements() {
      return width * height * depth;
    }
  }

  /** Bytes at the end of SHRAM that hold look-up tables (seen on all six configurations). */
  public static final int TABLE_BYTES = 2048;

  /** Bytes of one of the eight slots that ACTIVATION names. */
  public static final int TABLE_SLOT = 256;

  private static final int ID_U55 = 0x1010_4201;
  private static final int ID_U65 = 0x1006_6001;

  private final String id;
  private final boolean u65;
  private final int macs;
  private final int cores;
  private final int configWord;
  private final Block ofmBlock;
  private final Block ifmBlock;
  private final int shramKib;

  NpuConfig(
      String id,
      boolean u65,
      int macs,
      int cores,
      int configWord,
      Block ofmBlock,
      Block ifmBlock,
      int shramKib) {
    this.id = id;
    this.u65 = u65;
    this.macs = macs;
    this.cores = cores;
    this.configWord = configWord;
    this.ofmBlock = ofmBlock;
    this.ifmBlock = ifmBlock;
    this.shramKib = shramKib;
  }

  /** The configuration of Vela's name, such as {@code ethos-u55-128}. */
  public static Optional<NpuConfig> find(String id) {
    return Arrays.stream(values()).filter(c -> c.id.equals(id)).findFirst();
  }

  /** The configuration whose CONFIG reads {@code word}. */
  public static Optional<NpuConfig> ofConfigWord(int word) {
    return Arrays.stream(values()).filter(c -> c.configWord == word).findFirst();
  }

  /** All names, for messages. */
  public static String ids() {
    return Arrays.stream(values()).map(NpuConfig::id).collect(Collectors.joining(", "));
  }

  /** Vela's name. */
  public String id() {
    return id;
  }

  /** Whether it is an Ethos-U65. */
  public boolean isU65() {
    return u65;
  }

  /** Multiply-accumulates a cycle, of 8 by 8 bits. */
  public int macs() {
    return macs;
  }

  /** Engines that share the work of an operation. */
  public int cores() {
    return cores;
  }

  /** What CONFIG reads. */
  public int configWord() {
    return configWord;
  }

  /** What ID reads (Arm's headers: U55 architecture 1.1.0 r2p0, U65 architecture 1.0.6 r0p0). */
  public int idWord() {
    return u65 ? ID_U65 : ID_U55;
  }

  /** Output micro-block of one core. */
  public Block ofmBlock() {
    return ofmBlock;
  }

  /** Input micro-block. */
  public Block ifmBlock() {
    return ifmBlock;
  }

  /** KiB of shared buffer memory in each core. */
  public int shramKib() {
    return shramKib;
  }

  /** Bits of an address that leave the NPU. */
  public int addressBits() {
    return u65 ? 40 : 32;
  }

  /** Bytes in a beat of an AXI port (Vela: {@code axi_port_width}). */
  public int portBytes() {
    return u65 ? 16 : 8;
  }

  /** DMA transfers that may be outstanding (Vela: {@code max_outstanding_dma}). */
  public int outstandingDmas() {
    return u65 ? 2 : 1;
  }

  /** Kernel operations that may be outstanding (Vela: {@code max_outstanding_kernels}). */
  public int outstandingKernels() {
    return 2;
  }
}
