package dev.tinyrig.traces.calls;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The calling-context tree: one node for each distinct chain of callers, with the cycles spent in
 * its last function alone. Node 0 is the root, under which the reset handler, exception handlers
 * and threads stand side by side.
 */
public final class CallTree {
  /** Nodes are shared with their parent beyond this many. */
  private static final int MAX_NODES = 1 << 20;

  private int[] parent = new int[1024];
  private int[] function = new int[1024];
  private long[] cycles = new long[1024];
  private long[] calls = new long[1024];
  private int size = 1;
  private int[] slots = new int[4096];
  private int current;
  private long since;

  /** Number of nodes. */
  int size() {
    return size;
  }

  /** Whether calls that are new are not told from their caller any more. */
  boolean isFull() {
    return size >= MAX_NODES;
  }

  /** The node in which cycles are spent now. */
  int current() {
    return current;
  }

  /** Charges the cycles up to {@code now} to the current node and makes {@code node} current. */
  void moveTo(int node, long now) {
    cycles[current] += now - since;
    since = now;
    current = node;
  }

  /** The node of a function called from {@code from}; counts the call. */
  int child(int from, int address) {
    int mask = slots.length - 1;
    int at = hash(from, address) & mask;
    while (slots[at] != 0) {
      int node = slots[at];
      if (parent[node] == from && function[node] == address) {
        calls[node]++;
        return node;
      }
      at = (at + 1) & mask;
    }
    if (size >= MAX_NODES) {
      return from;
    }
    if (size == parent.length) {
      int length = size * 2;
      parent = Arrays.copyOf(parent, length);
      function = Arrays.copyOf(function, length);
      cycles = Arrays.copyOf(cycles, length);
      calls = Arrays.copyOf(calls, length);
    }
    int node = size++;
    parent[node] = from;
    function[node] = address;
    calls[node] = 1;
    slots[at] = node;
    if (size * 2 > slots.length) {
      rehash();
    }
    return node;
  }

  /** Calls of a function from the current node that returned at once, and their cycles. */
  void leaves(int address, long count, long passed) {
    int node = child(current, address);
    if (node != current) { // else the tree is full
      calls[node] += count - 1;
      cycles[node] += passed;
      since += passed;
    }
  }

  private void rehash() {
    slots = new int[slots.length * 2];
    int mask = slots.length - 1;
    for (int node = 1; node < size; node++) {
      int at = hash(parent[node], function[node]) & mask;
      while (slots[at] != 0) {
        at = (at + 1) & mask;
      }
      slots[at] = node;
    }
  }

  private static int hash(int from, int address) {
    int h = from * 0x85EB_CA6B + (address >>> 1) * 0x9E37_79B1;
    return h ^ h >>> 15;
  }

  /** Calls of a function and the cycles in it and below it. */
  public record Total(long calls, long inclusive, long exclusive) {}

  /** Totals by function address (unsigned order); recursion counts once. */
  public Map<Integer, Total> totals() {
    long[] below = new long[size];
    for (int n = size - 1; n > 0; n--) {
      below[n] += cycles[n];
      below[parent[n]] += below[n];
    }
    Map<Integer, Total> result = new TreeMap<>(Integer::compareUnsigned);
    for (int n = 1; n < size; n++) {
      Total old = result.getOrDefault(function[n], new Total(0, 0, 0));
      result.put(
          function[n],
          new Total(
              old.calls() + calls[n],
              old.inclusive() + (isRecursion(n) ? 0 : below[n]),
              old.exclusive() + cycles[n]));
    }
    return result;
  }

  private boolean isRecursion(int node) {
    for (int p = parent[node]; p != 0; p = parent[p]) {
      if (function[p] == function[node]) {
        return true;
      }
    }
    return false;
  }

  /** One chain of callers, outermost first, and the cycles in its last function. */
  public record Path(int[] functions, long cycles) {}

  /** Chains with cycles in the order in which they first appeared: the input of flame graphs. */
  public List<Path> paths() {
    List<Path> list = new ArrayList<>();
    for (int n = 1; n < size; n++) {
      if (cycles[n] == 0) {
        continue;
      }
      int depth = 0;
      for (int p = n; p != 0; p = parent[p]) {
        depth++;
      }
      int[] chain = new int[depth];
      for (int p = n; p != 0; p = parent[p]) {
        chain[--depth] = function[p];
      }
      list.add(new Path(chain, cycles[n]));
    }
    return list;
  }
}
