package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.core.FaultKind;
import dev.tinyrig.emulator.core.GuestFault;
import dev.tinyrig.emulator.isa.Instruction;

/** Special registers, exception-generating instructions and hints (Armv7-M Arm ARM A4.9, B5.2). */
final class SystemOps {
  private SystemOps() {}

  static void mrs(Core c, Instruction i) {
    c.r[i.d] = c.exceptions.readSpecial(c, i.imm);
  }

  static void msr(Core c, Instruction i) {
    c.exceptions.writeSpecial(c, i.imm, i.amount, c.r[i.n]);
  }

  static void cps(Core c, Instruction i) {
    c.exceptions.changeProcessorState(c, i.amount != 0, i.imm);
  }

  static void svc(Core c, Instruction i) {
    c.exceptions.supervisorCall(c, i.imm);
  }

  static void bkpt(Core c, Instruction i) {
    c.exceptions.breakpoint(c, i.imm);
  }

  static void wfi(Core c, Instruction i) {
    c.exceptions.waitForInterrupt(c);
  }

  static void wfe(Core c, Instruction i) {
    c.exceptions.waitForEvent(c);
  }

  static void sev(Core c, Instruction i) {
    c.exceptions.sendEvent(c);
  }

  /** The fault of UDF, for the dispatcher to throw. */
  static GuestFault udf(Core c, Instruction i) {
    return new GuestFault(
        FaultKind.UNDEFINSTR,
        0,
        "UDF #" + i.imm + " is undefined on every core; this is a " + c.model.title());
  }

  /**
   * The fault of what the decoder does not know on this core, for the dispatcher to throw. What
   * would belong to a floating-point unit that may not be used is NOCP before it is UNDEFINED.
   */
  static GuestFault undefined(Core c, Instruction i) {
    if (CoprocessorSpace.isUnits(c.model, i)) {
      c.exceptions.checkFloatingPoint();
    }
    return new GuestFault(
        FaultKind.UNDEFINSTR,
        0,
        "0x" + Integer.toHexString(i.bits) + " is not an instruction of a " + c.model.title());
  }

  /** The fault of a coprocessor instruction, for the dispatcher to throw. */
  static GuestFault coprocessor(Core c, Instruction i) {
    return new GuestFault(
        FaultKind.NOCP, 0, "coprocessor " + i.imm + " is not in a " + c.model.title());
  }
}
