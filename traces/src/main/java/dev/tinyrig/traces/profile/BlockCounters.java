package dev.tinyrig.traces.profile;

import dev.tinyrig.emulator.probe.Probe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Counts executed blocks into the selected set. One array access, two additions and a comparison
 * per block; what instructions, functions or lines it means is worked out later ({@link
 * BlockSums}).
 */
public final class BlockCounters {
  private static final Counted[] NOTHING = {};

  /**
   * A block in a set: {@code started[i]} runs began and {@code -started[i]} ended at instruction i.
   */
  private static final class Counted {
    final Probe.BlockView code;
    final long[] started;
    final StackEffect stack;
    long cycles;

    Counted(Probe.BlockView code) {
      this.code = code;
      this.started = new long[code.length() + 1];
      this.stack = StackEffect.of(code);
    }
  }

  private static final class Set {
    Counted[] byId = NOTHING;
    final List<Counted> retired = new ArrayList<>();

    List<BlockSums.Block> sums() {
      return Stream.concat(Arrays.stream(byId).filter(Objects::nonNull), retired.stream())
          .map(b -> new BlockSums.Block(b.code, b.started.clone(), b.cycles))
          .toList();
    }
  }

  private final List<Set> sets = new ArrayList<>();
  private final StackTracker stack;
  private Probe.View view;
  private Counted[] current = NOTHING;
  private int selected;

  public BlockCounters(StackTracker stack) {
    this.stack = stack;
    sets.add(new Set());
  }

  /** Connects it with the machine. */
  public void attached(Probe.View newView) {
    view = newView;
  }

  /** Counts into this set from now on. */
  public void select(int set) {
    while (sets.size() <= set) {
      sets.add(new Set());
    }
    selected = set;
    current = sets.get(set).byId;
  }

  /** Identity is what matters: an id may have been given away anew. */
  @SuppressWarnings("ReferenceEquality")
  private Counted of(Probe.BlockView code) {
    int id = code.id();
    Counted[] blocks = current;
    Counted b = id < blocks.length ? blocks[id] : null;
    return b == null || b.code != code ? add(code, id) : b;
  }

  /** See {@link Probe#block}. */
  public void block(Probe.BlockView code, int from, int to, long cycles) {
    Counted b = of(code);
    b.started[from]++;
    b.started[to]--;
    b.cycles += cycles;
    stackMoved(b, from, to);
  }

  /** See {@link Probe#stackMoved}. */
  public void stackMoved(Probe.BlockView code, int from, int to) {
    stackMoved(of(code), from, to);
  }

  /** See {@link Probe#counted}. */
  public void counted(Probe.BlockView code, int from, int to, long count, long cycles) {
    Counted b = of(code);
    b.started[from] += count;
    b.started[to] -= count;
    b.cycles += cycles;
  }

  private void stackMoved(Counted b, int from, int to) {
    StackEffect effect = b.stack;
    if (effect == null || !effect.moves(from, to)) {
      return;
    }
    int sp = view.register(13);
    if (effect.switches()) {
      stack.switched(sp);
    } else {
      stack.moved(effect.lowest(from, to, sp), sp);
    }
  }

  private Counted add(Probe.BlockView code, int id) {
    Set set = sets.get(selected);
    if (id >= set.byId.length) {
      set.byId = Arrays.copyOf(set.byId, Math.max(id + 1, set.byId.length * 2));
      current = set.byId;
    }
    if (set.byId[id] != null) {
      set.retired.add(set.byId[id]);
    }
    set.byId[id] = new Counted(code);
    return set.byId[id];
  }

  /** What has been counted up to now. */
  public BlockSums sums() {
    return new BlockSums(sets.stream().map(Set::sums).toList());
  }
}
