package dev.tinyrig.traces.session;

import dev.tinyrig.emulator.probe.Probe;
import dev.tinyrig.traces.calls.Frames;
import dev.tinyrig.traces.calls.FunctionStarts;
import dev.tinyrig.traces.calls.ShadowStack;
import dev.tinyrig.traces.doctor.InputSample;
import dev.tinyrig.traces.profile.BlockCounters;
import dev.tinyrig.traces.profile.StackTracker;
import dev.tinyrig.traces.tflm.GuestModel;
import dev.tinyrig.traces.tflm.GuestModels;
import dev.tinyrig.traces.tflm.OperatorFinder;
import dev.tinyrig.traces.tflm.TensorPlace;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;

/** The one probe of a session: hands the machine's events to those who count. */
final class Recorder implements Probe, ShadowStack.Listener, OperatorFinder.Observer {
  final StackTracker stackTracker = new StackTracker();
  final BlockCounters counters = new BlockCounters(stackTracker);
  final ShadowStack stack;
  final OperatorFinder finder;
  private InvokeListener listener = new InvokeListener() {};
  private final FunctionStarts starts;
  private final Optional<Integer> stackTop;
  private View view;
  private final List<InputSample> inputs = new ArrayList<>();
  private int invokesStarted;

  Recorder(FunctionStarts starts, GuestModels models, Optional<Integer> stackTop) {
    this.starts = starts;
    this.stackTop = stackTop;
    stack = new ShadowStack(starts, this);
    finder = new OperatorFinder(models, this);
  }

  void setListener(InvokeListener newListener) {
    listener = newListener;
  }

  /** What the inputs of the first Invoke held. */
  List<InputSample> inputs() {
    return List.copyOf(inputs);
  }

  /** Reads the guest's memory. */
  boolean read(int address, byte[] into, int offset, int length) {
    return view.read(address, into, offset, length) == length;
  }

  @Override
  public Set<Kind> wants() {
    return EnumSet.of(Kind.CALL_SUMS, Kind.COUNTS, Kind.EXCEPTIONS);
  }

  @Override
  public void attached(View newView) {
    view = newView;
    stackTracker.limits(sp -> view.stackLimit(this, sp));
    stackTracker.start(stackTop.orElseGet(() -> view.register(13)));
    counters.attached(view);
    counters.select(OperatorFinder.OUTSIDE);
    stack.attached(view);
    starts.listener(view::jumpsChanged);
    finder.attached(stack, view);
  }

  @Override
  public void block(BlockView code, int from, int to, long cycles) {
    counters.block(code, from, to, cycles);
  }

  @Override
  public void stackMoved(BlockView code, int from, int to) {
    counters.stackMoved(code, from, to);
  }

  @Override
  public void counted(BlockView code, int from, int to, long count, long cycles) {
    counters.counted(code, from, to, count, cycles);
  }

  @Override
  public void call(int site, int target, int returnAddress, boolean indirect) {
    stack.call(target, returnAddress);
    finder.called(site, target, indirect);
  }

  @Override
  public void leafCalls(int site, int target, long count, long cycles) {
    stack.leafCalls(target, count, cycles);
  }

  @Override
  public boolean hearsJump(int target) {
    return stack.hearsJump(target);
  }

  @Override
  public void ret(int site, int target) {
    stack.ret(target);
  }

  @Override
  public void jump(int site, int target) {
    stack.jump(target);
  }

  @Override
  public void exceptionEntry(int exception, int returnAddress, long since) {
    stack.exceptionEntry(exception, returnAddress, since);
    stackTracker.count(false);
    stackTracker.switched(view.register(13));
  }

  @Override
  public void exceptionReturn(int exception, int target) {
    stack.exceptionReturn(exception, target);
    stackTracker.count(!stack.current().inHandler());
    stackTracker.switched(view.register(13));
  }

  @Override
  public void leaving(Frames frames, int depth) {
    finder.leaving(frames, depth);
  }

  @Override
  public void flowChanged() {
    finder.flowChanged();
  }

  @Override
  public void countersChanged(int set) {
    view.settle();
    counters.select(set);
  }

  @Override
  public void everyCall(boolean every) {
    view.everyCall(this, every);
  }

  @Override
  public void stackMark(int id, boolean begins) {
    if (begins) {
      stackTracker.begin(id, view.register(13));
    } else {
      finder.stackOf(id, stackTracker.end(id));
    }
  }

  @Override
  public void invokeStarts(int context, GuestModel model) {
    List<TensorPlace> places = finder.inputs(context, model);
    if (invokesStarted == 0) {
      for (TensorPlace p : places) {
        byte[] bytes = new byte[p.bytes()];
        if (view.read(p.address(), bytes, 0, bytes.length) == bytes.length) {
          inputs.add(new InputSample(p.tensor(), bytes));
        }
      }
    }
    listener.invokeStarts(invokesStarted++, places);
  }

  @Override
  public void invokeEnded(int context, GuestModel model, int count) {
    List<TensorPlace> outputs = finder.outputs(context, model);
    if (!outputs.isEmpty()) {
      CRC32 crc = new CRC32();
      for (TensorPlace p : outputs) {
        byte[] bytes = new byte[p.bytes()];
        if (view.read(p.address(), bytes, 0, bytes.length) == bytes.length) {
          crc.update(bytes);
        }
      }
      finder.outputsOf(context, "%08x".formatted(crc.getValue()));
    }
    listener.invokeEnded(count - 1, outputs);
  }
}
