package dev.tinyrig.traces.tflm;

import dev.tinyrig.emulator.probe.Probe;
import dev.tinyrig.traces.calls.Frame;
import dev.tinyrig.traces.calls.Frames;
import dev.tinyrig.traces.calls.ShadowStack;
import dev.tinyrig.traces.tflm.GuestModels.Match;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Watches calls through function pointers for those of TFLM's interpreter.
 *
 * <p>A call is a kernel's when its second argument points to a node, that is, when the node's first
 * two words are the addresses of the input and output lists of one operator of a model in memory.
 * Whether it prepares or invokes is told by the registration that follows the node (third and
 * fourth function pointer). Calls of one frame with one context (first argument) that walk up the
 * operators of a subgraph are one {@link Walk}.
 */
@SuppressWarnings("ReferenceEquality") // walks and matches are told apart by identity
public final class OperatorFinder {
  /** Counter set of everything outside of operators. */
  public static final int OUTSIDE = 0;

  /** Counter set of exception handlers and of threads that they switched to. */
  public static final int HANDLERS = 1;

  /** First counter set of an operator. */
  public static final int FIRST_OPERATOR = 2;

  /** Operator calls that are kept: far more than a report can show. */
  private static final int MAX_CALLS = 1 << 20;

  /** Bytes behind a node's start in which the pointer to its registration is looked for. */
  private static final int REGISTRATION_REACH = 64;

  /** Calls from the loop's frame after the last operator until an Invoke counts as over. */
  private static final int CALLS_AFTER_LAST = 16;

  /** Told when execution moves from one operator to another. */
  public interface Observer {
    /** Execution goes on in this counter set. */
    void countersChanged(int set);

    /** Whether every direct call is to be told, and none in a sum. */
    void everyCall(boolean every);

    /** An operator begins ({@code true}) or ended; its stack is measured between the two. */
    void stackMark(int id, boolean begins);

    /** A top-level Invoke is about to run its first operator. */
    void invokeStarts(int context, GuestModel model);

    /** A top-level Invoke is over; how often so far, over all interpreters. */
    void invokeEnded(int context, GuestModel model, int count);
  }

  private record CounterKey(int model, int subgraph, int operator, int context, int site) {}

  private final GuestModels models;
  private final Observer observer;
  private final List<OperatorCall> calls = new ArrayList<>();
  private final List<Walk> walks = new ArrayList<>();
  private final Map<CounterKey, Integer> counterSets = new HashMap<>();
  private final UnknownCalls unknown = new UnknownCalls();

  /** Models whose registrations have been seen to name the functions that are called. */
  private final BitSet registered = new BitSet();

  private ShadowStack stack;
  private Probe.View view;
  private TensorLocator locator;
  private Walk pending;
  private int callsAfterLast;
  private int invokesEnded;
  private boolean overflow;

  public OperatorFinder(GuestModels models, Observer observer) {
    this.models = models;
    this.observer = observer;
  }

  /** Connects it with the stack whose events it follows. */
  public void attached(ShadowStack shadowStack, Probe.View newView) {
    stack = shadowStack;
    view = newView;
    models.attached(newView);
    locator = new TensorLocator(newView);
  }

  /** The stack has just pushed the frame of a call. */
  public void called(int site, int target, boolean indirect) {
    Frames f = stack.current();
    if (pending != null
        && f.size >= 2
        && f.at(f.size - 2).serial == pending.loopSerial
        && ++callsAfterLast > CALLS_AFTER_LAST) {
      invokeIsOver();
    }
    if (!indirect || f.size == 0) {
      return;
    }
    int node = view.register(1);
    if ((node & 3) != 0 || node == 0) {
      return;
    }
    int inputs = view.word(node);
    int outputs = view.word(node + 4);
    Match match = find(inputs, outputs);
    if (match != null) {
      begin(f, match, site, target, node);
    } else if (calls.isEmpty()) {
      f.at(f.size - 1).tag2 = unknown.called(f, stack, site, target, view.register(0), node);
    }
  }

  private Match find(int inputs, int outputs) {
    Match match = models.match(inputs, outputs).orElse(null);
    if (match == null
        && looksLikeList(inputs)
        && looksLikeList(outputs)
        && models.discover(outputs)) {
      match = models.match(inputs, outputs).orElse(null);
    }
    return match;
  }

  /** A count and that many small tensor numbers. */
  private boolean looksLikeList(int address) {
    if ((address & 3) != 0 || address == 0) {
      return false;
    }
    int count = view.word(address);
    if (count < 1 || count > 32) {
      return false;
    }
    for (int i = 1; i <= count; i++) {
      int tensor = view.word(address + 4 * i);
      if (tensor < -1 || tensor > 0xFFFF) {
        return false;
      }
    }
    return true;
  }

  /** Looks for the registration behind the node and for the function in it; null without one. */
  private Phase phase(int node, int target) {
    for (int at = node + 8; at <= node + REGISTRATION_REACH; at += 4) {
      int registration = view.word(at);
      if (registration == 0 || (registration & 3) != 0) {
        continue;
      }
      boolean prepare = (view.word(registration + 8) & ~1) == target;
      boolean invoke = (view.word(registration + 12) & ~1) == target;
      if (prepare || invoke) {
        return prepare && invoke ? Phase.UNKNOWN : prepare ? Phase.PREPARE : Phase.INVOKE;
      }
    }
    return null;
  }

  private void begin(Frames f, Match match, int site, int target, int node) {
    if (calls.size() >= MAX_CALLS) {
      overflow = true;
      return;
    }
    int depth = f.size - 1;
    int context = view.register(0);
    OperatorCall parent = innermost(f, depth);
    if (parent != null && parent.match == match && parent.walk.context == context) {
      return; // a kernel that hands its node on to another function
    }
    Phase named = phase(node, target);
    if (named != null) {
      registered.set(match.model().index());
    } else if (registered.get(match.model().index())) {
      return; // a virtual function of fewer arguments: the register still holds the node
    }
    Phase phase = named == null ? Phase.UNKNOWN : named;
    Walk walk = walkOf(f, depth - 1, match, context, phase, parent);
    int counters =
        counterSets.computeIfAbsent(
            new CounterKey(
                match.model().index(),
                match.subgraph().index(),
                match.operator().index(),
                context,
                phase == Phase.UNKNOWN ? site : phase.ordinal()),
            key -> counterSets.size() + FIRST_OPERATOR);
    OperatorCall call =
        new OperatorCall(
            calls.size(), match, walk, phase, parent, site, target, node, counters, f.levels());
    call.named = named != null;
    calls.add(call);
    walk.calls.add(call);
    call.startCycles = stack.now();
    call.startInstructions = stack.nowInstructions();
    call.startAway = f.away(f.levels(), stack.now());
    call.startAwayInstructions = f.awayInstructions(f.levels(), stack.nowInstructions());
    call.startSp = f.at(depth).sp;
    f.at(depth).tag2 = call.id + 1;
    if (walk.calls.size() == 1) {
      walk.firstHandlers = stack.exceptionTimes().total(stack.now());
      walk.threadSwitchesAtStart = stack.threadSwitches();
      if (parent == null && phase == Phase.INVOKE) {
        observer.invokeStarts(context, match.model());
      }
    }
    observer.stackMark(call.id, true);
    observer.countersChanged(counters);
  }

  private Walk walkOf(
      Frames f, int loop, Match match, int context, Phase phase, OperatorCall parent) {
    Walk last = loop >= f.floor() && f.at(loop).tag != 0 ? walks.get(f.at(loop).tag - 1) : null;
    if (last != null
        && last.context == context
        && last.first.model() == match.model()
        && last.first.subgraph() == match.subgraph()
        && last.last().match.operator().index() < match.operator().index()
        && (last.phase == phase || last.phase == Phase.UNKNOWN || phase == Phase.UNKNOWN)) {
      if (last.phase == Phase.UNKNOWN) {
        last.phase = phase;
      }
      return last;
    }
    if (last != null) {
      last.followed = true;
      if (last == pending) {
        invokeIsOver();
      }
    }
    boolean framed = loop >= f.floor();
    Walk walk =
        new Walk(
            walks.size(),
            context,
            match,
            framed ? f.at(loop).serial : 0,
            framed ? f.at(loop).function : 0,
            parent,
            last != null,
            f.levels());
    walk.phase = phase;
    walks.add(walk);
    if (framed) {
      f.at(loop).tag = walks.size();
      walk.frameStartCycles = f.at(loop).enteredCycles;
      walk.frameStartInstructions = f.at(loop).enteredInstructions;
      walk.frameStartAway = f.at(loop).enteredAway;
      walk.frameStartAwayInstructions = f.at(loop).enteredAwayInstructions;
      walk.frameStartHandlers = f.at(loop).enteredHandlers;
    }
    return walk;
  }

  /** The operator in whose kernel the frames below {@code depth} are, or null. */
  private OperatorCall innermost(Frames f, int depth) {
    for (int d = depth - 1; d >= f.floor(); d--) {
      if (f.at(d).tag2 > 0) {
        return calls.get(f.at(d).tag2 - 1);
      }
    }
    return null;
  }

  /** See {@link ShadowStack.Listener#leaving}. */
  public void leaving(Frames f, int depth) {
    Frame frame = f.at(depth);
    if (frame.tag != 0 || frame.tag2 != 0) {
      leavingTagged(f, depth);
    }
  }

  private void leavingTagged(Frames f, int depth) {
    if (f.at(depth).tag2 < 0) {
      unknown.ended(f.at(depth).tag2, stack.now(), stack.nowInstructions(), view.register(0));
    } else if (f.at(depth).tag2 > 0) {
      OperatorCall call = calls.get(f.at(depth).tag2 - 1);
      end(f, call);
      call.returned = true;
      call.status = view.register(0);
      OperatorCall outer = innermost(f, depth);
      observer.countersChanged(
          outer != null ? outer.counters : f.levels() > 0 ? HANDLERS : OUTSIDE);
      Walk walk = call.walk;
      if (walk.parent == null
          && walk.phase == Phase.INVOKE
          && (walk.isComplete() || call.status != 0)) {
        await(walk);
        callsAfterLast = 0;
        if (walk.loopSerial == 0) {
          invokeIsOver();
        }
      }
    }
    if (f.at(depth).tag != 0) {
      Walk walk = walks.get(f.at(depth).tag - 1);
      walk.frameLeft = true;
      walk.frameEndCycles = stack.now();
      walk.frameEndInstructions = stack.nowInstructions();
      walk.frameEndAway = f.away(f.at(depth).level, stack.now());
      walk.frameEndAwayInstructions =
          f.awayInstructions(f.at(depth).level, stack.nowInstructions());
      walk.frameEndHandlers = stack.exceptionTimes().total(stack.now());
      if (walk == pending) {
        invokeIsOver();
      }
    }
  }

  private void end(Frames f, OperatorCall call) {
    call.ended = true;
    call.endCycles = stack.now();
    call.endInstructions = stack.nowInstructions();
    call.endAway = f.away(call.level, stack.now());
    call.endAwayInstructions = f.awayInstructions(call.level, stack.nowInstructions());
    call.walk.lastHandlers = stack.exceptionTimes().total(stack.now());
    call.walk.threadSwitchesAtEnd = stack.threadSwitches();
    observer.stackMark(call.id, false);
  }

  /** An Invoke may be over, which calls from its loop tell; or null. */
  private void await(Walk walk) {
    pending = walk;
    observer.everyCall(walk != null);
  }

  private void invokeIsOver() {
    Walk walk = pending;
    await(null);
    invokesEnded++;
    observer.invokeEnded(walk.context, walk.first.model(), invokesEnded);
  }

  /** See {@link ShadowStack.Listener#flowChanged}. */
  public void flowChanged() {
    Frames f = stack.current();
    OperatorCall inside = innermost(f, f.size);
    observer.countersChanged(
        inside != null ? inside.counters : f.levels() > 0 ? HANDLERS : OUTSIDE);
  }

  /** The deepest stack pointer seen during an operator. */
  public void stackOf(int id, int lowestSp) {
    calls.get(id).lowestSp = lowestSp;
  }

  /** Keeps the check sum of the outputs of the Invoke that has just ended. */
  public void outputsOf(int context, String crc) {
    for (int i = walks.size() - 1; i >= 0; i--) {
      Walk w = walks.get(i);
      if (w.parent == null && w.context == context) {
        w.outputCrc = crc;
        return;
      }
    }
  }

  /** Where the inputs of the interpreter's main subgraph have their data. */
  public List<TensorPlace> inputs(int context, GuestModel model) {
    return places(context, model, model.model().main().inputs());
  }

  /** Where the outputs of the interpreter's main subgraph have their data. */
  public List<TensorPlace> outputs(int context, GuestModel model) {
    return places(context, model, model.model().main().outputs());
  }

  private List<TensorPlace> places(int context, GuestModel model, int[] tensors) {
    for (OperatorCall c : calls) {
      if (c.match.model() == model && c.walk.context == context) {
        return locator.places(model, model.model().main(), context, c.node, tensors);
      }
    }
    return List.of();
  }

  /** The arena of the first interpreter, if its allocator's state was found. */
  public Optional<Arena> arena() {
    return calls.isEmpty() ? Optional.empty() : ArenaFinder.find(view, calls.getFirst().node);
  }

  /** Invokes that have ended so far, over all interpreters. */
  public int invokesEnded() {
    return invokesEnded;
  }

  /** Whether more operators were called than are kept. */
  public boolean overflowed() {
    return overflow;
  }

  /**
   * Closes what is open at the end of the run and works out the Invokes.
   *
   * @param names readable names of functions by address, empty where unknown
   */
  public InvokeLog finish(IntFunction<String> names) {
    stack.readTime();
    Frames f = stack.current();
    for (int d = f.size - 1; d >= 0; d--) {
      if (f.at(d).tag2 > 0) {
        end(f, calls.get(f.at(d).tag2 - 1));
      }
    }
    return new InvokeResolver(walks, calls, unknown, stack, names).resolve();
  }
}
