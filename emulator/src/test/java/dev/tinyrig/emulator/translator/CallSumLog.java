package dev.tinyrig.emulator.translator;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The same for a probe that is content with sums of calls. Whoever tells them, at once or in sums:
 * calls that return at once are counted by their site until something else happens. Now and then it
 * wants every call, or to hear of other jumps.
 */
final class CallSumLog extends EventLog {
  private static final int LEAVES = 7;

  /** A direct call that has not returned. */
  private record Call(int site, int target, int back, int sp, int lr, long cycles, long when) {}

  private record Leaf(int site, int target) {}

  private final Map<Leaf, long[]> leaves = new LinkedHashMap<>();
  private Call last;
  private boolean every;
  private int unheard = 4;
  private int told;
  private long summed;

  @Override
  public Set<Kind> wants() {
    return EnumSet.of(Kind.CALL_SUMS, Kind.COUNTS, Kind.EXCEPTIONS);
  }

  @Override
  long summed() {
    return summed;
  }

  /** Something happens that is told at once in any case. */
  private void happens() {
    finish();
    if (++told % 16 == 0) {
      every = !every;
      view.everyCall(this, every);
    }
    if (told % 64 == 0) {
      unheard ^= 12;
      view.jumpsChanged();
    }
  }

  private void finish() {
    leaves.forEach((leaf, sum) -> bare(LEAVES, leaf.site(), leaf.target(), sum[0], sum[1], 0));
    leaves.clear();
    if (last != null) {
      bare(CALL, last.site(), last.target(), last.back(), last.cycles(), last.when());
      bare(CALL, last.sp(), last.lr(), 0, 0, 0);
      last = null;
    }
  }

  private void returned(int site, int target, long count, long cycles) {
    long[] sum = leaves.computeIfAbsent(new Leaf(site, target), leaf -> new long[2]);
    sum[0] += count;
    sum[1] += cycles;
  }

  @Override
  public void call(int site, int target, int returnAddress, boolean indirect) {
    if (indirect) {
      happens();
      super.call(site, target, returnAddress, true);
    } else {
      if (last != null) {
        finish();
      }
      int sp = view.register(13);
      int lr = view.register(14);
      last = new Call(site, target, returnAddress, sp, lr, view.cycles(), view.instructions());
    }
  }

  @Override
  public void leafCalls(int site, int target, long count, long cycles) {
    assertFalse(every, "a sum though every call was asked for");
    if (last != null) {
      finish();
    }
    summed += count;
    returned(site, target, count, cycles);
  }

  @Override
  public void ret(int site, int target) {
    if (last != null && last.back() == target && last.sp() == view.register(13)) {
      returned(last.site(), last.target(), 1, view.cycles() - last.cycles());
      last = null;
    } else {
      happens();
      super.ret(site, target);
    }
  }

  @Override
  public boolean hearsJump(int target) {
    return (target & 12) != unheard;
  }

  @Override
  public void jump(int site, int target) {
    if (hearsJump(target)) {
      happens();
      super.jump(site, target);
    }
  }

  @Override
  public void exceptionEntry(int exception, int returnAddress, long since) {
    happens();
    super.exceptionEntry(exception, returnAddress, since);
  }

  @Override
  public void exceptionReturn(int exception, int target) {
    happens();
    super.exceptionReturn(exception, target);
  }
}
