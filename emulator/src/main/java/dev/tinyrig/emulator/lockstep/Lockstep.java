package dev.tinyrig.emulator.lockstep;

import dev.tinyrig.emulator.core.CoreState;
import dev.tinyrig.emulator.debug.BreakpointHandler;
import dev.tinyrig.emulator.debug.DebugPort;
import dev.tinyrig.emulator.machine.Machine;
import dev.tinyrig.emulator.machine.MachineState;
import dev.tinyrig.emulator.machine.StopReason;
import dev.tinyrig.emulator.translator.Execution;
import dev.tinyrig.emulator.translator.TranslationObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Two machines of the same build, one on each engine, executing the same firmware.
 *
 * <p>The translated machine leads. Wherever translated code is entered or left, the interpreted one
 * follows to the same instruction, and registers, flags, cycles, exceptions and the bytes that were
 * stored must be the same; every {@link #SPAN} cycles, and where a run ends, all of memory and
 * every device must be. The first difference ends the run with a {@link DivergenceException}.
 *
 * <p>The host is asked by the leader alone: what it answers is repeated to the other one.
 */
public final class Lockstep {
  /** Cycles after which whole machines are compared: what is repeated to find a difference. */
  static final long SPAN = 10_000_000;

  private final Machine leader;
  private final Machine follower;
  private final HostCalls calls = new HostCalls();
  private final HostCalls.Player answers = calls.new Player();
  private final ExceptionLog led = new ExceptionLog();
  private final ExceptionLog followed = new ExceptionLog();
  private final Stores stores = new Stores();
  private Watched watched = Watched.NOTHING;
  private MachineState leaderThen;
  private MachineState followerThen;
  private CoreState equal;
  private boolean repeating;

  /**
   * Two machines that were built alike, but for the engine, and have not run yet.
   *
   * @param host answers BKPT of both
   */
  public Lockstep(Machine translated, Machine interpreted, BreakpointHandler host) {
    leader = translated;
    follower = interpreted;
    leader.setBreakpointHandler(calls.recording(host));
    follower.setBreakpointHandler(answers);
    leader
        .translator()
        .orElseThrow(() -> new IllegalArgumentException("the first machine does not translate"))
        .observe(new Comparison());
    leader.attach(led);
    follower.attach(followed);
    follower.onAccess(stores);
    checkpoint();
  }

  /** Whether what a device prints now has been printed before. */
  public boolean repeating() {
    return repeating;
  }

  /** Changes both machines between two runs. */
  public void change(Consumer<DebugPort> change) {
    change.accept(leader.debug());
    change.accept(follower.debug());
    checkpoint();
  }

  /**
   * Runs both, as {@link Machine#run} does; throws {@link DivergenceException} when they differ.
   */
  public StopReason run(long untilCycle) {
    while (true) {
      StopReason stop = span(Math.min(untilCycle, leader.cycles() + SPAN));
      if (!(stop instanceof StopReason.Limit) || leader.cycles() >= untilCycle) {
        return stop;
      }
    }
  }

  private StopReason span(long end) {
    StopReason stop = leader.run(end);
    StopReason other = stop instanceof StopReason.Limit ? follower.run(end) : follow();
    compare(null);
    if (!(other instanceof StopReason.Limit) && stop.getClass() != other.getClass()) {
      throw found(null, List.of(new Divergence.Value("end", other.toString(), stop.toString())));
    }
    leader.scheduler().fireDue(); // one of them may have stopped before it looked
    follower.scheduler().fireDue();
    MachineState leads = MachineState.of(leader);
    MachineState follows = MachineState.of(follower);
    List<String> parts = follows.differences(leads);
    if (!parts.isEmpty()) {
      repeat(end, parts);
    }
    checkpoint(leads, follows);
    return stop;
  }

  private void checkpoint() {
    checkpoint(MachineState.of(leader), MachineState.of(follower));
  }

  private void checkpoint(MachineState leads, MachineState follows) {
    leaderThen = leads;
    followerThen = follows;
    equal = leader.coreState();
    calls.clear();
    answers.rewind();
    stores.clear();
  }

  /** Goes through the span again and looks at what differed at its end wherever code is left. */
  private void repeat(long end, List<String> parts) {
    watched = Watched.of(leader, follower, parts);
    List<Divergence.Value> values = watched.differences(leader, follower);
    repeating = true;
    HostCalls.Player again = calls.new Player();
    leader.setBreakpointHandler(again);
    leaderThen.restore(leader);
    back();
    equal = leader.coreState();
    leader.run(end);
    follow();
    throw new DivergenceException(
        new Narrowing(leader, follower, stores, watched).unknown(equal, values));
  }

  /** Takes the interpreted machine back to where whole machines were compared last. */
  private void back() {
    followerThen.restore(follower);
    answers.rewind();
    stores.clear();
    led.clear();
    followed.clear();
  }

  /** Lets the interpreted machine execute what the other one has executed. */
  private StopReason follow() {
    return follow(leader.cycles(), leader.instructions());
  }

  private StopReason follow(long cycles, long instructions) {
    StopReason stop = follower.run(cycles);
    while (stop instanceof StopReason.Limit
        && follower.instructions() < instructions
        && follower.cycles() <= cycles) {
      follower.debug().step(); // instructions that take no time
    }
    return stop;
  }

  private void compare(Execution execution) {
    List<Divergence.Value> values = new ArrayList<>(ExceptionLog.differences(followed, led));
    CoreState state = leader.coreState();
    values.addAll(Values.core(follower.coreState(), state));
    values.addAll(stored());
    values.addAll(watched.differences(leader, follower));
    if (!values.isEmpty()) {
      throw found(execution, values);
    }
    stores.clear();
    led.clear();
    followed.clear();
    equal = state;
  }

  private List<Divergence.Value> stored() {
    List<Divergence.Value> found = new ArrayList<>();
    byte[] expected = new byte[16];
    byte[] actual = new byte[16];
    for (int k = 0; k < stores.count(); k++) {
      int size = follower.debug().read(stores.address(k), expected, 0, stores.size(k));
      leader.debug().read(stores.address(k), actual, 0, size);
      for (int b = 0; b < size; b++) {
        if (expected[b] != actual[b]) {
          found.add(Values.memory(stores.address(k) + b, expected[b], actual[b]));
        }
      }
    }
    return found;
  }

  private DivergenceException found(Execution execution, List<Divergence.Value> values) {
    repeating = true;
    CoreState bad = leader.coreState();
    back();
    follow(equal.cycles(), equal.instructions());
    return new DivergenceException(
        new Narrowing(leader, follower, stores, watched).find(execution, equal, bad, values));
  }

  private final class Comparison implements TranslationObserver {
    @Override
    public void entering() {
      if (!leader.coreState().same(equal)) { // otherwise it was left right here
        follow();
        compare(null);
      }
    }

    @Override
    public void left(Execution execution) {
      follow();
      compare(execution);
    }
  }
}
