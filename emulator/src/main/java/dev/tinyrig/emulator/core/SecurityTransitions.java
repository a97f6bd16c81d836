package dev.tinyrig.emulator.core;

import dev.tinyrig.emulator.core.Protection.Access;

/**
 * How instructions go from one security state to the other, and what TT tells about an address
 * (Armv8-M Arm ARM B3.16, C2.4: SG, BXNS, BLXNS, TT; FunctionReturn).
 */
final class SecurityTransitions {
  private static final int FNC_RETURN = 0xFEFF_FFFF;
  private static final int LR = 14;

  private final ExceptionModel model;
  private final ProcessorState processor;
  private final SecurityAttribution attribution;
  private final MemoryAccess memory;
  private final Core core;
  private final boolean security;
  private final boolean checksFrames;

  SecurityTransitions(ExceptionModel model, Core core, MemoryAccess memory) {
    this.model = model;
    this.processor = model.processor();
    this.attribution = model.attribution();
    this.memory = memory;
    this.core = core;
    security = model.config().security();
    checksFrames = model.config().model().has(dev.tinyrig.emulator.isa.Feature.V81M);
  }

  /** Whether a branch to this value returns from a function that the Secure state called. */
  boolean returnsFromFunction(int target) {
    return security && (target | 1) == FNC_RETURN;
  }

  /** SG: a Non-secure caller enters the Secure state; a NOP for all others. */
  void gateway(int address) {
    if (!security || core.secure || !callable(address) || !callable(address + 2)) {
      return;
    }
    if (checksFrames && processor.ipsr == 0) {
      checkStack(address);
    }
    core.r[LR] &= ~1;
    processor.sfpa = false;
    model.switchState(true);
    core.it = 0;
  }

  private boolean callable(int address) {
    return attribution.of(address, true, false).callable();
  }

  /** Armv8.1-M: the Secure stack must not show the frame of an interrupted Secure thread. */
  private void checkStack(int address) {
    boolean process = (processor.control[1] & ProcessorState.CONTROL_SPSEL) != 0;
    int word =
        memory.context(processor.privileged(1), true).load(processor.stackPointer(1, process));
    boolean trapped = (model.registers().ccr[1] & ControlRegisters.CCR_TRD) != 0;
    boolean privilegedThread = (processor.control[1] & ProcessorState.CONTROL_NPRIV) == 0;
    if (trapped && ((word & ~1) == ExceptionEntry.INTEGRITY_SIGNATURE || privilegedThread)) {
      throw new GuestFault(
          FaultKind.INVEP,
          0,
          String.format(
              "SG at 0x%08x while a Secure thread is interrupted or privileged (CCR.TRD)",
              address));
    }
  }

  /** BXNS: bit 0 of the target chooses the state. */
  void branch(int target) {
    if ((target & 1) == 0) {
      processor.sfpa = false;
      model.switchState(false);
    }
    core.branchTo(target);
  }

  /** BLXNS: the return address waits on the Secure stack; LR gets FNC_RETURN. */
  void call(int target, int returnAddress) {
    if ((target & 1) != 0) {
      core.r[LR] = returnAddress | 1;
      core.branchTo(target);
      return;
    }
    int sp = core.r[13] - 8;
    if (Integer.compareUnsigned(sp, core.spLimit) < 0) {
      throw new GuestFault(
          FaultKind.STKOF, sp, "the return address of BLXNS would pass the Secure stack limit");
    }
    MemoryAccess.Context to = memory.context(processor.privileged(), true);
    to.store(sp, returnAddress | 1);
    to.store(sp + 4, processor.ipsr | (processor.sfpa ? ExceptionEntry.XPSR_SFPA : 0));
    core.r[13] = sp;
    core.r[LR] = FNC_RETURN;
    if (processor.ipsr != 0) {
      processor.ipsr = 1; // the Non-secure state must not learn which exception is served
    }
    processor.sfpa = false;
    model.switchState(false);
    core.branchTo(target);
  }

  /** A branch to FNC_RETURN. */
  void returnFromFunction() {
    boolean thread = processor.ipsr == 0;
    boolean process = thread && (processor.control[1] & ProcessorState.CONTROL_SPSEL) != 0;
    int frame = processor.stackPointer(1, process);
    MemoryAccess.Context from = memory.context(processor.privileged(1), true);
    int pc = from.load(frame);
    int psr = from.load(frame + 4);
    int exception = psr & 0x1FF;
    if (!(thread && exception == 0) && !(processor.ipsr == 1 && exception != 0)) {
      throw new GuestFault(
          FaultKind.INVPC,
          0,
          "FNC_RETURN with IPSR " + processor.ipsr + " to a Secure caller with IPSR " + exception);
    }
    processor.setStackPointer(1, process, frame + 8);
    if (!core.secure) {
      model.switchState(true);
    }
    processor.ipsr = exception;
    processor.sfpa = (psr & ExceptionEntry.XPSR_SFPA) != 0;
    processor.selectStack();
    core.it = 0;
    core.fpReady = false;
    if ((pc & 1) == 0) {
      model.clearThumb();
    }
    core.branchTo(pc);
  }

  /**
   * TT and relatives.
   *
   * @param unprivileged TTT and TTAT
   * @param alternate TTA and TTAT: the Non-secure view
   */
  int test(int address, boolean unprivileged, boolean alternate) {
    boolean secure = core.secure && !alternate;
    boolean privileged = !unprivileged && processor.privileged(secure ? 1 : 0);
    int result = 0;
    boolean read = false;
    boolean write = false;
    if (processor.privileged() || alternate) {
      Protection mpu = memory.protection(secure);
      int region = memory.active(mpu, secure) ? mpu.region(address) : -1;
      read = memory.permits(address, Access.READ, privileged, secure);
      write = memory.permits(address, Access.WRITE, privileged, secure);
      result = region >= 0 ? 1 << 16 | region : 0;
    }
    result |= (read ? 1 << 18 : 0) | (write ? 1 << 19 : 0);
    if (core.secure && security) {
      Attribution at = attribution.of(address, false, secure);
      result |= at.nonSecure() && read ? 1 << 20 : 0;
      result |= at.nonSecure() && write ? 1 << 21 : 0;
      result |= at.nonSecure() ? 0 : 1 << 22;
      result |= at.sauRegion() >= 0 ? 1 << 17 | at.sauRegion() << 8 : 0;
      result |= at.idauRegion() >= 0 ? 1 << 23 | at.idauRegion() << 24 : 0;
    }
    return result;
  }
}
