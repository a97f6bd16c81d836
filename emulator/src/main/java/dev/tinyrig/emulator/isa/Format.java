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
 *
 * <p>Rows of vectors have the element size in {@code s} (log2 of bytes), {@code q} (0 for 16 bits,
 * 1 for 32) or {@code p} (1 for 16 bits, 0 for 32), or as {@link Encoding#element}; {@code g} for
 * unsigned; T, X and A as the Arm ARM has them. Numbers of Q registers have three bits: the upper
 * ones of the Arm ARM's fields, whose other bits must be 0.
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
  /** WLS: forwards, in {@code i} and its lowest bit {@code j}. */
  LOOP_START((f, b) -> branch(b, loopOffset(f))),
  /** WLSTP: the same, for elements of size {@code s}. */
  LOOP_START_VECTOR(
      (f, b) -> {
        b.size = f.get('s');
        branch(b, loopOffset(f));
      }),
  /** DLSTP: size {@code s}. */
  LOOP_VECTOR((f, b) -> b.size = f.get('s')),
  /** LE: backwards. */
  LOOP_END((f, b) -> branch(b, -loopOffset(f))),
  /** BF: branch point in {@code k}, a signed offset in {@code i} and its lowest bit {@code j}. */
  BRANCH_FUTURE((f, b) -> branchFuture(f, b, 16)),
  /** BFL. */
  BRANCH_FUTURE_LINK((f, b) -> branchFuture(f, b, 18)),
  /** BFCSEL: the other branch point in {@code T}. */
  BRANCH_FUTURE_SELECT(
      (f, b) -> {
        branchFuture(f, b, 12);
        b.top = f.get('T');
      }),
  /** BFX and BFLX: to a register. */
  BRANCH_FUTURE_REGISTER((f, b) -> b.amount = f.get('k') << 1),
  /** CLRM: bit 15 is APSR. */
  CLEAR_LIST((f, b) -> b.imm = f.get('l')),
  /** An even RdaLo, an odd RdaHi and an amount where 0 means 32. */
  LONG_SHIFT(
      (f, b) -> {
        longAccumulator(f, b);
        b.amount = f.get('i') == 0 ? 32 : f.get('i');
      }),
  /** The same with the amount in Rm. */
  LONG_SHIFT_REGISTER(Format::longAccumulator),
  /** The same, saturating to 64 bits or, with {@code k}, to 48. */
  LONG_SHIFT_SATURATING(
      (f, b) -> {
        longAccumulator(f, b);
        b.imm = f.get('k') == 0 ? 64 : 48;
      }),
  /** A shift of one register by an amount where 0 means 32. */
  SHIFT_1_TO_32((f, b) -> b.amount = f.get('i') == 0 ? 32 : f.get('i')),
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
  /** VMOV (immediate) to the low half of S. */
  FP_IMM_16((f, b) -> b.imm = expandFp16(f.get('i'))),
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
  /** VMRS and VMSR: the system register in {@code r}. */
  FP_SYSTEM((f, b) -> b.a = f.get('r')),
  /** VLDR and VSTR of a system register {@code r}. */
  FP_SYSTEM_OFFSET(
      (f, b) -> {
        b.a = f.get('r');
        b.imm = signed(f, f.get('i') << 2);
      }),
  /** The same, post-indexed. */
  FP_SYSTEM_POST(
      (f, b) -> {
        b.a = f.get('r');
        b.imm = signed(f, f.get('i') << 2);
        b.writeBack = true;
      }),
  /** VSCCLRM of S registers. */
  FP_CLEAR_32((f, b) -> b.imm = f.get('i')),
  /** VSCCLRM of D registers: the first one in {@code k}; all as S registers. */
  FP_CLEAR_64(
      (f, b) -> {
        b.d = 2 * f.get('k');
        b.imm = 2 * f.get('i');
      }),
  /** VLDR and VSTR of half-words. */
  FP_OFFSET_16(
      (f, b) -> {
        b.imm = signed(f, f.get('i') << 1);
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
  FP_HALF((f, b) -> b.imm = f.get('i')),

  /** Vectors, registers only. */
  VECTOR((f, b) -> {}),
  /** Modified immediate of 64 bits: cmode, op and imm8. */
  VECTOR_IMMEDIATE(
      (f, b) -> {
        int cmode = b.bits >>> 8 & 15;
        boolean op = (b.bits & 1 << 5) != 0;
        b.imm = expandVector(cmode, op, f.get('i'), false);
        b.target = expandVector(cmode, op, f.get('i'), true);
      }),
  /** Rotation by 0, 90, 180 or 270 degrees. */
  VECTOR_ROTATE((f, b) -> b.amount = 90 * f.get('r')),
  /** Rotation by 90 or 270 degrees. */
  VECTOR_ROTATE_90_270((f, b) -> b.amount = 90 + 180 * f.get('r')),
  /** VIDUP and relatives: an even Rn, an odd Rm, the step. */
  VECTOR_SEQUENCE(
      (f, b) -> {
        b.n = 2 * b.n;
        b.m = 2 * (b.bits >>> 1 & 7) + 1; // VIDUP and VDDUP have 111 in the place of Rm
        b.amount = 1 << f.get('j');
      }),
  /** Index of a lane in a D register. */
  VECTOR_LANE((f, b) -> b.imm = f.get('i')),
  VECTOR_SHIFT_LEFT((f, b) -> b.amount = f.get('i')),
  /** Encoded as the element's bits minus the shift. */
  VECTOR_SHIFT_RIGHT((f, b) -> b.amount = (8 << b.size) - f.get('i')),
  /** A shift by as many bits as an element has. */
  VECTOR_SHIFT_WHOLE((f, b) -> b.amount = 8 << b.size),
  /** VSHLC: 0 means 32. */
  VECTOR_SHIFT_CARRY((f, b) -> b.amount = f.get('i') == 0 ? 32 : f.get('i')),
  /** An even Rda. */
  VECTOR_ACCUMULATE((f, b) -> b.d = 2 * f.get('l')),
  /** An even RdaLo and an odd RdaHi. */
  VECTOR_ACCUMULATE_LONG(
      (f, b) -> {
        b.d = 2 * f.get('l');
        b.a = 2 * f.get('h') + 1;
      }),
  /** Mask of VPST: Mk:mask. */
  VECTOR_MASK((f, b) -> b.imm = f.get('k')),
  /** VCMP and VPT with two vectors: fcA in bit 12, fcC in bit 7, fcB in bit 0. */
  VECTOR_COMPARE((f, b) -> compare(f, b, b.bits & 1)),
  /** The same with a general-purpose register: fcB in bit 5. */
  VECTOR_COMPARE_SCALAR((f, b) -> compare(f, b, b.bits >>> 5 & 1)),
  /** Offset in elements, sign in {@code U}, write-back in bit 21. */
  VECTOR_OFFSET((f, b) -> vectorOffset(f, b, b.size)),
  /** Elements are bytes in memory. */
  VECTOR_OFFSET_BYTES((f, b) -> vectorOffset(f, b, 0)),
  /** Elements are half-words in memory. */
  VECTOR_OFFSET_HALFWORDS((f, b) -> vectorOffset(f, b, 1)),
  /** Size in memory in {@code r}, scaled offsets in {@code i}. */
  VECTOR_GATHER(
      (f, b) -> {
        b.shift = f.get('r');
        b.amount = f.get('i') == 0 ? 0 : b.shift;
      }),
  /** A vector of bases with one offset. */
  VECTOR_BASE(
      (f, b) -> {
        b.shift = b.size;
        b.imm = signed(f, f.get('i') << b.size);
      }),
  /** Which rows of the structure: pat. */
  VECTOR_INTERLEAVE(
      (f, b) -> {
        b.shift = b.size;
        b.amount = f.get('j');
      });

  /** The fields of one instruction by letter; an absent field is 0. */
  interface Fields {
    int get(char letter);
  }

  private final BiConsumer<Fields, Instruction.Builder> extractor;

  Format(BiConsumer<Fields, Instruction.Builder> extractor) {
    this.extractor = extractor;
  }

  /** Whether the fields {@code s}, {@code q}, {@code p}, {@code g}, T, X and A describe vectors. */
  boolean isVector() {
    return name().startsWith("VECTOR");
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

  /** VFPExpandImm for 16 bits (DDI 0553). */
  static int expandFp16(int imm8) {
    int exponent = (imm8 & 0x40) != 0 ? 3 << 12 : 1 << 14;
    return (imm8 & 0x80) << 8 | exponent | (imm8 & 0x3F) << 6;
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

  /** AdvSIMDExpandImm (DDI 0553, E2.1): one word of the 64 bits. */
  static int expandVector(int cmode, boolean op, int imm8, boolean high) {
    return switch (cmode >>> 1) {
      case 0, 1, 2, 3 -> imm8 << 8 * (cmode >>> 1);
      case 4 -> imm8 << 16 | imm8;
      case 5 -> imm8 << 24 | imm8 << 8;
      case 6 -> (cmode & 1) == 0 ? imm8 << 8 | 0xFF : imm8 << 16 | 0xFFFF;
      default -> {
        if ((cmode & 1) != 0) {
          yield expandFp32(imm8);
        }
        yield op ? expandBits(high ? imm8 >>> 4 : imm8 & 15) : imm8 * 0x0101_0101;
      }
    };
  }

  /** Each of four bits becomes a byte of ones or zeros. */
  private static int expandBits(int bits) {
    int word = 0;
    for (int i = 0; i < 4; i++) {
      word |= (bits >>> i & 1) == 0 ? 0 : 0xFF << 8 * i;
    }
    return word;
  }

  private static void compare(Fields f, Instruction.Builder b, int fcB) {
    int fcC = b.bits >>> 7 & 1;
    if ((b.bits & 1 << 12) != 0) {
      b.cond = 10 + fcC + 2 * fcB; // GE LT GT LE
    } else {
      b.cond = fcB == 0 ? fcC : 2 + 6 * fcC; // EQ NE, CS HI
    }
    b.imm = f.get('k');
  }

  private static void vectorOffset(Fields f, Instruction.Builder b, int memorySize) {
    b.shift = memorySize;
    b.imm = signed(f, f.get('i') << memorySize);
    b.writeBack = (b.bits & 1 << 21) != 0;
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

  private static int loopOffset(Fields f) {
    return f.get('i') << 2 | f.get('j') << 1;
  }

  private static void branchFuture(Fields f, Instruction.Builder b, int bits) {
    b.amount = f.get('k') << 1;
    branch(b, (f.get('i') << 1 | f.get('j')) << 32 - bits >> 31 - bits);
  }

  private static void longAccumulator(Fields f, Instruction.Builder b) {
    b.d = 2 * f.get('l');
    b.a = 2 * f.get('h') + 1;
    b.pair = true;
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
