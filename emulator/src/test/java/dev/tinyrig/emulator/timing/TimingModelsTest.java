package dev.tinyrig.emulator.timing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.isa.Instruction;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What models say of themselves, and the costs that depend on the run. */
class TimingModelsTest {
  private record Divide(int dividend, int divisor, boolean signed, int cycles) {}

  @Test
  void divisionEndsEarly() {
    List<Divide> cases =
        List.of(
            new Divide(0, 1, false, 2),
            new Divide(1, 1, false, 3),
            new Divide(3, 100, false, 2),
            new Divide(100, 3, false, 4),
            new Divide(1000, 7, false, 5),
            new Divide(-1, 1, false, 12),
            new Divide(-1, 1, true, 3),
            new Divide(-1000, 7, true, 5),
            new Divide(Integer.MIN_VALUE, 1, true, 12),
            new Divide(Integer.MIN_VALUE, -1, true, 12),
            new Divide(0x7FFF_FFFF, 0x10000, false, 7),
            new Divide(5, 0, false, 2));
    for (CoreModel core : List.of(CoreModel.CORTEX_M3, CoreModel.CORTEX_M4)) {
      TimingModel model = TimingModels.of(core);
      for (Divide c : cases) {
        int cycles =
            Line.of(core, 0x1000, "fb91 f0f2").cycles(false)
                + model.divideExtra(c.dividend(), c.divisor(), c.signed());
        assertEquals(c.cycles(), cycles, core + " " + c);
      }
    }
  }

  private record Exceptions(CoreModel core, int entry, int exit, int tailChain) {}

  @Test
  void exceptions() {
    List<Exceptions> cases =
        List.of(
            new Exceptions(CoreModel.CORTEX_M0, 16, 14, 6),
            new Exceptions(CoreModel.CORTEX_M0PLUS, 15, 13, 6),
            new Exceptions(CoreModel.CORTEX_M3, 12, 10, 6),
            new Exceptions(CoreModel.CORTEX_M4F, 12, 10, 6),
            new Exceptions(CoreModel.CORTEX_M7, 12, 10, 6),
            new Exceptions(CoreModel.CORTEX_M23, 15, 13, 6),
            new Exceptions(CoreModel.CORTEX_M33, 12, 10, 6),
            new Exceptions(CoreModel.CORTEX_M55, 12, 10, 6),
            new Exceptions(CoreModel.CORTEX_M85, 12, 10, 6));
    for (Exceptions c : cases) {
      TimingModel model = TimingModels.of(c.core());
      assertEquals(c.entry(), model.exceptionEntry(false, false), c.core() + " entry");
      assertEquals(c.entry(), model.exceptionEntry(true, true), c.core() + " lazy entry");
      assertEquals(c.exit(), model.exceptionReturn(false), c.core() + " return");
      assertEquals(c.tailChain(), model.tailChain(), c.core() + " tail-chain");
    }
    TimingModel m4f = TimingModels.of(CoreModel.CORTEX_M4F);
    assertEquals(29, m4f.exceptionEntry(true, false));
    assertEquals(27, m4f.exceptionReturn(true));
    assertEquals(18, m4f.lazyStacking());
  }

  private record Access(CoreModel core, int address, int size, int extra) {}

  @Test
  void accessesThatAreNotAligned() {
    List<Access> cases =
        List.of(
            new Access(CoreModel.CORTEX_M3, 1, 2, 1),
            new Access(CoreModel.CORTEX_M3, 2, 4, 1),
            new Access(CoreModel.CORTEX_M4, 1, 4, 2),
            new Access(CoreModel.CORTEX_M4, 3, 4, 2),
            new Access(CoreModel.CORTEX_M7, 2, 4, 3));
    for (Access c : cases) {
      TimingModel model = TimingModels.of(c.core());
      assertEquals(c.extra(), model.unalignedExtra(c.address(), c.size(), false), c.toString());
    }
    assertEquals(1, TimingModels.of(CoreModel.CORTEX_M3).bitBandExtra());
    assertEquals(0, TimingModels.of(CoreModel.CORTEX_M7).bitBandExtra());
  }

  @Test
  void everyFigureHasItsSource() {
    for (CoreModel core : CoreModel.values()) {
      TimingModel model = TimingModels.of(core);
      assertFalse(model.figures().isEmpty(), core.title());
      for (Figure f : model.figures()) {
        assertFalse(f.source().isBlank(), core + " " + f.quantity());
        assertTrue(f.low() == f.high() || f.choice().length() > 20, core + " " + f.quantity());
      }
    }
  }

  @Test
  void figuresKeepTheirRules() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new FigureTable().from("a manual").row(Quantity.ALU, 1).row(Quantity.ALU, 2));
    assertThrows(IllegalArgumentException.class, () -> new FigureTable().row(Quantity.ALU, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> new FigureTable().from("a manual").row(Quantity.ALU, 3, 1, 2, "out of range"));
    assertThrows(
        IllegalArgumentException.class,
        () -> new FigureTable().from("a manual").row(Quantity.ALU, 1, 1, 2, " "));
    assertThrows(IllegalArgumentException.class, () -> new FigureTable().cycles(Quantity.ALU));
  }

  @Test
  void labelsSayWhatTheNumbersAreWorth() {
    for (CoreModel core :
        List.of(
            CoreModel.CORTEX_M7,
            CoreModel.CORTEX_M23,
            CoreModel.CORTEX_M33,
            CoreModel.CORTEX_M55,
            CoreModel.CORTEX_M85)) {
      assertEquals(TimingModel.Label.UNCALIBRATED, TimingModels.of(core).label(), core.title());
      assertTrue(Double.isNaN(TimingModels.of(core).errorBandPercent()), core.title());
    }
  }

  @Test
  void predictorLearnsAndIsRestored() throws IOException {
    Instruction branch = Line.of(CoreModel.CORTEX_M7, 0x1000, "d0fe").code().get(0);
    TimingModel model = TimingModels.of(CoreModel.CORTEX_M7);
    assertEquals(8, model.branchExtra(branch, 0x0F00, true));
    assertEquals(0, model.branchExtra(branch, 0x0F00, true));
    assertEquals(0, model.branchExtra(branch, 0x0F00, true));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    model.save(new DataOutputStream(bytes));
    assertEquals(8, model.branchExtra(branch, 0x1002, false));
    assertEquals(0, model.branchExtra(branch, 0x0F00, true));
    TimingModel restored = TimingModels.of(CoreModel.CORTEX_M7);
    restored.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    assertEquals(8, restored.branchExtra(branch, 0x1002, false));
  }

  @Test
  void loopEndsAreFreeOnceTheLoopIsKnown() throws IOException {
    TimingModel m55 = TimingModels.of(CoreModel.CORTEX_M55);
    // vldrw.u32 q0, [r0]; vadd.i32; vmul.i32; vstrw.32; le lr, to the first.
    Line line = Line.of(CoreModel.CORTEX_M55, 0x1000, LOOP);
    Instruction end = line.code().get(4);
    assertEquals(0x1000, end.target);
    // The store is still in the pipe when the next round loads: 5 cycles a round.
    assertEquals(4 + 1, line.cycles(true));
    assertEquals(4 + 1, line.cycles(false));
    assertEquals(4, m55.branchExtra(end, 0x1000, true));
    assertEquals(0, m55.branchExtra(end, 0x1000, true));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    m55.save(new DataOutputStream(bytes));
    m55.flowBroken();
    assertEquals(4, m55.branchExtra(end, 0x1000, true));
    TimingModel restored = TimingModels.of(CoreModel.CORTEX_M55);
    restored.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    assertEquals(0, restored.branchExtra(end, 0x1000, true));
    assertEquals(0, restored.branchExtra(end, end.next(), false));
    assertEquals(4, restored.branchExtra(end, 0x1000, true), "entered again");
  }

  @Test
  void cortexM85RemembersTheLoopThatEndedLast() {
    TimingModel m85 = TimingModels.of(CoreModel.CORTEX_M85);
    Line line = Line.of(CoreModel.CORTEX_M85, 0x1000, LOOP);
    Instruction end = line.code().get(4);
    // Loads and stores have a pipe each: nothing is carried into the next round.
    assertEquals(4, line.cycles(true));
    assertEquals(7, m85.branchExtra(end, 0x1000, true));
    assertEquals(0, m85.branchExtra(end, 0x1000, true));
    assertEquals(4, m85.branchExtra(end, end.next(), false));
    assertEquals(0, m85.branchExtra(end, 0x1000, true));
    assertEquals(0, m85.branchExtra(end, end.next(), false));
  }

  private static final String LOOP = "ed90 1f00 ef20 284e ef22 495e ed81 5f00 f00f c00b";
}
