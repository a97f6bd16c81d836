package dev.tinyrig.traces.calls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.emulator.probe.Probe;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ShadowStackTest {
  private static final class Registers implements Probe.View {
    final int[] r = new int[16];
    long cycles;
    int exception;

    @Override
    public long cycles() {
      return cycles;
    }

    @Override
    public long instructions() {
      return cycles;
    }

    @Override
    public int register(int number) {
      return r[number];
    }

    @Override
    public int read(int address, byte[] into, int offset, int length) {
      return 0;
    }

    @Override
    public int word(int address) {
      return 0;
    }

    @Override
    public int exception() {
      return exception;
    }
  }

  private final Registers guest = new Registers();
  private final List<Integer> left = new ArrayList<>();
  private final FunctionStarts starts = new FunctionStarts();
  private final ShadowStack stack =
      new ShadowStack(
          starts,
          new ShadowStack.Listener() {
            @Override
            public void leaving(Frames frames, int depth) {
              left.add(frames.at(depth).function);
            }

            @Override
            public void flowChanged() {}
          });

  @BeforeEach
  void start() {
    guest.r[13] = 0x2000_8000;
    guest.r[15] = 0x100;
    stack.attached(guest);
  }

  private void call(int site, int target) {
    guest.cycles += 10;
    guest.r[14] = site + 5;
    guest.r[15] = target;
    stack.call(target, site + 4);
  }

  private void ret(int to) {
    guest.cycles += 10;
    guest.r[15] = to;
    stack.ret(to);
  }

  @Test
  void aTailCallKeepsTheFrameAndChangesItsFunction() {
    call(0x110, 0x200);
    call(0x210, 0x300);
    ret(0x214);
    stack.jump(0x220); // a loop inside of the function
    assertEquals(0x200, stack.current().at(0).function);
    guest.r[14] = 0x115;
    stack.jump(0x300);
    assertEquals(1, stack.current().size);
    assertEquals(0x300, stack.current().at(0).function);
    ret(0x114);
    assertEquals(0, stack.current().size);
    assertEquals(List.of(0x300, 0x300), left);
  }

  @Test
  void callsInASumCountAsThoseToldOneByOne() {
    call(0x110, 0x200);
    for (int k = 0; k < 3; k++) {
      call(0x210, 0x300);
      ret(0x214);
    }
    guest.cycles += 70; // twice 0x300 for 30 cycles, and 10 of 0x200's own
    stack.leafCalls(0x300, 2, 60);
    ret(0x114);
    assertEquals(new CallTree.Total(5, 90, 90), stack.tree().totals().get(0x300));
    assertEquals(new CallTree.Total(1, 140, 50), stack.tree().totals().get(0x200));
  }

  @Test
  void jumpsAreHeardFromTheMomentAtWhichTheirTargetIsAFunction() {
    List<String> changes = new ArrayList<>();
    starts.listener(() -> changes.add("changed"));
    assertFalse(stack.hearsJump(0x300));
    call(0x110, 0x200);
    assertEquals(List.of(), changes); // nobody has asked for 0x200
    assertTrue(stack.hearsJump(0x200));
    call(0x210, 0x300);
    assertEquals(List.of("changed"), changes);
    assertTrue(stack.hearsJump(0x300));
  }

  @Test
  void aTableBranchLeavesNoFrame() {
    call(0x110, 0x200);
    guest.r[13] -= 32;
    ret(0x230);
    assertEquals(1, stack.current().size);
    guest.r[13] += 32;
    ret(0x114);
    assertEquals(0, stack.current().size);
  }

  @Test
  void inclusiveCyclesCountRecursionOnce() {
    call(0x110, 0x200);
    guest.r[13] -= 8;
    call(0x210, 0x200);
    guest.cycles += 100;
    ret(0x214);
    guest.r[13] += 8;
    ret(0x114);
    CallTree.Total total = stack.tree().totals().get(0x200);
    assertEquals(2, total.calls());
    assertEquals(130, total.inclusive());
    assertEquals(130, total.exclusive());
  }

  @Test
  void aTailChainedHandlerReturnsToTheInterruptedCode() {
    call(0x110, 0x200);
    enter(15, 0x210, 0x800);
    guest.cycles += 50;
    // the first handler's return is not carried out: the next one is entered at once
    stack.exceptionReturn(15, 0x820);
    enter(16, 0x820, 0x900);
    guest.cycles += 30;
    guest.exception = 0;
    stack.exceptionReturn(16, 0x210);
    assertEquals(1, stack.current().size);
    assertEquals(0, stack.threadSwitches());
    assertEquals(80, stack.exceptionTimes().total(guest.cycles));
    assertEquals(50, stack.exceptionTimes().cycles(15));
    assertEquals(80, stack.current().away(0, guest.cycles));
  }

  private void enter(int exception, int returnAddress, int handler) {
    guest.exception = exception;
    guest.r[15] = handler;
    stack.exceptionEntry(exception, returnAddress, guest.cycles);
  }

  private void leave(int exception, int target) {
    guest.exception = 0;
    guest.r[15] = target;
    stack.exceptionReturn(exception, target);
  }

  @Test
  void threadsKeepTheirOwnStacks() {
    call(0x110, 0x200);
    call(0x210, 0x300);
    enter(14, 0x310, 0x800);
    guest.cycles += 20;
    leave(14, 0x5000); // another thread begins
    assertEquals(0, stack.current().size);
    call(0x5000, 0x5100);
    guest.cycles += 100;
    enter(14, 0x5110, 0x800);
    guest.cycles += 20;
    leave(14, 0x310); // back to the first one
    assertEquals(2, stack.current().size);
    assertEquals(0x300, stack.current().at(1).function);
    assertEquals(150, stack.current().away(0, guest.cycles));
    assertEquals(2, stack.threadSwitches());
    ret(0x214);
    ret(0x114);
    assertEquals(0, stack.current().size);
  }
}
