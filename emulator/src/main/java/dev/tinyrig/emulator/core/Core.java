package dev.tinyrig.emulator.core;

import dev.tinyrig.emulator.memory.Bus;
import dev.tinyrig.emulator.semantics.FpStatus;
import dev.tinyrig.emulator.state.Stateful;
import dev.tinyrig.emulator.time.Clock;
import dev.tinyrig.emulator.timing.TimingModel;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The programmer's model of a core in execution: registers, flags, IT state, floating-point
 * registers, and the ways in which instructions change the flow.
 *
 * <p>Fields are public because both engines read and write them at every instruction. What belongs
 * to exceptions, stacks and privilege is behind methods, served by {@link ExceptionUnit}.
 */
public final class Core implements Stateful {
  /**
   * R0..R12, the active SP, LR; {@code r[15]} is the value an instruction reads as PC (its address
   * + 4) while it executes.
   */
  public final int[] r = new int[16];

  /** N is the sign bit of this. */
  public int n;

  /** Z is set when this is 0. */
  public int z = 1;

  /** C: 0 or 1. */
  public int c;

  /** V is the sign bit of this. */
  public int v;

  /** Q (sticky saturation): 0 or 1. */
  public int q;

  /** GE flags in bits 3..0. */
  public int ge;

  /**
   * ITSTATE: 0 outside an IT block. While an instruction of the block executes, it is that
   * instruction's state.
   */
  public int it;

  /**
   * ECI: which beats of the next vector instructions have executed already (Armv8.1-M Arm ARM,
   * "Instruction-continuable state"): 0 none, 1 A0, 2 A0 A1, 4 A0 A1 A2, 5 A0 A1 A2 B0. It shares
   * its place in xPSR with {@link #it}.
   */
  public int eci;

  /** VPR: predicate bits P0 in 15..0, MASK01 in 19..16, MASK23 in 23..20. */
  public int vpr;

  /**
   * Floating-point registers as raw bits; Q n is S 4n to S 4n+3; D n is S 2n (low word) and S 2n+1
   * (high word).
   */
  public final int[] s = new int[32];

  /** FPSCR with its NZCV flags in place. */
  public int fpscr;

  /**
   * Room in which {@link #fpscr} travels to double-precision operations; not a state of its own.
   */
  public final FpStatus fpStatus = new FpStatus();

  /** Address of the instruction to execute next, while no instruction executes. */
  public int pc;

  /** Whether an instruction is in execution; its address is then {@code r[15] - 4}. */
  public boolean executing;

  /**
   * Set by an instruction that changed the flow; {@link #pc} is then its target. Cleared by the
   * engine.
   */
  public boolean taken;

  /**
   * EXC_RETURN value that the last instruction branched to, or 0; consumed by the engine at the
   * boundary.
   */
  public int excReturn;

  /** Instructions retired since reset, up to the start of the block in execution. */
  public long instructions;

  /** Whether the core is in the Secure state; false where there is only one. */
  public boolean secure;

  /** Lowest value that instructions may give to SP; 0 where there is no limit. */
  public int spLimit;

  /** Whether indirect branches must go to landing pads (CONTROL.BTI_EN or UBTI_EN). */
  public boolean landingPads;

  /** EPSR.B: the next instruction must be a landing pad for indirect branches. */
  public boolean landingPad;

  /** Set by STREX's partner: the local exclusive monitor is open. */
  public boolean exclusive;

  /**
   * Whether the next floating-point instruction may run at once; when false it must call {@link
   * ExceptionUnit#prepareFloatingPoint} first (access check, lazy stacking, CONTROL.FPCA).
   */
  public boolean fpReady;

  public final CoreModel model;
  public final Clock clock;
  public final Bus bus;
  public final TimingModel timing;

  /** Exceptions, stacks and privilege of this core. */
  public final ExceptionUnit exceptions;

  public Core(CoreModel model, Clock clock, Bus bus, TimingModel timing, ExceptionUnit exceptions) {
    this.model = model;
    this.clock = clock;
    this.bus = bus;
    this.timing = timing;
    this.exceptions = exceptions;
  }

  /** Address of the instruction in execution, or of the next one between instructions. */
  public int currentPc() {
    return executing ? r[15] - 4 : pc;
  }

  /** Sets N and Z from a result. */
  public void setNz(int result) {
    n = result;
    z = result;
  }

  /** A plain branch inside Thumb state. */
  public void branchTo(int target) {
    pc = target & ~1;
    taken = true;
  }

  /**
   * A branch that may change state or return from an exception: BX, BLX, POP/LDM/LDR to PC (Arm ARM
   * BXWritePC). EXC_RETURN values in handler mode make the core return from the exception, and
   * FNC_RETURN goes back to the Secure caller; a target without the Thumb bit faults with INVSTATE
   * at the target.
   */
  public void branchExchange(int target) {
    if (target >>> 28 == 0xF) {
      if (exceptions.returnsFromFunction(target)) {
        exceptions.returnFromFunction(this);
        return;
      }
      if (exceptions.returnsFromException(target)) {
        excReturn = target; // the engine asks for the return once the instruction has retired
        clock.requestAttention();
        pc = target & ~1;
        taken = true;
        return;
      }
    }
    if ((target & 1) == 0) {
      exceptions.clearThumb();
    }
    pc = target & ~1;
    taken = true;
  }

  /**
   * Sets SP as an instruction does whose result could lie below the limit; throws STKOF when it
   * does.
   */
  public void setSp(int value) {
    checkSp(value);
    r[13] = value & ~3;
  }

  /** Throws STKOF when an instruction may not give SP this value (Armv8-M Arm ARM B3.8). */
  public void checkSp(int value) {
    if (Integer.compareUnsigned(value, spLimit) < 0) {
      throw new GuestFault(
          FaultKind.STKOF,
          value,
          String.format("SP = 0x%08x lies below the stack limit 0x%08x", value, spLimit));
    }
  }

  /** APSR flags in their places: N Z C V Q in 31..27, GE in 19..16. */
  public int apsr() {
    return (n & 0x8000_0000)
        | (z == 0 ? 0x4000_0000 : 0)
        | c << 29
        | (v >>> 31) << 28
        | q << 27
        | ge << 16;
  }

  /** Sets N Z C V Q from bits 31..27. */
  public void setApsrFlags(int value) {
    n = value;
    z = (value & 0x4000_0000) != 0 ? 0 : 1;
    c = value >>> 29 & 1;
    v = value << 3;
    q = value >>> 27 & 1;
  }

  /** Whether condition 0..14 holds (Arm ARM A7.3.1). */
  public boolean condition(int cond) {
    boolean holds =
        switch (cond >> 1) {
          case 0 -> z == 0;
          case 1 -> c != 0;
          case 2 -> n < 0;
          case 3 -> v < 0;
          case 4 -> c != 0 && z != 0;
          case 5 -> (n ^ v) >= 0;
          case 6 -> z != 0 && (n ^ v) >= 0;
          default -> true;
        };
    return (cond & 1) != 0 && cond < 14 ? !holds : holds;
  }

  @Override
  public String stateId() {
    return "core";
  }

  @Override
  public void save(DataOutput out) throws IOException {
    for (int i = 0; i < 15; i++) {
      out.writeInt(r[i]);
    }
    out.writeInt(pc); // r[15] is used inside instructions only
    for (int value : s) {
      out.writeInt(value);
    }
    int[] flags = {n & 0x8000_0000, z == 0 ? 0 : 1, c, v & 0x8000_0000};
    for (int value : flags) {
      out.writeInt(value);
    }
    for (int value : new int[] {q, ge, it, eci, vpr, fpscr, pc, excReturn}) {
      out.writeInt(value);
    }
    out.writeLong(instructions);
    out.writeBoolean(exclusive);
    out.writeBoolean(secure);
    out.writeBoolean(landingPad);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    for (int i = 0; i < r.length; i++) {
      r[i] = in.readInt();
    }
    for (int i = 0; i < s.length; i++) {
      s[i] = in.readInt();
    }
    n = in.readInt();
    z = in.readInt();
    c = in.readInt();
    v = in.readInt();
    q = in.readInt();
    ge = in.readInt();
    it = in.readInt();
    eci = in.readInt();
    vpr = in.readInt();
    fpscr = in.readInt();
    pc = in.readInt();
    excReturn = in.readInt();
    instructions = in.readLong();
    exclusive = in.readBoolean();
    secure = in.readBoolean();
    landingPad = in.readBoolean();
    taken = false;
    fpReady = false;
  }
}
