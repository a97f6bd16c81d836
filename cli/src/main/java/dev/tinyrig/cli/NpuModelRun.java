package dev.tinyrig.cli;

import dev.tinyrig.peripherals.ethosu.StreamRun;
import dev.tinyrig.peripherals.ethosu.cycles.CycleModel;
import dev.tinyrig.peripherals.ethosu.hardware.ArrayMemory;
import dev.tinyrig.peripherals.ethosu.hardware.Findings;
import dev.tinyrig.peripherals.ethosu.hardware.NpuConfig;
import dev.tinyrig.peripherals.ethosu.payload.DriverPayload;
import dev.tinyrig.peripherals.ethosu.stream.Command;
import dev.tinyrig.peripherals.ethosu.stream.CommandReader;
import dev.tinyrig.peripherals.ethosu.stream.Listing;
import dev.tinyrig.traces.model.Metadata;
import dev.tinyrig.traces.model.Model;
import dev.tinyrig.traces.model.ModelReader;
import dev.tinyrig.traces.model.Operator;
import dev.tinyrig.traces.model.Tensor;
import dev.tinyrig.traces.model.TensorType;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A model that Arm's compiler has put on the NPU, run without firmware: tensors lie in an arena as
 * the compiler planned, its {@code ethos-u} operators run on the NPU, and what it left to the core
 * is computed here if it only changes the form of data (QUANTIZE, DEQUANTIZE, RESHAPE).
 */
public final class NpuModelRun {
  private static final String CUSTOM_CODE = "ethos-u";
  private static final String PLAN = "OfflineMemoryAllocation";
  private static final int PLAN_HEADER = 12;
  private static final int ALIGNMENT = 16;

  /** An operator's own inputs come after stream, constants, scratch and fast scratch. */
  private static final int FIRST_INPUT = 4;

  private static final long STREAM = 0xF000_0000L;
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /** Where a tensor is: in an array, from an offset on. */
  record Place(byte[] bytes, int offset, int length) {}

  /**
   * One operator on the NPU.
   *
   * @param before what to do before its stream runs
   * @param after what to do then
   */
  record NpuOperator(
      int index,
      DriverPayload payload,
      byte[] stream,
      ArrayMemory memory,
      long[] bases,
      Runnable before,
      Runnable after) {}

  private final byte[] file;
  private final Model model;
  private final NpuConfig config;
  private final byte[] arena;
  private final Map<Integer, Place> places = new HashMap<>();
  private final Map<Integer, Prepared> prepared = new HashMap<>();

  /** A compiled model for an NPU; throws when it has no memory plan. */
  public NpuModelRun(byte[] file, NpuConfig config) {
    this.file = file;
    this.model = ModelReader.read(file);
    this.config = config;
    this.arena = new byte[plan()];
  }

  Model model() {
    return model;
  }

  Tensor tensor(int number) {
    return model.main().tensor(number).orElseThrow();
  }

  /** Bytes of a tensor, live. */
  Place place(int number) {
    return places.get(number);
  }

  /** Fills an input of the model; throws when the size is another. */
  void setInput(int number, byte[] bytes) {
    Place place = places.get(model.main().inputs()[number]);
    if (bytes.length != place.length()) {
      throw new CommandFailure(
          ExitCode.BAD_INPUT,
          "input "
              + number
              + " of the model has "
              + place.length()
              + " bytes, given were "
              + bytes.length);
    }
    System.arraycopy(bytes, 0, place.bytes(), place.offset(), bytes.length);
  }

  /** A copy of an output of the model. */
  byte[] output(int number) {
    Place place = places.get(model.main().outputs()[number]);
    return Arrays.copyOfRange(place.bytes(), place.offset(), place.offset() + place.length());
  }

  /** Gives each tensor its place; returns the size of the arena. */
  private int plan() {
    int[] offsets = planned();
    long end = 0;
    for (Tensor t : model.main().tensors()) {
      if (offsets[t.index()] >= 0 && !t.isConstant()) {
        end = Math.max(end, offsets[t.index()] + t.bytes());
      }
    }
    if (end > Integer.MAX_VALUE - ALIGNMENT) {
      throw bad("its memory plan needs " + end + " bytes");
    }
    return (int) end + ALIGNMENT;
  }

  private int[] planned() {
    int tensors = model.main().tensors().size();
    for (Metadata m : model.metadata()) {
      if (m.name().equals(PLAN) && m.dataLength() >= PLAN_HEADER + 4 * tensors) {
        int[] offsets = new int[tensors];
        for (int i = 0; i < tensors; i++) {
          offsets[i] = (int) INT.get(file, m.dataOffset() + PLAN_HEADER + 4 * i);
        }
        return offsets;
      }
    }
    throw bad("it has no memory plan (metadata " + PLAN + "): was it compiled by Vela?");
  }

  /** Puts all tensors into memory: constants from the file, others empty. */
  public void allocate() {
    int[] offsets = planned();
    Set<Integer> apart = inRegionsOfTheirOwn();
    for (Tensor t : model.main().tensors()) {
      int length = (int) t.bytes();
      if (t.isConstant()) {
        places.put(t.index(), new Place(file, t.dataOffset(), t.dataLength()));
      } else if (offsets[t.index()] >= 0 && !apart.contains(t.index())) {
        places.put(t.index(), new Place(arena, offsets[t.index()], length));
      } else {
        places.put(t.index(), new Place(new byte[length + ALIGNMENT], 0, length));
      }
    }
    for (Operator o : operators()) {
      int[] inputs = o.inputs();
      if (isNpu(o)
          && inputs.length >= FIRST_INPUT
          && tensor(inputs[3]).bytes() != tensor(inputs[2]).bytes()) {
        // Planned in a memory of its own: the cache that a Dedicated_Sram mode has. Without one,
        // fast scratch is scratch under another name.
        int length = (int) tensor(inputs[3]).bytes();
        places.put(inputs[3], new Place(new byte[length + ALIGNMENT], 0, length));
      }
    }
  }

  /** Inputs and outputs of operators whose streams expect them outside of the arena. */
  private Set<Integer> inRegionsOfTheirOwn() {
    Set<Integer> apart = new HashSet<>();
    for (Operator o : operators()) {
      if (isNpu(o) && payload(o).io() == DriverPayload.Io.REGIONS) {
        Arrays.stream(o.inputs()).skip(FIRST_INPUT).forEach(apart::add);
        Arrays.stream(o.outputs()).forEach(apart::add);
      }
    }
    return apart;
  }

  /** What the compiler made of an operator. */
  DriverPayload payload(Operator o) {
    if (o.inputs().length < FIRST_INPUT) {
      throw bad(
          "operator " + o.index() + " has " + o.inputs().length + " inputs, not four or more");
    }
    Tensor stream = tensor(o.inputs()[0]);
    if (!stream.isConstant()) {
      throw bad("the command stream of operator " + o.index() + " is not in the file");
    }
    return DriverPayload.parse(file, stream.dataOffset(), stream.dataLength());
  }

  static boolean isNpu(Operator o) {
    return o.name().equals(CUSTOM_CODE);
  }

  /** An operator on the NPU with its memory: constants, scratch, fast scratch, tensors. */
  NpuOperator npuOperator(Operator o) {
    DriverPayload payload = payload(o);
    NpuBases bases = new NpuBases();
    int[] inputs = o.inputs();
    for (int i = 1; i < FIRST_INPUT; i++) {
      bases.add(places.get(inputs[i]));
    }
    Runnable before = () -> {};
    Runnable after = () -> {};
    if (payload.io() == DriverPayload.Io.REGIONS) {
      int[] offsets = planned();
      NpuIoRegion in = new NpuIoRegion();
      Arrays.stream(inputs).skip(FIRST_INPUT).forEach(t -> in.add(places.get(t), offsets[t]));
      NpuIoRegion out = new NpuIoRegion();
      Arrays.stream(o.outputs()).forEach(t -> out.add(places.get(t), offsets[t]));
      byte[] from = in.allocate();
      byte[] to = out.allocate();
      bases.add(new Place(from, 0, from.length));
      bases.add(new Place(to, 0, to.length));
      before = () -> in.fill(from);
      after = () -> out.drain(to);
    } else {
      Arrays.stream(inputs).skip(FIRST_INPUT).forEach(t -> bases.add(places.get(t)));
      Arrays.stream(o.outputs()).forEach(t -> bases.add(places.get(t)));
    }
    Place stream = places.get(inputs[0]);
    int from = stream.offset() + payload.streamOffset();
    byte[] words = Arrays.copyOfRange(stream.bytes(), from, from + payload.streamLength());
    return new NpuOperator(
        o.index(), payload, words, bases.memory(), bases.pointers(), before, after);
  }

  /** Runs all operators; returns what became of each stream. */
  public List<StreamRun.Result> invoke(
      CycleModel model, CycleModel.Ports ports, Findings findings) {
    List<StreamRun.Result> results = new ArrayList<>();
    for (Operator o : operators()) {
      if (isNpu(o)) {
        results.add(prepared(o, model, ports, findings).run());
      } else {
        onHost(o);
      }
    }
    return results;
  }

  private Prepared prepared(
      Operator o, CycleModel model, CycleModel.Ports ports, Findings findings) {
    Prepared known = prepared.get(o.index());
    if (known != null && known.isFor(model, ports, findings)) {
      return known;
    }
    NpuOperator op = npuOperator(o);
    StreamRun npu =
        new StreamRun(
            config,
            op.memory.add(STREAM, op.stream),
            region -> op.bases[region],
            model,
            ports,
            findings);
    Prepared made = new Prepared(npu, op, model, ports, findings);
    prepared.put(o.index(), made);
    return made;
  }

  /** An NPU for one operator, with what it was made of. */
  private record Prepared(
      StreamRun npu, NpuOperator op, CycleModel model, CycleModel.Ports ports, Findings findings) {
    boolean isFor(CycleModel otherModel, CycleModel.Ports otherPorts, Findings otherFindings) {
      return model.equals(otherModel) && ports.equals(otherPorts) && findings.equals(otherFindings);
    }

    StreamRun.Result run() {
      op.before().run();
      StreamRun.Result result = npu.run(STREAM, op.stream().length);
      op.after().run();
      return result;
    }
  }

  /** The command streams as text. */
  String listing() {
    StringBuilder text = new StringBuilder();
    CommandReader reader = new CommandReader(config.isU65());
    for (Operator o : operators()) {
      if (isNpu(o)) {
        byte[] words = npuOperator(o).stream;
        int offset = 0;
        while (offset < words.length) {
          Command command = reader.read(at -> (int) INT.get(words, at), offset, words.length);
          text.append(Listing.line(command)).append('\n');
          offset += command.size();
        }
      }
    }
    return text.toString();
  }

  void onHost(Operator o) {
    Tensor in = tensor(o.inputs()[0]);
    Tensor out = tensor(o.outputs()[0]);
    Place live = places.get(in.index());
    // A copy: a plan may let the output lie over the input.
    byte[] input = Arrays.copyOfRange(live.bytes(), live.offset(), live.offset() + live.length());
    Place from = new Place(input, 0, input.length);
    Place to = places.get(out.index());
    switch (o.name()) {
      case "QUANTIZE" -> quantise(in, out, from, to);
      case "DEQUANTIZE" -> dequantise(in, from, to);
      case "RESHAPE" ->
          System.arraycopy(from.bytes(), from.offset(), to.bytes(), to.offset(), to.length());
      default ->
          throw bad(
              "operator "
                  + o.index()
                  + ", "
                  + o.name()
                  + ", was left to the core; run it in firmware");
    }
  }

  private void quantise(Tensor in, Tensor out, Place from, Place to) {
    float scale = out.quantisation().scales()[0];
    long zero = out.quantisation().zeroPoints()[0];
    boolean unsigned = out.type() == TensorType.UINT8;
    if (in.type() != TensorType.FLOAT32 || (out.type() != TensorType.INT8 && !unsigned)) {
      throw bad("QUANTIZE from " + in.type() + " to " + out.type() + " is not done here");
    }
    ByteBuffer floats = ByteBuffer.wrap(from.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < out.elements(); i++) {
      float x = floats.getFloat(from.offset() + 4 * i) / scale;
      long rounded = (long) (x < 0 ? Math.ceil(x - 0.5f) : Math.floor(x + 0.5f)) + zero;
      to.bytes()[to.offset() + i] =
          (byte) (unsigned ? Math.clamp(rounded, 0, 255) : Math.clamp(rounded, -128, 127));
    }
  }

  private void dequantise(Tensor in, Place from, Place to) {
    float scale = in.quantisation().scales()[0];
    long zero = in.quantisation().zeroPoints()[0];
    ByteBuffer floats = ByteBuffer.wrap(to.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = (int) in.elements() - 1; i >= 0; i--) {
      int value =
          switch (in.type()) {
            case INT8 -> from.bytes()[from.offset() + i];
            case UINT8 -> from.bytes()[from.offset() + i] & 0xFF;
            default -> throw bad("DEQUANTIZE from " + in.type() + " is not done here");
          };
      floats.putFloat(to.offset() + 4 * i, (float) ((double) scale * (value - zero)));
    }
  }

  /** Transfers move whole units of sixteen bytes, and may pass the end of a tensor. */
  static int padded(int length) {
    return length + ALIGNMENT;
  }

  static CommandFailure bad(String what) {
    return new CommandFailure(ExitCode.BAD_INPUT, "the model cannot run on the NPU: " + what);
  }

  List<Operator> operators() {
    return model.main().operators();
  }
}
