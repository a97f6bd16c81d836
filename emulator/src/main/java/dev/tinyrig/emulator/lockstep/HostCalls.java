package dev.tinyrig.emulator.lockstep;

import dev.tinyrig.emulator.debug.BreakpointHandler;
import dev.tinyrig.emulator.debug.DebugPort;
import dev.tinyrig.emulator.debug.FaultReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the host answered to BKPT: it is asked once, by the machine that comes first, and whoever
 * executes the same BKPT later gets the same answer without the host.
 */
final class HostCalls {
  private record Store(int address, byte[] bytes) {}

  private record Result(DebugPort.Register register, int value) {}

  private record Call(
      List<Store> stores, List<Result> results, BreakpointHandler.Outcome outcome) {}

  private final List<Call> calls = new ArrayList<>();

  /** Asks the host and remembers what it does to the guest. */
  BreakpointHandler recording(BreakpointHandler host) {
    return (immediate, port) -> {
      Recorder recorder = new Recorder(port);
      BreakpointHandler.Outcome outcome = host.breakpoint(immediate, recorder);
      calls.add(new Call(recorder.stores, recorder.results, outcome));
      return outcome;
    };
  }

  /** Forgets all answers. */
  void clear() {
    calls.clear();
  }

  /** Gives the remembered answers, one after the other. */
  final class Player implements BreakpointHandler {
    private int next;

    void rewind() {
      next = 0;
    }

    @Override
    public Outcome breakpoint(int immediate, DebugPort port) {
      if (next == calls.size()) {
        return Outcome.HANDLED; // only this engine came here: what differs will be seen
      }
      Call call = calls.get(next);
      next++;
      for (Store store : call.stores) {
        port.write(store.address, store.bytes, 0, store.bytes.length);
      }
      for (Result result : call.results) {
        port.setRegister(result.register, result.value);
      }
      return call.outcome;
    }
  }

  /** A debug port that notes what is changed through it. */
  private static final class Recorder implements DebugPort {
    private final DebugPort port;
    private final List<Store> stores = new ArrayList<>();
    private final List<Result> results = new ArrayList<>();

    Recorder(DebugPort port) {
      this.port = port;
    }

    @Override
    public int register(Register register) {
      return port.register(register);
    }

    @Override
    public void setRegister(Register register, int value) {
      results.add(new Result(register, value));
      port.setRegister(register, value);
    }

    @Override
    public int fpRegister(int number) {
      return port.fpRegister(number);
    }

    @Override
    public void setFpRegister(int number, int bits) {
      throw new UnsupportedOperationException("an answer to BKPT is in memory and core registers");
    }

    @Override
    public int read(int address, byte[] into, int offset, int length) {
      return port.read(address, into, offset, length);
    }

    @Override
    public int write(int address, byte[] from, int offset, int length) {
      byte[] bytes = new byte[length];
      System.arraycopy(from, offset, bytes, 0, length);
      stores.add(new Store(address, bytes));
      return port.write(address, from, offset, length);
    }

    @Override
    public void setBreakpoint(int address) {
      port.setBreakpoint(address);
    }

    @Override
    public void clearBreakpoint(int address) {
      port.clearBreakpoint(address);
    }

    @Override
    public void setWatchpoint(int address, int length, Watch kind) {
      port.setWatchpoint(address, length, kind);
    }

    @Override
    public void clearWatchpoint(int address, int length, Watch kind) {
      port.clearWatchpoint(address, length, kind);
    }

    @Override
    public void halt() {
      port.halt();
    }

    @Override
    public void step() {
      port.step();
    }

    @Override
    public Optional<FaultReport> lastFault() {
      return port.lastFault();
    }
  }
}
