package dev.tinyrig.emulator.machine;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.core.ExceptionModel;
import dev.tinyrig.emulator.core.ProcessorState;
import dev.tinyrig.emulator.debug.DebugPort;
import dev.tinyrig.emulator.debug.FaultReport;
import dev.tinyrig.emulator.memory.Bus;
import dev.tinyrig.emulator.probe.Probe;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** The debug port of a machine, and what probes may read of it. */
final class MachineDebug implements DebugPort, Probe.View {

  private record Watchpoint(int address, int length, Watch kind) {
    boolean hit(int at, int size, boolean store) {
      return (kind == Watch.ACCESS || (kind == Watch.WRITE) == store)
              && Integer.compareUnsigned(at - address, length) < 0
          || (kind == Watch.ACCESS || (kind == Watch.WRITE) == store)
              && Integer.compareUnsigned(address - at, size) < 0;
    }
  }

  private final Machine machine;
  private final Core core;
  private final ExceptionModel exceptions;
  private final Bus bus;
  private final Set<Integer> breakpoints = new HashSet<>();
  private final Set<Watchpoint> watchpoints = new LinkedHashSet<>();
  private volatile boolean haltRequested;

  MachineDebug(Machine machine, Core core, ExceptionModel exceptions, Bus bus) {
    this.machine = machine;
    this.core = core;
    this.exceptions = exceptions;
    this.bus = bus;
  }

  boolean hasBreakpoints() {
    return !breakpoints.isEmpty();
  }

  boolean hasBreakpoint(int address) {
    return !breakpoints.isEmpty() && breakpoints.contains(address);
  }

  boolean hasWatchpoints() {
    return !watchpoints.isEmpty();
  }

  boolean haltRequested() {
    return haltRequested;
  }

  boolean takeHalt() {
    boolean halt = haltRequested;
    haltRequested = false;
    return halt;
  }

  void accessed(int address, int size, boolean store) {
    for (Watchpoint watchpoint : watchpoints) {
      if (watchpoint.hit(address, size, store)) {
        machine.stop(new StopReason.Watchpoint(address, watchpoint.kind()));
      }
    }
  }

  @Override
  public int register(Register register) {
    return switch (register) {
      case PC -> core.currentPc();
      case XPSR -> exceptions.processor().xpsr();
      case MSP -> exceptions.processor().msp();
      case PSP -> exceptions.processor().psp();
      case PRIMASK -> exceptions.processor().readMask(ProcessorState.PRIMASK);
      case BASEPRI -> exceptions.processor().readMask(ProcessorState.BASEPRI);
      case FAULTMASK -> exceptions.processor().readMask(ProcessorState.FAULTMASK);
      case CONTROL -> exceptions.processor().readMask(ProcessorState.CONTROL);
      case FPSCR -> core.fpscr;
      default -> core.r[register.ordinal()];
    };
  }

  @Override
  public void setRegister(Register register, int value) {
    switch (register) {
      case PC -> {
        core.pc = value & ~1;
        machine.pcChanged();
      }
      case XPSR -> exceptions.processor().setXpsr(value);
      case MSP -> exceptions.processor().setMsp(value & ~3);
      case PSP -> exceptions.processor().setPsp(value & ~3);
      case PRIMASK -> exceptions.writeMask(ProcessorState.PRIMASK, value);
      case BASEPRI -> exceptions.writeMask(ProcessorState.BASEPRI, value);
      case FAULTMASK -> exceptions.writeMask(ProcessorState.FAULTMASK, value);
      case CONTROL -> exceptions.writeMask(ProcessorState.CONTROL, value);
      case FPSCR -> core.fpscr = value;
      default -> core.r[register.ordinal()] = value;
    }
  }

  @Override
  public int fpRegister(int number) {
    return core.s[number];
  }

  @Override
  public void setFpRegister(int number, int bits) {
    core.s[number] = bits;
  }

  @Override
  public int read(int address, byte[] into, int offset, int length) {
    return bus.peek(address, into, offset, length);
  }

  @Override
  public int write(int address, byte[] from, int offset, int length) {
    return bus.poke(address, from, offset, length);
  }

  @Override
  public void setBreakpoint(int address) {
    breakpoints.add(address);
  }

  @Override
  public void clearBreakpoint(int address) {
    breakpoints.remove(address);
  }

  @Override
  public void setWatchpoint(int address, int length, Watch kind) {
    watchpoints.add(new Watchpoint(address, length, kind));
    machine.watchersChanged();
  }

  @Override
  public void clearWatchpoint(int address, int length, Watch kind) {
    watchpoints.remove(new Watchpoint(address, length, kind));
    machine.watchersChanged();
  }

  @Override
  public void halt() {
    haltRequested = true;
  }

  @Override
  public void step() {
    machine.step();
  }

  @Override
  public Optional<FaultReport> lastFault() {
    return exceptions.lastFault();
  }

  @Override
  public long cycles() {
    return core.clock.cycles;
  }

  @Override
  public long instructions() {
    return core.instructions;
  }

  @Override
  public int register(int number) {
    return number == 15 ? core.currentPc() : core.r[number];
  }

  @Override
  public int word(int address) {
    byte[] bytes = new byte[4];
    if (bus.peek(address, bytes, 0, 4) != 4) {
      return 0;
    }
    return bytes[0] & 0xFF
        | (bytes[1] & 0xFF) << 8
        | (bytes[2] & 0xFF) << 16
        | (bytes[3] & 0xFF) << 24;
  }

  @Override
  public void stackLimit(Probe listener, int limit) {
    machine.probes().stackLimit(listener, limit);
  }

  @Override
  public void everyCall(Probe listener, boolean every) {
    machine.probes().everyCall(listener, every);
  }

  @Override
  public void jumpsChanged() {
    machine.probes().jumps++;
  }

  @Override
  public void settle() {
    machine.settle();
  }

  @Override
  public int exception() {
    return exceptions.ipsr();
  }
}
