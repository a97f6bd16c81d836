package dev.tinyrig.emulator.core;

/** Synchronous faults, named after their bits in CFSR (Armv7-M Arm ARM B3.2.15). */
public enum FaultKind {
  UNDEFINSTR,
  INVSTATE,
  INVPC,
  NOCP,
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
  /** BKPT with no debugger: HardFault (DEBUGEVT). */
  BREAKPOINT,
  /** A vector could not be read: HardFault (VECTTBL). */
  VECTTBL
}
