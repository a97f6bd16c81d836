package dev.tinyrig.oracle.unicorn;

import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.core.GuestFault;
import dev.tinyrig.emulator.debug.BreakpointHandler;
import dev.tinyrig.emulator.debug.DebugPort;
import dev.tinyrig.emulator.isa.Feature;
import dev.tinyrig.emulator.machine.Machine;
import dev.tinyrig.emulator.machine.StopReason;
import dev.tinyrig.emulator.memory.Bus;
import dev.tinyrig.emulator.memory.BusError;
import dev.tinyrig.emulator.oracle.ArchitecturalState;
import dev.tinyrig.emulator.oracle.UnsupportedProgramException;
import java.time.Duration;
import java.util.Locale;

/** One program on Unicorn, with the memory and the devices of a machine. */
final class UnicornMachine implements AutoCloseable {
  private static final int HOOK_INTERRUPT = 1;
  private static final int HOOK_UNMAPPED = 16 | 32 | 64;
  private static final int ERROR_INVALID_INSTRUCTION = 10;

  // Unicorn's numbers of what interrupts an Arm core.
  private static final int NONE = -1;
  private static final int UNDEFINED = 1;
  private static final int SUPERVISOR_CALL = 2;
  private static final int BREAKPOINT = 7;

  /** How often somebody looks whether the run is to be halted. */
  private static final Duration LOOK = Duration.ofMillis(50);

  private static final int SYST_CSR = 0xE000_E010;
  private static final int NVIC_ISER = 0xE000_E100;
  private static final int NVIC_ISER_SIZE = 0x40;
  private static final String ADVICE = ": run it with --engine auto";

  private final Machine machine;
  private final Bus bus;
  private final UnicornCore core;
  private final UnicornMemory memory;
  private final ArchitecturalState state = new ArchitecturalState();
  private final DebugPort port = new UnicornPort();
  private int interrupt = NONE;
  private boolean unmapped;
  private int unmappedAddress;
  private RuntimeException failure;
  private StopReason asked;

  /**
   * A program, as the machine is loaded and reset.
   *
   * @param instructionHook called at every instruction, or null
   */
  UnicornMachine(Machine machine, Runnable instructionHook) {
    this.machine = machine;
    this.bus = machine.bus();
    CoreModel model = machine.config().model();
    UnicornLibrary library = UnicornLibrary.load();
    int cpu = UnicornProvider.cpu(model);
    boolean floats = model.has(Feature.FP_SP);
    core =
        instructionHook == null
            ? new UnicornCore(library, cpu, !model.isV6M(), floats)
            : UnicornCore.hooked(library, cpu, !model.isV6M(), floats, instructionHook);
    memory = new UnicornMemory(bus, core);
    UnicornMemory.devicePages(bus).forEach(this::map);
    hook();
  }

  /** Executes from reset to the end. */
  StopReason run(BreakpointHandler host) {
    state.r[13] = machine.debug().register(DebugPort.Register.SP);
    state.pc = machine.debug().register(DebugPort.Register.PC);
    core.write(state);
    Thread watch = Thread.ofPlatform().daemon().start(this::stopOnHalt);
    try {
      return execute(host);
    } finally {
      watch.interrupt();
      joined(watch); // it must not touch what is closed next
    }
  }

  private static void joined(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void stopOnHalt() {
    try {
      while (!machine.haltRequested()) {
        Thread.sleep(LOOK);
      }
      core.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the run is over
    }
  }

  private StopReason execute(BreakpointHandler host) {
    while (true) {
      interrupt = NONE;
      int error = core.run(state.pc);
      core.read(state);
      if (failure != null) {
        throw failure;
      }
      if (asked != null) {
        return asked;
      }
      StopReason stop = machine.takeStop().orElse(null);
      if (stop == null) {
        stop = after(error, host);
      }
      if (stop == null) {
        stop = machine.takeStop().orElse(null);
      }
      if (stop != null) {
        return stop;
      }
    }
  }

  /** What the stop of Unicorn means; null when the program goes on. */
  private StopReason after(int error, BreakpointHandler host) {
    if (interrupt == BREAKPOINT) {
      return breakpoint(host);
    }
    if (interrupt == SUPERVISOR_CALL) {
      throw unsupported("executes SVC, and Unicorn has no exceptions");
    }
    if (interrupt == UNDEFINED || error == ERROR_INVALID_INSTRUCTION) {
      throw unsupported("executes what is no instruction of this core for Unicorn");
    }
    if (unmapped) {
      throw unsupported(
          String.format(
              Locale.ROOT,
              "uses address 0x%08x, where the board has nothing, and Unicorn has no faults",
              unmappedAddress));
    }
    if (interrupt != NONE || error != 0) {
      throw unsupported(
          "faults (Unicorn's exception "
              + interrupt
              + ", error "
              + error
              + "), which is not modelled");
    }
    if (halfword(state.pc - 2) == 0xBF30) {
      throw unsupported("sleeps (WFI), and Unicorn has no interrupts that could wake it");
    }
    return null;
  }

  private StopReason breakpoint(BreakpointHandler host) {
    int instruction = halfword(state.pc);
    BreakpointHandler.Outcome outcome = host.breakpoint(instruction & 0xFF, port);
    return switch (outcome) {
      case BreakpointHandler.End end -> new StopReason.Ended(end.status(), end.reason());
      case BreakpointHandler.Handled handled -> {
        state.pc += 2;
        core.write(state);
        yield null;
      }
      case BreakpointHandler.NotHandled none ->
          throw unsupported("executes a BKPT that nobody answers, and Unicorn has no exceptions");
    };
  }

  private UnsupportedProgramException unsupported(String what) {
    return new UnsupportedProgramException(
        String.format(Locale.ROOT, "the firmware %s (at 0x%08x)%s", what, state.pc, ADVICE));
  }

  private int halfword(int address) {
    byte[] bytes = new byte[2];
    memory.read(address, bytes, 0, 2);
    return bytes[0] & 0xFF | (bytes[1] & 0xFF) << 8;
  }

  // ---- called by Unicorn; no exception may pass through it -------------------------------------

  private void hook() {
    Callback.Interrupt interrupted =
        (_, number, _) -> {
          interrupt = number;
          core.stop();
        };
    core.hook(HOOK_INTERRUPT, Callback.of(core, Callback.Interrupt.class, interrupted));
    Callback.Unmapped missing =
        (_, _, address, _, _, _) -> {
          unmapped = true;
          unmappedAddress = (int) address;
          return false;
        };
    core.hook(HOOK_UNMAPPED, Callback.of(core, Callback.Unmapped.class, missing));
  }

  private void map(UnicornMemory.Range range) {
    Callback.Load load = (_, offset, size, _) -> load(range.base(), offset, size);
    Callback.Store store = (_, offset, size, value, _) -> store(range.base(), offset, size, value);
    core.mapDevice(
        range.base(),
        range.size(),
        Callback.of(core, Callback.Load.class, load),
        Callback.of(core, Callback.Store.class, store));
  }

  private long load(int base, long offset, int size) {
    int address = base + (int) offset;
    try {
      machine.passTime(1);
      long value =
          switch (size) {
            case 1 -> bus.load8(address) & 0xFF;
            case 2 -> bus.load16(address) & 0xFFFF;
            default -> Integer.toUnsignedLong(bus.load32(address));
          };
      accessed();
      return value;
    } catch (RuntimeException e) {
      failed(address, e);
      return 0;
    }
  }

  private void store(int base, long offset, int size, long value) {
    int address = base + (int) offset;
    try {
      machine.passTime(1);
      switch (size) {
        case 1 -> bus.store8(address, (int) value);
        case 2 -> bus.store16(address, (int) value);
        default -> bus.store32(address, (int) value);
      }
      if (switchesOn(address, (int) value)) {
        failure =
            new UnsupportedProgramException(
                String.format(
                    Locale.ROOT,
                    "the firmware switches an interrupt on (0x%x to 0x%08x), and Unicorn has none%s",
                    value,
                    address,
                    ADVICE));
        core.stop();
        return;
      }
      accessed();
    } catch (RuntimeException e) {
      failed(address, e);
    }
  }

  /** Whether a store lets SysTick or a device interrupt: SYST_CSR with TICKINT, or NVIC_ISER. */
  private static boolean switchesOn(int address, int value) {
    return (address == SYST_CSR && (value & 3) == 3)
        || (Integer.compareUnsigned(address - NVIC_ISER, NVIC_ISER_SIZE) < 0 && value != 0);
  }

  private void accessed() {
    if (machine.interruptIsDue()) {
      failure =
          new UnsupportedProgramException(
              "the firmware lets an interrupt become due, and Unicorn has no interrupts" + ADVICE);
      core.stop();
      return;
    }
    machine
        .takeStop()
        .ifPresent(
            stop -> {
              asked = stop;
              core.stop();
            });
  }

  private void failed(int address, RuntimeException e) {
    failure =
        e instanceof BusError || e instanceof GuestFault
            ? new UnsupportedProgramException(
                String.format(
                    Locale.ROOT,
                    "the firmware's access to 0x%08x faults (%s), and Unicorn has no faults%s",
                    address,
                    e.getMessage(),
                    ADVICE))
            : e;
    core.stop();
  }

  @Override
  public void close() {
    core.close();
  }

  /** Unicorn's registers and memory, for the host that answers BKPT. */
  private final class UnicornPort implements DebugPort {
    @Override
    public int register(Register register) {
      return switch (register) {
        case PC -> state.pc;
        case FPSCR -> state.fpscr;
        case XPSR -> state.apsr;
        default -> state.r[index(register)];
      };
    }

    @Override
    public void setRegister(Register register, int value) {
      state.r[index(register)] = value;
    }

    private static int index(Register register) {
      if (register.ordinal() > Register.LR.ordinal()) {
        throw new UnsupportedOperationException(register + " while Unicorn executes");
      }
      return register.ordinal();
    }

    @Override
    public int fpRegister(int number) {
      return state.s[number];
    }

    @Override
    public void setFpRegister(int number, int bits) {
      state.s[number] = bits;
    }

    @Override
    public int read(int address, byte[] into, int offset, int length) {
      return memory.read(address, into, offset, length);
    }

    @Override
    public int write(int address, byte[] from, int offset, int length) {
      return memory.write(address, from, offset, length);
    }

    @Override
    public void setBreakpoint(int address) {
      throw new UnsupportedOperationException("breakpoints while Unicorn executes");
    }

    @Override
    public void clearBreakpoint(int address) {
      throw new UnsupportedOperationException("breakpoints while Unicorn executes");
    }

    @Override
    public void setWatchpoint(int address, int length, Watch kind) {
      throw new UnsupportedOperationException("watchpoints while Unicorn executes");
    }

    @Override
    public void clearWatchpoint(int address, int length, Watch kind) {
      throw new UnsupportedOperationException("watchpoints while Unicorn executes");
    }

    @Override
    public void halt() {
      machine.debug().halt();
    }

    @Override
    public void step() {
      throw new UnsupportedOperationException("single steps while Unicorn executes");
    }

    @Override
    public java.util.Optional<dev.tinyrig.emulator.debug.FaultReport> lastFault() {
      return java.util.Optional.empty();
    }
  }
}
