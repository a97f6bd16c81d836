package dev.tinyrig.emulator.core;

/**
 * Synchronous faults, named after their bits in CFSR (Armv7-M Arm ARM B3.2.15; Armv8-M Arm ARM
 * D1.2, CFSR) and SFSR (Armv8-M Arm ARM D1.2, SFSR).
 */
public enum FaultKind {
  UNDEFINSTR,
  INVSTATE,
  INVPC,
  NOCP,
  /** The stack pointer would pass its limit (Armv8-M). */
  STKOF,
  UNALIGNED,
  DIVBYZERO,
  IBUSERR,
  PRECISERR,
  STKERR,
  UNSTKERR,
  LSPERR,
  IACCVIOL,
  DACCVIOL,
  MSTKERR,
  MUNSTKERR,
  MLSPERR,
  /** Entry to the Secure state that is no SG in Non-secure callable memory: SecureFault. */
  INVEP,
  /** The integrity signature of a Secure frame is wrong: SecureFault. */
  INVIS,
  /** EXC_RETURN contradicts the state of the core: SecureFault. */
  INVER,
  /** A Non-secure access to Secure memory: SecureFault. */
  AUVIOL,
  /** A branch from Secure to Non-secure code without BXNS or BLXNS: SecureFault. */
  INVTRAN,
  /** SFSR.LSPERR: lazy stacking to memory of the wrong state: SecureFault. */
  SECURE_LSPERR,
  /** Floating-point state is active and still to be stored at once: SecureFault. */
  LSERR,
  /** BKPT with no debugger: HardFault (DEBUGEVT). */
  BREAKPOINT,
  /** A vector could not be read: HardFault (VECTTBL). */
  VECTTBL
}
