package dev.tinyrig.emulator.timing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tinyrig.emulator.core.CoreModel;
import org.junit.jupiter.api.Test;

/** What lines of code cost, at least one for each figure. */
class LineCostsTest {
  @Test
  void cortexM3AndM4() {
    for (LineCase c : LineCase.armv7m()) {
      assertCycles(c, CoreModel.CORTEX_M3, c.first());
      assertCycles(c, CoreModel.CORTEX_M4F, c.second());
    }
  }

  @Test
  void cortexM0AndM0Plus() {
    for (LineCase c : LineCase.armv6m()) {
      assertCycles(c, CoreModel.CORTEX_M0, c.first());
      assertCycles(c, CoreModel.CORTEX_M0PLUS, c.second());
    }
  }

  @Test
  void cortexM7() {
    for (LineCase c : LineCase.cortexM7()) {
      assertCycles(c, CoreModel.CORTEX_M7, c.first());
    }
  }

  @Test
  void cortexM23() {
    for (LineCase c : Armv8mLines.m23()) {
      assertCycles(c, CoreModel.CORTEX_M23, c.first());
    }
  }

  @Test
  void cortexM33AndM55() {
    for (LineCase c : Armv8mLines.m33AndM55()) {
      assertCycles(c, CoreModel.CORTEX_M33, c.first());
      assertCycles(c, CoreModel.CORTEX_M55, c.second());
    }
  }

  @Test
  void cortexM85() {
    for (LineCase c : Armv8mLines.m85()) {
      assertCycles(c, CoreModel.CORTEX_M85, c.first());
    }
  }

  @Test
  void vectors() {
    for (LineCase c : Armv8mLines.vectors()) {
      assertCycles(c, CoreModel.CORTEX_M55, c.first());
      assertCycles(c, CoreModel.CORTEX_M85, c.second());
    }
  }

  private static void assertCycles(LineCase c, CoreModel core, int cycles) {
    if (cycles != LineCase.NONE) {
      Line line = Line.of(core, c.address(), c.code());
      assertEquals(cycles, line.cycles(c.taken()), c.name() + " on " + core + ": " + line.text());
    }
  }
}
