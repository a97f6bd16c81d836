package dev.tinyrig.traces.fault;

import dev.tinyrig.emulator.debug.FaultReport;

/**
 * Bits of the Configurable Fault Status Register, the HardFault Status Register (Armv7-M Arm ARM
 * B3.2.15 and B3.2.16) and the SecureFault Status Register (Armv8-M Arm ARM D1.2, SFSR) with what
 * they mean for a firmware engineer.
 */
enum FaultBit {
  IACCVIOL(Register.CFSR, 0, "an instruction was fetched from where execution is not allowed"),
  DACCVIOL(Register.CFSR, 1, "a load or store went where the MPU does not allow it"),
  MUNSTKERR(Register.CFSR, 3, "the MPU refused to restore registers at exception return"),
  MSTKERR(
      Register.CFSR, 4, "the MPU refused to save registers at exception entry: stack overflow?"),
  MLSPERR(Register.CFSR, 5, "the MPU refused to save floating-point registers"),
  MMARVALID(Register.CFSR, 7, "MMFAR holds the address"),
  IBUSERR(Register.CFSR, 8, "an instruction was fetched from where there is no memory"),
  PRECISERR(Register.CFSR, 9, "a load or store went where there is no memory or device"),
  IMPRECISERR(Register.CFSR, 10, "an earlier store went where there is no memory or device"),
  UNSTKERR(
      Register.CFSR,
      11,
      "registers could not be restored at exception return: the stack pointer is bad"),
  STKERR(
      Register.CFSR,
      12,
      "registers could not be saved at exception entry: the stack pointer is bad"),
  LSPERR(
      Register.CFSR, 13, "floating-point registers could not be saved: the stack pointer is bad"),
  BFARVALID(Register.CFSR, 15, "BFAR holds the address"),
  UNDEFINSTR(Register.CFSR, 16, "the core does not have this instruction, or it is none"),
  INVSTATE(
      Register.CFSR, 17, "a branch to an even address: a function pointer without its Thumb bit"),
  INVPC(Register.CFSR, 18, "an exception return with a bad EXC_RETURN or frame"),
  NOCP(Register.CFSR, 19, "a floating-point instruction while the unit is off or absent (CPACR)"),
  STKOF(Register.CFSR, 20, "the stack pointer would pass its limit: stack overflow"),
  UNALIGNED(Register.CFSR, 24, "an access that must be aligned was not"),
  DIVBYZERO(Register.CFSR, 25, "a division by zero while CCR.DIV_0_TRP is set"),
  VECTTBL(Register.HFSR, 1, "a vector could not be read: is VTOR right?"),
  FORCED(Register.HFSR, 30, "another fault could not be handled and became this HardFault"),
  DEBUGEVT(Register.HFSR, 31, "a breakpoint instruction with no debugger"),
  INVEP(
      Register.SFSR, 0, "Non-secure code entered Secure code elsewhere than at an SG instruction"),
  INVIS(Register.SFSR, 1, "the frame of an exception return lacks its integrity signature"),
  INVER(Register.SFSR, 2, "an EXC_RETURN that contradicts the state of the core"),
  AUVIOL(Register.SFSR, 3, "Non-secure code touched Secure memory"),
  INVTRAN(Register.SFSR, 4, "Secure code branched to Non-secure code without BXNS or BLXNS"),
  SECURE_LSPERR(
      Register.SFSR, 5, "lazy stacking of floating-point registers hit memory of the other state"),
  SFARVALID(Register.SFSR, 6, "SFAR holds the address"),
  LSERR(Register.SFSR, 7, "floating-point state was active and still to be stored at once");

  /** The register that holds a bit. */
  private enum Register {
    CFSR,
    HFSR,
    SFSR
  }

  private final Register register;
  private final int bit;
  private final String meaning;

  FaultBit(Register register, int bit, String meaning) {
    this.register = register;
    this.bit = bit;
    this.meaning = meaning;
  }

  boolean isSet(FaultReport fault) {
    int value =
        switch (register) {
          case CFSR -> fault.cfsr();
          case HFSR -> fault.hfsr();
          case SFSR -> fault.sfsr();
        };
    return (value >>> bit & 1) != 0;
  }

  /** Arm's name and the meaning. */
  String text() {
    // Two registers have a bit of this name.
    return (this == SECURE_LSPERR ? "LSPERR" : name()) + ": " + meaning;
  }
}
