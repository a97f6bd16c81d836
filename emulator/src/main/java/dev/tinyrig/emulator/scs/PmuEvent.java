package dev.tinyrig.emulator.scs;

import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.OpKind;
import java.util.function.Predicate;

/**
 * The events of the PMU that are counted exactly (Armv8-M Arm ARM, DDI 0553, Performance Monitors
 * Extension), with their numbers.
 *
 * <p>Events of retired instructions are told by the instruction alone. An instruction whose IT
 * condition fails counts where the architecture says "architecturally executed" and does not where
 * it adds "condition code check pass"; one that a vector predicate leaves without effect counts.
 */
enum PmuEvent {
  /** Writes to PMU_SWINC. */
  SW_INCR(0x00, false, i -> false),
  LD_RETIRED(0x06, true, PmuEvent::loads),
  ST_RETIRED(0x07, true, PmuEvent::stores),
  INST_RETIRED(0x08, false, i -> true),
  EXC_TAKEN(0x09, false, i -> false),
  EXC_RETURN(0x0A, false, i -> false),
  BR_IMMED_RETIRED(0x0D, false, PmuEvent::branchesDirectly),
  BR_RETURN_RETIRED(0x0E, true, PmuEvent::returns),
  CPU_CYCLES(0x11, false, i -> false),
  /** Overflows of the even counter before an odd one. */
  CHAIN(0x1E, false, i -> false),
  BR_RETIRED(0x21, false, i -> i.branches),
  MVE_INST_RETIRED(0x200, false, i -> i.op.kind().isVector()),
  MVE_FP_RETIRED(0x204, false, PmuEvent::vectorFloat),
  MVE_FP_HP_RETIRED(0x208, false, i -> vectorFloat(i) && i.size == 1),
  MVE_FP_SP_RETIRED(0x20C, false, i -> vectorFloat(i) && i.size == 2),
  MVE_FP_MAC_RETIRED(0x214, false, i -> is(i, OpKind.VECTOR_FLOAT_MULTIPLY)),
  MVE_INT_MAC_RETIRED(0x228, false, PmuEvent::vectorMultiply),
  MVE_LDST_RETIRED(0x238, false, i -> vectorLoad(i) || vectorStore(i)),
  MVE_LD_RETIRED(0x23C, false, PmuEvent::vectorLoad),
  MVE_ST_RETIRED(0x240, false, PmuEvent::vectorStore);

  private final int number;
  private final boolean needsCondition;
  private final Predicate<Instruction> matches;

  PmuEvent(int number, boolean needsCondition, Predicate<Instruction> matches) {
    this.number = number;
    this.needsCondition = needsCondition;
    this.matches = matches;
  }

  /** The event of a number, or null when it is not modelled. */
  static PmuEvent of(int number) {
    for (PmuEvent event : values()) {
      if (event.number == number) {
        return event;
      }
    }
    return null;
  }

  int number() {
    return number;
  }

  /** Whether the engine has to tell the counters of lines of code and exceptions. */
  boolean listens() {
    return switch (this) {
      case SW_INCR, CPU_CYCLES, CHAIN -> false;
      default -> true;
    };
  }

  /** Whether an instruction whose condition fails does not count. */
  boolean needsCondition() {
    return needsCondition;
  }

  /** Whether the instruction counts when it retires. */
  boolean matches(Instruction i) {
    return matches.test(i);
  }

  private static boolean is(Instruction i, OpKind kind) {
    return i.op.kind() == kind;
  }

  private static boolean loads(Instruction i) {
    return switch (i.op.kind()) {
      case LOAD, LOAD_MULTIPLE, FP_LOAD, FP_LOAD_MULTIPLE -> true;
      default -> vectorLoad(i);
    };
  }

  private static boolean stores(Instruction i) {
    return switch (i.op.kind()) {
      case STORE, STORE_MULTIPLE, FP_STORE, FP_STORE_MULTIPLE -> true;
      default -> vectorStore(i);
    };
  }

  private static boolean vectorLoad(Instruction i) {
    return is(i, OpKind.VECTOR_LOAD) || is(i, OpKind.VECTOR_GATHER);
  }

  private static boolean vectorStore(Instruction i) {
    return is(i, OpKind.VECTOR_STORE) || is(i, OpKind.VECTOR_SCATTER);
  }

  private static boolean vectorFloat(Instruction i) {
    return is(i, OpKind.VECTOR_FLOAT) || is(i, OpKind.VECTOR_FLOAT_MULTIPLY);
  }

  private static boolean vectorMultiply(Instruction i) {
    return switch (i.op) {
      case VMLADAV_Q, VMLSDAV_Q, VMLALDAV_Q, VMLSLDAV_Q, VRMLALDAVH_Q, VRMLSLDAVH_Q -> true;
      default -> is(i, OpKind.VECTOR_MULTIPLY);
    };
  }

  private static boolean branchesDirectly(Instruction i) {
    return switch (i.op) {
      case B, B_COND, BL, CBZ, CBNZ, WLS, WLSTP, LE, LE_FOREVER, LETP -> true;
      default -> false;
    };
  }

  /** BX LR, MOV PC, LR, and loads of PC from the stack. */
  private static boolean returns(Instruction i) {
    return switch (i.op) {
      case BX -> i.m == 14;
      case MOV_REG -> i.branches && i.m == 14;
      default -> i.branches && loads(i) && i.n == 13;
    };
  }
}
