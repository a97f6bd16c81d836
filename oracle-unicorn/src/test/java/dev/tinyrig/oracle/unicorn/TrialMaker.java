package dev.tinyrig.oracle.unicorn;

import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.isa.Decoder;
import dev.tinyrig.emulator.isa.Encoding;
import dev.tinyrig.emulator.isa.Feature;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.Op;
import dev.tinyrig.emulator.isa.OpKind;
import dev.tinyrig.emulator.oracle.ArchitecturalState;
import dev.tinyrig.oracle.draw.Dice;
import dev.tinyrig.oracle.draw.EncodingSampler;
import java.util.List;
import java.util.Set;

/**
 * Draws instructions from the decode tables and gives them a state in which they do something:
 * memory instructions get an address in memory, indirect branches a place to go.
 */
final class TrialMaker {
  private static final int SEQUENCE_LENGTH = 12;
  private static final int LARGEST_PRODUCTS = 0x8000_8000;
  private static final int LDREX = 0xE850_0F00;
  private static final int LDREXB = 0xE8D0_0F4F;
  private static final int LDREXH = 0xE8D0_0F5F;
  private static final int LDAEX = 0xE8D0_0FEF;
  private static final int LDAEXB = 0xE8D0_0FCF;
  private static final int LDAEXH = 0xE8D0_0FDF;
  private static final int CLREX = 0xF3BF_8F2F;
  private static final int CPSIE_IF = 0xB663;
  private static final int MRS_R0_PRIMASK = 0xF3EF_8010;
  private static final int MRS_R1_FAULTMASK = 0xF3EF_8113;

  /** Special registers that both sides hold in the compared state: APSR forms, MSP. */
  private static final Set<Integer> SPECIAL = Set.of(0, 1, 2, 3, 8);

  /** Special registers that are zero on both sides, and nothing: only read. */
  private static final Set<Integer> ZERO = Set.of(5, 16);

  private final CoreModel model;
  private final Decoder decoder;
  private final Dice dice;

  /** Rows that may stand in a sequence: those without known differences. */
  private final List<Encoding> sequenceRows;

  private int nextCondition;

  TrialMaker(CoreModel model, Dice dice, ReviewedLists lists) {
    this.model = model;
    this.decoder = new Decoder(model.features());
    this.dice = dice;
    this.sequenceRows =
        Decoder.encodings().stream()
            .filter(row -> has(row) && isRegisterOnly(row))
            .filter(row -> !lists.excludes(row) && !lists.concerns(model, row))
            .toList();
  }

  Instruction decode(int address, int bits, int length) {
    return length == 4
        ? decoder.decode(address, bits >>> 16, bits & 0xFFFF)
        : decoder.decode(address, bits, 0);
  }

  /** Whether this core has the row; else it must fault. */
  boolean has(Encoding row) {
    return model.has(row.requires());
  }

  /** Whether Armv8-M brought a row. */
  static boolean isNewInV8M(Encoding row) {
    return switch (row.requires()) {
      case V8M, V8M_MAIN, SECURITY -> true;
      default -> false;
    };
  }

  /** Whether an instruction may stand in an IT block, as its last one. */
  static boolean allowedInIt(Encoding row) {
    Op op = row.op();
    String name = op.name();
    return switch (op) {
      case IT, CBZ, CBNZ, B_COND, CPS, BKPT, SG -> false;
      default ->
          !name.startsWith("VSEL")
              && !name.startsWith("VMAXNM")
              && !name.startsWith("VMINNM")
              && !name.matches("VRINT[ANPM]_.*")
              && !name.matches("VCVT[ANPM]_.*");
    };
  }

  /** A program around an instruction of this row, or null when the draw was no good. */
  Trial draw(Encoding row, int address, boolean inIt) {
    int condition = inIt ? nextCondition : -1;
    Trial trial = new Trial(row, address, condition);
    int bits = EncodingSampler.sample(row, dice);
    prefix(trial, decode(address, bits, row.length()));
    if (inIt) {
      trial.append(decode(trial.end(), 0xBF08 | condition << 4, 2));
    }
    Instruction i = decode(trial.end(), bits, row.length());
    boolean absent = !has(row);
    if (absent ? i.op != Op.UNDEFINED && i.op != Op.COPROCESSOR : !i.encoding.equals(row)) {
      return null;
    }
    if (Decoder.unpredictable(i).isPresent() || !usable(i)) {
      return null;
    }
    trial.append(i);
    suffix(trial, i);
    nextCondition = inIt ? (condition + 1) % 14 : nextCondition;
    if (i.n == 15 && (i.op == Op.TBB || i.op == Op.TBH)) {
      appendTable(trial, i);
    }
    return trial;
  }

  /** Opens or closes the exclusive monitor, whose state is not in the trial's. */
  private void prefix(Trial trial, Instruction i) {
    int load =
        switch (i.op) {
          case STREX -> LDREX | i.imm >> 2;
          case STREXB -> LDREXB;
          case STREXH -> LDREXH;
          case STLEX -> LDAEX;
          case STLEXB -> LDAEXB;
          case STLEXH -> LDAEXH;
          default -> 0;
        };
    if (load != 0 && dice.oneIn(2)) {
      int target = i.n == 0 || i.d == 0 ? (i.n == 1 || i.d == 1 ? 2 : 1) : 0;
      trial.append(decode(trial.end(), load | i.n << 16 | target << 12, 4));
    } else if (load != 0 || i.op == Op.CLREX) {
      trial.append(decode(trial.end(), CLREX, 4));
    }
  }

  private void suffix(Trial trial, Instruction i) {
    if (i.op == Op.CPS) {
      trial.append(decode(trial.end(), MRS_R0_PRIMASK, 4));
      if (model.has(Feature.V7M)) {
        trial.append(decode(trial.end(), MRS_R1_FAULTMASK, 4));
      }
      trial.append(decode(trial.end(), model.has(Feature.V7M) ? CPSIE_IF : 0xB662, 2));
    } else if (i.op == Op.IT) {
      // the block's own instructions: additions with different constants
      int count = 4 - Integer.numberOfTrailingZeros(i.imm & 15);
      for (int k = 0; k < count; k++) {
        trial.append(decode(trial.end(), 0x3000 | k << 8 | 1 << k, 2));
      }
    }
  }

  /** Four bytes of branch table behind the program, which lead to the free end of its place. */
  private static void appendTable(Trial trial, Instruction i) {
    int place = trial.address - trial.address % Layout.STRIDE;
    int entry = (place + Layout.STRIDE - 8 - i.next()) / 2;
    short half = (short) (i.op == Op.TBB ? entry << 8 | entry : entry);
    trial.code.add(half);
    trial.code.add(half);
  }

  /** Register-only instructions in line, some of them in IT blocks of one to four. */
  Trial drawSequence(int address) {
    Trial trial = new Trial(sequenceRows.getFirst(), address, -1);
    trial.isSequence = true;
    int left = 0;
    while (trial.program.size() < SEQUENCE_LENGTH || left > 0) {
      if (left == 0 && model.has(Feature.V7M) && dice.oneIn(6)) {
        int imm = dice.below(14) << 4 | 1 + dice.below(15);
        trial.append(decode(trial.end(), 0xBF00 | imm, 2));
        left = 4 - Integer.numberOfTrailingZeros(imm & 15);
      }
      Encoding row = sequenceRows.get(dice.below(sequenceRows.size()));
      if (left > 0 && !allowedInIt(row)) {
        continue;
      }
      Instruction i = decode(trial.end(), EncodingSampler.sample(row, dice), row.length());
      boolean toHigh = i.d >= 13 && !row.name().startsWith("V");
      if (i.encoding.equals(row) && !toHigh && Decoder.unpredictable(i).isEmpty() && usable(i)) {
        trial.append(i);
        left = Math.max(0, left - 1);
      }
    }
    return trial;
  }

  private static boolean isRegisterOnly(Encoding row) {
    return switch (row.op().kind()) {
      case ALU, SHIFT, MULTIPLY, DIVIDE, DSP -> true;
      case FP_ARITHMETIC, FP_MULTIPLY_ACCUMULATE, FP_DIVIDE, FP_MOVE -> true;
      default -> false;
    };
  }

  /** Leaves out what neither can be set up nor compared. */
  private boolean usable(Instruction i) {
    return switch (i.op) {
      case MSR -> SPECIAL.contains(i.imm) && (i.imm == 8 || i.amount != 0);
      case MRS -> SPECIAL.contains(i.imm) || ZERO.contains(i.imm);
      case B, B_COND, BL, CBZ, CBNZ -> Layout.isTarget(i.target);
      case LDR_LIT -> i.d != 15;
      case BX, BLX_REG, BXNS, BLXNS -> i.m != 15 && i.m != 13; // these have no Thumb bit
      case LDR_IMM, LDR_PRE -> i.d != 15 || i.n != 13 || i.imm % 4 == 0;
      case ADD_REG -> i.d != 15 || (i.m != 15 && i.m != 13);
      case LDR_REG -> i.d != 15 || i.n != i.m;
      case VMRS -> i.d != 13;
      default -> true;
    };
  }

  /** Fills the trial's state anew. */
  void prepare(Trial trial) {
    ArchitecturalState s = trial.start;
    trial.patches.clear();
    for (int k = 0; k < 15; k++) {
      s.r[k] = dice.operand();
    }
    s.r[13] = dice.oneIn(2) ? Layout.dataAddress(dice, 4) : s.r[13] & ~3;
    boolean v7 = model.has(Feature.V7M);
    int flags = (model.has(Feature.DSP) ? 0xF80F_0000 : v7 ? 0xF800_0000 : 0xF000_0000);
    trial.conditionHolds = trial.condition < 0 || !trial.conditionHolds; // in turns
    do {
      s.apsr = dice.bits() & flags;
    } while (trial.condition >= 0 && holds(trial.condition, s.apsr) != trial.conditionHolds);
    if (model.has(Feature.FP_SP)) {
      fillFloats(s, trial.isSequence ? dice.oneIn(2) : trial.row.op().name().contains("64"));
    }
    if (trial.isSequence) {
      return;
    }
    Instruction i = trial.subject();
    if (i.op == Op.UNDEFINED || i.op == Op.COPROCESSOR || i.op == Op.UDF) {
      s.r[13] = Layout.dataAddress(dice, 4); // room for the exception frame
    } else {
      fit(trial, i);
    }
  }

  /** Whether a condition holds (Arm ARM A7.3.1). */
  private static boolean holds(int condition, int apsr) {
    boolean n = apsr < 0;
    boolean z = (apsr & 1 << 30) != 0;
    boolean c = (apsr & 1 << 29) != 0;
    boolean v = (apsr & 1 << 28) != 0;
    boolean holds =
        switch (condition >> 1) {
          case 0 -> z;
          case 1 -> c;
          case 2 -> n;
          case 3 -> v;
          case 4 -> c && !z;
          case 5 -> n == v;
          default -> n == v && !z;
        };
    return holds == ((condition & 1) == 0);
  }

  private void fillFloats(ArchitecturalState s, boolean wide) {
    for (int d = 0; d < 16; d++) {
      if (wide ? !dice.oneIn(4) : dice.oneIn(16)) {
        long value = dice.wide();
        s.s[2 * d] = (int) value;
        s.s[2 * d + 1] = (int) (value >>> 32);
      } else {
        s.s[2 * d] = dice.single();
        s.s[2 * d + 1] = dice.single();
      }
    }
    int modes = dice.below(16) << 22; // rounding mode, FZ, DN
    int alternative = dice.oneIn(4) ? 1 << 26 : 0;
    int cumulative = dice.oneIn(4) ? dice.bits() & 0x9F : 0;
    s.fpscr = dice.bits() & 0xF000_0000 | modes | alternative | cumulative;
  }

  private void fit(Trial trial, Instruction i) {
    int[] r = trial.start.r;
    switch (i.op.kind()) {
      case LOAD, STORE, FP_LOAD, FP_STORE -> fitAddress(trial, i);
      case LOAD_MULTIPLE, STORE_MULTIPLE -> fitList(trial, i);
      case FP_LOAD_MULTIPLE, FP_STORE_MULTIPLE -> {
        int bytes = i.imm * (i.op == Op.VLDM_64 || i.op == Op.VSTM_64 ? 8 : 4);
        int from = Layout.dataAddress(dice, 4);
        r[i.n] = i.amount == 1 ? from + bytes : from;
      }
      case BRANCH, CALL -> fitBranch(trial, i);
      default -> {
        if ((i.op == Op.SMLAD || i.op == Op.SMLADX) && dice.oneIn(16)) {
          r[i.n] = LARGEST_PRODUCTS; // of which the sum is one too large
          r[i.m] = LARGEST_PRODUCTS;
        } else if (i.op == Op.MOV_REG && i.d == 15) {
          setTarget(r, i.m, Layout.target(dice) | dice.below(2));
        } else if (i.op == Op.ADD_REG && i.d == 15) {
          r[i.m] = 0x4_0000 + dice.below(0x1_0000) - (trial.address - Layout.WINDOW);
        }
      }
    }
  }

  private static void setTarget(int[] r, int register, int value) {
    if (register < 15) {
      r[register] = register == 13 ? value & ~3 : value;
    }
  }

  private void fitBranch(Trial trial, Instruction i) {
    int[] r = trial.start.r;
    switch (i.op) {
      case BX, BLX_REG, BXNS, BLXNS -> r[i.m] = Layout.target(dice) | 1;
      case CBZ, CBNZ -> r[i.n] = dice.oneIn(2) ? 0 : r[i.n];
      case TBB, TBH -> {
        int scale = i.op == Op.TBB ? 1 : 2;
        if (i.n == i.m) {
          r[i.n] = Layout.dataAddress(dice, 4) / (1 + scale);
        } else if (i.n == 15) {
          r[i.m] = i.m == 13 ? 0 : dice.below(i.op == Op.TBB ? 4 : 2);
        } else {
          r[i.m] = (dice.below(64) - 32) * (i.m == 13 ? 4 : 1);
          int shift = i.n == 13 || scale == 2 ? 0 : dice.below(4);
          r[i.n] = Layout.dataAddress(dice, 4) + shift;
        }
      }
      default -> {}
    }
  }

  /** Size of a load's or store's access. */
  private static int size(Op op) {
    String name = op.name();
    if (name.startsWith("V") || name.startsWith("LDRD") || name.startsWith("STRD")) {
      return 8;
    }
    int at = name.startsWith("LDRS") ? 4 : name.contains("EX") ? 5 : 3;
    return name.length() <= at ? 4 : name.charAt(at) == 'B' ? 1 : name.charAt(at) == 'H' ? 2 : 4;
  }

  private boolean mustAlign(Instruction i, boolean toPc) {
    String name = i.op.name();
    return toPc
        || model.isV6M()
        || name.startsWith("V")
        || name.contains("EX")
        || name.matches("(LDA|STL)[BH]?")
        || name.startsWith("LDRD")
        || name.startsWith("STRD");
  }

  private void fitAddress(Trial trial, Instruction i) {
    int[] r = trial.start.r;
    String name = i.op.name();
    if (i.n == 15 || name.endsWith("_LIT")) {
      return;
    }
    boolean toPc = i.d == 15 && name.startsWith("LDR_");
    int alignment = mustAlign(i, toPc) || dice.oneIn(2) ? Math.min(size(i.op), 4) : 1;
    int address = Layout.dataAddress(dice, alignment);
    if (name.endsWith("_REG")) {
      fitIndexed(r, i, address, alignment);
      address = r[i.n] + (r[i.m] << i.amount);
    } else {
      int offset = name.endsWith("_POST") ? 0 : i.imm;
      r[i.n] = i.n == 13 ? address - offset & ~3 : address - offset;
      address = r[i.n] + offset;
    }
    if (toPc) {
      trial.patches.add(new int[] {address & ~3, Layout.target(dice) | 1});
    }
  }

  private void fitIndexed(int[] r, Instruction i, int address, int alignment) {
    if (i.n == i.m) {
      r[i.n] = Integer.divideUnsigned(address, 1 + (1 << i.amount)) & -4;
      return;
    }
    int unit = i.n == 13 || i.m == 13 ? 4 : Math.max(alignment, 1);
    r[i.m] = (dice.below(128) - 64) * unit;
    r[i.n] = address - (r[i.m] << i.amount);
    if (i.n == 13) {
      r[i.n] &= ~3;
    }
  }

  private void fitList(Trial trial, Instruction i) {
    int[] r = trial.start.r;
    int bytes = 4 * Integer.bitCount(i.imm);
    int from = Layout.dataAddress(dice, 4);
    boolean down = i.op == Op.LDMDB || i.op == Op.STMDB || i.op == Op.PUSH;
    r[i.n] = down ? from + bytes : from;
    if (i.op.kind() == OpKind.LOAD_MULTIPLE) {
      if (i.imm >>> 15 != 0) {
        trial.patches.add(new int[] {from + bytes - 4, Layout.target(dice) | 1});
      }
    }
  }
}
