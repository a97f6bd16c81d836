package dev.tinyrig.traces.tflm;

import dev.tinyrig.traces.calls.Frames;
import dev.tinyrig.traces.calls.ShadowStack;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Calls through function pointers of a firmware in which no model was found, by call site, so that
 * the pattern of the interpreter's loop can still be told: a constant first argument and a second
 * one that walks up in constant steps.
 *
 * <p>Memory is bounded: a site whose first argument changes is forgotten, and so are sites beyond a
 * number.
 */
final class UnknownCalls {
  private static final int MAX_SITES = 256;
  private static final int MAX_EVENTS = 4096;

  /** The fewest steps that count as a walk. */
  private static final int MIN_STEPS = 3;

  /** Sizes of a node with its registration. */
  private static final int MIN_STRIDE = 20;

  private static final int MAX_STRIDE = 128;

  private static final class Site {
    int context;
    boolean hopeless;
    int events;
    int[] node = new int[16];
    int[] target = new int[16];
    long[] start = new long[16];
    long[] startInstructions = new long[16];
    long[] frame = new long[16];
    long[] end = new long[16];
    long[] endInstructions = new long[16];
    int[] status = new int[16];
    final int number;

    Site(int number) {
      this.number = number;
    }
  }

  /** A step of a walk: which function ran, from when to when; end 0 when it did not return. */
  record Step(
      int target,
      int node,
      long startCycles,
      long startInstructions,
      long endCycles,
      long endInstructions,
      int status) {}

  /** A walk of the pattern. */
  record Pattern(int site, int context, int stride, List<Step> steps) {}

  private final List<Site> numbered = new ArrayList<>();
  private final Map<Integer, Site> sites = new TreeMap<>(Integer::compareUnsigned);

  /** Looks at a call; the tag for its frame, 0 for none. */
  int called(Frames f, ShadowStack stack, int address, int target, int context, int node) {
    Site site = sites.get(address);
    if (site == null) {
      if (sites.size() >= MAX_SITES) {
        return 0;
      }
      site = new Site(numbered.size());
      numbered.add(site);
      site.context = context;
      sites.put(address, site);
    }
    if (site.hopeless || site.events >= MAX_EVENTS) {
      return 0;
    }
    if (site.context != context) {
      site.hopeless = true;
      return 0;
    }
    int at = site.events++;
    if (at == site.node.length) {
      site.node = Arrays.copyOf(site.node, at * 2);
      site.target = Arrays.copyOf(site.target, at * 2);
      site.start = Arrays.copyOf(site.start, at * 2);
      site.startInstructions = Arrays.copyOf(site.startInstructions, at * 2);
      site.frame = Arrays.copyOf(site.frame, at * 2);
      site.end = Arrays.copyOf(site.end, at * 2);
      site.endInstructions = Arrays.copyOf(site.endInstructions, at * 2);
      site.status = Arrays.copyOf(site.status, at * 2);
    }
    site.node[at] = node;
    site.target[at] = target;
    site.start[at] = stack.now();
    site.startInstructions[at] = stack.nowInstructions();
    site.frame[at] = f.size >= 2 ? f.at(f.size - 2).serial : 0;
    return -1 - (site.number * MAX_EVENTS + at);
  }

  /** The frame with this tag is left. */
  void ended(int tag, long now, long nowInstructions, int status) {
    int event = -1 - tag;
    Site site = numbered.get(event / MAX_EVENTS);
    int at = event % MAX_EVENTS;
    site.end[at] = now;
    site.endInstructions[at] = nowInstructions;
    site.status[at] = status;
  }

  /** The walks of constant stride, by site. */
  List<Pattern> patterns() {
    List<Pattern> found = new ArrayList<>();
    sites.forEach(
        (address, site) -> {
          int from = 0;
          while (!site.hopeless && from + 1 < site.events) {
            int stride = site.node[from + 1] - site.node[from];
            int to = from + 1;
            while (to + 1 < site.events
                && site.frame[to + 1] == site.frame[from]
                && site.node[to + 1] - site.node[to] == stride) {
              to++;
            }
            if (stride >= MIN_STRIDE && stride <= MAX_STRIDE && to - from + 1 >= MIN_STEPS) {
              List<Step> steps = new ArrayList<>();
              for (int i = from; i <= to; i++) {
                steps.add(
                    new Step(
                        site.target[i],
                        site.node[i],
                        site.start[i],
                        site.startInstructions[i],
                        site.end[i],
                        site.endInstructions[i],
                        site.status[i]));
              }
              found.add(new Pattern(address, site.context, stride, List.copyOf(steps)));
            }
            from = to + (to == from + 1 && stride < MIN_STRIDE ? 0 : 1);
          }
        });
    return found;
  }
}
