package dev.tinyrig.oracle.qemu;

import dev.tinyrig.emulator.isa.Decoder;
import dev.tinyrig.emulator.isa.Encoding;
import dev.tinyrig.emulator.isa.Feature;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.Op;
import dev.tinyrig.emulator.isa.OpKind;
import dev.tinyrig.emulator.isa.Operands;
import dev.tinyrig.oracle.draw.Dice;
import dev.tinyrig.oracle.draw.EncodingSampler;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Draws trials: one row in the middle of interest, or several instructions that feed another. */
final class TrialMaker {
  private static final int THUMB = 1 << 24;

  /** RETPSR.SFPA: the floating-point context that is restored is the Secure one. */
  private static final int SFPA = 1 << 20;

  private static final int SP = 13;
  private static final int LR = 14;
  private static final int SEQUENCE = 5;

  /** Number of a floating-point system register; FPCXT_S is the next one. */
  private static final int FPCXT_NS = 14;

  /** Draws of a row after which it is given up. */
  private static final int LONGEST_SEARCH = 10_000;

  /** Encodings without their operands: Rn, and the distance backwards. */
  private static final int DLS = 0xF040_E001;

  private static final int DLSTP = 0xF000_E001;
  private static final int WLSTP = 0xF000_C001;
  private static final int LE = 0xF00F_C001;
  private static final int LETP = 0xF01F_C001;

  /** ECI values: beats A0; A0 A1; A0 to A2; A0 to A2 and B0. */
  private static final int[] ECI = {1, 2, 4, 5};

  /** ECI values that leave nothing behind for the second instruction. */
  private static final int FIRST_ONLY = 3;

  private final Target target;
  private final Decoder decoder;
  private final Dice dice;
  private final List<Encoding> rows;

  /** Rows that may stand before others: those in which QEMU is right. */
  private final List<Encoding> sequenceRows;

  /** Rows with the mode in which to draw them, null for any. */
  private final List<Turn> turns;

  /** A row and how to draw it. */
  private record Turn(Encoding row, Trial.Mode mode) {}

  TrialMaker(Target target, Dice dice, ReviewedRows reviewed) {
    this.target = target;
    this.dice = dice;
    this.decoder = new Decoder(target.model.features());
    this.rows =
        Decoder.encodings().stream()
            .filter(row -> target.model.has(row.requires()) && isDrawn(row))
            .filter(row -> !reviewed.excludes(row))
            .toList();
    this.sequenceRows = rows.stream().filter(row -> !reviewed.concerns(row)).toList();
    this.turns = rows.stream().flatMap(TrialMaker::turns).toList();
  }

  /** Vector instructions are drawn in every mode as often as others at all. */
  private static Stream<Turn> turns(Encoding row) {
    if (!row.op().kind().isVector()) {
      return Stream.of(new Turn(row, null));
    }
    return Stream.of(Trial.Mode.values())
        .filter(mode -> mode != Trial.Mode.FAULTING || isMemory(row))
        .map(mode -> new Turn(row, mode));
  }

  /** Rows that programs for this core draw from. */
  List<Encoding> rows() {
    return rows;
  }

  /** Arithmetic, and vector loads and stores; what changes the flow is tested elsewhere. */
  static boolean isDrawn(Encoding row) {
    OpKind kind = row.op().kind();
    switch (row.op()) {
      case VMRS, VMSR -> {
        return false; // the frames show FPSCR
      }
      case LCTP, BF, BFCSEL, BFL, BFX, BFLX -> {
        return true;
      }
      default -> {}
    }
    return isSystemTransfer(row)
        || switch (kind) {
          case ALU, SHIFT, MULTIPLY, DIVIDE -> true;
          case DSP, FP_ARITHMETIC, FP_MULTIPLY_ACCUMULATE, FP_DIVIDE, FP_MOVE -> true;
          default -> kind.isVector();
        };
  }

  boolean hasVectors() {
    return target.model.has(Feature.MVE);
  }

  /** A trial of one instruction; the number says whose turn it is. */
  Trial single(int number, int address) {
    Turn turn = turns.get(number % turns.size());
    for (int k = 0; k < LONGEST_SEARCH; k++) {
      Instruction i = draw(turn.row, address);
      if (i != null) {
        Trial trial = new Trial(target.layout, address);
        trial.program.add(i);
        fill(trial, turn.mode == null ? anyMode(trial) : turn.mode);
        return trial;
      }
    }
    throw new IllegalStateException(
        "no usable draw of " + turn.row.name() + ": leave it out in reviewed.txt, with the reason");
  }

  /**
   * A vector load or store whose first element lies off its alignment; nothing when the draw was no
   * good, or elements are bytes.
   */
  Optional<Trial> unaligned(Encoding row, int address) {
    Instruction i = draw(row, address);
    if (i == null || i.shift == 0) {
      return Optional.empty();
    }
    Trial trial = new Trial(target.layout, address);
    trial.program.add(i);
    fill(trial, Trial.Mode.PLAIN);
    new AddressMaker(dice).misplace(trial, i);
    return Optional.of(trial);
  }

  /** A few instructions in line. */
  Trial sequence(int address) {
    Trial trial = new Trial(target.layout, address);
    while (trial.program.size() < SEQUENCE) {
      Encoding row = sequenceRows.get(dice.below(sequenceRows.size()));
      boolean first = trial.program.isEmpty();
      // A base is made for the start of the trial: nothing may have changed it before.
      if (!first && (hasAddress(row) || row.op() == Op.VCTP)) {
        continue;
      }
      Instruction i = draw(row, trial.end());
      if (i != null && !endsContext(i)) {
        trial.program.add(i);
      }
    }
    fill(trial, anyMode(trial));
    return trial;
  }

  /**
   * A low-overhead loop around a few instructions: DLS, WLS, DLSTP or WLSTP, the body, LE or LETP
   * (DDI 0553, B5.4).
   */
  Trial loop(int address) {
    Trial trial = new Trial(target.layout, address);
    boolean tail = dice.oneIn(2);
    int counter = dice.below(13);
    int size = dice.below(4);
    boolean whileLoop = dice.oneIn(2);
    int start = (tail ? size << 20 : DLS ^ DLSTP) | counter << 16;
    trial.program.add(decode(address, (whileLoop ? WLSTP : DLSTP) | start));
    int body = trial.end();
    int length = 1 + dice.below(3);
    while (trial.program.size() <= length) {
      Encoding row = sequenceRows.get(dice.below(sequenceRows.size()));
      boolean changesLoop =
          row.op() == Op.VCTP || row.op() == Op.VMSR_SYSTEM || row.op() == Op.LCTP;
      Instruction i = hasAddress(row) || changesLoop ? null : draw(row, trial.end());
      if (i != null && !endsContext(i) && (Operands.writes(i) & 1 << LR) == 0) {
        trial.program.add(i);
      }
    }
    int back = (trial.end() + 4 - body) / 2;
    trial.program.add(decode(trial.end(), (tail ? LETP : LE) | distance(back)));
    if (whileLoop) {
      int end = (trial.end() - body) / 2;
      trial.program.set(0, decode(address, WLSTP | start | distance(end)));
    }
    fill(trial, anyMode(trial));
    trial.put(target.layout.r(counter), (whileLoop ? 0 : 1) + dice.below(tail ? 70 : 9));
    return trial;
  }

  /**
   * Whether the next instruction of the unit begins a new context. QEMU 7.2 takes what it has
   * translated together with that one for unpredicated, a VPT block in between or not.
   */
  private static boolean endsContext(Instruction i) {
    return i.op == Op.VMRS_SYSTEM && i.a >= FPCXT_NS;
  }

  /** The distance of a loop's branches in half-words, in its place. */
  private static int distance(int halfWords) {
    return (halfWords & 1) << 11 | halfWords >>> 1 << 1;
  }

  private Instruction decode(int address, int bits) {
    return decoder.decode(address, bits >>> 16, bits & 0xFFFF);
  }

  private Instruction draw(Encoding row, int address) {
    int bits = EncodingSampler.sample(row, dice);
    Instruction i = row.length() == 4 ? decode(address, bits) : decoder.decode(address, bits, 0);
    return i.encoding.equals(row) && Decoder.unpredictable(i).isEmpty() && usable(i) ? i : null;
  }

  /**
   * Leaves out what would move SP or PC, and accesses relative to them, which lie in the record.
   */
  private static boolean usable(Instruction i) {
    boolean memory = hasAddress(i.encoding);
    if (memory && i.op != Op.VLDR_GATHER_BASE && i.op != Op.VSTR_SCATTER_BASE && i.n >= SP) {
      return false;
    }
    return (Operands.writes(i) & (1 << SP | 1 << 15)) == 0;
  }

  /** Vector loads and stores. */
  static boolean isMemory(Encoding row) {
    return switch (row.op().kind()) {
      case VECTOR_LOAD, VECTOR_STORE, VECTOR_GATHER, VECTOR_SCATTER -> true;
      default -> false;
    };
  }

  /** Loads and stores of floating-point system registers. */
  static boolean isSystemTransfer(Encoding row) {
    return switch (row.op()) {
      case VLDR_SYSTEM, VLDR_SYSTEM_POST, VSTR_SYSTEM, VSTR_SYSTEM_POST -> true;
      default -> false;
    };
  }

  private static boolean hasAddress(Encoding row) {
    return isMemory(row) || isSystemTransfer(row);
  }

  /** Half of the trials are plain, a quarter are predicated. */
  private Trial.Mode anyMode(Trial trial) {
    return !hasVectors()
        ? Trial.Mode.PLAIN
        : switch (dice.below(8)) {
          case 0, 1 -> Trial.Mode.PREDICATED;
          case 2 -> Trial.Mode.TAIL;
          case 3 -> mayResume(trial) ? Trial.Mode.RESUMED : Trial.Mode.PLAIN;
          default -> Trial.Mode.PLAIN;
        };
  }

  /**
   * QEMU resumes sequences of numbers wrongly, and all that follows would differ; ECI concerns the
   * first two instructions.
   */
  private static boolean mayResume(Trial trial) {
    List<Instruction> program = trial.program;
    return isBeatwise(program.getFirst())
        && (program.size() == 1
            || program.subList(0, 2).stream()
                .noneMatch(i -> i.encoding.name().matches("V[ID]W?DUP.*")));
  }

  private void fill(Trial trial, Trial.Mode mode) {
    trial.mode = mode;
    trial.put(target.layout.pc(), trial.address);
    boolean dsp = target.model.has(Feature.DSP);
    boolean fp = target.layout == TrialRecord.EXTENDED;
    int flags = dsp ? 0xF80F_0000 : target.model.isV6M() ? 0xF000_0000 : 0xF800_0000;
    trial.put(target.layout.xpsr(), THUMB | (fp ? SFPA : 0) | dice.bits() & flags);
    for (int k = 0; k < 15; k++) {
      if (k != SP) {
        trial.put(target.layout.r(k), dice.operand());
      }
    }
    if (fp) {
      fillFloats(trial);
      fillStatus(trial);
    }
    for (int offset = TrialRecord.WINDOW; offset < TrialRecord.SIZE; offset += 4) {
      trial.put(offset, dice.operand());
    }
    if (hasVectors()) {
      fillPredicates(trial);
    }
    Instruction first = trial.program.getFirst();
    if (hasAddress(first.encoding)) {
      new AddressMaker(dice).fit(trial, first, recordAddress);
    }
  }

  /** Where the record of the next trial will lie. */
  private int recordAddress;

  void nextRecord(int address) {
    recordAddress = address;
  }

  private void fillFloats(Trial trial) {
    int style = style(trial.program.get(dice.below(trial.program.size())));
    for (int k = 0; k < 32; k += 2) {
      if (style == 64 && !dice.oneIn(4)) {
        long value = dice.wide();
        trial.put(TrialRecord.s(k), (int) value);
        trial.put(TrialRecord.s(k + 1), (int) (value >>> 32));
      } else {
        trial.put(TrialRecord.s(k), word(style));
        trial.put(TrialRecord.s(k + 1), word(style));
      }
    }
    for (int k = 0; k < 13; k++) {
      if (style != 0 && dice.oneIn(3)) {
        trial.put(target.layout.r(k), word(style));
      }
    }
  }

  private int word(int style) {
    int kind = dice.oneIn(8) ? 16 * dice.below(3) : style;
    return switch (kind) {
      case 16 -> dice.halves();
      case 32, 64 -> dice.single();
      default -> dice.operand();
    };
  }

  /** Bits of the numbers that an instruction works on; 0 for integers. */
  private static int style(Instruction i) {
    OpKind kind = i.op.kind();
    String name = i.op.name();
    if (kind == OpKind.VECTOR_FLOAT || kind == OpKind.VECTOR_FLOAT_MULTIPLY) {
      return name.contains("FROM_INT") || name.contains("FROM_FIXED") ? 0 : i.size == 1 ? 16 : 32;
    }
    return name.contains("F16") ? 16 : name.contains("F64") ? 64 : name.contains("F32") ? 32 : 0;
  }

  private void fillStatus(Trial trial) {
    int modes = dice.below(16) << 22; // rounding mode, FZ, DN
    int alternative = dice.oneIn(4) ? 1 << 26 : 0;
    int cumulative = dice.oneIn(4) ? dice.bits() & 0x9F : 0;
    int fpscr = dice.bits() & 0xF000_0000 | modes | alternative | cumulative;
    if (hasVectors()) {
      fpscr |= dice.bits() & (1 << 27 | 1 << 19) | 4 << 16; // QC, FZ16, LTPSIZE
    }
    trial.put(TrialRecord.FPSCR, fpscr);
  }

  private static boolean isBeatwise(Instruction i) {
    return i.op.kind().isVector();
  }

  private void fillPredicates(Trial trial) {
    trial.put(TrialRecord.VPR, dice.bits() & 0xFFFF);
    switch (trial.mode) {
      case PREDICATED -> fillMasks(trial);
      case TAIL -> {
        int size = dice.below(4);
        trial.put(TrialRecord.FPSCR, trial.get(TrialRecord.FPSCR) & ~(7 << 16) | size << 16);
        trial.put(target.layout.r(LR), dice.below((16 >> size) + 2));
      }
      case RESUMED -> {
        boolean two = trial.program.size() > 1 && isBeatwise(trial.program.get(1));
        int eci = ECI[dice.below(two ? ECI.length : FIRST_ONLY)];
        int bits = eci << 4; // in the place of ITSTATE
        trial.put(
            target.layout.xpsr(),
            trial.get(target.layout.xpsr()) & ~0x0600_FC00 | (bits & 3) << 25 | bits >>> 2 << 10);
        if (dice.oneIn(2)) {
          fillMasks(trial);
        }
      }
      case PLAIN, FAULTING -> {}
    }
    boolean usesLr = trial.program.stream().anyMatch(i -> (Operands.reads(i) & 1 << LR) != 0);
    if (trial.mode != Trial.Mode.TAIL && !usesLr && dice.oneIn(4)) {
      trial.put(target.layout.r(LR), dice.below(20));
    }
  }

  /** An open VPT block; the masks of its halves differ only while an instruction is resumed. */
  private void fillMasks(Trial trial) {
    int mask = 1 + dice.below(15);
    trial.put(TrialRecord.VPR, dice.bits() & 0xFFFF | mask << 16 | mask << 20);
  }
}
