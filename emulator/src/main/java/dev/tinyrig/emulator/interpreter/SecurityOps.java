package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.core.FaultKind;
import dev.tinyrig.emulator.core.GuestFault;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.OpCode;

/**
 * Instructions of the Security Extension and of Armv8-M's memory model (Armv8-M Arm ARM C2.4: SG,
 * BXNS, BLXNS, TT, VLSTM, VLLDM, LDA, STL, LDAEX, STLEX and relatives).
 */
final class SecurityOps {
  private SecurityOps() {}

  /** Executes one of them. */
  static void execute(Core c, Instruction i) {
    switch (i.code) {
      case OpCode.SG -> c.exceptions.secureGateway(c, i.address);
      case OpCode.BXNS -> bxns(c, i);
      case OpCode.BLXNS -> blxns(c, i);
      case OpCode.TT -> c.r[i.d] = c.exceptions.testTarget(c, c.r[i.n], false, false);
      case OpCode.TTT -> c.r[i.d] = c.exceptions.testTarget(c, c.r[i.n], true, false);
      case OpCode.TTA -> testAlternate(c, i, false);
      case OpCode.TTAT -> testAlternate(c, i, true);
      case OpCode.LDA -> PairOps.lda(c, i);
      case OpCode.LDAB -> PairOps.ldab(c, i);
      case OpCode.LDAH -> PairOps.ldah(c, i);
      case OpCode.STL -> PairOps.stl(c, i);
      case OpCode.STLB -> PairOps.stlb(c, i);
      case OpCode.STLH -> PairOps.stlh(c, i);
      case OpCode.LDAEX -> PairOps.ldrex(c, i);
      case OpCode.LDAEXB -> PairOps.ldrexb(c, i);
      case OpCode.LDAEXH -> PairOps.ldrexh(c, i);
      case OpCode.STLEX -> PairOps.strex(c, i);
      case OpCode.STLEXB -> PairOps.strexb(c, i);
      case OpCode.STLEXH -> PairOps.strexh(c, i);
      case OpCode.VLSTM -> {
        requireSecure(c, i);
        c.exceptions.storeLazily(c, c.r[i.n]);
      }
      case OpCode.VLLDM -> {
        requireSecure(c, i);
        c.exceptions.loadLazily(c, c.r[i.n]);
      }
      default -> throw new AssertionError("no instruction of Armv8-M: " + i.op);
    }
  }

  private static void requireSecure(Core c, Instruction i) {
    if (!c.secure) {
      throw new GuestFault(
          FaultKind.UNDEFINSTR, 0, i.op + " is undefined outside the Secure state");
    }
  }

  /** With EXC_RETURN or FNC_RETURN this is BX; else bit 0 of the target chooses the state. */
  private static void bxns(Core c, Instruction i) {
    requireSecure(c, i);
    int target = c.r[i.m];
    if (c.exceptions.returnsFromException(target) || c.exceptions.returnsFromFunction(target)) {
      c.branchExchange(target);
    } else {
      c.exceptions.branchNonSecure(c, target);
    }
  }

  private static void blxns(Core c, Instruction i) {
    requireSecure(c, i);
    c.exceptions.callNonSecure(c, c.r[i.m], i.next());
  }

  private static void testAlternate(Core c, Instruction i, boolean unprivileged) {
    requireSecure(c, i);
    c.r[i.d] = c.exceptions.testTarget(c, c.r[i.n], unprivileged, true);
  }
}
