package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.probe.Probe;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** All that a probe can see of a run: the flow in its order, and sums of what executed. */
final class EventLog implements Probe {
  private final StringBuilder flow = new StringBuilder();

  /** Executions by line and instruction, and cycles by line. */
  private final Map<String, Long> sums = new TreeMap<>();

  private View view;

  @Override
  public Set<Kind> wants() {
    return EnumSet.of(Kind.CALLS, Kind.COUNTS, Kind.EXCEPTIONS);
  }

  @Override
  public void attached(View newView) {
    view = newView;
  }

  private void event(String what, int... values) {
    flow.append(what);
    for (int value : values) {
      flow.append(String.format(" %x", value));
    }
    flow.append(" at ").append(view.cycles()).append(' ').append(view.instructions());
    for (int register = 0; register < 16; register++) {
      flow.append(' ').append(Integer.toHexString(view.register(register)));
    }
    flow.append('\n');
  }

  @Override
  public void call(int site, int target, int returnAddress, boolean indirect) {
    event(indirect ? "indirect call" : "call", site, target, returnAddress);
  }

  @Override
  public void ret(int site, int target) {
    event("ret", site, target);
  }

  @Override
  public void jump(int site, int target) {
    event("jump", site, target);
  }

  @Override
  public void exceptionEntry(int exception, int returnAddress, long since) {
    event("exception", exception, returnAddress, (int) since);
  }

  @Override
  public void exceptionReturn(int exception, int target) {
    event("return", exception, target);
  }

  @Override
  public void block(BlockView code, int from, int to, long cycles) {
    counted(code, from, to, 1, cycles);
  }

  @Override
  public void counted(BlockView code, int from, int to, long count, long cycles) {
    String line = String.format("%x", code.instruction(0).address);
    for (int k = from; k < to; k++) {
      sums.merge(String.format("%s:%x", line, code.instruction(k).address), count, Long::sum);
    }
    sums.merge(line, cycles, Long::sum);
  }

  /** What was seen since this was asked last. */
  String take() {
    String seen = flow + sums.toString();
    flow.setLength(0);
    sums.clear();
    return seen;
  }
}
