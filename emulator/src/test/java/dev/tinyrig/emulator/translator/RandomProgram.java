package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.isa.Feature;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A program that ends, drawn from the decode tables: a loop over straight code, IT blocks,
 * branches, inner loops, calls, table branches, computed branches, exceptions, faults, reads of
 * devices and stores into its own code, while SysTick and another interrupt come in between; where
 * there are vectors, also loops with tail predication, VPT blocks and gathers.
 */
final class RandomProgram {
  static final int START = 0x400;
  static final int RAM = 0x2000_0000;
  static final int SLOW_RAM = 0x2100_0000;

  /** Addresses of the subroutines. */
  static final int POINTERS = RAM + 0x200;

  /** A second table of vectors. */
  static final int OTHER_VECTORS = RAM + 0xC000;

  private final Random random;

  /** Whether the program seldom does what translated code leaves to the interpreter. */
  private final boolean calm;

  private final CoreModel core;
  private final ProgramWriter out;
  private final DrawnInstructions drawn;
  private final SystemUnits system;
  private final VectorUnits vectors;
  private final ProductUnits products;
  private final List<Integer> subroutines = new ArrayList<>();
  private int faultHandler;
  private int patchable = -1;
  private int start;

  RandomProgram(long seed, CoreModel core) {
    this.random = new Random(seed);
    this.core = core;
    this.out = new ProgramWriter(START, core);
    this.calm = random.nextBoolean();
    this.drawn = new DrawnInstructions(random, core, out, calm);
    this.system = new SystemUnits(random, core, out, drawn);
    this.vectors = new VectorUnits(random, out, drawn);
    this.products = new ProductUnits(random, out, drawn);
  }

  /** The half-words of a program at {@link #START}; the handler of interrupts is at index 0. */
  int[] halfwords() {
    system.handler();
    faultHandler = out.here();
    system.faultHandler();
    for (int k = 0; k < 3; k++) {
      subroutine();
    }
    start = out.here();
    prologue();
    int outer = out.size();
    // write-back moves the bases: they start anew in each round
    out.constant(7, RAM + 0x4000 + 4 * random.nextInt(64));
    if (out.isWide()) {
      int odd = !calm && random.nextInt(4) == 0 ? 1 : 0;
      out.constant(9, SLOW_RAM + 0x2000 + 4 * random.nextInt(16) + odd);
    }
    int units = random.nextInt(2, out.isWide() ? 40 : 14);
    for (int k = 0; k < units; k++) {
      unit(0);
    }
    if (out.isWide()) {
      out.emit(0xF1BA, 0x0A01); // SUBS R10, R10, #1
      out.branchBack(1, outer);
    } else {
      // the count lies in memory
      out.constant(0, RAM + 0x100);
      out.emit(0x6801, 0x3901, 0x6001); // LDR R1,[R0]; SUBS R1,#1; STR R1,[R0]
      int skip = out.size();
      out.emit(0); // BEQ over the branch back, unless that is out of reach
      int distance = outer - (out.size() + 2);
      if (distance >= -1024) {
        out.emit(0xE000 | distance & 0x7FF);
        out.set(skip, 0xD000 | out.size() - (skip + 2) & 0xFF);
      } else {
        out.set(skip, 0xBF00);
      }
    }
    out.emit(0xBE00); // BKPT
    return out.halfwords();
  }

  /** Address of the first instruction of what {@link #halfwords} made. */
  int entry() {
    return start;
  }

  /** Address of the handler of faults of what {@link #halfwords} made. */
  int faultHandler() {
    return faultHandler;
  }

  private void prologue() {
    int rounds = random.nextInt(30, 1_500);
    out.store(RAM + 0x100, rounds);
    for (int k = 0; k < subroutines.size(); k++) {
      out.store(POINTERS + 4 * k, subroutines.get(k) | 1);
    }
    if (out.isWide()) {
      out.constant(10, rounds);
      out.constant(12, random.nextInt(128));
      out.store(0xE000_ED14, 0x200 | random.nextInt(2) << 4); // CCR: STKALIGN, DIV_0_TRP
      out.store(0xE000_ED24, random.nextInt(8) << 16); // SHCSR: faults with handlers of their own
    }
    if (core.has(Feature.FP_SP)) {
      out.store(0xE000_ED88, 0x00F0_0000); // CPACR
    }
    out.store(0xE000_ED20, 0x8080_0000); // priority of PendSV and SysTick
    out.store(0xE000_E100, 1); // interrupt 0
    if (random.nextInt(4) != 0) {
      out.store(0xE000_E014, random.nextInt(40, 6000)); // SYST_RVR
      out.store(0xE000_E010, 7); // on, with its interrupt
    }
    out.constant(6, random.nextInt(128));
    for (int register = 0; register < 6; register++) {
      out.constant(register, random.nextInt());
    }
  }

  private void subroutine() {
    subroutines.add(out.here());
    switch (random.nextInt(3)) {
      case 0 -> {
        drawn.straight(random.nextInt(1, 6));
        out.emit(0x4770); // BX LR
      }
      case 1 -> {
        out.emit(0xB570); // PUSH {R4-R6, LR}
        drawn.straight(random.nextInt(1, 8));
        out.emit(0xBD70); // POP {R4-R6, PC}
      }
      default -> {
        drawn.straight(random.nextInt(1, 4));
        out.emit(0xB510);
        unit(1);
        out.emit(0xBD10);
      }
    }
  }

  private void unit(int depth) {
    if (core.has(Feature.MVE) && random.nextInt(3) == 0) {
      vectors.loop();
      return;
    }
    if (core.has(Feature.DSP) && random.nextInt(10) == 0) {
      products.chain();
      return;
    }
    switch (random.nextInt(depth == 0 ? 17 : 6)) {
      case 0, 1 -> drawn.straight(random.nextInt(1, 9));
      case 2 -> forward();
      case 3 -> compareAndBranch();
      case 4, 5 -> {
        if (out.isWide()) {
          ifThen();
        } else {
          forward();
        }
      }
      case 6, 7 -> innerLoop();
      case 8, 9 -> call();
      case 10 -> device();
      case 11 -> patch();
      case 12 -> {
        if (out.isWide()) {
          system.table();
        }
      }
      case 13 -> {
        if (core.has(Feature.V81M)) {
          system.lowOverheadLoop();
        } else {
          drawn.straight(3);
        }
      }
      case 14 -> system.computed(subroutines);
      default -> {
        if (calm) {
          out.rarely(system::unit);
        } else {
          system.unit();
        }
      }
    }
  }

  private void ifThen() {
    int count = random.nextInt(1, 5);
    int condition = random.nextInt(14);
    int mask = 1 << 4 - count;
    for (int k = 1; k < count; k++) {
      mask |= random.nextInt(2) << 4 - k;
    }
    // the low bit of the first condition is part of how the mask reads: any mask is valid
    out.emit(0xBF00 | condition << 4 | mask);
    for (int k = 0; k < count; k++) {
      drawn.draw(true);
    }
  }

  private void forward() {
    int at = out.size();
    out.emit(0);
    if (out.isWide()) {
      out.emit(0);
    }
    drawn.straight(random.nextInt(1, 6));
    int condition = random.nextInt(14);
    if (out.isWide()) {
      out.conditional(at, condition, out.size());
    } else {
      out.set(at, 0xD000 | condition << 8 | out.size() - (at + 2) & 0xFF);
    }
  }

  private void compareAndBranch() {
    if (!out.isWide()) {
      forward();
      return;
    }
    int at = out.size();
    out.emit(0);
    drawn.straight(random.nextInt(1, 5));
    int distance = Math.max(0, out.size() - (at + 2));
    out.set(
        at,
        0xB100
            | random.nextInt(2) << 11
            | (distance >>> 5 & 1) << 9
            | (distance & 0x1F) << 3
            | random.nextInt(6));
  }

  private void innerLoop() {
    if (!out.isWide()) {
      forward();
      return;
    }
    out.constant(11, random.nextInt(1, 12));
    int top = out.size();
    int units = random.nextInt(1, 3);
    for (int k = 0; k < units; k++) {
      unit(1);
    }
    out.emit(0xF1BB, 0x0B01); // SUBS R11, R11, #1
    out.branchBack(1, top);
  }

  private void call() {
    int target = subroutines.get(random.nextInt(subroutines.size()));
    if (out.isWide() && random.nextInt(3) == 0) {
      out.constant(0, target | 1);
      out.emit(0x4780); // BLX R0
    } else {
      out.call(target);
    }
  }

  private void device() {
    out.constant(0, 0xE000_E018); // SYST_CVR
    out.emit(0x6801);
  }

  /** Writes an instruction, ADDS R2 with a number that the program computes, into the program. */
  private void patch() {
    if (patchable < 0) {
      patchable = out.here();
      out.emit(0x3201);
      return;
    }
    out.rarely(
        () -> {
          out.constant(0, patchable);
          out.constant(1, 0x3200 | random.nextInt(256));
          out.emit(0x8001); // STRH R1, [R0]
        });
  }
}
