package dev.tinyrig.traces.session;

import dev.tinyrig.emulator.image.Image;
import dev.tinyrig.emulator.image.Symbol;
import dev.tinyrig.traces.calls.CallTree;
import dev.tinyrig.traces.npu.NpuLog;
import dev.tinyrig.traces.profile.BlockSums;
import dev.tinyrig.traces.profile.FunctionTable;
import dev.tinyrig.traces.report.ExceptionRow;
import dev.tinyrig.traces.report.FaultRow;
import dev.tinyrig.traces.tflm.Arena;
import dev.tinyrig.traces.tflm.GuestModel;
import dev.tinyrig.traces.tflm.InvokeLog;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that a session had gathered at one moment, for the builder of a report.
 *
 * @param blocks what was executed, by counter set
 * @param calls calls and cycles of functions, by their address
 * @param exceptions handlers that were executed
 * @param mainStackBytes deepest use of the main stack
 * @param stacks number of stacks seen
 * @param fault the fault that ended the run
 */
record Evidence(
    Image image,
    FunctionTable functions,
    List<GuestModel> models,
    InvokeLog invokes,
    Optional<Arena> arena,
    BlockSums blocks,
    Map<Integer, CallTree.Total> calls,
    List<ExceptionRow> exceptions,
    long mainStackBytes,
    int stacks,
    Optional<FaultRow> fault,
    NpuLog npu) {

  /** Functions {@code Register_…} of TFLM in the image: one for each kernel that is linked. */
  int linkedKernels() {
    int n = 0;
    for (Symbol s : image.symbols().functions()) {
      if (s.name().startsWith("_Z") && s.name().contains("Register_")) {
        n++;
      }
    }
    return n;
  }
}
