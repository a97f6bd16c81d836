package dev.tinyrig.traces.tflm;

import dev.tinyrig.emulator.probe.Probe;
import dev.tinyrig.traces.model.Subgraph;
import dev.tinyrig.traces.model.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the interpreter's array of tensors in guest memory: structures of equal size, one for each
 * tensor of a subgraph in order, in which the address of the tensor's shape (a list inside of the
 * model) stands right behind the address of its data. This has been so from TFLM's first
 * TfLiteTensor to today's TfLiteEvalTensor.
 */
final class TensorLocator {
  /** How far around a node of the interpreter the array is looked for: both are in the arena. */
  private static final int REACH = 1 << 20;

  private static final int CHUNK = 4096;
  private static final int MIN_STRIDE = 12;
  private static final int MAX_STRIDE = 128;

  private record Key(int model, int subgraph, int context) {}

  /** Where the shape address of tensor 0 would stand, and the size of one structure. */
  private record Array(int firstShape, int stride) {}

  private final Map<Key, Optional<Array>> found = new HashMap<>();
  private final Probe.View view;

  TensorLocator(Probe.View view) {
    this.view = view;
  }

  /** The data of these tensors; fewer, or none, where they cannot be told. */
  List<TensorPlace> places(GuestModel model, Subgraph graph, int context, int node, int[] wanted) {
    Optional<Array> array =
        found.computeIfAbsent(
            new Key(model.index(), graph.index(), context), k -> search(model, graph, node));
    List<TensorPlace> places = new ArrayList<>();
    if (array.isPresent()) {
      for (int number : wanted) {
        Optional<Tensor> tensor = graph.tensor(number);
        int address = view.word(array.get().firstShape() + number * array.get().stride() - 4);
        if (tensor.isPresent() && address != 0) {
          places.add(new TensorPlace(tensor.get(), address));
        }
      }
    }
    return places;
  }

  private Optional<Array> search(GuestModel model, Subgraph graph, int node) {
    Tensor anchor = null;
    for (Tensor t : graph.tensors()) {
      if (t.shapeOffset() != 0) {
        anchor = t;
        break;
      }
    }
    if (anchor == null) {
      return Optional.empty();
    }
    int wanted = model.address() + anchor.shapeOffset();
    byte[] chunk = new byte[CHUNK];
    int start = node & -CHUNK;
    for (int way = -1; way <= 1; way += 2) {
      int at = way < 0 ? start : start + CHUNK;
      for (int done = 0; done < REACH; done += CHUNK, at += way * CHUNK) {
        if (view.read(at, chunk, 0, CHUNK) < CHUNK) {
          break;
        }
        for (int i = 0; i < CHUNK; i += 4) {
          if (word(chunk, i) == wanted) {
            Optional<Array> array = fits(model, graph, anchor, at + i);
            if (array.isPresent()) {
              return array;
            }
          }
        }
      }
    }
    return Optional.empty();
  }

  private static int word(byte[] b, int i) {
    return b[i] & 0xFF | (b[i + 1] & 0xFF) << 8 | (b[i + 2] & 0xFF) << 16 | (b[i + 3] & 0xFF) << 24;
  }

  private Optional<Array> fits(GuestModel model, Subgraph graph, Tensor anchor, int hit) {
    for (int stride = MIN_STRIDE; stride <= MAX_STRIDE; stride += 4) {
      boolean all = graph.tensors().size() > 1;
      for (Tensor t : graph.tensors()) {
        int shape = view.word(hit + (t.index() - anchor.index()) * stride);
        if (t.shapeOffset() != 0 && t.shape().length > 0) {
          all &= shape == model.address() + t.shapeOffset();
        }
      }
      if (all) {
        return Optional.of(new Array(hit - anchor.index() * stride, stride));
      }
    }
    return Optional.empty();
  }
}
