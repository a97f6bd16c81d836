package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.isa.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.SwitchCase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The ways into a region. A line amid loops is entered through the heads of these, from the
 * outermost inwards, so that every loop has one way in: of others the JIT compiler does not know
 * how often they go round, and keeps their registers in memory.
 */
final class Entrances {
  private final Asm asm;
  private final List<Segment> segments;
  private final Map<Segment, Label> heads;
  private final List<Segment> entries;

  /** Last addresses of branches back, by the address to which they go. */
  private final TreeMap<Integer, Integer> loops = new TreeMap<>(Integer::compareUnsigned);

  private final Map<Integer, Segment> byStart = new HashMap<>();

  /** Loops that have other entries within: where it is seen what their way is. */
  private final Map<Segment, Label> turns = new LinkedHashMap<>();

  Entrances(Asm asm, List<Segment> segments, List<Segment> entries, Map<Segment, Label> heads) {
    this.asm = asm;
    this.segments = segments;
    this.entries = entries;
    this.heads = heads;
    for (Segment segment : segments) {
      if (segment.from() == 0) {
        byStart.put(segment.block().start, segment);
      }
    }
    for (Segment segment : segments) {
      for (int k = 0; k < segment.whole(); k++) {
        Instruction i = segment.block().code[k];
        if (Bounds.isDirect(i)
            && Integer.compareUnsigned(i.target, i.address) <= 0
            && byStart.containsKey(i.target)) {
          loops.merge(i.target, i.address, (a, b) -> Integer.compareUnsigned(a, b) > 0 ? a : b);
        }
      }
    }
    for (Segment entry : entries) {
      for (Segment loop : around(entry)) {
        turns.computeIfAbsent(loop, l -> asm.label());
      }
    }
  }

  /** The heads of the loops in which a line lies, the outermost first. */
  private List<Segment> around(Segment line) {
    List<Segment> around = new ArrayList<>();
    int start = line.block().start;
    loops
        .headMap(start)
        .forEach(
            (head, last) -> {
              if (Integer.compareUnsigned(start, last) <= 0) {
                around.add(byStart.get(head));
              }
            });
    return around;
  }

  /** Enters the line whose number is in {@link Asm#NUMBER}. */
  void enter() {
    List<SwitchCase> cases = new ArrayList<>();
    Map<Segment, Label> ways = new HashMap<>();
    for (Segment entry : entries) {
      Label way = asm.label();
      ways.put(entry, way);
      cases.add(SwitchCase.of(segments.indexOf(entry), way));
    }
    asm.get(Asm.NUMBER);
    asm.code.lookupswitch(ways.get(entries.getFirst()), cases);
    for (Segment entry : entries) {
      asm.bind(ways.get(entry));
      List<Segment> around = around(entry);
      asm.push(around.isEmpty() ? 0 : segments.indexOf(entry) + 1).set(Asm.NUMBER);
      asm.code.goto_(heads.get(around.isEmpty() ? entry : around.getFirst()));
    }
  }

  /** The head of a line: turns to a line within, if that is what is entered. */
  void pass(Segment head) {
    Label turn = turns.get(head);
    if (turn != null) {
      asm.get(Asm.NUMBER);
      asm.code.ifne(turn);
    }
  }

  /** Writes the turns. */
  void finish() {
    turns.forEach(
        (loop, turn) -> {
          List<SwitchCase> cases = new ArrayList<>();
          Map<Label, Segment> arrivals = new LinkedHashMap<>();
          for (Segment entry : entries) {
            List<Segment> around = around(entry);
            int at = around.indexOf(loop);
            if (at >= 0) {
              Label next;
              if (at + 1 < around.size()) {
                next = heads.get(around.get(at + 1));
              } else {
                next = asm.label();
                arrivals.put(next, entry);
              }
              cases.add(SwitchCase.of(segments.indexOf(entry) + 1, next));
            }
          }
          asm.bind(turn).get(Asm.NUMBER);
          asm.code.lookupswitch(cases.getFirst().target(), cases);
          arrivals.forEach(
              (label, entry) -> {
                asm.bind(label).push(0).set(Asm.NUMBER);
                asm.code.goto_(heads.get(entry));
              });
        });
  }
}
