package dev.tinyrig.cli;

import dev.tinyrig.traces.npu.VelaDebug;
import dev.tinyrig.traces.npu.VelaDebugException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option that names the compiler's debug database. */
final class VelaDebugOption {
  @Option(
      names = "--vela-debug",
      paramLabel = "FILE",
      description =
          "The debug database that Vela wrote beside the model (--enable-debug-db): the NPU's"
              + " operations are shown with the layers that they were made from.")
  private Path file;

  VelaDebugOption() {}

  VelaDebugOption(Path file) {
    this.file = file;
  }

  Optional<VelaDebug> read() {
    if (file == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(VelaDebug.read(file.toString(), InputFile.read(file, "--vela-debug")));
    } catch (VelaDebugException e) {
      throw new CommandFailure(ExitCode.BAD_INPUT, "--vela-debug: " + e.getMessage(), e);
    }
  }
}
