package dev.tinyrig.emulator.debug;

import java.util.Optional;

/**
 * The one door into a machine for debuggers, tests, inputs and fault reports: halt, step,
 * breakpoints, watchpoints, registers and memory. Reading through it has no side effects on the
 * guest and costs no cycles.
 */
public interface DebugPort {
  /** Registers that can be read and written. */
  enum Register {
    R0,
    R1,
    R2,
    R3,
    R4,
    R5,
    R6,
    R7,
    R8,
    R9,
    R10,
    R11,
    R12,
    SP,
    LR,
    PC,
    XPSR,
    MSP,
    PSP,
    PRIMASK,
    BASEPRI,
    FAULTMASK,
    CONTROL,
    FPSCR
  }

  /** Kinds of watched accesses. */
  enum Watch {
    READ,
    WRITE,
    ACCESS
  }

  /** A register's value; PC is the address of the next instruction, SP the active stack pointer. */
  int register(Register register);

  void setRegister(Register register, int value);

  /** S register 0..31 as raw bits. */
  int fpRegister(int number);

  void setFpRegister(int number, int bits);

  /**
   * Copies guest memory; returns the number of bytes that could be read before the first unmapped
   * one.
   */
  int read(int address, byte[] into, int offset, int length);

  /**
   * Writes guest memory, ROM included (as a flash programmer would); returns the number of bytes
   * written before the first unmapped one. Decoded code is invalidated.
   */
  int write(int address, byte[] from, int offset, int length);

  /** Stops a run before the instruction at this address executes. */
  void setBreakpoint(int address);

  void clearBreakpoint(int address);

  /** Stops a run after the instruction that made the access. */
  void setWatchpoint(int address, int length, Watch kind);

  void clearWatchpoint(int address, int length, Watch kind);

  /**
   * Asks a running machine to stop at the next instruction boundary; may be called from another
   * thread.
   */
  void halt();

  /** Executes one instruction (or takes one exception). */
  void step();

  /** The last fault that the guest took, if any. */
  Optional<FaultReport> lastFault();
}
