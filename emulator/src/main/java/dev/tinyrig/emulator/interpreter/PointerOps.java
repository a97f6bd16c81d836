package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.core.FaultKind;
import dev.tinyrig.emulator.core.GuestFault;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.OpCode;

/**
 * Pointer authentication and landing pads (Armv8-M Arm ARM C2.4: PAC, PACBTI, AUT, PACG, AUTG,
 * BXAUT, BTI). No second implementation of them was at hand to compare with.
 */
final class PointerOps {
  private static final int IP = 12;
  private static final int SP = 13;
  private static final int LR = 14;

  private PointerOps() {}

  /** Executes one of them; while authentication is off they change nothing, but BXAUT branches. */
  static void execute(Core c, Instruction i) {
    boolean on = c.exceptions.authenticates();
    switch (i.code) {
      case OpCode.PAC, OpCode.PACBTI -> {
        if (on) {
          c.r[IP] = c.exceptions.authenticationCode(c.r[LR], c.r[SP]);
        }
      }
      case OpCode.AUT -> check(c, on, c.r[IP], c.r[LR], c.r[SP]);
      case OpCode.PACG -> {
        if (on) {
          c.r[i.d] = c.exceptions.authenticationCode(c.r[i.n], c.r[i.m]);
        }
      }
      case OpCode.AUTG -> check(c, on, c.r[i.a], c.r[i.n], c.r[i.m]);
      case OpCode.BXAUT -> {
        check(c, on, c.r[i.a], c.r[i.n], c.r[i.m]);
        c.branchExchange(c.r[i.n]);
      }
      default -> {} // BTI: that it stands here is all
    }
  }

  private static void check(Core c, boolean on, int code, int pointer, int modifier) {
    if (on && code != c.exceptions.authenticationCode(pointer, modifier)) {
      throw new GuestFault(
          FaultKind.INVSTATE,
          0,
          String.format(
              "the authentication code 0x%08x of pointer 0x%08x is wrong", code, pointer));
    }
  }

  /** What an indirect branch leads to must be a landing pad when EPSR.B is set. */
  static void land(Core c, Instruction i) {
    switch (i.code) {
      case OpCode.BTI, OpCode.PACBTI, OpCode.SG -> c.landingPad = false;
      default -> {
        c.r[15] = i.address + 4;
        throw new GuestFault(
            FaultKind.INVSTATE,
            0,
            String.format("an indirect branch to 0x%08x, which is no landing pad", i.address));
      }
    }
  }
}
