package dev.tinyrig.oracle.qemu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.engine.EngineKind;
import dev.tinyrig.emulator.isa.Encoding;
import dev.tinyrig.fixtures.Qemu;
import dev.tinyrig.oracle.draw.Dice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random programs, drawn from the decode tables, in our machine and in QEMU. The system property
 * {@code tinyrig.vectors.instructions} says how many instructions Cortex-M55 executes; nearly half
 * of them are vector instructions. The other cores execute a third as many.
 */
final class VectorProgramsTest {
  private static final int TRIALS_PER_IMAGE = 6_000;
  private static final int SINGLES_PER_IMAGE = TRIALS_PER_IMAGE * 3 / 4;
  private static final int CODE_PER_TRIAL = 32;
  private static final int LEAST_EXECUTIONS = 100;
  private static final int SHOWN = 20;

  /** Host time; an image needs seconds, and QEMU hangs when a trial runs wild. */
  private static final Duration QEMU_LIMIT = Duration.ofSeconds(60);

  /** Cycles; prime, and shorter than a trial with its harness. */
  private static final int[] INTERRUPT_PERIODS = {67, 101, 157};

  private static final long FULL = 2_000_000;
  private static final int UNALIGNED_TRIALS = 2_000;
  private static final int USAGE_FAULT = 6;

  /** CFSR: UFSR.UNALIGNED. */
  private static final int UNALIGNED = 1 << 24;

  @TempDir Path folder;

  private static final ReviewedRows REVIEWED = new ReviewedRows();

  /** Cores whose programs have run to their end. */
  private static final Set<Target> COMPARED = EnumSet.noneOf(Target.class);

  private final List<String> differences = new ArrayList<>();

  @ParameterizedTest
  @EnumSource(Target.class)
  void ourMachineAgreesWithQemu(Target target) throws IOException {
    long seed = Long.getLong("tinyrig.vectors.seed", 0);
    long asked = Long.getLong("tinyrig.vectors.instructions", 530_000);
    long all = Boolean.getBoolean("tinyrig.full") ? Math.max(asked, FULL) : asked;
    long wanted = target == Target.M55 ? all : all / 3; // the others have fewer rows
    Dice dice = new Dice(target.ordinal() + 16 * seed);
    TrialMaker maker = new TrialMaker(target, dice, REVIEWED);
    VectorCoverage coverage = new VectorCoverage(maker.rows());
    int turn = 0;
    for (long done = 0; done < wanted; done = coverage.instructions()) {
      List<Trial> trials = draw(target, maker, turn);
      turn += SINGLES_PER_IMAGE;
      compare(target, trials, coverage);
      if (differences.size() >= SHOWN) {
        break;
      }
    }
    Files.writeString(Path.of("target", "vector-coverage-" + target + ".csv"), coverage.table());
    System.out.println(
        coverage.instructions()
            + " instructions, "
            + coverage.vectorInstructions()
            + " of them vector instructions, equal to QEMU's on "
            + target.model.title());
    COMPARED.add(target);
    assertEquals("", String.join("\n", differences));
    assertEquals(List.of(), coverage.gaps(LEAST_EXECUTIONS), "gaps in the coverage");
  }

  /** A line of the list that excuses nothing would hide a difference to come. */
  @AfterAll
  static void everyReviewedLineIsNeeded() {
    boolean usualDraws = Long.getLong("tinyrig.vectors.seed", 0) == 0;
    if (usualDraws && COMPARED.containsAll(Set.of(Target.values()))) {
      assertEquals(List.of(), REVIEWED.unused(), "reviewed differences that did not show");
    }
  }

  /** An interrupt between any two instructions, or within one, changes nothing. */
  @ParameterizedTest
  @EnumSource(Target.class)
  void interruptsLeaveNoTrace(Target target) {
    TrialMaker maker = new TrialMaker(target, new Dice(99), REVIEWED);
    for (int period : INTERRUPT_PERIODS) {
      List<Trial> trials = draw(target, maker, period);
      ProgramImage image = new ProgramImage(target, trials, folder.resolve("records.bin"));
      ByteBuffer expected = ByteBuffer.wrap(Ours.run(image, trials.size()));
      Ours.Run run = Ours.run(image, trials.size(), period);
      assertTrue(run.interrupts() > trials.size() / 4, run.interrupts() + " interrupts");
      ByteBuffer actual = ByteBuffer.wrap(run.records());
      for (int k = 0; k < trials.size(); k++) {
        List<String> found =
            differences(
                target.layout,
                slice(actual, ProgramImage.offset(k)),
                slice(expected, ProgramImage.offset(k)));
        assertEquals(List.of(), found, "interrupted every " + period + trials.get(k).describe());
      }
    }
  }

  /** QEMU has no Cortex-M85; ours computes what our Cortex-M55 does, as that is held to QEMU. */
  @Test
  void theLargerCoreComputesTheSame() {
    TrialMaker maker = new TrialMaker(Target.M55, new Dice(85), REVIEWED);
    List<Trial> trials = draw(Target.M55, maker, 0);
    ProgramImage image = new ProgramImage(Target.M55, trials, folder.resolve("records.bin"));
    Ours.Run larger =
        Ours.run(image, trials.size(), 0, CoreModel.CORTEX_M85, EngineKind.INTERPRETER);
    assertSame(trials, Ours.run(image, trials.size()), larger.records());
  }

  /** Every trial is translated at once, and leaves the record that the interpreter leaves. */
  @ParameterizedTest
  @EnumSource(Target.class)
  void translatedProgramsComputeTheSame(Target target) {
    TrialMaker maker = new TrialMaker(target, new Dice(101), REVIEWED);
    List<Trial> trials = draw(target, maker, 0);
    ProgramImage image = new ProgramImage(target, trials, folder.resolve("records.bin"));
    Ours.Run translated = Ours.run(image, trials.size(), 0, target.model, EngineKind.TRANSLATOR);
    assertSame(trials, Ours.run(image, trials.size()), translated.records());
  }

  private static void assertSame(List<Trial> trials, byte[] expected, byte[] actual) {
    for (int k = 0; k < trials.size(); k++) {
      int at = ProgramImage.offset(k);
      List<String> found =
          differences(
              trials.get(k).layout,
              slice(ByteBuffer.wrap(actual), at),
              slice(ByteBuffer.wrap(expected), at));
      assertEquals(List.of(), found, trials.get(k).describe());
    }
  }

  /** An element off its alignment faults, of which QEMU 7.2 knows nothing; nothing has changed. */
  @Test
  void unalignedElementsFault() {
    TrialMaker maker = new TrialMaker(Target.M55, new Dice(3), REVIEWED);
    List<Trial> trials = new ArrayList<>();
    List<Encoding> rows = maker.rows().stream().filter(TrialMaker::isMemory).toList();
    for (int k = 0; trials.size() < UNALIGNED_TRIALS; k++) {
      maker.nextRecord(Target.M55.records + TrialRecord.SIZE * (trials.size() + 1));
      int address = Target.M55.code + CODE_PER_TRIAL * trials.size();
      maker.unaligned(rows.get(k % rows.size()), address).ifPresent(trials::add);
    }
    ProgramImage image = new ProgramImage(Target.M55, trials, folder.resolve("records.bin"));
    ByteBuffer records = ByteBuffer.wrap(Ours.run(image, trials.size()));
    for (int k = 0; k < trials.size(); k++) {
      Trial trial = trials.get(k);
      ByteBuffer after = slice(records, ProgramImage.offset(k));
      String text = trial.describe();
      assertEquals(USAGE_FAULT, after.getInt(TrialRecord.IPSR), text);
      assertEquals(UNALIGNED, after.getInt(TrialRecord.CFSR), text);
      assertEquals(trial.address, after.getInt(trial.layout.pc()), text);
      for (int r = 0; r < 15; r++) {
        int at = trial.layout.r(r);
        assertTrue(r == 13 || after.getInt(at) == trial.get(at), text);
      }
    }
  }

  /** Trials of one image: three of four have one instruction, row after row. */
  private static List<Trial> draw(Target target, TrialMaker maker, int firstTurn) {
    List<Trial> trials = new ArrayList<>();
    int turn = firstTurn;
    while (trials.size() < TRIALS_PER_IMAGE) {
      int address = target.code + CODE_PER_TRIAL * trials.size();
      maker.nextRecord(target.records + TrialRecord.SIZE * (trials.size() + 1));
      boolean single = trials.size() % 4 != 3;
      boolean loop = trials.size() % 8 == 7 && maker.hasVectors();
      trials.add(
          loop
              ? maker.loop(address)
              : !single ? maker.sequence(address) : maker.single(turn++, address));
    }
    return trials;
  }

  private void compare(Target target, List<Trial> trials, VectorCoverage coverage)
      throws IOException {
    Path dump = folder.resolve("records.bin");
    Path elf = Path.of("target", "vectors-" + target + ".elf"); // kept, to look into
    ProgramImage image = new ProgramImage(target, trials, dump);
    Files.write(elf, image.elf());
    Qemu.Run run = Qemu.runUntimed(elf, target.machine, QEMU_LIMIT);
    assertEquals(0, run.status(), run.console());
    ByteBuffer theirs = ByteBuffer.wrap(Files.readAllBytes(dump)).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer ours =
        ByteBuffer.wrap(Ours.run(image, trials.size())).order(ByteOrder.LITTLE_ENDIAN);
    assertEquals(trials.size() * TrialRecord.SIZE, theirs.capacity());
    for (int k = 0; k < trials.size(); k++) {
      ByteBuffer mine = slice(ours, ProgramImage.offset(k));
      ByteBuffer other = slice(theirs, ProgramImage.offset(k - 1));
      Trial trial = trials.get(k);
      int executed = trial.executed(other);
      coverage.count(trial, executed);
      List<String> found = differences(target.layout, mine, other);
      if (!found.isEmpty()
          && !REVIEWED.excuses(trial, executed, found)
          && differences.size() < SHOWN) {
        differences.add(found + "\n  in " + trial.describe());
      }
    }
  }

  private static List<String> differences(TrialRecord layout, ByteBuffer mine, ByteBuffer other) {
    List<String> found = new ArrayList<>();
    for (int at = 0; at < TrialRecord.SIZE; at += 4) {
      if (mine.getInt(at) != other.getInt(at)) {
        found.add(
            String.format(
                "%s %08x instead of %08x", layout.name(at), mine.getInt(at), other.getInt(at)));
      }
    }
    return found;
  }

  private static ByteBuffer slice(ByteBuffer all, int offset) {
    return all.slice(offset, TrialRecord.SIZE).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The first difference of a run that was spoilt on purpose is seen. */
  @Test
  void aWrongResultIsSeen() throws IOException {
    Dice dice = new Dice(7);
    TrialMaker maker = new TrialMaker(Target.M55, dice, REVIEWED);
    VectorCoverage coverage = new VectorCoverage(maker.rows());
    maker.nextRecord(Target.M55.records + TrialRecord.SIZE);
    Trial trial = maker.sequence(Target.M55.code);
    Path dump = folder.resolve("records.bin");
    ProgramImage image = new ProgramImage(Target.M55, List.of(trial), dump);
    byte[] before = Ours.run(image, 1);
    image.records[ProgramImage.offset(0) + TrialRecord.WINDOW + 4] ^= 1;
    byte[] after = Ours.run(image, 1);
    assertTrue(!Arrays.equals(before, after), trial.describe());
    assertEquals(0, coverage.instructions());
  }
}
