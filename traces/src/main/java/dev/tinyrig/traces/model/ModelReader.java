package dev.tinyrig.traces.model;

import dev.tinyrig.traces.model.FlatBuffer.Table;
import dev.tinyrig.traces.model.FlatBuffer.Vector;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a .tflite model (TensorFlow Lite schema version 3, FlatBuffers identifier {@code TFL3}).
 *
 * <p>The numbers of fields are those of the public schema. Hostile bytes give a {@link
 * ModelException} with the offset, never another error.
 */
public final class ModelReader {
  /** The file identifier at offset 4, as a little-endian word. */
  public static final int IDENTIFIER = 'T' | 'F' << 8 | 'L' << 16 | '3' << 24;

  /** Highest number of a builtin operator that the old one-byte field can hold. */
  private static final int OLD_FIELD_LIMIT = 127;

  private static final int OPTIONS_DEPTHWISE = 2;
  private static final int OPTIONS_IF = 92;
  private static final int OPTIONS_WHILE = 93;
  private static final int OPTIONS_BATCH_MATMUL = 101;
  private static final int OPTIONS_CALL_ONCE = 103;

  private final FlatBuffer buffer;
  private final List<long[]> buffers = new ArrayList<>();

  private ModelReader(ModelBytes source) {
    buffer = new FlatBuffer(source);
  }

  /** Reads a model from a file's bytes. */
  public static Model read(byte[] file) {
    return read(ModelBytes.of(file));
  }

  /** Reads a model; its extent is found by reading it. */
  public static Model read(ModelBytes source) {
    return new ModelReader(source).model();
  }

  private Model model() {
    if (buffer.i32(4) != IDENTIFIER) {
      throw new ModelException(ModelException.Kind.NO_MODEL, 4, "the identifier TFL3 is missing");
    }
    Table root = buffer.root();
    int version = root.i32Field(0, 0);
    if (version != Model.SUPPORTED_SCHEMA) {
      throw new ModelException(
          ModelException.Kind.SCHEMA_VERSION,
          root.field(0) == 0 ? 0 : root.field(0),
          "schema version " + version + ", version " + Model.SUPPORTED_SCHEMA + " is supported");
    }
    readBuffers(root.vectorField(4, 4));
    List<OperatorCode> codes = operatorCodes(root.vectorField(1, 4));
    Vector graphs = root.vectorField(2, 4);
    if (graphs.length() == 0) {
      throw new ModelException(0, "no subgraph");
    }
    List<Subgraph> subgraphs = new ArrayList<>();
    for (int i = 0; i < graphs.length(); i++) {
      subgraphs.add(subgraph(i, buffer.table(graphs, i), codes, graphs.length()));
    }
    String description = root.stringField(3);
    List<Metadata> metadata = metadata(root.vectorField(6, 4));
    return new Model(
        version,
        description,
        List.copyOf(codes),
        List.copyOf(subgraphs),
        metadata,
        (int) buffer.extent());
  }

  private void readBuffers(Vector vector) {
    for (int i = 0; i < vector.length(); i++) {
      Table t = buffer.table(vector, i);
      Vector data = t.vectorField(0, 1);
      long offset = t.i64Field(1);
      long size = t.i64Field(2);
      if (data.length() == 0 && offset > 1 && size > 0) {
        buffer.touch(offset, size);
        buffers.add(new long[] {offset, size});
      } else {
        buffers.add(new long[] {data.at(), data.length()});
      }
    }
  }

  private List<OperatorCode> operatorCodes(Vector vector) {
    List<OperatorCode> codes = new ArrayList<>();
    for (int i = 0; i < vector.length(); i++) {
      Table t = buffer.table(vector, i);
      int old = (byte) t.u8Field(0, 0);
      int code = Math.max(old, t.i32Field(3, 0));
      if (old == OLD_FIELD_LIMIT && code == old) {
        throw new ModelException(
            t.field(0), "operator code " + old + " is only a placeholder in the old field");
      }
      codes.add(new OperatorCode(code, t.stringField(1), t.i32Field(2, 1)));
    }
    return codes;
  }

  private List<Metadata> metadata(Vector vector) {
    List<Metadata> list = new ArrayList<>();
    for (int i = 0; i < vector.length(); i++) {
      Table t = buffer.table(vector, i);
      long[] data = bufferOf(t.i32Field(1, 0), t.field(1));
      list.add(new Metadata(t.stringField(0), (int) data[0], (int) data[1]));
    }
    return List.copyOf(list);
  }

  private long[] bufferOf(int number, long at) {
    if (number == 0 && buffers.isEmpty()) {
      return new long[2];
    }
    if (number < 0 || number >= buffers.size()) {
      throw new ModelException(at, "buffer " + number + " of " + buffers.size());
    }
    return buffers.get(number);
  }

  private Subgraph subgraph(int index, Table t, List<OperatorCode> codes, int graphs) {
    Vector tensorVector = t.vectorField(0, 4);
    List<Tensor> tensors = new ArrayList<>();
    for (int i = 0; i < tensorVector.length(); i++) {
      tensors.add(tensor(i, buffer.table(tensorVector, i)));
    }
    int[] inputs = tensorNumbers(t.vectorField(1, 4), tensors.size());
    int[] outputs = tensorNumbers(t.vectorField(2, 4), tensors.size());
    Vector operatorVector = t.vectorField(3, 4);
    List<Operator> operators = new ArrayList<>();
    for (int i = 0; i < operatorVector.length(); i++) {
      operators.add(operator(i, buffer.table(operatorVector, i), codes, tensors.size(), graphs));
    }
    return new Subgraph(
        index, t.stringField(4), List.copyOf(tensors), inputs, outputs, List.copyOf(operators));
  }

  private int[] tensorNumbers(Vector vector, int tensors) {
    int[] numbers = buffer.ints(vector);
    for (int i = 0; i < numbers.length; i++) {
      if (numbers[i] < -1 || numbers[i] >= tensors) {
        throw new ModelException(vector.element(i), "tensor " + numbers[i] + " of " + tensors);
      }
    }
    return numbers;
  }

  private Tensor tensor(int index, Table t) {
    Vector shapeVector = t.vectorField(0, 4);
    int[] shape = buffer.ints(shapeVector);
    long elements = 1;
    for (int i = 0; i < shape.length; i++) {
      elements *= shape[i];
      if (shape[i] < 0 || elements > Integer.MAX_VALUE) {
        throw new ModelException(shapeVector.element(i), "bad dimension " + shape[i]);
      }
    }
    int number = t.i32Field(2, 0);
    long[] data = bufferOf(number, t.field(2));
    return new Tensor(
        index,
        t.stringField(3),
        TensorType.of(t.u8Field(1, 0)),
        shape,
        quantisation(t.tableField(4)),
        number,
        data[1] == 0 ? 0 : (int) data[0],
        (int) data[1],
        t.u8Field(5, 0) != 0,
        shapeVector.start());
  }

  private Quantisation quantisation(Table t) {
    if (t == null) {
      return Quantisation.none();
    }
    Vector scaleVector = t.vectorField(2, 4);
    Vector zeroVector = t.vectorField(3, 8);
    float[] scales = new float[scaleVector.length()];
    long[] zeroPoints = new long[scales.length];
    for (int i = 0; i < scales.length; i++) {
      scales[i] = Float.intBitsToFloat(buffer.i32(scaleVector.element(i)));
      zeroPoints[i] = i < zeroVector.length() ? buffer.i64(zeroVector.element(i)) : 0;
    }
    return new Quantisation(scales, zeroPoints, t.i32Field(6, 0));
  }

  private Operator operator(int index, Table t, List<OperatorCode> codes, int tensors, int graphs) {
    int code = t.i32Field(0, 0);
    if (code < 0 || code >= codes.size()) {
      throw new ModelException(t.field(0), "operator code " + code + " of " + codes.size());
    }
    Vector inputs = t.vectorField(1, 4);
    Vector outputs = t.vectorField(2, 4);
    int optionsType = t.u8Field(3, 0);
    Table options = optionsType == 0 ? null : t.tableField(4);
    t.vectorField(5, 1);
    return new Operator(
        index,
        codes.get(code),
        tensorNumbers(inputs, tensors),
        tensorNumbers(outputs, tensors),
        calledSubgraphs(optionsType, options, graphs),
        options(optionsType, options),
        inputs.start(),
        outputs.start());
  }

  private static int[] calledSubgraphs(int type, Table options, int graphs) {
    if (options == null) {
      return new int[0];
    }
    int[] called =
        switch (type) {
          case OPTIONS_IF, OPTIONS_WHILE ->
              new int[] {options.i32Field(0, 0), options.i32Field(1, 0)};
          case OPTIONS_CALL_ONCE -> new int[] {options.i32Field(0, 0)};
          default -> new int[0];
        };
    for (int i = 0; i < called.length; i++) {
      if (called[i] < 0 || called[i] >= graphs) {
        throw new ModelException(options.field(i), "subgraph " + called[i] + " of " + graphs);
      }
    }
    return called;
  }

  private static Operator.Options options(int type, Table options) {
    if (options == null) {
      return Operator.Options.NONE;
    }
    return switch (type) {
      case OPTIONS_DEPTHWISE -> new Operator.Options(false, options.i32Field(3, 0));
      case OPTIONS_BATCH_MATMUL -> new Operator.Options(options.u8Field(0, 0) != 0, 0);
      default -> Operator.Options.NONE;
    };
  }
}
