package dev.tinyrig.emulator.core;

/**
 * The core's exceptions, stacks and privilege, as instructions see them (Armv7-M Arm ARM B1.4,
 * B1.5).
 *
 * <p>Instruction semantics call these; the numbers and bits are the architecture's.
 */
public interface ExceptionUnit {
  /** Whether the core is in handler mode. */
  boolean handlerMode();

  /** Whether the current execution is privileged. */
  boolean privileged();

  /** Whether a branch to this value is an exception return in the present mode. */
  boolean returnsFromException(int target);

  /** Whether a branch to this value returns to a Secure caller (FNC_RETURN). */
  boolean returnsFromFunction(int target);

  /** Returns to the Secure caller, whose return address lies on the Secure stack. */
  void returnFromFunction(Core core);

  /** SG at an address. */
  void secureGateway(Core core, int address);

  /** BXNS. */
  void branchNonSecure(Core core, int target);

  /** BLXNS; {@code next} is the address behind it. */
  void callNonSecure(Core core, int target, int next);

  /** TT, with TTT's view of unprivileged code and TTA's of the Non-secure state. */
  int testTarget(Core core, int address, boolean unprivileged, boolean alternate);

  /** Whether pointers are authenticated now (CONTROL.PAC_EN or UPAC_EN). */
  boolean authenticates();

  /** The authentication code of a pointer with the key of the present state and privilege. */
  int authenticationCode(int pointer, int modifier);

  /** VLSTM: the floating-point state of a Secure function is stored, or room left for it. */
  void storeLazily(Core core, int address);

  /** VLLDM: the state comes back. */
  void loadLazily(Core core, int address);

  /** Clears EPSR.T: the next instruction faults with INVSTATE. */
  void clearThumb();

  /**
   * Makes floating-point execution possible: throws NOCP when CPACR forbids it, stores the lazily
   * stacked state, sets CONTROL.FPCA. Sets {@link Core#fpReady}.
   */
  void prepareFloatingPoint(Core core);

  /** Throws NOCP when the code in execution may not use the floating-point unit. */
  void checkFloatingPoint();

  /** Whether the floating-point registers hold state of the code in execution (ActiveFPState). */
  boolean floatingPointActive();

  /** Whether Secure code has floating-point state to clear: VSCCLRM is a NOP else. */
  boolean hasSecureFloatingPoint();

  /**
   * FPCXT_S, or FPCXT_NS when {@code nonSecure}: CONTROL.SFPA in bit 31 and FPSCR without its
   * flags.
   */
  int readFloatingPointContext(Core core, boolean nonSecure);

  /** What reading FPCXT_S or FPCXT_NS leaves behind, once the value has arrived. */
  void floatingPointContextRead(Core core, boolean nonSecure);

  /** Writes FPCXT_S or FPCXT_NS. */
  void writeFloatingPointContext(Core core, boolean nonSecure, int value);

  /** Value of the special register SYSm (Arm ARM B5.2.2), 0 where unprivileged reads are RAZ. */
  int readSpecial(Core core, int sysm);

  /**
   * Writes the special register SYSm; {@code mask} is the instruction's mask field (bit 1 NZCVQ,
   * bit 0 GE).
   */
  void writeSpecial(Core core, int sysm, int mask, int value);

  /**
   * CPS: {@code effect} has I in bit 1 and F in bit 0 as the instruction has; {@code disable} sets
   * the masks.
   */
  void changeProcessorState(Core core, boolean disable, int effect);

  /** Pends SVCall, or escalates. Called before the PC moves on. */
  void supervisorCall(Core core, int number);

  /** BKPT: semihosting, debugger or HardFault. */
  void breakpoint(Core core, int number);

  /** Wait for interrupt. */
  void waitForInterrupt(Core core);

  /** Wait for event. */
  void waitForEvent(Core core);

  /** Send event. */
  void sendEvent(Core core);

  /** Whether unaligned accesses trap (CCR.UNALIGN_TRP). */
  boolean trapsUnaligned();

  /** Whether an SDIV or UDIV by zero traps (CCR.DIV_0_TRP). */
  boolean trapsDivideByZero();

  /** Unprivileged load of LDRT and relatives, zero-extended. */
  int loadUnprivileged(Core core, int address, int size);

  void storeUnprivileged(Core core, int address, int size, int value);
}
