package dev.tinyrig.traces.model;

import com.google.flatbuffers.FlatBufferBuilder;
import java.util.ArrayList;
import java.util.List;

/** Writes small models with Google's own FlatBuffers library, by field number. */
public final class ModelWriter {
  /** A tensor: FLOAT32 is 0, INT8 is 9. */
  public record T(int type, int... shape) {}

  /** An operator: builtin number, inputs, outputs, options type with one or two int fields. */
  public record O(int builtin, int[] in, int[] out, int optionsType, int... options) {
    public O(int builtin, int[] in, int[] out) {
      this(builtin, in, out, 0);
    }
  }

  /** A subgraph. */
  public record G(List<T> tensors, int[] inputs, int[] outputs, List<O> operators) {}

  private final FlatBufferBuilder b = new FlatBufferBuilder(1024);

  private ModelWriter() {}

  public static byte[] write(int version, G... graphs) {
    return new ModelWriter().model(version, graphs);
  }

  private byte[] model(int version, G... graphs) {
    List<Integer> codes = new ArrayList<>();
    int[] graphOffsets = new int[graphs.length];
    for (int i = 0; i < graphs.length; i++) {
      graphOffsets[i] = graph(graphs[i], codes);
    }
    int graphVector = b.createVectorOfTables(graphOffsets);
    int[] codeOffsets = codes.stream().mapToInt(this::code).toArray();
    int codeVector = b.createVectorOfTables(codeOffsets);
    b.startTable(0);
    int empty = b.endTable();
    int bufferVector = b.createVectorOfTables(new int[] {empty});
    int description = b.createString("test");
    b.startTable(8);
    b.addInt(0, version, 0);
    b.addOffset(1, codeVector, 0);
    b.addOffset(2, graphVector, 0);
    b.addOffset(3, description, 0);
    b.addOffset(4, bufferVector, 0);
    int root = b.endTable();
    b.finish(root, "TFL3");
    return b.sizedByteArray();
  }

  private int code(int builtin) {
    b.startTable(4);
    b.addByte(0, (byte) Math.min(builtin, 127), 0);
    b.addInt(2, 1, 1);
    b.addInt(3, builtin, 0);
    return b.endTable();
  }

  private int ints(int[] values) {
    b.startVector(4, values.length, 4);
    for (int i = values.length - 1; i >= 0; i--) {
      b.addInt(values[i]);
    }
    return b.endVector();
  }

  private int graph(G g, List<Integer> codes) {
    int[] tensors = new int[g.tensors().size()];
    for (int i = 0; i < tensors.length; i++) {
      T t = g.tensors().get(i);
      int shape = ints(t.shape());
      int name = b.createString("t" + i);
      b.startTable(8);
      b.addOffset(0, shape, 0);
      b.addByte(1, (byte) t.type(), 0);
      b.addOffset(3, name, 0);
      tensors[i] = b.endTable();
    }
    int tensorVector = b.createVectorOfTables(tensors);
    int[] operators = new int[g.operators().size()];
    for (int i = 0; i < operators.length; i++) {
      operators[i] = operator(g.operators().get(i), codes);
    }
    int operatorVector = b.createVectorOfTables(operators);
    int inputs = ints(g.inputs());
    int outputs = ints(g.outputs());
    b.startTable(5);
    b.addOffset(0, tensorVector, 0);
    b.addOffset(1, inputs, 0);
    b.addOffset(2, outputs, 0);
    b.addOffset(3, operatorVector, 0);
    return b.endTable();
  }

  private int operator(O o, List<Integer> codes) {
    if (!codes.contains(o.builtin())) {
      codes.add(o.builtin());
    }
    int inputs = ints(o.in());
    int outputs = ints(o.out());
    int options = 0;
    if (o.optionsType() != 0) {
      b.startTable(4);
      for (int i = 0; i < o.options().length; i++) {
        b.addInt(i, o.options()[i], -1);
      }
      options = b.endTable();
    }
    b.startTable(9);
    b.addInt(0, codes.indexOf(o.builtin()), 0);
    b.addOffset(1, inputs, 0);
    b.addOffset(2, outputs, 0);
    if (o.optionsType() != 0) {
      b.addByte(3, (byte) o.optionsType(), 0);
      b.addOffset(4, options, 0);
    }
    return b.endTable();
  }
}
