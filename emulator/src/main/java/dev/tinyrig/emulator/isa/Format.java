package dev.tinyrig.emulator.isa;

import java.util.function.BiConsumer;

/**
 * How the operand fields of an encoding become the operands of an {@link Instruction}.
 *
 * <p>Before a format runs, the fields that mean the same everywhere are in place: {@code d} and
 * {@code t} (Rd, Rt) in {@code d}; {@code n}, {@code m}; {@code a} and {@code u} (Ra, RdHi, Rt2) in
 * {@code a}; {@code x} (Rdn) in {@code d} and {@code n}; {@code y} (Rdm) in {@code d} and {@code
 * m}; {@code S} flags; {@code W} write-back; {@code c} condition. {@code D}, {@code N} and {@code
 * M} are the low bits of S register numbers (rows of D registers have zeros there).
 */
public enum Format {
  /** Registers only. */
  NONE((f, b) -> {}),
  IMM((f, b) -> b.imm = f.get('i')),
  IMM_TIMES_2((f, b) -> b.imm = f.get('i') << 1),
  IMM_TIMES_4((f, b) -> b.imm = f.get('i') << 2),
  /** Base is SP. */
  SP_IMM_TIMES_4(
      (f, b) -> {
        b.n = 13;
        b.imm = f.get('i') << 2;
      }),
  /** SP is base and destination. */
  SP_ADJUST(
      (f, b) -> {
        b.d = 13;
        b.n = 13;
        b.imm = f.get('i') << 2;
      }),
  /** An immediate of a logical operation that leaves the carry alone. */
  IMM_NO_CARRY(
      (f, b) -> {
        b.imm = f.get('i');
        b.amount = 2;
      }),
  /** MOVW and MOVT: imm4:i:imm3:imm8. */
  IMM_16(
      (f, b) -> {
        b.imm = f.get('j') << 12 | f.get('i');
        b.amount = 2;
      }),
  /** LSL (immediate). */
  SHIFT_LEFT((f, b) -> b.amount = f.get('i')),
  /** LSR and ASR (immediate): 0 means 32. */
  SHIFT_RIGHT((f, b) -> b.amount = f.get('i') == 0 ? 32 : f.get('i')),
  /** The T32 modified immediate of arithmetic operations. */
  MODIFIED_IMM((f, b) -> b.imm = expandImmediate(f.get('i'))),
  /** The same, added to SP. */
  SP_MODIFIED_IMM(
      (f, b) -> {
        b.n = 13;
        b.imm = expandImmediate(f.get('i'));
      }),
  /** A plain immediate, added to SP. */
  SP_IMM(
      (f, b) -> {
        b.n = 13;
        b.imm = f.get('i');
      }),
  /** The T32 modified immediate of logical operations, with its carry. */
  MODIFIED_IMM_CARRY(
      (f, b) -> {
        int imm12 = f.get('i');
        b.imm = expandImmediate(imm12);
        b.amount = imm12 >>> 10 == 0 ? 2 : b.imm >>> 31;
      }),
  /** The second operand of T32 data processing: type {@code s}, amount {@code i}. */
  SHIFTED_REGISTER(Format::shiftedRegister),
  /** The same, added to SP. */
  SP_SHIFTED_REGISTER(
      (f, b) -> {
        b.n = 13;
        shiftedRegister(f, b);
      }),
  PKHBT((f, b) -> b.amount = f.get('i')),
  PKHTB(
      (f, b) -> {
        b.shift = 2;
        b.amount = f.get('i') == 0 ? 32 : f.get('i');
      }),
  /** Rotation of extends. */
  ROTATE((f, b) -> b.amount = f.get('r') << 3),
  SSAT(
      (f, b) -> {
        b.imm = f.get('w') + 1;
        b.shift = f.get('s') << 1;
        b.amount = f.get('i');
      }),
  USAT(
      (f, b) -> {
        b.imm = f.get('w');
        b.shift = f.get('s') << 1;
        b.amount = f.get('i');
      }),
  SSAT16((f, b) -> b.imm = f.get('w') + 1),
  USAT16((f, b) -> b.imm = f.get('w')),
  /** Lsb {@code i}, width minus one {@code w}. */
  FIELD_EXTRACT(
      (f, b) -> {
        b.imm = f.get('i');
        b.amount = f.get('w') + 1;
      }),
  /** Lsb {@code i}, msb {@code w}. */
  FIELD_INSERT(
      (f, b) -> {
        b.imm = f.get('i');
        b.amount = f.get('w') - b.imm + 1;
      }),

  /** PC-relative word, forwards. */
  LITERAL_TIMES_4((f, b) -> literal(b, f.get('i') << 2)),
  /** PC-relative, sign in {@code U}. */
  LITERAL((f, b) -> literal(b, signed(f, f.get('i')))),
  LITERAL_SIGNED_TIMES_4((f, b) -> literal(b, signed(f, f.get('i') << 2))),
  LITERAL_PLUS((f, b) -> literal(b, f.get('i'))),
  LITERAL_MINUS((f, b) -> literal(b, -f.get('i'))),
  OFFSET_MINUS((f, b) -> b.imm = -f.get('i')),
  /** Sign in {@code U}. */
  OFFSET((f, b) -> b.imm = signed(f, f.get('i'))),
  /** Sign in {@code U}; writes the base back. */
  OFFSET_WRITE_BACK(
      (f, b) -> {
        b.imm = signed(f, f.get('i'));
        b.writeBack = true;
      }),
  /** Two registers {@code t} and {@code u}, offset in words. */
  PAIR_OFFSET(
      (f, b) -> {
        b.imm = signed(f, f.get('i') << 2);
        b.pair = true;
      }),
  PAIR_OFFSET_WRITE_BACK(
      (f, b) -> {
        b.imm = signed(f, f.get('i') << 2);
        b.pair = true;
        b.writeBack = true;
      }),
  /** Index register shifted left by {@code i}. */
  INDEX((f, b) -> b.amount = f.get('i')),
  /** Register list {@code l}, write-back in {@code W}. */
  LIST(
      (f, b) -> {
        b.imm = f.get('l');
        b.list = true;
      }),
  /** STM T1: always writes back. */
  LIST_WRITE_BACK(
      (f, b) -> {
        b.imm = f.get('l');
        b.list = true;
        b.writeBack = true;
      }),
  /** LDM T1: writes back unless the base is loaded. */
  LIST_LOAD_T16(
      (f, b) -> {
        b.imm = f.get('l');
        b.list = true;
        b.writeBack = (b.imm >>> b.n & 1) == 0;
      }),
  /** PUSH T1: bit 8 is LR. */
  LIST_PUSH((f, b) -> stackList(b, f.get('l') & 255 | (f.get('l') & 256) << 6)),
  /** POP T1: bit 8 is PC. */
  LIST_POP((f, b) -> stackList(b, f.get('l') & 255 | (f.get('l') & 256) << 7)),
  /** PUSH and POP T2. */
  LIST_STACK((f, b) -> stackList(b, f.get('l'))),

  /** Half-words, signed, relative to PC. */
  BRANCH_8((f, b) -> branch(b, f.get('i') << 24 >> 23)),
  BRANCH_11((f, b) -> branch(b, f.get('i') << 21 >> 20)),
  /** CBZ and CBNZ: forwards. */
  BRANCH_FORWARD((f, b) -> branch(b, f.get('i') << 1)),
  /** B T3: S:J2:J1:imm6:imm11. */
  BRANCH_20(
      (f, b) -> {
        int j = f.get('j');
        int high = f.get('s') << 2 | (j & 1) << 1 | j >>> 1;
        branch(b, (high << 17 | f.get('i')) << 12 >> 11);
      }),
  /** B T4 and BL: S:I1:I2:imm10:imm11. */
  BRANCH_24(
      (f, b) -> {
        int s = f.get('s');
        int inverted = f.get('j') ^ (s == 1 ? 0 : 3);
        branch(b, (s << 23 | inverted << 21 | f.get('i')) << 8 >> 7);
      }),
  /** TBH: the index is doubled. */
  TABLE_HALF((f, b) -> b.amount = 1),
  /** CPS: I and F in {@code i}, disable in {@code q}. */
  CPS(
      (f, b) -> {
        b.imm = f.get('i');
        b.amount = f.get('q');
      }),
  /** MRS and MSR: SYSm in {@code i}, mask in {@code k}. */
  SPECIAL(
      (f, b) -> {
        b.imm = f.get('i');
        b.amount = f.get('k');
      }),
  /** Coprocessor number in {@code k}. */
  COPROCESSOR((f, b) -> b.imm = f.get('k')),

  /** VMOV (immediate) to S. */
  FP_IMM_32((f, b) -> b.imm = expandFp32(f.get('i'))),
  /** VMOV (immediate) to D: the high word. */
  FP_IMM_64((f, b) -> b.imm = expandFp64High(f.get('i'))),
  /**
   * Fixed point: unsigned in {@code g}, 32 bits in {@code w}, imm4 in {@code i}, i in {@code j}.
   */
  FIXED(
      (f, b) -> {
        b.m = b.d;
        b.shift = f.get('g') ^ 1;
        b.amount = f.get('w') == 0 ? 16 : 32;
        b.imm = b.amount - (f.get('i') << 1 | f.get('j'));
      }),
  /** VSEL: EQ, VS, GE, GT in {@code k}. */
  SELECT(
      (f, b) ->
          b.cond =
              switch (f.get('k')) {
                case 0 -> 0;
                case 1 -> 6;
                case 2 -> 10;
                default -> 12;
              }),
  /** VLDR and VSTR. */
  FP_OFFSET(
      (f, b) -> {
        b.imm = signed(f, f.get('i') << 2);
        if (b.n == 15) {
          literal(b, b.imm);
        }
      }),
  /** Upward list of S registers. */
  FP_LIST_32((f, b) -> fpList(f, b, 32, false)),
  /** Downward list of S registers. */
  FP_LIST_32_DOWN((f, b) -> fpList(f, b, 32, true)),
  /** Upward list of D registers; the field counts pairs of words. */
  FP_LIST_64((f, b) -> fpList(f, b, 16, false)),
  /** Downward list of D registers. */
  FP_LIST_64_DOWN((f, b) -> fpList(f, b, 16, true)),
  /** A half of a D register: its index in {@code i}. */
  FP_HALF((f, b) -> b.imm = f.get('i'));

  /** The fields of one instruction by letter; an absent field is 0. */
  interface Fields {
    int get(char letter);
  }

  private final BiConsumer<Fields, Instruction.Builder> extractor;

  Format(BiConsumer<Fields, Instruction.Builder> extractor) {
    this.extractor = extractor;
  }

  /** Fills in what is particular to this format. */
  void extract(Fields fields, Instruction.Builder b) {
    extractor.accept(fields, b);
  }

  /** ThumbExpandImm (Arm ARM A5.3.2). */
  static int expandImmediate(int imm12) {
    int byte8 = imm12 & 0xFF;
    return switch (imm12 >>> 8) {
      case 0 -> byte8;
      case 1 -> byte8 << 16 | byte8;
      case 2 -> byte8 << 24 | byte8 << 8;
      case 3 -> byte8 * 0x0101_0101;
      default -> Integer.rotateRight(0x80 | imm12 & 0x7F, imm12 >>> 7);
    };
  }

  /** VFPExpandImm for 32 bits (Arm ARM A6.4.1). */
  static int expandFp32(int imm8) {
    int exponent = (imm8 & 0x40) != 0 ? 0x1F << 25 : 1 << 30;
    return (imm8 & 0x80) << 24 | exponent | (imm8 & 0x3F) << 19;
  }

  /** VFPExpandImm for 64 bits: the high word. */
  static int expandFp64High(int imm8) {
    int exponent = (imm8 & 0x40) != 0 ? 0xFF << 22 : 1 << 30;
    return (imm8 & 0x80) << 24 | exponent | (imm8 & 0x3F) << 16;
  }

  private static void shiftedRegister(Fields f, Instruction.Builder b) {
    int amount = f.get('i');
    b.shift = f.get('s');
    b.amount = amount == 0 && (b.shift == 1 || b.shift == 2) ? 32 : amount;
    if (amount == 0 && b.shift == 3) {
      b.shift = 4;
      b.amount = 1;
    }
  }

  private static int signed(Fields f, int magnitude) {
    return f.get('U') == 0 ? -magnitude : magnitude;
  }

  private static void literal(Instruction.Builder b, int offset) {
    b.n = 15;
    b.imm = offset;
    b.target = (b.address + 4 & ~3) + offset;
  }

  private static void branch(Instruction.Builder b, int offset) {
    b.imm = offset;
    b.target = b.address + 4 + offset;
  }

  private static void stackList(Instruction.Builder b, int list) {
    b.n = 13;
    b.imm = list;
    b.writeBack = true;
  }

  private static void fpList(
      Fields f, Instruction.Builder b, int registers, boolean decrementBefore) {
    b.imm = f.get('i');
    b.fpRegisters = registers;
    b.amount = decrementBefore ? 1 : 0;
    if (decrementBefore) {
      b.writeBack = true;
    }
  }
}
