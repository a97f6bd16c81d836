package dev.tinyrig.peripherals.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.peripherals.Bench;
import dev.tinyrig.peripherals.Unmodelled;
import dev.tinyrig.peripherals.UnmodelledAccess;
import dev.tinyrig.peripherals.UnmodelledException;
import dev.tinyrig.peripherals.UnmodelledReporter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RegisterBlockTest {
  enum Rows implements RegisterRow {
    STORE(RegisterSpec.stored(0x00, 0x1234, 0xFFFF_00FF, 0x0F00_0000)),
    ACT(RegisterSpec.action(0x04, 0)),
    FIXED(RegisterSpec.readOnly(0x08, 0x0A0B_0C0D)),
    MISSING(RegisterSpec.unmodelled(0x0C));

    private final RegisterSpec spec;

    Rows(RegisterSpec spec) {
      this.spec = spec;
    }

    @Override
    public RegisterSpec spec() {
      return spec;
    }
  }

  private static final class Sample extends RegisterBlock<Rows> {
    final List<Integer> actions = new ArrayList<>();

    Sample(UnmodelledReporter reporter) {
      super("sample", 0x4000_0000, Rows.class, new int[] {7, 8}, reporter);
    }

    @Override
    protected void write(Rows row, int value) {
      if (row == Rows.ACT) {
        actions.add(value);
      } else {
        set(row, value);
      }
    }
  }

  private final Bench bench = new Bench();
  private final Sample sample = new Sample(bench.reporter);

  @Test
  void bytesAndHalfWordsAreServedFromTheirPlace() {
    assertEquals(0x0A0B_0C0D, sample.load(8, 4));
    assertEquals(0x0C0D, sample.load(8, 2));
    assertEquals(0x0A0B, sample.load(10, 2));
    assertEquals(0x0B, sample.load(10, 1));
    sample.store(3, 1, 0x80);
    assertEquals(0x8000_1234, sample.load(0, 4));
    sample.store(0, 2, 0xFFFF);
    assertEquals(0x8000_12FF, sample.load(0, 4));
  }

  @Test
  void actionsSeeOnlyWhatWasWritten() {
    sample.store(4, 4, 0x1234_5678);
    sample.store(5, 1, 0x1FF);
    assertEquals(List.of(0x1234_5678, 0xFF00), sample.actions);
  }

  @Test
  void whatIsReadOnlyStays() {
    sample.store(8, 4, 0);
    sample.store(0xFD0, 4, 0);
    assertEquals(0x0A0B_0C0D, sample.load(8, 4));
    assertEquals(7, sample.load(0xFD0, 4));
    assertEquals(8, sample.load(0xFD4, 4));
    assertTrue(bench.reports.isEmpty());
  }

  @Test
  void whatIsMissingIsSaidOncePerPlaceAndKind() {
    bench.run(42);
    for (int i = 0; i < 2; i++) {
      assertEquals(0, sample.load(0x0C, 4));
      sample.store(0x0C, 4, 5);
      assertEquals(0, sample.load(0x100, 4));
      sample.store(0x101, 1, 5);
      sample.store(0, 4, 0x0300_0000);
    }
    assertEquals(
        List.of(
            "sample: read of unmodelled register MISSING at 0x4000000c",
            "sample: write to unmodelled register MISSING at 0x4000000c (value 0x5)",
            "sample: read of unmodelled register at 0x40000100",
            "sample: write to unmodelled register at 0x40000100 (value 0x500)",
            "sample: unmodelled bits set STORE 0x3000000 at 0x40000000 (value 0x3000000)"),
        bench.reports.stream().map(UnmodelledAccess::describe).toList());
    assertEquals(42, bench.reports.getFirst().cycle());
  }

  @Test
  void thePolicyDecides() {
    Bench quiet = new Bench(Unmodelled.IGNORE);
    assertEquals(0, new Sample(quiet.reporter).load(0x0C, 4));
    assertTrue(quiet.reports.isEmpty());
    Bench strict = new Bench(Unmodelled.FAIL);
    Sample stopped = new Sample(strict.reporter);
    UnmodelledException e =
        assertThrows(UnmodelledException.class, () -> stopped.store(0x0C, 4, 1));
    assertEquals(0x0C, e.access().offset());
    assertEquals(UnmodelledAccess.Kind.WRITE, e.access().kind());
  }
}
