package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.isa.Feature;
import java.util.List;
import java.util.Random;

/**
 * Parts of drawn programs in which something happens to the flow that is no branch of the program:
 * exceptions that it asks for, faults in the middle of lines, other vectors, another protection.
 */
final class SystemUnits {
  private static final int ICSR = 0xE000_ED04;
  private static final int VTOR = 0xE000_ED08;
  private static final int MPU_CTRL = 0xE000_ED94;
  private static final int MPU_RNR = 0xE000_ED98;
  private static final int MPU_RBAR = 0xE000_ED9C;
  private static final int MPU_RASR_OR_RLAR = 0xE000_EDA0;

  /** Where programs seldom store, on purpose seldom. */
  private static final int GUARDED = RandomProgram.RAM + 0x5000;

  private final Random random;
  private final CoreModel core;
  private final ProgramWriter out;
  private final DrawnInstructions drawn;

  SystemUnits(Random random, CoreModel core, ProgramWriter out, DrawnInstructions drawn) {
    this.random = random;
    this.core = core;
    this.out = out;
    this.drawn = drawn;
  }

  /** Handler of interrupts and of what a program asks for: returns by BX or by POP. */
  void handler() {
    if (random.nextBoolean()) {
      drawn.straight(random.nextInt(1, 5));
      out.emit(0x4770); // BX LR
    } else {
      out.emit(0xB510); // PUSH {R4, LR}
      drawn.straight(random.nextInt(1, 5));
      out.emit(0xBD10); // POP {R4, PC}
    }
  }

  /** Handler of faults: goes on behind the instruction that faulted. */
  void faultHandler() {
    out.emit(0x9806); // LDR R0, [SP, #24]
    out.emit(0x8801, 0x0AC9); // LDRH R1, [R0]; LSRS R1, #11
    out.emit(0x291D, 0xD300); // CMP R1, #0x1D; BLO over the next instruction
    out.emit(0x3002, 0x3002); // ADDS R0, #2, twice
    out.emit(0x9006, 0x4770); // STR R0, [SP, #24]; BX LR
  }

  /** One of them. */
  void unit() {
    switch (random.nextInt(9)) {
      case 0 -> out.emit(0xDF00 | random.nextInt(256)); // SVC
      case 1 -> out.store(ICSR, 1 << 28); // PendSV
      case 2 -> masked();
      case 3 -> out.store(VTOR, random.nextBoolean() ? RandomProgram.OTHER_VECTORS : 0);
      case 4 -> {
        if (out.isWide() || random.nextInt(8) == 0) {
          out.rarely(this::guarded);
        }
      }
      case 5 -> out.emit(0xBF40, 0xBF20); // SEV; WFE, which does not wait
      default -> fault();
    }
  }

  private void masked() {
    if (out.isWide() && random.nextBoolean()) {
      out.emit(0x2040, 0xF380, 0x8811); // MOVS R0, #0x40; MSR BASEPRI, R0
      drawn.straight(random.nextInt(1, 5));
      out.emit(0x2000, 0xF380, 0x8811);
      return;
    }
    out.emit(0xB672); // CPSID i
    drawn.straight(random.nextInt(1, 5));
    out.emit(0xB662); // CPSIE i
  }

  /**
   * A part of memory may not be written for a while; what is executed then is interpreted, and all
   * is translated anew behind it.
   */
  private void guarded() {
    boolean v8 = core.has(Feature.V8M);
    out.store(MPU_RNR, 0);
    out.store(MPU_RBAR, v8 ? GUARDED | 2 << 1 : GUARDED);
    out.store(MPU_RASR_OR_RLAR, v8 ? GUARDED + 0xFE0 | 1 : 5 << 24 | 11 << 1 | 1);
    out.store(MPU_CTRL, 5);
    drawn.straight(random.nextInt(1, 6));
    out.store(MPU_CTRL, 0);
  }

  private void fault() {
    drawn.straight(random.nextInt(0, 3));
    switch (random.nextInt(out.isWide() ? 5 : 3)) {
      case 0 -> out.emit(0xDE00 | random.nextInt(256)); // UDF
      case 1 -> {
        out.constant(0, 0x6000_0000 | random.nextInt(1 << 20));
        out.emit(random.nextBoolean() ? 0x7801 : 0x7001); // LDRB or STRB R1, [R0]
      }
      case 2 -> {
        out.constant(0, RandomProgram.RAM + 0xFFF8);
        out.emit(0xC00E); // STM R0!, {R1-R3}: the third word lies behind the memory
      }
      case 3 -> {
        out.constant(0, RandomProgram.RAM + 0x4002);
        out.emit(0xC806); // LDM R0!, {R1, R2}, which must be aligned
      }
      default -> out.emit(0x2300, 0xFB92, 0xF1F3); // MOVS R3, #0; SDIV R1, R2, R3
    }
    drawn.straight(random.nextInt(0, 3));
  }

  /** A branch or a call whose target comes out of a register or of memory. */
  void computed(List<Integer> subroutines) {
    int kind = random.nextInt(out.isWide() ? 5 : 4);
    if (kind == 0) {
      int slot = random.nextInt(subroutines.size());
      out.constant(1, RandomProgram.POINTERS + 4 * slot);
      out.emit(0x6808, 0x4780); // LDR R0, [R1]; BLX R0
      return;
    }
    int at = out.size();
    out.constant(0, 0);
    switch (kind) {
      case 1 -> out.emit(0x4700); // BX R0
      case 2 -> out.emit(0x4687); // MOV PC, R0
      case 3 -> out.emit(0xB401, 0xBD00); // PUSH {R0}; POP {PC}
      default -> {
        out.constant(1, RandomProgram.POINTERS + 0x40);
        out.emit(0x6008, 0xF8D1, 0xF000); // STR R0, [R1]; LDR PC, [R1]
      }
    }
    drawn.straight(random.nextInt(1, 4));
    out.constantAt(at, 0, out.here() | 1);
  }

  /** TBB or TBH with four ways. */
  void table() {
    boolean halves = random.nextBoolean();
    out.emit(0xF004, 0x0403); // AND R4, R4, #3
    out.emit(0xE8DF, halves ? 0xF014 : 0xF004); // TBH [PC, R4, LSL #1] or TBB [PC, R4]
    int at = out.size();
    out.emit(new int[halves ? 4 : 2]);
    int[] offsets = new int[4];
    for (int k = 0; k < 4; k++) {
      offsets[k] = out.size() - at;
      drawn.straight(random.nextInt(1, 3));
    }
    for (int k = 0; k < 4; k++) {
      if (halves) {
        out.set(at + k, offsets[k]);
      } else if (k % 2 == 0) {
        out.set(at + k / 2, offsets[k] | offsets[k + 1] << 8);
      }
    }
  }

  /** DLS or WLS and LE, or DLSTP or WLSTP and LETP. */
  void lowOverheadLoop() {
    boolean tail = core.has(Feature.MVE) && random.nextBoolean();
    boolean maybe = random.nextInt(3) == 0;
    out.constant(0, random.nextInt(maybe ? 0 : 1, tail ? 60 : 12));
    int at = out.size();
    out.emit(tail ? 0xF000 | random.nextInt(4) << 4 : 0xF040, 0xE001); // DLSTP or DLS, LR, R0
    int top = out.size();
    drawn.straight(random.nextInt(1, 6));
    int distance = out.size() + 2 - top; // half-words back
    out.emit(tail ? 0xF01F : 0xF00F, ProgramWriter.loopBranch(distance));
    if (maybe) {
      out.set(at + 1, ProgramWriter.loopBranch(out.size() - top)); // WLSTP or WLS
    }
  }
}
