package dev.tinyrig.traces.tflm;

import dev.tinyrig.traces.calls.ShadowStack;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/** Works out the Invokes from the walks that were observed, with the hindsight of the whole run. */
final class InvokeResolver {
  /** Instructions before the first operator beyond which the loop's function does other work. */
  private static final long LEAD_IN = 5000;

  private final List<Walk> walks;
  private final List<OperatorCall> calls;
  private final UnknownCalls unknown;
  private final ShadowStack stack;
  private final IntFunction<String> names;
  private final List<InvokeRun> invokes = new ArrayList<>();
  private final List<OperatorRun> operators = new ArrayList<>();
  private final Map<Integer, Integer> positions = new HashMap<>();
  private final Map<Integer, Integer> interpreters = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();

  InvokeResolver(
      List<Walk> walks,
      List<OperatorCall> calls,
      UnknownCalls unknown,
      ShadowStack stack,
      IntFunction<String> names) {
    this.walks = walksOfKernels(walks, calls);
    this.calls = calls;
    this.unknown = unknown;
    this.stack = stack;
    this.names = names;
  }

  /**
   * Without those that were seen before the first registration was, of a model that has
   * registrations, and that no registration names: calls that had a node in a register by chance.
   */
  private static List<Walk> walksOfKernels(List<Walk> walks, List<OperatorCall> calls) {
    Set<Integer> registered = new HashSet<>();
    for (OperatorCall c : calls) {
      if (c.named) {
        registered.add(c.match.model().index());
      }
    }
    return walks.stream()
        .filter(
            w ->
                !registered.contains(w.first.model().index())
                    || w.calls.stream().anyMatch(c -> c.named))
        .toList();
  }

  InvokeLog resolve() {
    sumNested();
    decidePhases();
    Map<Walk, Integer> numbers = new HashMap<>();
    for (Walk w : walks) {
      if (w.phase == Phase.INVOKE && w.parent == null) {
        numbers.put(w, numbers.size());
      }
    }
    for (OperatorCall c : calls) {
      Integer invoke = numbers.get(top(c.walk));
      if (c.walk.phase == Phase.INVOKE && invoke != null) {
        positions.put(c.id, operators.size());
        operators.add(operator(c, invoke));
      }
    }
    walks.stream().filter(numbers::containsKey).forEach(w -> invokes.add(invoke(w)));
    if (calls.isEmpty()) {
      fromPatterns();
    }
    return new InvokeLog(
        List.copyOf(invokes), List.copyOf(operators), failures(), List.copyOf(notes));
  }

  private void sumNested() {
    for (OperatorCall c : calls) {
      c.nestedCycles = 0;
      c.nestedInstructions = 0;
    }
    for (OperatorCall c : calls) {
      if (c.parent != null) {
        c.parent.nestedCycles += c.inclusiveCycles();
        c.parent.nestedInstructions += c.inclusiveInstructions();
      }
    }
  }

  private static Walk top(Walk walk) {
    Walk w = walk;
    while (w.parent != null) {
      w = w.parent.walk;
    }
    return w;
  }

  /**
   * Where the registration did not tell (identical functions folded into one, an unknown layout),
   * the call site does: it is that of walks that are known, or else the first of two sites prepares
   * and the second invokes.
   */
  private void decidePhases() {
    Set<Integer> prepareSites = new HashSet<>();
    Set<Integer> invokeSites = new HashSet<>();
    for (OperatorCall c : calls) {
      if (c.phase == Phase.PREPARE) {
        prepareSites.add(c.site);
      } else if (c.phase == Phase.INVOKE) {
        invokeSites.add(c.site);
      }
    }
    Map<Integer, Set<Integer>> undecided = new HashMap<>();
    for (Walk w : walks) {
      if (w.phase == Phase.UNKNOWN) {
        int site = w.calls.getFirst().site;
        if (invokeSites.contains(site)) {
          w.phase = Phase.INVOKE;
        } else if (prepareSites.contains(site)) {
          w.phase = Phase.PREPARE;
        } else {
          undecided.computeIfAbsent(w.context, k -> new HashSet<>()).add(site);
        }
      }
    }
    Map<Integer, Integer> firstSite = new HashMap<>();
    for (Walk w : walks) {
      if (w.phase == Phase.UNKNOWN) {
        int site = w.calls.getFirst().site;
        int first = firstSite.computeIfAbsent(w.context, k -> site);
        boolean two = undecided.get(w.context).size() > 1;
        w.phase = two && site == first ? Phase.PREPARE : Phase.INVOKE;
        if (!two && invokeSites.isEmpty()) {
          note(
              "whether the kernels were prepared or invoked could not be told from their"
                  + " registrations: taken as Invoke");
        }
      }
    }
  }

  private void note(String text) {
    if (!notes.contains(text)) {
      notes.add(text);
    }
  }

  private OperatorRun operator(OperatorCall c, int invoke) {
    return new OperatorRun(
        invoke,
        c.parent == null ? -1 : positions.getOrDefault(c.parent.id, -1),
        Optional.of(c.match.model()),
        Optional.of(c.match.subgraph()),
        Optional.of(c.match.operator()),
        c.match.operator().index(),
        c.target,
        c.counters,
        c.startCycles,
        c.endCycles,
        c.ownCycles(),
        c.ownInstructions(),
        c.returned,
        c.status,
        c.startSp - c.lowestSp);
  }

  private InvokeRun invoke(Walk w) {
    boolean function = isFunction(w);
    OperatorCall first = w.calls.getFirst();
    OperatorCall last = w.last();
    boolean open = !last.returned;
    long start = function ? w.frameStartCycles : first.startCycles;
    long startInstructions = function ? w.frameStartInstructions : first.startInstructions;
    long startAway = function ? w.frameStartAway : first.startAway;
    long startHandlers = function ? w.frameStartHandlers : w.firstHandlers;
    boolean toReturn = function && w.frameLeft;
    long end = toReturn ? w.frameEndCycles : last.endCycles;
    long endInstructions = toReturn ? w.frameEndInstructions : last.endInstructions;
    long endAway = toReturn ? w.frameEndAway : last.endAway;
    long endHandlers = toReturn ? w.frameEndHandlers : w.lastHandlers;
    long operatorCycles = 0;
    long gaps = 0;
    long at = start;
    long awayAt = startAway;
    for (OperatorCall c : w.calls) {
      operatorCycles += c.inclusiveCycles();
      gaps += c.startCycles - at - (c.startAway - awayAt);
      at = c.endCycles;
      awayAt = c.endAway;
    }
    gaps += end - at - (endAway - awayAt);
    boolean plain = w.level == 0 && w.threadSwitchesAtStart == w.threadSwitchesAtEnd;
    return new InvokeRun(
        invokes.size(),
        interpreters.computeIfAbsent(w.context, k -> interpreters.size()),
        Optional.of(w.first.model()),
        open ? InvokeRun.State.RUNNING : state(w, last),
        function ? InvokeRun.Bounds.FUNCTION : InvokeRun.Bounds.LOOP,
        start,
        end - start,
        endInstructions - startInstructions,
        operatorCycles,
        gaps,
        plain ? endHandlers - startHandlers : endAway - startAway,
        w.outputCrc == null ? "" : w.outputCrc);
  }

  private static InvokeRun.State state(Walk w, OperatorCall last) {
    if (last.status != 0) {
      return InvokeRun.State.FAILED;
    }
    return w.isComplete() && w.calls.size() == w.operators()
        ? InvokeRun.State.COMPLETE
        : InvokeRun.State.PARTIAL;
  }

  /** Whether the frame of the loop is that of Invoke and not of a caller that inlined it. */
  private boolean isFunction(Walk w) {
    if (w.loopSerial == 0 || w.followsAnother || w.followed) {
      return false;
    }
    OperatorCall first = w.calls.getFirst();
    long leadIn =
        first.startInstructions
            - w.frameStartInstructions
            - (first.startAwayInstructions - w.frameStartAwayInstructions);
    return names.apply(w.loopFunction).contains("Invoke") || leadIn <= LEAD_IN;
  }

  private List<InvokeLog.PrepareFailure> failures() {
    List<InvokeLog.PrepareFailure> list = new ArrayList<>();
    for (Walk w : walks) {
      if (w.phase == Phase.PREPARE) {
        for (OperatorCall c : w.calls) {
          if (c.returned && c.status != 0) {
            list.add(
                new InvokeLog.PrepareFailure(
                    c.match.operator().name(), c.match.operator().index(), c.target, c.status));
          }
        }
      }
    }
    return list;
  }

  /** No model was found: what looks like the interpreter's loop, of the longest walks. */
  private void fromPatterns() {
    List<UnknownCalls.Pattern> patterns = unknown.patterns();
    int steps = patterns.stream().mapToInt(p -> p.steps().size()).max().orElse(0);
    if (steps == 0) {
      return;
    }
    // preparing and invoking look alike here; the later site is the one that invokes
    int site = 0;
    long latest = -1;
    for (UnknownCalls.Pattern p : patterns) {
      if (p.steps().size() == steps && p.steps().getFirst().startCycles() > latest) {
        latest = p.steps().getFirst().startCycles();
        site = p.site();
      }
    }
    notes.add(
        "no model was found in memory: operators are told from the pattern of calls alone, without"
            + " names, shapes and multiply-accumulates");
    for (UnknownCalls.Pattern p : patterns) {
      if (p.site() == site) {
        pattern(p, steps);
      }
    }
  }

  private void pattern(UnknownCalls.Pattern p, int fullLength) {
    int invoke = invokes.size();
    long own = 0;
    long lastEnd = 0;
    long lastEndInstructions = 0;
    boolean returned = true;
    int status = 0;
    for (int i = 0; i < p.steps().size(); i++) {
      UnknownCalls.Step s = p.steps().get(i);
      returned = s.endCycles() != 0;
      lastEnd = returned ? s.endCycles() : stack.now();
      lastEndInstructions = returned ? s.endInstructions() : stack.nowInstructions();
      status = s.status();
      own += lastEnd - s.startCycles();
      operators.add(
          new OperatorRun(
              invoke,
              -1,
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              i,
              s.target(),
              -1,
              s.startCycles(),
              lastEnd,
              lastEnd - s.startCycles(),
              lastEndInstructions - s.startInstructions(),
              returned,
              status,
              0));
    }
    UnknownCalls.Step first = p.steps().getFirst();
    long cycles = lastEnd - first.startCycles();
    invokes.add(
        new InvokeRun(
            invoke,
            interpreters.computeIfAbsent(p.context(), k -> interpreters.size()),
            Optional.empty(),
            !returned
                ? InvokeRun.State.RUNNING
                : status != 0
                    ? InvokeRun.State.FAILED
                    : p.steps().size() == fullLength
                        ? InvokeRun.State.COMPLETE
                        : InvokeRun.State.PARTIAL,
            InvokeRun.Bounds.LOOP,
            first.startCycles(),
            cycles,
            lastEndInstructions - first.startInstructions(),
            own,
            cycles - own,
            0,
            ""));
  }
}
