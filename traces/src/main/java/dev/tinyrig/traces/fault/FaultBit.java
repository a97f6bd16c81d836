package dev.tinyrig.traces.fault;

/**
 * Bits of the Configurable Fault Status Register and the HardFault Status Register (Armv7-M Arm ARM
 * B3.2.15 and B3.2.16) with what they mean for a firmware engineer.
 */
enum FaultBit {
  IACCVIOL(false, 0, "an instruction was fetched from where execution is not allowed"),
  DACCVIOL(false, 1, "a load or store went where the MPU does not allow it"),
  MUNSTKERR(false, 3, "the MPU refused to restore registers at exception return"),
  MSTKERR(false, 4, "the MPU refused to save registers at exception entry: stack overflow?"),
  MLSPERR(false, 5, "the MPU refused to save floating-point registers"),
  MMARVALID(false, 7, "MMFAR holds the address"),
  IBUSERR(false, 8, "an instruction was fetched from where there is no memory"),
  PRECISERR(false, 9, "a load or store went where there is no memory or device"),
  IMPRECISERR(false, 10, "an earlier store went where there is no memory or device"),
  UNSTKERR(
      false, 11, "registers could not be restored at exception return: the stack pointer is bad"),
  STKERR(false, 12, "registers could not be saved at exception entry: the stack pointer is bad"),
  LSPERR(false, 13, "floating-point registers could not be saved: the stack pointer is bad"),
  BFARVALID(false, 15, "BFAR holds the address"),
  UNDEFINSTR(false, 16, "the core does not have this instruction, or it is none"),
  INVSTATE(false, 17, "a branch to an even address: a function pointer without its Thumb bit"),
  INVPC(false, 18, "an exception return with a bad EXC_RETURN or frame"),
  NOCP(false, 19, "a floating-point instruction while the unit is off or absent (CPACR)"),
  UNALIGNED(false, 24, "an access that must be aligned was not"),
  DIVBYZERO(false, 25, "a division by zero while CCR.DIV_0_TRP is set"),
  VECTTBL(true, 1, "a vector could not be read: is VTOR right?"),
  FORCED(true, 30, "another fault could not be handled and became this HardFault"),
  DEBUGEVT(true, 31, "a breakpoint instruction with no debugger");

  private final boolean hardFault;
  private final int bit;
  private final String meaning;

  FaultBit(boolean hardFault, int bit, String meaning) {
    this.hardFault = hardFault;
    this.bit = bit;
    this.meaning = meaning;
  }

  boolean isSet(int cfsr, int hfsr) {
    return ((hardFault ? hfsr : cfsr) >>> bit & 1) != 0;
  }

  String text() {
    return name() + ": " + meaning;
  }
}
