package dev.tinyrig.traces.session;

import dev.tinyrig.emulator.image.Image;
import dev.tinyrig.emulator.image.Symbol;
import dev.tinyrig.traces.calls.ShadowStack;
import dev.tinyrig.traces.fault.MemoryReader;
import dev.tinyrig.traces.npu.NpuLog;
import dev.tinyrig.traces.profile.BlockCounters;
import dev.tinyrig.traces.profile.FunctionTable;
import dev.tinyrig.traces.profile.StackTracker;
import dev.tinyrig.traces.tflm.Arena;
import dev.tinyrig.traces.tflm.GuestModel;
import dev.tinyrig.traces.tflm.InvokeLog;
import java.util.List;
import java.util.Optional;

/** Everything that a session has gathered, for the builder of its report. */
record Evidence(
    Image image,
    FunctionTable functions,
    List<GuestModel> models,
    InvokeLog invokes,
    Optional<Arena> arena,
    BlockCounters counters,
    ShadowStack stack,
    StackTracker stackTracker,
    List<Integer> callers,
    MemoryReader memory,
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
