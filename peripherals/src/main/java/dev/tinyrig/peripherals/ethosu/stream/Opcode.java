package dev.tinyrig.peripherals.ethosu.stream;

import java.util.Arrays;

/**
 * Every command of the stream, one row each: its group, its code and which parameter bits have a
 * meaning (Arm's {@code ethosu55_interface.h} and {@code ethosu65_interface.h}, driver 1.0.0).
 *
 * <p>A command word is
 *
 * <pre>
 *   31          16 15  14 13    10 9       0
 *   parameter      group  zero     code
 * </pre>
 *
 * Group 0 is the word alone; group 1 is followed by a 32-bit payload.
 */
public enum Opcode {
  OP_STOP(0, 0x000, 0xFFFF),
  OP_IRQ(0, 0x001, 0xFFFF),
  OP_CONV(0, 0x002, 0x0000),
  OP_DEPTHWISE(0, 0x003, 0x0000),
  OP_POOL(0, 0x005, 0x0003),
  OP_ELEMENTWISE(0, 0x006, 0x003F),
  OP_DMA_START(0, 0x010, 0x001F),
  OP_DMA_WAIT(0, 0x011, 0x000F),
  OP_KERNEL_WAIT(0, 0x012, 0x0003),
  OP_PMU_MASK(0, 0x013, 0x0001),

  IFM_PAD_TOP(0, 0x100, 0x007F),
  IFM_PAD_LEFT(0, 0x101, 0x007F),
  IFM_PAD_RIGHT(0, 0x102, 0x00FF),
  IFM_PAD_BOTTOM(0, 0x103, 0x00FF),
  IFM_DEPTH_M1(0, 0x104, 0xFFFF),
  IFM_PRECISION(0, 0x105, 0xC3CD),
  IFM_UPSCALE(0, 0x107, 0x0003),
  IFM_ZERO_POINT(0, 0x109, 0xFFFF),
  IFM_WIDTH0_M1(0, 0x10A, 0xFFFF),
  IFM_HEIGHT0_M1(0, 0x10B, 0xFFFF),
  IFM_HEIGHT1_M1(0, 0x10C, 0xFFFF),
  IFM_IB_END(0, 0x10D, 0x003F),
  IFM_REGION(0, 0x10F, 0x0007),
  OFM_WIDTH_M1(0, 0x111, 0xFFFF),
  OFM_HEIGHT_M1(0, 0x112, 0xFFFF),
  OFM_DEPTH_M1(0, 0x113, 0xFFFF),
  OFM_PRECISION(0, 0x114, 0xC1C7),
  OFM_BLK_WIDTH_M1(0, 0x115, 0x003F),
  OFM_BLK_HEIGHT_M1(0, 0x116, 0x001F),
  OFM_BLK_DEPTH_M1(0, 0x117, 0x007F),
  OFM_ZERO_POINT(0, 0x118, 0xFFFF),
  OFM_WIDTH0_M1(0, 0x11A, 0xFFFF),
  OFM_HEIGHT0_M1(0, 0x11B, 0xFFFF),
  OFM_HEIGHT1_M1(0, 0x11C, 0xFFFF),
  OFM_REGION(0, 0x11F, 0x0007),
  KERNEL_WIDTH_M1(0, 0x120, 0xFFFF),
  KERNEL_HEIGHT_M1(0, 0x121, 0xFFFF),
  KERNEL_STRIDE(0, 0x122, 0x027F),
  PARALLEL_MODE(0, 0x123, 0x0001, Availability.U65),
  ACC_FORMAT(0, 0x124, 0x0003),
  ACTIVATION(0, 0x125, 0x701F),
  ACTIVATION_MIN(0, 0x126, 0xFFFF),
  ACTIVATION_MAX(0, 0x127, 0xFFFF),
  WEIGHT_REGION(0, 0x128, 0x0007),
  SCALE_REGION(0, 0x129, 0x0007),
  AB_START(0, 0x12D, 0x003F),
  BLOCKDEP(0, 0x12F, 0x0003),
  DMA0_SRC_REGION(0, 0x130, 0x0707),
  DMA0_DST_REGION(0, 0x131, 0x0707),
  DMA0_SIZE0(0, 0x132, 0xFFFF),
  DMA0_SIZE1(0, 0x133, 0xFFFF),
  IFM2_BROADCAST(0, 0x180, 0x00C7),
  IFM2_SCALAR(0, 0x181, 0xFFFF),
  IFM2_PRECISION(0, 0x185, 0x00CD),
  IFM2_ZERO_POINT(0, 0x189, 0xFFFF),
  IFM2_WIDTH0_M1(0, 0x18A, 0xFFFF),
  IFM2_HEIGHT0_M1(0, 0x18B, 0xFFFF),
  IFM2_HEIGHT1_M1(0, 0x18C, 0xFFFF),
  IFM2_IB_START(0, 0x18D, 0x003F),
  IFM2_REGION(0, 0x18F, 0x0007),

  IFM_BASE0(1, 0x00, Parameter.ADDRESS),
  IFM_BASE1(1, 0x01, Parameter.ADDRESS),
  IFM_BASE2(1, 0x02, Parameter.ADDRESS),
  IFM_BASE3(1, 0x03, Parameter.ADDRESS),
  IFM_STRIDE_X(1, 0x04, Parameter.STRIDE),
  IFM_STRIDE_Y(1, 0x05, Parameter.STRIDE),
  IFM_STRIDE_C(1, 0x06, Parameter.STRIDE),
  OFM_BASE0(1, 0x10, Parameter.ADDRESS),
  OFM_BASE1(1, 0x11, Parameter.ADDRESS),
  OFM_BASE2(1, 0x12, Parameter.ADDRESS),
  OFM_BASE3(1, 0x13, Parameter.ADDRESS),
  OFM_STRIDE_X(1, 0x14, Parameter.STRIDE),
  OFM_STRIDE_Y(1, 0x15, Parameter.STRIDE),
  OFM_STRIDE_C(1, 0x16, Parameter.STRIDE),
  WEIGHT_BASE(1, 0x20, Parameter.ADDRESS),
  WEIGHT_LENGTH(1, 0x21, 0),
  SCALE_BASE(1, 0x22, Parameter.ADDRESS),
  SCALE_LENGTH(1, 0x23, 0),
  OFM_SCALE(1, 0x24, Parameter.SHIFT),
  OPA_SCALE(1, 0x25, Parameter.SHIFT),
  OPB_SCALE(1, 0x26, 0),
  DMA0_SRC(1, 0x30, Parameter.ADDRESS),
  DMA0_DST(1, 0x31, Parameter.ADDRESS),
  DMA0_LEN(1, 0x32, Parameter.ADDRESS),
  DMA0_SKIP0(1, 0x33, Parameter.ADDRESS, Availability.U65),
  DMA0_SKIP1(1, 0x34, Parameter.ADDRESS, Availability.U65),
  IFM2_BASE0(1, 0x80, Parameter.ADDRESS),
  IFM2_BASE1(1, 0x81, Parameter.ADDRESS),
  IFM2_BASE2(1, 0x82, Parameter.ADDRESS),
  IFM2_BASE3(1, 0x83, Parameter.ADDRESS),
  IFM2_STRIDE_X(1, 0x84, Parameter.STRIDE),
  IFM2_STRIDE_Y(1, 0x85, Parameter.STRIDE),
  IFM2_STRIDE_C(1, 0x86, Parameter.STRIDE),
  WEIGHT1_BASE(1, 0x90, Parameter.ADDRESS, Availability.U65),
  WEIGHT1_LENGTH(1, 0x91, 0, Availability.U65),
  SCALE1_BASE(1, 0x92, Parameter.ADDRESS, Availability.U65),
  SCALE1_LENGTH(1, 0x93, 0, Availability.U65),
  USER_DEFINED0(1, 0xA0, Parameter.ADDRESS, Availability.U55),
  USER_DEFINED1(1, 0xA1, Parameter.ADDRESS, Availability.U55),
  USER_DEFINED2(1, 0xA2, Parameter.ADDRESS, Availability.U55),
  USER_DEFINED3(1, 0xA3, Parameter.ADDRESS, Availability.U55),
  USER_DEFINED4(1, 0xA4, Parameter.ADDRESS, Availability.U55),
  USER_DEFINED5(1, 0xA5, Parameter.ADDRESS, Availability.U55),
  USER_DEFINED6(1, 0xA6, Parameter.ADDRESS, Availability.U55),
  USER_DEFINED7(1, 0xA7, Parameter.ADDRESS, Availability.U55);

  /** Which product has a command. */
  public enum Availability {
    BOTH,
    U55,
    U65
  }

  private static final class Parameter {
    /** Address bits 39:32, on the U65. */
    static final int ADDRESS = 0x00FF;

    /** Sign bits of a stride, on the U55 too. */
    static final int STRIDE = 0xFFFF;

    /** A shift beside a scale. */
    static final int SHIFT = 0x003F;
  }

  /** Codes below this one of group 0 are operations, those from it on set state. */
  private static final int FIRST_STATE = 0x100;

  private static final int CODES = 0x400;
  private static final Opcode[] WORDS = new Opcode[CODES];
  private static final Opcode[] PAYLOADS = new Opcode[CODES];

  static {
    for (Opcode each : values()) {
      (each.group == 0 ? WORDS : PAYLOADS)[each.code] = each;
    }
  }

  private final int group;
  private final int code;
  private final int parameterMask;
  private final Availability availability;

  Opcode(int group, int code, int parameterMask) {
    this(group, code, parameterMask, Availability.BOTH);
  }

  Opcode(int group, int code, int parameterMask, Availability availability) {
    this.group = group;
    this.code = code;
    this.parameterMask = parameterMask;
    this.availability = availability;
  }

  /** The command of a group and code; null when there is none. */
  static Opcode find(int group, int code) {
    return switch (group) {
      case 0 -> WORDS[code];
      case 1 -> PAYLOADS[code];
      default -> null;
    };
  }

  /** Bits 15:14 of the word. */
  public int group() {
    return group;
  }

  /** Bits 9:0 of the word. */
  public int code() {
    return code;
  }

  /** Whether a payload word follows. */
  public boolean hasPayload() {
    return group == 1;
  }

  /** Whether it does something, and is not only state for later. */
  public boolean isOperation() {
    return group == 0 && code < FIRST_STATE;
  }

  /** Parameter bits that have a meaning on a product. */
  public int parameterMask(boolean u65) {
    boolean address = group == 1 && parameterMask == Parameter.ADDRESS;
    return address && !u65 ? 0 : parameterMask;
  }

  /** Whether a product has this command. */
  public boolean isOn(boolean u65) {
    return availability == Availability.BOTH || (availability == Availability.U65) == u65;
  }

  /** The first word of this command. */
  public int word(int parameter) {
    return parameter << 16 | group << 14 | code;
  }

  /** Those that set state, in the order of the table. */
  public static Opcode[] stateOpcodes() {
    return Arrays.stream(values()).filter(o -> !o.isOperation()).toArray(Opcode[]::new);
  }
}
