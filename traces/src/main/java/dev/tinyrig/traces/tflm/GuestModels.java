package dev.tinyrig.traces.tflm;

import dev.tinyrig.emulator.image.Image;
import dev.tinyrig.emulator.image.Segment;
import dev.tinyrig.emulator.probe.Probe;
import dev.tinyrig.traces.model.Model;
import dev.tinyrig.traces.model.ModelBytes;
import dev.tinyrig.traces.model.ModelException;
import dev.tinyrig.traces.model.ModelReader;
import dev.tinyrig.traces.model.Operator;
import dev.tinyrig.traces.model.Subgraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The models in guest memory: those that the image carries, and those that turn up at run time
 * (unpacked, received, or placed there by a debugger).
 */
public final class GuestModels {
  /** How far behind a model's start one of its operators' lists may lie. */
  private static final int MAX_REACH = 16 << 20;

  private static final int CHUNK = 4096;

  /** Searches backwards through memory that are made at most: each costs up to MAX_REACH bytes. */
  private static final int MAX_SEARCHES = 32;

  /** What a node's two lists point to. */
  record Match(GuestModel model, Subgraph subgraph, Operator operator) {}

  private final List<GuestModel> models = new ArrayList<>();
  private final List<Map<Long, Match>> byLists = new ArrayList<>();
  private final Set<Integer> searchedPages = new HashSet<>();
  private final List<String> rejected = new ArrayList<>();
  private Probe.View view;

  /** Models found so far, in the order of discovery. */
  public List<GuestModel> all() {
    return List.copyOf(models);
  }

  /** Why something that looks like a model is none that TFLM can run. */
  public List<String> rejected() {
    return List.copyOf(rejected);
  }

  /** Takes the models that lie in the image's bytes, at the addresses where the firmware runs. */
  public void addFrom(Image image) {
    for (Segment segment : image.segments()) {
      byte[] bytes = segment.bytes();
      for (int at = 0; at + 8 <= bytes.length; at++) {
        if (bytes[at + 4] == 'T'
            && bytes[at + 5] == 'F'
            && bytes[at + 6] == 'L'
            && bytes[at + 7] == '3') {
          int start = at;
          tryModel(
              segment.runAddress() + at,
              (offset, into, to, length) -> {
                long from = start + offset;
                if (from < 0 || from + length > bytes.length) {
                  return false;
                }
                System.arraycopy(bytes, (int) from, into, to, length);
                return true;
              });
        }
      }
    }
  }

  void attached(Probe.View newView) {
    view = newView;
  }

  private boolean tryModel(int address, ModelBytes bytes) {
    for (GuestModel known : models) {
      if (known.address() == address) {
        return false;
      }
    }
    try {
      Model model = ModelReader.read(bytes);
      if (model.operatorCount() == 0) {
        return false;
      }
      add(new GuestModel(models.size(), address, model));
      return true;
    } catch (ModelException e) {
      if (e.kind() == ModelException.Kind.SCHEMA_VERSION) {
        rejected.add("at 0x%08x: %s".formatted(address, e.getMessage()));
      }
      return false;
    }
  }

  private void add(GuestModel found) {
    models.add(found);
    Map<Long, Match> map = new HashMap<>();
    for (Subgraph g : found.model().subgraphs()) {
      for (Operator o : g.operators()) {
        map.putIfAbsent(key(o.inputsOffset(), o.outputsOffset()), new Match(found, g, o));
      }
    }
    byLists.add(map);
  }

  private static long key(int inputs, int outputs) {
    return (long) inputs << 32 | Integer.toUnsignedLong(outputs);
  }

  /** The operator whose lists of inputs and outputs lie at these addresses. */
  Optional<Match> match(int inputs, int outputs) {
    for (GuestModel m : models) {
      boolean in = m.contains(inputs);
      boolean out = m.contains(outputs);
      if ((in || inputs == 0) && (out || outputs == 0) && (in || out)) {
        Match match =
            byLists
                .get(m.index())
                .get(key(in ? inputs - m.address() : 0, out ? outputs - m.address() : 0));
        if (match != null) {
          return Optional.of(match);
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Looks for a model that holds this address, backwards from it. True when one was found; an
   * address near one that was looked at before is not searched again.
   */
  boolean discover(int address) {
    if (searchedPages.size() >= MAX_SEARCHES || !searchedPages.add(address >>> 12)) {
      return false;
    }
    byte[] chunk = new byte[CHUNK + 8];
    long low = Math.max(0, Integer.toUnsignedLong(address) - MAX_REACH);
    for (long at = Integer.toUnsignedLong(address) - CHUNK; at + CHUNK > low; at -= CHUNK) {
      long from = Math.max(at, 0);
      int length = (int) (at + CHUNK + 8 - from);
      if (view.read((int) from, chunk, 0, length) < length) {
        // the start of this memory lies inside of the chunk: go on in small steps
        return discoverBelow(address, (int) (at + CHUNK));
      }
      if (scan(chunk, length, (int) from, address)) {
        return true;
      }
    }
    return false;
  }

  private boolean discoverBelow(int address, int end) {
    byte[] word = new byte[8];
    for (int at = end; end - at <= CHUNK; at -= 4) {
      if (view.read(at, word, 0, 8) < 8) {
        return false;
      }
      if (scan(word, 8, at, address)) {
        return true;
      }
    }
    return false;
  }

  private boolean scan(byte[] chunk, int length, int base, int wanted) {
    for (int i = length - 8; i >= 0; i--) {
      if (chunk[i + 4] == 'T'
          && chunk[i + 5] == 'F'
          && chunk[i + 6] == 'L'
          && chunk[i + 7] == '3') {
        int start = base + i;
        ModelBytes memory =
            (offset, into, to, count) ->
                Integer.toUnsignedLong(start) + offset + count <= 0x1_0000_0000L
                    && view.read((int) (start + offset), into, to, count) == count;
        if (tryModel(start, memory) && models.getLast().contains(wanted)) {
          return true;
        }
      }
    }
    return false;
  }
}
