package dev.tinyrig.cli;

import dev.tinyrig.emulator.debug.DebugPort;
import dev.tinyrig.traces.tflm.TensorPlace;
import java.util.List;

/** The bytes of {@code --input}, one slice for each Invoke. */
final class ModelInput {
  private final byte[] bytes;

  ModelInput(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Puts the bytes of one Invoke into the model's input tensors, in their order. */
  void place(int invoke, List<TensorPlace> inputs, DebugPort port) {
    if (inputs.isEmpty()) {
      throw failure("the model's input tensor was not found in the guest's memory");
    }
    int size = inputs.stream().mapToInt(TensorPlace::bytes).sum();
    if (bytes.length % size != 0) {
      throw failure(
          "the file has "
              + bytes.length
              + " bytes, but the input of the model needs "
              + size
              + " (or a multiple of it, for several Invokes)");
    }
    int offset = invoke % (bytes.length / size) * size;
    for (TensorPlace input : inputs) {
      int done = port.write(input.address(), bytes, offset, input.bytes());
      if (done != input.bytes()) {
        throw failure(
            String.format(
                java.util.Locale.ROOT,
                "the input tensor at 0x%08x lies outside of memory",
                input.address()));
      }
      offset += input.bytes();
    }
  }

  private static CommandFailure failure(String why) {
    return new CommandFailure(ExitCode.BAD_INPUT, "--input: " + why);
  }
}
