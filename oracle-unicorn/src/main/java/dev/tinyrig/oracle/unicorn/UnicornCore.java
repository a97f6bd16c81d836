package dev.tinyrig.oracle.unicorn;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.tinyrig.emulator.oracle.ArchitecturalState;
import dev.tinyrig.emulator.oracle.Oracle;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** One Unicorn instance. */
final class UnicornCore implements Oracle {
  private static final int ARCH_ARM = 1;

  /**
   * Thumb without the M-class flag: with it this build takes a Cortex-M33 whatever model is asked
   * for, and the models of M cores bring their profile along.
   */
  private static final int MODE_THUMB = 16;

  private static final int READ_WRITE_EXECUTE = 7;

  /** An address that no program reaches. */
  private static final long NOWHERE = 0xFFFF_FFFEL;

  // uc_ctl requests: a type, the number of arguments in bits 29..26, "write" in bit 30.
  private static final int CONTROL_CPU_MODEL = 7 | 1 << 26 | 1 << 30;
  private static final int CONTROL_FLUSH = 10 | 1 << 30;

  private static final int REGISTER_R0 = 66;
  private static final int REGISTER_SP = 12;
  private static final int REGISTER_LR = 10;
  private static final int REGISTER_PC = 11;
  private static final int REGISTER_CPSR = 3;
  private static final int REGISTER_FPSCR = 6;
  private static final int REGISTER_CONTROL = 117;
  private static final int REGISTER_D0 = 14;

  private static final int R = 0;
  private static final int CPSR = 15;
  private static final int FPSCR = 16;
  private static final int D = 17;
  private static final int PC = 33;
  private static final int WRITTEN = 33;
  private static final int ALL = 34;

  private static final int APSR_BITS = 0xF80F_0000;

  /** FPSCR bits of Armv7-M: flags, AHP, DN, FZ, RMode, cumulative exceptions. */
  private static final int FPSCR_BITS = 0xF7C0_009F;

  /** A mode that the CPU has, and the Thumb bit. */
  private static final int CPSR_REST = 0x33;

  private final UnicornLibrary library;
  private final Arena arena = Arena.ofConfined();
  private final MemorySegment handle;
  private final MemorySegment identifiers = arena.allocate(JAVA_INT, ALL);
  private final MemorySegment pointers = arena.allocate(ADDRESS, ALL);
  private final MemorySegment values = arena.allocate(JAVA_LONG, ALL);

  /** Armv6-M has neither Q nor GE. */
  private final int apsrBits;

  UnicornCore(UnicornLibrary library, int cpu, boolean hasQ, boolean hasFloats) {
    this(library, open(library), cpu, hasQ, hasFloats);
  }

  /** An instance that calls a Java method at every instruction, through the library's own class. */
  static UnicornCore hooked(
      UnicornLibrary library, int cpu, boolean hasQ, boolean hasFloats, Runnable hook) {
    JavaBinding binding = new JavaBinding(ARCH_ARM, MODE_THUMB);
    UnicornCore core = new UnicornCore(library, binding.handle(), cpu, hasQ, hasFloats);
    binding.hook(hook);
    return core;
  }

  private UnicornCore(
      UnicornLibrary library, MemorySegment handle, int cpu, boolean hasQ, boolean hasFloats) {
    this.library = library;
    this.handle = handle;
    this.apsrBits = hasQ ? APSR_BITS : 0xF000_0000;
    for (int i = 0; i < ALL; i++) {
      identifiers.setAtIndex(JAVA_INT, i, identifier(i));
      pointers.setAtIndex(ADDRESS, i, values.asSlice(i * 8L));
    }
    try {
      check("uc_ctl", (int) library.control.invokeExact(handle, CONTROL_CPU_MODEL, (long) cpu));
    } catch (Throwable e) {
      throw failed(e);
    }
    if (hasFloats) {
      beginFloatingPoint();
    }
  }

  private static MemorySegment open(UnicornLibrary library) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment result = arena.allocate(ADDRESS);
      check("uc_open", (int) library.open.invokeExact(ARCH_ARM, MODE_THUMB, result));
      return result.get(ADDRESS, 0);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /**
   * Sets CONTROL.FPCA, and SFPA where there is one; without them the first floating-point
   * instruction would reset FPSCR.
   */
  private void beginFloatingPoint() {
    identifiers.setAtIndex(JAVA_INT, 0, REGISTER_CONTROL);
    set(0, 4 | 8);
    try {
      check(
          "uc_reg_write_batch",
          (int) library.writeBatch.invokeExact(handle, identifiers, pointers, 1));
    } catch (Throwable e) {
      throw failed(e);
    }
    identifiers.setAtIndex(JAVA_INT, 0, identifier(0));
  }

  private static int identifier(int index) {
    if (index < R + 13) {
      return REGISTER_R0 + index;
    }
    return switch (index) {
      case 13 -> REGISTER_SP;
      case 14 -> REGISTER_LR;
      case CPSR -> REGISTER_CPSR;
      case FPSCR -> REGISTER_FPSCR;
      case PC -> REGISTER_PC;
      default -> REGISTER_D0 + index - D;
    };
  }

  private static void check(String function, int error) {
    if (error != 0) {
      throw new UnicornException(function + " failed with error " + error);
    }
  }

  private static UnicornException failed(Throwable e) {
    return e instanceof UnicornException u ? u : new UnicornException("call into Unicorn", e);
  }

  @Override
  public MemorySegment map(int base, int size) {
    MemorySegment memory = allocate(size);
    map(base, memory);
    return memory;
  }

  /** Memory that lives as long as this core and can be mapped. */
  MemorySegment allocate(int size) {
    return arena.allocate(size, UnicornMemory.PAGE);
  }

  /** Maps memory that {@link #allocate} gave. */
  void map(int base, MemorySegment memory) {
    try {
      check(
          "uc_mem_map_ptr",
          (int)
              library.mapPointer.invokeExact(
                  handle,
                  Integer.toUnsignedLong(base),
                  memory.byteSize(),
                  READ_WRITE_EXECUTE,
                  memory));
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /** Maps functions in place of memory, both made by {@link #callback}. */
  void mapDevice(int base, int size, MemorySegment load, MemorySegment store) {
    try {
      check(
          "uc_mmio_map",
          (int)
              library.mapDevice.invokeExact(
                  handle,
                  Integer.toUnsignedLong(base),
                  (long) size,
                  load,
                  MemorySegment.NULL,
                  store,
                  MemorySegment.NULL));
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /** A C function that calls a method, which must not throw. */
  @SuppressWarnings("restricted")
  MemorySegment callback(MethodHandle method, FunctionDescriptor descriptor) {
    return Linker.nativeLinker().upcallStub(method, descriptor, arena);
  }

  /** Has a function called at events of a kind, wherever they happen. */
  void hook(int kind, MemorySegment function) {
    try {
      check(
          "uc_hook_add",
          (int)
              library.addHook.invokeExact(
                  handle,
                  arena.allocate(JAVA_LONG),
                  kind,
                  function,
                  MemorySegment.NULL,
                  1L, // from a later address to an earlier one: everywhere
                  0L));
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /**
   * Ends {@link #run} soon. May be called from another thread, but then for good: firmware that was
   * stopped so and went on has computed something else.
   */
  void stop() {
    try {
      check("uc_emu_stop", (int) library.stop.invokeExact(handle));
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /** Executes from an address on until {@link #stop}; 0 or Unicorn's error. */
  int run(int begin) {
    try {
      return (int)
          library.start.invokeExact(handle, Integer.toUnsignedLong(begin | 1), NOWHERE, 0L, 0L);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  private void set(int index, int value) {
    values.setAtIndex(JAVA_LONG, index, Integer.toUnsignedLong(value));
  }

  private int get(int index) {
    return (int) values.getAtIndex(JAVA_LONG, index);
  }

  @Override
  public void write(ArchitecturalState state) {
    for (int i = 0; i < 15; i++) {
      set(R + i, state.r[i]);
    }
    set(CPSR, state.apsr & APSR_BITS | CPSR_REST);
    set(FPSCR, state.fpscr);
    for (int i = 0; i < 16; i++) {
      long low = Integer.toUnsignedLong(state.s[2 * i]);
      values.setAtIndex(JAVA_LONG, D + i, (long) state.s[2 * i + 1] << 32 | low);
    }
    try {
      check(
          "uc_reg_write_batch",
          (int) library.writeBatch.invokeExact(handle, identifiers, pointers, WRITTEN));
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  @Override
  public void read(ArchitecturalState state) {
    values.fill((byte) 0); // the library writes 4 of the 8 bytes
    try {
      check(
          "uc_reg_read_batch",
          (int) library.readBatch.invokeExact(handle, identifiers, pointers, ALL));
    } catch (Throwable e) {
      throw failed(e);
    }
    for (int i = 0; i < 15; i++) {
      state.r[i] = get(R + i);
    }
    state.pc = get(PC);
    state.apsr = get(CPSR) & apsrBits;
    state.fpscr = get(FPSCR) & FPSCR_BITS;
    for (int i = 0; i < 16; i++) {
      long d = values.getAtIndex(JAVA_LONG, D + i);
      state.s[2 * i] = (int) d;
      state.s[2 * i + 1] = (int) (d >>> 32);
    }
  }

  @Override
  public int run(int begin, int until) {
    try {
      return (int)
          library.start.invokeExact(
              handle, Integer.toUnsignedLong(begin | 1), Integer.toUnsignedLong(until), 0L, 0L);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  @Override
  public void forgetCode() {
    try {
      check("uc_ctl", (int) library.control.invokeExact(handle, CONTROL_FLUSH, 0L));
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  @Override
  public void close() {
    try {
      check("uc_close", (int) library.close.invokeExact(handle));
    } catch (Throwable e) {
      throw failed(e);
    } finally {
      arena.close();
    }
  }
}
