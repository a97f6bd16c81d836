package dev.tinyrig.oracle.unicorn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.isa.Decoder;
import dev.tinyrig.emulator.isa.Encoding;
import dev.tinyrig.emulator.isa.Feature;
import dev.tinyrig.emulator.isa.Op;
import dev.tinyrig.emulator.oracle.OracleProvider;
import dev.tinyrig.oracle.draw.Dice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/**
 * Random instructions, drawn from the decode tables, in our interpreter and in an independent
 * implementation: registers, flags and memory must be equal.
 *
 * <p>Most trials are one instruction in a state made for it, outside and inside an IT block, so
 * that a difference names its instruction. The others are sequences, in which results feed one
 * another. The system property {@code tinyrig.lockstep.instructions} says how many instructions are
 * executed over all cores.
 */
final class LockstepTest {
  private static final List<CoreModel> CORES =
      List.of(
          CoreModel.CORTEX_M0,
          CoreModel.CORTEX_M3,
          CoreModel.CORTEX_M4F,
          CoreModel.CORTEX_M7,
          CoreModel.CORTEX_M23,
          CoreModel.CORTEX_M33);

  /** States in which each drawn program is run. */
  private static final int STATES = 4;

  /** Trials of a row that the core does not have: both sides must fault. */
  private static final int ABSENT_TRIALS = 24;

  private static final int LEAST_EXECUTIONS = 100;
  private static final long FULL = 10_000_000;
  private static final int LEAST_SEQUENCES = 1_000;
  private static final int SHOWN_DIFFERENCES = 20;

  private final ReviewedLists lists = new ReviewedLists();

  /** Rows that one of the cores has. */
  private final List<Encoding> rows =
      Decoder.encodings().stream()
          .filter(row -> CORES.stream().anyMatch(core -> core.has(row.requires())))
          .toList();

  private final Coverage coverage = new Coverage(rows);
  private final List<String> differences = new ArrayList<>();

  @Test
  void ourInterpreterAgreesWithTheOracle() throws IOException {
    long seed = Long.getLong("tinyrig.lockstep.seed", 0);
    long asked = Long.getLong("tinyrig.lockstep.instructions", 1_500_000L);
    long wanted = Boolean.getBoolean("tinyrig.full") ? Math.max(asked, FULL) : asked;
    OracleProvider provider = ServiceLoader.load(OracleProvider.class).findFirst().orElseThrow();
    long share = wanted / CORES.stream().mapToLong(this::presentRows).sum();
    for (CoreModel model : CORES) {
      Dice dice = new Dice(model.ordinal() + 16 * seed);
      TrialMaker maker = new TrialMaker(model, dice, lists);
      try (LockstepPair pair = new LockstepPair(provider, model, dice)) {
        Run run = new Run(model, maker, pair, dice);
        run.rows(share * 2 / 5);
        run.sequencesUntil(wanted * (CORES.indexOf(model) + 1) / CORES.size());
      }
    }
    Files.writeString(Path.of("target", "lockstep-coverage.csv"), coverage.table());
    System.out.println(
        coverage.instructions()
            + " instructions in lockstep with "
            + provider.name()
            + "; rows with zero hits:\n"
            + coverage.zeroHits());
    assertEquals(List.of(), differences, "differences from the oracle");
    assertEquals(List.of(), lists.unknownNames(rows), "excluded rows that do not exist");
    assertEquals(List.of(), coverage.gaps(LEAST_EXECUTIONS, lists), "gaps in the coverage");
    assertEquals(List.of(), lists.unused(), "reviewed differences that did not show");
    assertTrue(coverage.instructions() >= wanted, coverage.instructions() + " < " + wanted);
  }

  private long presentRows(CoreModel model) {
    return rows.stream().filter(row -> model.has(row.requires())).count();
  }

  /** The trials of one core. */
  private final class Run {
    private final CoreModel model;
    private final TrialMaker maker;
    private final LockstepPair pair;
    private final Dice dice;
    private int place;

    Run(CoreModel model, TrialMaker maker, LockstepPair pair, Dice dice) {
      this.model = model;
      this.maker = maker;
      this.pair = pair;
      this.dice = dice;
    }

    void rows(long trialsEach) {
      for (Encoding row : rows) {
        if (!lists.excludes(row) && (maker.has(row) || mustFault(row))) {
          row(row, maker.has(row) ? trialsEach : ABSENT_TRIALS);
        }
      }
    }

    /**
     * Whether the oracle is as small as a core without the row. It has no Cortex-M23, and what
     * Armv8-M added lies where older cores have UNPREDICTABLE forms, which it executes.
     */
    private boolean mustFault(Encoding row) {
      return !model.isV8M() && !TrialMaker.isNewInV8M(row);
    }

    private void row(Encoding row, long trials) {
      boolean it = TrialMaker.allowedInIt(row) && model.has(Feature.V7M);
      long done = 0;
      for (long draws = 0; draws < 100 * trials && done < trials; draws++) {
        Trial trial = maker.draw(row, nextAddress(), it && dice.oneIn(2));
        if (trial != null) {
          place++;
          execute(trial);
          done += STATES;
        }
      }
    }

    /** Fills up with sequences; a few are run at any rate. */
    void sequencesUntil(long instructions) {
      for (int k = 0; k < LEAST_SEQUENCES || coverage.instructions() < instructions; k++) {
        Trial trial = maker.drawSequence(nextAddress());
        place++;
        execute(trial);
      }
    }

    private int nextAddress() {
      if (place * Layout.STRIDE >= Layout.WINDOW_SIZE) {
        place = 0;
        pair.forgetPrograms();
        pair.fillData(dice);
      }
      return Layout.WINDOW + place * Layout.STRIDE + 2 * dice.below(2);
    }

    private void execute(Trial trial) {
      pair.load(trial);
      for (int k = 0; k < STATES; k++) {
        maker.prepare(trial);
        List<String> found = pair.run(trial);
        if (!found.isEmpty() && !lists.excuses(model, trial.row, found)) {
          if (differences.size() < SHOWN_DIFFERENCES) {
            differences.add(model.title() + ": " + found + " in " + trial.describe());
          }
        }
        count(trial);
      }
    }

    private void count(Trial trial) {
      if (trial.isSequence) {
        coverage.countSequence(trial);
      } else if (maker.has(trial.row)) {
        coverage.count(trial);
      }
    }
  }

  /** An oracle that cannot disagree would prove nothing. */
  @Test
  void aWrongResultIsSeen() {
    OracleProvider provider = ServiceLoader.load(OracleProvider.class).findFirst().orElseThrow();
    Dice dice = new Dice(1);
    CoreModel model = CoreModel.CORTEX_M7;
    TrialMaker maker = new TrialMaker(model, dice, lists);
    try (LockstepPair pair = new LockstepPair(provider, model, dice)) {
      Encoding row =
          rows.stream()
              .filter(r -> r.op() == Op.EOR_REG && r.length() == 2)
              .findFirst()
              .orElseThrow();
      Trial trial = maker.draw(row, Layout.WINDOW, false);
      maker.prepare(trial);
      pair.load(trial);
      assertEquals(List.of(), pair.run(trial));
      pair.corrupt(trial.address); // ours becomes another instruction
      maker.prepare(trial);
      assertTrue(!pair.run(trial).isEmpty());
    }
  }
}
