package dev.tinyrig.emulator.translator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tinyrig.emulator.probe.Probe;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** All that a probe can see of a run: the flow in its order, and sums of what executed. */
class EventLog implements Probe {
  static final int CALL = 1;
  private static final int INDIRECT_CALL = 2;
  private static final int RETURN = 3;
  private static final int JUMP = 4;
  private static final int EXCEPTION = 5;
  private static final int EXCEPTION_RETURN = 6;

  /** Longs of one event: its kind, three values, cycle, instructions, 16 registers. */
  private static final int EVENT = 22;

  private long[] flow = new long[64 * EVENT];
  private int length;

  /** Executions and cycles by line and by instruction of it. */
  private final Map<Long, long[]> sums = new HashMap<>();

  View view;
  private long settled;

  @Override
  public Set<Kind> wants() {
    return EnumSet.of(Kind.CALLS, Kind.COUNTS, Kind.EXCEPTIONS);
  }

  @Override
  public void attached(View newView) {
    view = newView;
  }

  private void event(int what, int first, int second, long third) {
    append(what, first, second, third, view.cycles(), view.instructions());
    for (int register = 0; register < 16; register++) {
      boolean readable = what >= EXCEPTION || register < 4 || register > 12;
      flow[length++] = readable ? view.register(register) : 0;
    }
  }

  /** The first values of an event, for which there is room; registers come behind. */
  private void append(
      int what, long first, long second, long third, long cycles, long instructions) {
    if (length == flow.length) {
      flow = Arrays.copyOf(flow, 2 * length);
    }
    flow[length++] = what;
    flow[length++] = first;
    flow[length++] = second;
    flow[length++] = third;
    flow[length++] = cycles;
    flow[length++] = instructions;
  }

  /** An event of which no registers are known. */
  void bare(int what, long first, long second, long third, long cycles, long instructions) {
    append(what, first, second, third, cycles, instructions);
    Arrays.fill(flow, length, length + 16, 0);
    length += 16;
  }

  @Override
  public void call(int site, int target, int returnAddress, boolean indirect) {
    event(indirect ? INDIRECT_CALL : CALL, site, target, returnAddress);
  }

  @Override
  public void ret(int site, int target) {
    event(RETURN, site, target, 0);
  }

  @Override
  public void jump(int site, int target) {
    event(JUMP, site, target, 0);
  }

  @Override
  public void exceptionEntry(int exception, int returnAddress, long since) {
    event(EXCEPTION, exception, returnAddress, since);
  }

  @Override
  public void exceptionReturn(int exception, int target) {
    event(EXCEPTION_RETURN, exception, target, 0);
  }

  @Override
  public void block(BlockView code, int from, int to, long cycles) {
    add(code, from, to, 1, cycles);
  }

  @Override
  public void counted(BlockView code, int from, int to, long count, long cycles) {
    settled += count;
    add(code, from, to, count, cycles);
  }

  private void add(BlockView code, int from, int to, long count, long cycles) {
    long line = (long) code.instruction(0).address << 32;
    long[] sum = sums.computeIfAbsent(line, l -> new long[1]);
    sum[0] += cycles;
    for (int k = from; k < to; k++) {
      sums.computeIfAbsent(line | code.instruction(k).address | 1, l -> new long[1])[0] += count;
    }
  }

  /** Runs of lines that translated code has counted. */
  long settled() {
    return settled;
  }

  /** Calls that translated code has told in sums. */
  long summed() {
    return 0;
  }

  /** Another log must have seen the same since this was asked last. */
  void assertSame(EventLog other, String at) {
    if (length != other.length
        || !Arrays.equals(flow, 0, length, other.flow, 0, length)
        || !equalSums(other)) {
      assertEquals(text(), other.text(), at);
    }
    clear();
    other.clear();
  }

  private boolean equalSums(EventLog other) {
    if (!sums.keySet().equals(other.sums.keySet())) {
      return false;
    }
    for (Map.Entry<Long, long[]> sum : sums.entrySet()) {
      if (sum.getValue()[0] != other.sums.get(sum.getKey())[0]) {
        return false;
      }
    }
    return true;
  }

  private void clear() {
    length = 0;
    sums.clear();
  }

  private String text() {
    StringBuilder text = new StringBuilder("kind, three values, cycle, instructions, registers:\n");
    for (int at = 0; at < length; at += EVENT) {
      for (int k = at; k < at + EVENT; k++) {
        text.append(' ').append(Long.toHexString(flow[k]));
      }
      text.append('\n');
    }
    new TreeMap<>(sums)
        .forEach((place, sum) -> text.append(String.format("%x: %d%n", place, sum[0])));
    return text.toString();
  }
}
