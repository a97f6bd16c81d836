package dev.tinyrig.peripherals.ethosu.operation;

import dev.tinyrig.peripherals.ethosu.hardware.Findings;
import dev.tinyrig.peripherals.ethosu.hardware.NpuConfig;
import dev.tinyrig.peripherals.ethosu.stream.Command;
import dev.tinyrig.peripherals.ethosu.stream.Opcode;
import dev.tinyrig.peripherals.ethosu.stream.StreamException;
import dev.tinyrig.peripherals.ethosu.stream.StreamState;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives the state its meaning when an operation starts. Field layouts are those of Arm's {@code
 * ethosu55_interface.h}; that the input's size is not in the stream but follows from output, kernel
 * and padding is how Vela fills the registers and was confirmed by running its streams.
 */
public final class OperationReader {
  /**
   * Largest feature map and largest amount of work that the model computes. Hardware has no such
   * limit; garbage streams reach it and real networks stay far below.
   */
  private static final long MOST_ELEMENTS = 1L << 25;

  private static final long MOST_WORK = 1L << 32;

  private final NpuConfig config;
  private final StreamState state;
  private final Findings findings;

  /** A reader of one NPU's state. */
  public OperationReader(NpuConfig config, StreamState state, Findings findings) {
    this.config = config;
    this.state = state;
    this.findings = findings;
  }

  /** The transfer that OP_DMA_START starts. */
  public DmaTransfer transfer(Command command) {
    int source = state.get(Opcode.DMA0_SRC_REGION);
    int target = state.get(Opcode.DMA0_DST_REGION);
    if (command.parameter() != 0) {
      throw bad(command, "custom or multi-channel DMA is not modelled");
    }
    if (((source | target) & 0x600) != 0) {
      throw bad(command, "two- and three-dimensional DMA is not modelled");
    }
    if ((source & 0x100) != 0) {
      throw bad(command, "DMA out of SHRAM is not modelled");
    }
    return new DmaTransfer(
        command.offset(),
        source & 7,
        state.address(Opcode.DMA0_SRC),
        (target & 0x100) != 0,
        target & 7,
        state.address(Opcode.DMA0_DST),
        state.address(Opcode.DMA0_LEN));
  }

  /** The kernel operation that a command starts. */
  public BlockOperation block(Command command) {
    Kind kind = kind(command);
    ElementType ifmType = ifmType(command, Opcode.IFM_PRECISION);
    ElementType ofmType = ofmType(command);
    Upscale upscale = pick(command, Upscale.values(), state.get(Opcode.IFM_UPSCALE), "IFM_UPSCALE");
    Kernel kernel = kind.isElementwise() ? Kernel.POINT : kernel(command);
    Padding padding = kind.isElementwise() ? Padding.NONE : padding();
    if (kind.isElementwise()) {
      upscale = Upscale.NONE;
    }
    FeatureMap ofm =
        new FeatureMap(
            state.get(Opcode.OFM_REGION),
            bases(Opcode.OFM_BASE0, Opcode.OFM_BASE1, Opcode.OFM_BASE2, Opcode.OFM_BASE3),
            state.get(Opcode.OFM_WIDTH0_M1) + 1,
            state.get(Opcode.OFM_HEIGHT0_M1) + 1,
            state.get(Opcode.OFM_HEIGHT1_M1) + 1,
            stride(Opcode.OFM_STRIDE_X),
            stride(Opcode.OFM_STRIDE_Y),
            stride(Opcode.OFM_STRIDE_C),
            ofmType,
            format(command, Opcode.OFM_PRECISION),
            ofmType.parameter(state.get(Opcode.OFM_ZERO_POINT)),
            state.get(Opcode.OFM_HEIGHT_M1) + 1,
            state.get(Opcode.OFM_WIDTH_M1) + 1,
            state.get(Opcode.OFM_DEPTH_M1) + 1);
    int inputHeight =
        inputSize(
            command,
            ofm.height(),
            kernel.strideY(),
            kernel.spanY(),
            padding.top() + padding.bottom(),
            upscale);
    int inputWidth =
        inputSize(
            command,
            ofm.width(),
            kernel.strideX(),
            kernel.spanX(),
            padding.left() + padding.right(),
            upscale);
    boolean ownDepth = kind == Kind.CONV || kind == Kind.REDUCE_SUM;
    FeatureMap ifm =
        new FeatureMap(
            state.get(Opcode.IFM_REGION),
            bases(Opcode.IFM_BASE0, Opcode.IFM_BASE1, Opcode.IFM_BASE2, Opcode.IFM_BASE3),
            state.get(Opcode.IFM_WIDTH0_M1) + 1,
            state.get(Opcode.IFM_HEIGHT0_M1) + 1,
            state.get(Opcode.IFM_HEIGHT1_M1) + 1,
            stride(Opcode.IFM_STRIDE_X),
            stride(Opcode.IFM_STRIDE_Y),
            stride(Opcode.IFM_STRIDE_C),
            ifmType,
            format(command, Opcode.IFM_PRECISION),
            ifmType.parameter(state.get(Opcode.IFM_ZERO_POINT)),
            inputHeight,
            inputWidth,
            ownDepth ? state.get(Opcode.IFM_DEPTH_M1) + 1 : ofm.depth());
    Operands operands = kind.isBinary() ? operands(ifmType) : Operands.NONE;
    BlockOperation operation =
        new BlockOperation(
            command.offset(),
            kind,
            ifm,
            kind.isBinary() && !operands.scalar() ? second(command, ifmType, ofm) : null,
            ofm,
            upscale,
            kernel,
            padding,
            operands,
            scaling(command),
            activation(command, ofmType),
            blocks(command),
            parts(
                Opcode.WEIGHT_REGION,
                Opcode.WEIGHT_BASE,
                Opcode.WEIGHT_LENGTH,
                Opcode.WEIGHT1_BASE,
                Opcode.WEIGHT1_LENGTH),
            parts(
                Opcode.SCALE_REGION,
                Opcode.SCALE_BASE,
                Opcode.SCALE_LENGTH,
                Opcode.SCALE1_BASE,
                Opcode.SCALE1_LENGTH));
    check(command, operation);
    return operation;
  }

  private void check(Command command, BlockOperation op) {
    long padded =
        ((long) op.inputHeight() + op.padding().top() + op.padding().bottom())
            * ((long) op.inputWidth() + op.padding().left() + op.padding().right());
    if (op.ofm().elements() > MOST_ELEMENTS
        || op.ifm().elements() > MOST_ELEMENTS
        || padded > MOST_ELEMENTS
        || padded * op.ifm().depth() > MOST_ELEMENTS
        || op.macs() > MOST_WORK) {
      throw bad(command, "the operation is larger than what the model computes: " + op.ofm());
    }
    if (op.kind().hasWeights() && op.ifm().type().bytes() > 2) {
      throw bad(command, "a convolution of 32-bit inputs does not exist");
    }
    if (op.scaling().rounding() == Rounding.TRUNCATE) {
      findings.finding(command.offset(), "rounding mode TRUNCATE is not public; towards zero here");
    }
    if ((state.get(Opcode.IFM_PRECISION) & 0xC000) != 0 && op.kind().isBinary()) {
      findings.finding(command.offset(), "rounding mode of the input is not public; ignored");
    }
    boolean curve =
        op.activation().function() == Activation.Function.TANH
            || op.activation().function() == Activation.Function.SIGMOID;
    if (curve && op.ofm().type().bytes() != 2) {
      findings.finding(
          command.offset(), "TANH and SIGMOID of outputs that are not 16 bits wide are not public");
    }
  }

  private Kind kind(Command command) {
    Kind kind =
        switch (command.opcode()) {
          case OP_CONV -> Kind.CONV;
          case OP_DEPTHWISE -> Kind.DEPTHWISE;
          case OP_POOL -> Kind.pool(command.parameter());
          case OP_ELEMENTWISE -> Kind.elementwise(command.parameter());
          default -> null;
        };
    if (kind == null) {
      throw bad(command, "there is no such operation");
    }
    return kind;
  }

  private ElementType ifmType(Command command, Opcode register) {
    int precision = state.get(register);
    return type(command, precision >> 2 & 3, (precision & 1) != 0, register);
  }

  private ElementType ofmType(Command command) {
    int precision = state.get(Opcode.OFM_PRECISION);
    return type(command, precision >> 1 & 3, (precision & 1) != 0, Opcode.OFM_PRECISION);
  }

  private static ElementType type(Command command, int width, boolean signed, Opcode register) {
    if (width > 2) {
      throw bad(command, register + " has element width 3, which does not exist");
    }
    return ElementType.of(width, signed);
  }

  private boolean format(Command command, Opcode register) {
    int format = state.get(register) >> 6 & 3;
    if (format > 1) {
      throw bad(command, register + " has format " + format + ", which does not exist");
    }
    return format == 1;
  }

  private Kernel kernel(Command command) {
    int stride = state.get(Opcode.KERNEL_STRIDE);
    int dilationX = (stride >> 3 & 1) + 1;
    int dilationY = (stride >> 4 & 1) + 1;
    int width = state.get(Opcode.KERNEL_WIDTH_M1);
    int height = state.get(Opcode.KERNEL_HEIGHT_M1);
    if (width % dilationX != 0 || height % dilationY != 0) {
      throw bad(command, "the dilated kernel is not a multiple of the dilation");
    }
    if ((stride & 0x20) != 0) {
      throw bad(command, "decomposition into 4x4 kernels is not modelled");
    }
    return new Kernel(
        width / dilationX + 1,
        height / dilationY + 1,
        (stride & 1 | stride >> 5 & 2) + 1,
        (stride >> 1 & 1 | stride >> 8 & 2) + 1,
        dilationX,
        dilationY,
        (stride & 4) != 0);
  }

  private Padding padding() {
    return new Padding(
        state.get(Opcode.IFM_PAD_TOP),
        state.get(Opcode.IFM_PAD_LEFT),
        state.get(Opcode.IFM_PAD_BOTTOM),
        state.get(Opcode.IFM_PAD_RIGHT));
  }

  private static int inputSize(
      Command command, int output, int stride, int span, int padding, Upscale upscale) {
    int size = (output - 1) * stride + span - padding;
    if (size <= 0) {
      throw bad(
          command, "output, kernel and padding leave an input of " + size + " rows or columns");
    }
    return upscale == Upscale.NONE ? size : (size + 1) / 2;
  }

  private Operands operands(ElementType type) {
    int broadcast = state.get(Opcode.IFM2_BROADCAST);
    return new Operands(
        (broadcast & 0x40) != 0,
        (broadcast & 0x80) != 0,
        type.parameter(state.get(Opcode.IFM2_SCALAR)) - zeroPoint2(type));
  }

  private int zeroPoint2(ElementType type) {
    return type.parameter(state.get(Opcode.IFM2_ZERO_POINT));
  }

  private FeatureMap second(Command command, ElementType first, FeatureMap ofm) {
    ElementType type = ifmType(command, Opcode.IFM2_PRECISION);
    if (type != first) {
      throw bad(command, "the inputs are of different types, " + first + " and " + type);
    }
    int broadcast = state.get(Opcode.IFM2_BROADCAST);
    return new FeatureMap(
        state.get(Opcode.IFM2_REGION),
        bases(Opcode.IFM2_BASE0, Opcode.IFM2_BASE1, Opcode.IFM2_BASE2, Opcode.IFM2_BASE3),
        state.get(Opcode.IFM2_WIDTH0_M1) + 1,
        state.get(Opcode.IFM2_HEIGHT0_M1) + 1,
        state.get(Opcode.IFM2_HEIGHT1_M1) + 1,
        stride(Opcode.IFM2_STRIDE_X),
        stride(Opcode.IFM2_STRIDE_Y),
        stride(Opcode.IFM2_STRIDE_C),
        type,
        format(command, Opcode.IFM2_PRECISION),
        zeroPoint2(type),
        (broadcast & 1) != 0 ? 1 : ofm.height(),
        (broadcast & 2) != 0 ? 1 : ofm.width(),
        (broadcast & 4) != 0 ? 1 : ofm.depth());
  }

  private Scaling scaling(Command command) {
    int ofmPrecision = state.get(Opcode.OFM_PRECISION);
    int operand = state.get(Opcode.IFM_PRECISION) >> 8 & 3;
    return new Scaling(
        pick(command, Rounding.values(), ofmPrecision >> 14 & 3, "rounding mode"),
        (ofmPrecision & 0x100) != 0,
        state.unsigned(Opcode.OFM_SCALE),
        state.get(Opcode.OFM_SCALE) & 0x3F,
        pick(command, Scaling.Operand.values(), operand, "scale mode"),
        state.unsigned(Opcode.OPA_SCALE),
        state.get(Opcode.OPA_SCALE) & 0x3F,
        state.unsigned(Opcode.OPB_SCALE) & 0xFFFF);
  }

  private Activation activation(Command command, ElementType ofm) {
    int register = state.get(Opcode.ACTIVATION);
    int number = register & 0x1F;
    Activation.Function function =
        number >= 16
            ? Activation.Function.TABLE
            : switch (number) {
              case 0 -> Activation.Function.CLAMP;
              case 3 -> Activation.Function.TANH;
              case 4 -> Activation.Function.SIGMOID;
              default -> throw bad(command, "there is no activation function " + number);
            };
    if (number > 23) {
      throw bad(command, "there is no look-up table " + (number - 16));
    }
    ElementType clip =
        switch (register >> 12 & 7) {
          case 0 -> null;
          case 2 -> ElementType.UINT8;
          case 3 -> ElementType.INT8;
          case 5 -> ElementType.INT16;
          default -> throw bad(command, "there is no clip range " + (register >> 12 & 7));
        };
    return new Activation(
        function,
        number & 7,
        clip,
        ofm.parameter(state.get(Opcode.ACTIVATION_MIN)),
        ofm.parameter(state.get(Opcode.ACTIVATION_MAX)));
  }

  private Blocks blocks(Command command) {
    Blocks.Accumulator format =
        pick(command, Blocks.Accumulator.values(), state.get(Opcode.ACC_FORMAT), "ACC_FORMAT");
    if (format == Blocks.Accumulator.FLOAT16) {
      throw bad(command, "accumulators of format f16 are not modelled");
    }
    return new Blocks(
        new NpuConfig.Block(
            state.get(Opcode.OFM_BLK_WIDTH_M1) + 1,
            state.get(Opcode.OFM_BLK_HEIGHT_M1) + 1,
            state.get(Opcode.OFM_BLK_DEPTH_M1) + 1),
        format,
        state.get(Opcode.IFM_IB_END),
        state.get(Opcode.IFM2_IB_START),
        state.get(Opcode.AB_START),
        state.get(Opcode.BLOCKDEP),
        Math.min(config.cores(), state.get(Opcode.PARALLEL_MODE) + 1));
  }

  private List<StreamPart> parts(
      Opcode region, Opcode base, Opcode length, Opcode base1, Opcode length1) {
    List<StreamPart> parts = new ArrayList<>();
    parts.add(new StreamPart(state.get(region), state.address(base), state.unsigned(length)));
    if (config.cores() > 1 && state.get(Opcode.PARALLEL_MODE) != 0) {
      parts.add(new StreamPart(state.get(region), state.address(base1), state.unsigned(length1)));
    }
    return List.copyOf(parts);
  }

  private long[] bases(Opcode first, Opcode second, Opcode third, Opcode fourth) {
    return new long[] {
      state.address(first), state.address(second), state.address(third), state.address(fourth)
    };
  }

  private long stride(Opcode opcode) {
    return state.stride(opcode, config.isU65());
  }

  private static <T> T pick(Command command, T[] values, int number, String field) {
    if (number >= values.length) {
      throw bad(command, field + " " + number + " does not exist");
    }
    return values[number];
  }

  private static StreamException bad(Command command, String what) {
    int word = command.opcode().word(command.parameter());
    return new StreamException(command.offset(), word, command.opcode() + ": " + what);
  }
}
