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
 *       in {@code d}. Floating-point registers are 0..31 for S, 0..15 for D.
 *   <li>{@link #imm}: expanded immediate; signed byte offset of PC-relative, load and store forms
 *       (write-back forms too); register list of LDM/STM/PUSH/POP (bits 0..15); first-register
 *       count of VLDM/VSTM (number of registers); bit position (lsb) of bit-field operations;
 *       saturation bit count of SSAT/USAT as the value that the assembler writes; SYSm of MRS/MSR;
 *       the immediate of SVC/BKPT/UDF; the ITSTATE byte of IT; option of barriers; fraction bits of
 *       fixed-point conversions; a VMOV immediate as its low (F32) or high (F64) word.
 *   <li>{@link #shift}, {@link #amount}: shift type (0 LSL, 1 LSR, 2 ASR, 3 ROR, 4 RRX) and amount
 *       0..32 of a shifted register operand; rotation of extends in {@code amount}; width of
 *       bit-field operations in {@code amount}; for logical operations with an immediate, {@code
 *       amount} is the carry out of the immediate's expansion (0 or 1, or 2 when carry is
 *       unchanged); mask of MSR in {@code amount}; {@code writeBack} of LDM/STM/VLDM/VSTM in {@code
 *       writeBack}; element size of fixed-point conversions (16 or 32) in {@code amount} and their
 *       sign in {@code shift} (0 unsigned, 1 signed).
 *   <li>{@link #cond}: condition of B_COND and VSEL (0..14), else 14.
 *   <li>{@link #target}: absolute address of direct branches (B, B_COND, BL, CBZ, CBNZ), of LDR
 *       (literal) forms and of ADR.
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

  /**
   * Whether the instruction can change the flow of execution other than by an exception: branches,
   * writes to PC, and instructions after which an engine must look again (WFI, SVC, ISB, CPS, MSR,
   * IT is not one).
   */
  public final boolean endsBlock;

  Instruction(Builder b, Encoding encoding, boolean endsBlock) {
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
    this.endsBlock = endsBlock;
  }

  /** Address of the next instruction in line. */
  public int next() {
    return address + length;
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
  }
}
