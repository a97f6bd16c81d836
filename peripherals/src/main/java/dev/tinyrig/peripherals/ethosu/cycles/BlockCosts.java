package dev.tinyrig.peripherals.ethosu.cycles;

import dev.tinyrig.peripherals.ethosu.hardware.NpuConfig;
import dev.tinyrig.peripherals.ethosu.hardware.NpuConfig.Block;
import dev.tinyrig.peripherals.ethosu.operation.Activation;
import dev.tinyrig.peripherals.ethosu.operation.BlockOperation;
import dev.tinyrig.peripherals.ethosu.operation.Blocks;
import dev.tinyrig.peripherals.ethosu.operation.FeatureMap;
import dev.tinyrig.peripherals.ethosu.operation.Kernel;
import dev.tinyrig.peripherals.ethosu.operation.Kind;
import dev.tinyrig.peripherals.ethosu.operation.Upscale;

/**
 * Cycles of the engines for one block of output, from what the stream says. All numbers are those
 * of Vela 5.2.0's Python core: {@code npu_performance.py} and {@code architecture_features.py}.
 */
final class BlockCosts {
  /** Output cycles for each element, by configuration: the rows of {@code OutputCase}. */
  private static final double[][] OUTPUT_CYCLES = {
    {2, 3, 3, 3, 4, 6, 1, 2},
    {1, 1.5, 1.5, 1.5, 2, 3, 0.5, 1},
    {0.75, 1.25, 0.75, 0.75, 1, 1.5, 0.25, 0.5},
    {0.625, 1.125, 0.5, 0.375, 0.5, 0.75, 0.125, 0.25},
    {0.625, 1.125, 0.5, 0.375, 0.5, 0.75, 0.125, 0.25},
    {0.3125, 0.5625, 0.25, 0.1875, 0.25, 0.375, 0.0625, 0.125},
  };

  /** Activation cycles for each element: tanh, sigmoid or table; relu; none. */
  private static final double[][] ACTIVATION_CYCLES = {
    {1, 1, 0}, {1, 1, 0}, {1, 0.5, 0}, {1, 0.25, 0}, {1, 0.25, 0}, {0.5, 0.125, 0},
  };

  private static final int BINARY_32 = 0;
  private static final int UNARY_32 = 1;
  private static final int MUL_32 = 2;
  private static final int MUL_OR_ACC40 = 3;
  private static final int ADD_SUB = 5;
  private static final int MAX_POOL = 6;
  private static final int OTHERS = 7;

  /** Extent of the parts into which a kernel is cut. */
  private static final int SUB_KERNEL = 8;

  /** Cycles of a step of a micro-block, and the input depth that it takes. */
  private static final int STEP = 4;

  private static final int STEP_DEPTH = 32;
  private static final int IFM_UNIT = 8;
  private static final int DELAY = 2;
  private static final int DELAY_40 = 3;
  private static final int DELAY_U55_32 = 3;
  private static final int DELAY_U55_32_40 = 7;

  private final NpuConfig config;

  BlockCosts(NpuConfig config) {
    this.config = config;
  }

  /** The input block that an output block needs, rounded up to micro-blocks. */
  Block inputBlock(BlockOperation op) {
    Block ofm = op.blocks().ofm();
    Kernel k = op.kernel();
    int upscale = op.upscale() == Upscale.NONE ? 1 : 2;
    int nearest = op.upscale() == Upscale.NEAREST ? 1 : 0;
    int height =
        divideUp(
            (ofm.height() - 1) * k.strideY() + Math.min(k.spanY(), SUB_KERNEL) + nearest, upscale);
    int width =
        divideUp(
            (ofm.width() - 1) * k.strideX() + Math.min(k.spanX(), SUB_KERNEL) + nearest, upscale);
    return new Block(
        roundUp(width, config.ofmBlock().width()),
        roundUp(height, config.ofmBlock().height()),
        inputDepth(op));
  }

  private int inputDepth(BlockOperation op) {
    if (op.kind() != Kind.CONV && op.kind() != Kind.REDUCE_SUM) {
      return op.blocks().ofm().depth();
    }
    int depth = op.ifm().depth();
    if (op.ifm().type().bytes() == 2) {
      return roundUp(Math.min(depth, 16), 4);
    }
    boolean partKernel = op.kind() == Kind.CONV && op.kernel().partKernelFirst();
    return roundUp(Math.min(depth, partKernel ? 16 : 32), config.ifmBlock().depth());
  }

  /**
   * The part of a block that lies on its map. A strided kernel may leave the last row or column
   * unused; the tile's size then says that they are there.
   */
  static Block clipped(Block block, FeatureMap map) {
    return new Block(
        Math.min(block.width(), Math.max(map.width(), map.width0())),
        Math.min(block.height(), Math.max(map.height(), map.height0())),
        Math.min(block.depth(), map.depth()));
  }

  /** Whether 2x2 micro-blocks are used as 4x1, for one row of output. */
  boolean isFlat(BlockOperation op) {
    return config.ofmBlock().height() == 2
        && op.kind().hasWeights()
        && op.ofm().height() == 1
        && op.ofm().width() % 2 == 0
        && op.kernel().height() == 1;
  }

  /** The output block, clipped to the feature map. */
  Block outputBlock(BlockOperation op) {
    Block block = clipped(op.blocks().ofm(), op.ofm());
    return isFlat(op) ? new Block(block.width(), 1, block.depth()) : block;
  }

  /** Cycles of the multipliers for one block that lies inside of the output. */
  double macCycles(BlockOperation op) {
    return macCycles(op, outputBlock(op));
  }

  /** Cycles of the multipliers for a block of output. */
  double macCycles(BlockOperation op, Block ofm) {
    Block ifm = clipped(inputBlock(op), op.ifm());
    Block unit = config.ofmBlock();
    boolean flat = isFlat(op);
    int nx = divideUp(ofm.width(), flat ? 4 : unit.width());
    int ny = divideUp(ofm.height(), flat ? 1 : unit.height());
    int nz = divideUp(ofm.depth(), unit.depth());
    Kernel k = op.kernel();
    double total = 0;
    for (int y = 0; y < k.height(); y += SUB_KERNEL) {
      for (int x = 0; x < k.width(); x += SUB_KERNEL) {
        int taps = Math.min(SUB_KERNEL, k.height() - y) * Math.min(SUB_KERNEL, k.width() - x);
        total += subKernel(op, taps, nx, ny, nz, ifm.depth());
      }
    }
    if (op.kind() == Kind.CONV || op.kind() == Kind.REDUCE_SUM) {
      total *= divideUp(op.ifm().depth(), ifm.depth());
    }
    return total / config.cores();
  }

  private double subKernel(BlockOperation op, int taps, int nx, int ny, int nz, int ifmDepth) {
    boolean wide = op.ifm().type().bytes() == 2;
    boolean partKernel = op.kind() == Kind.CONV && op.kernel().partKernelFirst();
    int weightStep = STEP_DEPTH * config.ofmBlock().depth() / 8;
    int steps;
    double cycles;
    if (op.kind() == Kind.MAX_POOL || op.kind() == Kind.AVERAGE_POOL) {
      steps = 1;
      cycles = (double) Math.max(STEP, taps) * nx * ny * nz;
      if (wide && config != NpuConfig.U55_32) {
        cycles *= 2;
      }
    } else if (op.kind() == Kind.DEPTHWISE) {
      steps = divideUp(taps, 4);
      int unit = STEP * nx * ny * (wide ? 2 : 1);
      cycles = (double) Math.max(weightStep, unit) * steps * nz;
    } else if (!partKernel) {
      steps = taps;
      cycles = (double) Math.max(weightStep, STEP * nx * ny) * steps * nz;
    } else {
      steps = divideUp(taps, wide ? 2 : 4);
      cycles =
          (double) Math.max(weightStep, STEP * nx * ny)
              * (steps * (long) divideUp(ifmDepth, IFM_UNIT) * nz);
    }
    double delay = delay(op, nx, ny, nz, steps);
    return cycles + (partKernel ? delay * divideUp(ifmDepth, IFM_UNIT) : delay);
  }

  private double delay(BlockOperation op, int nx, int ny, int nz, int steps) {
    boolean acc40 = isAcc40(op);
    boolean smallest = config == NpuConfig.U55_32;
    int each =
        acc40 && (config == NpuConfig.U55_64 || config == NpuConfig.U55_128) ? DELAY_40 : DELAY;
    if (smallest) {
      each = acc40 ? DELAY_U55_32_40 : DELAY_U55_32;
    }
    double delay = 0;
    if (nx == 1 && ny == 1) {
      if (nz == 1) {
        delay = (double) each * steps;
      } else if (steps > 1) {
        delay = (double) each * (steps - 1) * nz;
      }
    }
    if (smallest && (nx == 1 || ny == 1) && nz > 1 && acc40) {
      delay += (double) each * nz;
    }
    return delay;
  }

  private static boolean isAcc40(BlockOperation op) {
    return op.blocks().accumulator() == Blocks.Accumulator.INT40;
  }

  /** Cycles of the output stage for each element. */
  double outputCycles(BlockOperation op) {
    int row = OTHERS;
    if (op.kind().isElementwise() && op.ifm().type().bytes() == 4) {
      row = op.kind().isBinary() ? BINARY_32 : UNARY_32;
    } else if (op.kind() == Kind.MUL && op.ofm().type().bytes() == 4) {
      row = MUL_32;
    } else if (op.kind() == Kind.MUL || (!op.kind().isElementwise() && isAcc40(op))) {
      row = MUL_OR_ACC40;
    } else if (op.kind() == Kind.ADD || op.kind() == Kind.SUB) {
      row = ADD_SUB;
    } else if (op.kind() == Kind.MAX_POOL) {
      row = MAX_POOL;
    }
    return Math.max(
        OUTPUT_CYCLES[config.ordinal()][row], ACTIVATION_CYCLES[config.ordinal()][activation(op)]);
  }

  /**
   * A stream does not say whether a clamp was a ReLU; one whose lower limit is the zero point is.
   */
  private static int activation(BlockOperation op) {
    if (op.activation().function() != Activation.Function.CLAMP) {
      return 0;
    }
    boolean relu =
        op.activation().lowest() == op.ofm().zeroPoint()
            && op.activation().lowest() > op.ofm().type().lowest();
    return relu ? 1 : 2;
  }

  /** Blocks of the whole output. */
  long blocks(BlockOperation op) {
    Block block = outputBlock(op);
    return (long) divideUp(op.ofm().width(), block.width())
        * divideUp(op.ofm().height(), block.height())
        * divideUp(op.ofm().depth(), block.depth());
  }

  static int divideUp(int a, int b) {
    return (a + b - 1) / b;
  }

  static int roundUp(int a, int b) {
    return divideUp(a, b) * b;
  }
}
