package dev.tinyrig.emulator.isa;

/**
 * One decoded instruction at one address: immutable operands, ready for an engine.
 *
 * <p>Fields are public and final because both engines and the timing models read them in hot paths.
 * A field that an operation does not use is 0. Conventions by operation:
 *
 * <ul>
 *   <li>{@link #d}, {@link #n}, {@link #m}, {@link #a}: register numbers as the Arm ARM names them
 *       (Rd, Rn, Rm, Ra). Loads and stores have Rt in {@code d}, and Rt2 in {@code a}. Long
 *       multiplies have RdLo in {@code d} and RdHi in {@code a}. STREX has Rd in {@code a} and Rt
 *       in {@code d}. Two-operand forms (Rdn) have the register in {@code d} and {@code n}; MUL T1
 *       has Rdm in {@code d} and {@code m}. Forms that imply SP (ADD and SUB of SP, loads and
 *       stores relative to SP, PUSH, POP) have 13 in {@code n}; literal forms and ADR have 15
 *       there. CMP, CMN, TST, TEQ use {@code n} and {@code m}. A shift by register shifts {@code n}
 *       by {@code m}, a shift by an immediate shifts {@code m}. Unary operations (MOV, MVN,
 *       extends, REV, CLZ, RBIT) read {@code m}; SSAT, USAT, BFI, SBFX and UBFX read {@code n};
 *       MSR, CBZ and CBNZ read {@code n}; BX and BLX branch to {@code m}; TBB and TBH add {@code m}
 *       to {@code n}.
 *   <li>Floating-point registers are 0..31 for S, 0..15 for D. Unary FP operations read {@code m};
 *       VCMP compares {@code d} with {@code m}; VMLA and relatives accumulate in {@code d};
 *       fixed-point conversions have {@code m} equal to {@code d}. Moves with core registers have
 *       Rt in {@code d} and Rt2 in {@code a}; the S register of the single moves and the D register
 *       of the half moves is in {@code n} (with the half, 0 low or 1 high, in {@code imm}), the S
 *       pair (m, m+1) or D register of the double moves in {@code m}. VMRS has Rt in {@code d},
 *       where 15 means the APSR flags; VMSR has Rt in {@code d}.
 *   <li>{@link #imm}: expanded immediate; signed byte offset of PC-relative, load and store forms
 *       (write-back forms too) and of direct branches; register list of LDM/STM/PUSH/POP (bits
 *       0..15); first-register count of VLDM/VSTM (number of registers, S or D); bit position (lsb)
 *       of bit-field operations; saturation bit count of SSAT/USAT/SSAT16/USAT16 as the value that
 *       the assembler writes; SYSm of MRS/MSR; the I (bit 1) and F (bit 0) bits of CPS; the
 *       immediate of SVC/BKPT/UDF; the ITSTATE byte of IT; option of barriers and DBG; fraction
 *       bits of fixed-point conversions; a VMOV immediate as its low (F32) or high (F64) word; the
 *       coprocessor number of COPROCESSOR.
 *   <li>{@link #shift}, {@link #amount}: shift type (0 LSL, 1 LSR, 2 ASR, 3 ROR, 4 RRX) and amount
 *       0..32 of a shifted register operand (PKHBT, PKHTB, SSAT, USAT and the index of loads and
 *       stores too); the amount of LSL/LSR/ASR/ROR by an immediate (1..32, 0 never but for LSL);
 *       rotation in bits of extends in {@code amount}; width of bit-field operations in {@code
 *       amount}; for logical operations with an immediate (AND, BIC, EOR, MOV, MVN, ORN, ORR, TEQ,
 *       TST), {@code amount} is the carry out of the immediate's expansion (0 or 1, or 2 when carry
 *       is unchanged); mask of MSR in {@code amount} (bit 1 NZCVQ, bit 0 GE); 1 in {@code amount}
 *       of CPS when it disables (CPSID); 1 in {@code amount} of VLDM and VSTM when the address is
 *       decremented before (VLDMDB, VPUSH), else 0 (VLDMIA, VPOP); 1 in {@code amount} of TBH;
 *       element size of fixed-point conversions (16 or 32) in {@code amount} and their sign in
 *       {@code shift} (0 unsigned, 1 signed).
 *   <li>{@link #flags}: compares and tests have {@link #FLAGS_ALWAYS}.
 *   <li>{@link #cond}: condition of B_COND and VSEL (0..14), else 14.
 *   <li>{@link #target}: absolute address of direct branches (B, B_COND, BL, CBZ, CBNZ), of LDR
 *       (literal) forms, of VLDR and VSTR relative to PC, and of ADR.
 *   <li>{@link #writeBack}: LDM, STM, VLDM and VSTM by their encoding; true for PUSH and POP and
 *       for the {@code _PRE} and {@code _POST} forms.
 *   <li>Low-overhead loops have the count in {@code n}, the element size of tail predication in
 *       {@link #size} (3 for 64 bits) and their branch in {@code target}; branch futures the branch
 *       point relative to PC in {@code amount}. CSEL and relatives select by {@code cond} and read
 *       0 as register 15. Long shifts have RdaLo in {@code d}, RdaHi in {@code a}, the amount in
 *       {@code amount} or {@code m} and the bits to which they saturate in {@code imm}. CLRM has
 *       its list in {@code imm} (bit 15 is APSR); VSCCLRM the first S register in {@code d} and
 *       their number in {@code imm}. The number of a floating-point system register is in {@code
 *       a}.
 *   <li>Vector operations: {@code d}, {@code n} and {@code m} are Q registers 0..7, or
 *       general-purpose registers where the operation ends in {@code _QR} (Rm), reduces (Rda or
 *       RdaLo in {@code d}, RdaHi in {@code a}), loads or stores (Rn), duplicates (Rt of VDUP and
 *       Rdm of VSHLC in {@code m}) or makes sequences (Rn in {@code n}, Rm in {@code m}; 15 for
 *       none). {@link #size} is log2 of the element's bytes (of the narrow elements of narrowing
 *       and lengthening operations), {@link #unsigned} the type, {@link #top} 1 for the T forms,
 *       {@link #exchange} the X forms, {@link #accumulate} the A forms. {@code amount} is a shift
 *       in bits, a rotation in degrees, the step of VIDUP and relatives, or the lowest row (0..3)
 *       of VLD2, VLD4 and relatives. VMOV, VMVN, VORR and VBIC (immediate) have the expanded 64
 *       bits in {@code imm} (low word) and {@code target} (high word), not yet inverted for VMVN
 *       and VBIC. Comparisons have the condition in {@code cond}; VPT and VPST have the 4-bit mask
 *       in {@code imm}. Loads and stores have log2 of the bytes of an element in memory in {@code
 *       shift}, the signed byte offset in {@code imm}; gathers and scatters the left shift of the
 *       offsets in {@code amount}, and the vector of offsets in {@code m} or, with a vector as
 *       base, in {@code n}. Lane moves have Rt in {@code d}, the D register in {@code n}, the lane
 *       in {@code imm}; moves of two lanes Rt in {@code m}, Rt2 in {@code a}, Qd in {@code d} and
 *       the lower lane in {@code imm}.
 * </ul>
 */
public final class Instruction {
  /** Flag setting: never. */
  public static final int FLAGS_NEVER = 0;

  /** Flag setting: always. */
  public static final int FLAGS_ALWAYS = 1;

  /** Flag setting: outside an IT block only (most 16-bit data processing). */
  public static final int FLAGS_OUTSIDE_IT = 2;

  public final Op op;

  /** {@code op.ordinal()}, for switches in engines. */
  public final int code;

  /** The table row that matched. */
  public final Encoding encoding;

  public final int address;

  /**
   * The encoding: a 16-bit one in the low half, a 32-bit one with its first half-word in the high
   * half.
   */
  public final int bits;

  /** 2 or 4 bytes. */
  public final int length;

  public final int d;
  public final int n;
  public final int m;
  public final int a;
  public final int imm;
  public final int shift;
  public final int amount;
  public final int flags;
  public final int cond;
  public final int target;
  public final boolean writeBack;

  /** Of vector operations: log2 of the bytes of an element. */
  public final int size;

  /** Of vector operations: whether elements are unsigned. */
  public final boolean unsigned;

  /** Of vector operations: 1 when the top halves or odd elements are used, else 0. */
  public final int top;

  /** Of vector operations: whether neighbouring elements are exchanged. */
  public final boolean exchange;

  /** Of vector operations: whether the result is added to the destination. */
  public final boolean accumulate;

  /**
   * Whether the instruction can change the flow of execution other than by an exception: branches,
   * writes to PC, and instructions after which an engine must look again (WFE, WFI, SVC, BKPT, UDF,
   * UNDEFINED, COPROCESSOR, CPS, MSR, ISB). IT, B_COND, CBZ, CBNZ and the branches of low-overhead
   * loops that have a count do not end a block.
   */
  public final boolean endsBlock;

  /**
   * Whether the instruction may branch, that is, set {@code Core.taken}: direct branches (B_COND,
   * CBZ, CBNZ, WLS and LE, which may stand inside a block, too), calls, and every write to PC,
   * exception returns included. SVC and its like raise exceptions and do not branch.
   */
  public final boolean branches;

  Instruction(Builder b, Encoding encoding, boolean endsBlock, boolean branches) {
    this.op = encoding.op();
    this.code = op.ordinal();
    this.encoding = encoding;
    this.address = b.address;
    this.bits = b.bits;
    this.length = encoding.length();
    this.d = b.d;
    this.n = b.n;
    this.m = b.m;
    this.a = b.a;
    this.imm = b.imm;
    this.shift = b.shift;
    this.amount = b.amount;
    this.flags = b.flags;
    this.cond = b.cond;
    this.target = b.target;
    this.writeBack = b.writeBack;
    this.size = b.size;
    this.unsigned = b.unsigned;
    this.top = b.top;
    this.exchange = b.exchange;
    this.accumulate = b.accumulate;
    this.endsBlock = endsBlock;
    this.branches = branches;
  }

  /** Address of the next instruction in line. */
  public int next() {
    return address + length;
  }

  @Override
  public String toString() {
    return String.format(java.util.Locale.ROOT, "%08x: %s (%x)", address, encoding.name(), bits);
  }

  /** Operands while a decoder collects them. */
  static final class Builder {
    int address;
    int bits;
    int d;
    int n;
    int m;
    int a;
    int imm;
    int shift;
    int amount;
    int flags;
    int cond = 14;
    int target;
    boolean writeBack;
    int size;
    boolean unsigned;
    int top;
    boolean exchange;
    boolean accumulate;

    /** For rules: a register list, a pair of registers, the number of FP registers. */
    boolean list;

    boolean pair;
    int fpRegisters;
  }
}
