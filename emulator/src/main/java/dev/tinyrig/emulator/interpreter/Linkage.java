package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.semantics.Arithmetic;
import dev.tinyrig.emulator.semantics.BitFields;
import dev.tinyrig.emulator.semantics.Dsp;
import dev.tinyrig.emulator.semantics.Float16;
import dev.tinyrig.emulator.semantics.Float32;
import dev.tinyrig.emulator.semantics.Float64;
import dev.tinyrig.emulator.semantics.Fpscr;
import dev.tinyrig.emulator.semantics.LongShifts;
import dev.tinyrig.emulator.semantics.Multiply;
import dev.tinyrig.emulator.semantics.Saturate;
import dev.tinyrig.emulator.semantics.Shifts;
import dev.tinyrig.emulator.semantics.Simd16;
import dev.tinyrig.emulator.semantics.Simd8;
import java.lang.invoke.MethodHandles;
import java.util.List;

/**
 * Initialises the classes that the jump tables call, and what these call. A compiler of the JVM
 * takes a call of a class that is not initialised for one that never happens: the first instruction
 * of that family would throw away the compiled jump table, which is the most expensive method of
 * all to compile.
 */
final class Linkage {
  private static final List<Class<?>> CALLED =
      List.of(
          BitOps.class,
          BlockTransferOps.class,
          BranchOps.class,
          DataOps.class,
          DspOps.class,
          FpArithmeticOps.class,
          FpConversionOps.class,
          FpDispatch.class,
          FpDoubleOps.class,
          FpHalfDispatch.class,
          FpLoadStoreOps.class,
          FpMoveOps.class,
          FpSystemOps.class,
          LoadStoreOps.class,
          LongShiftOps.class,
          LoopOps.class,
          MultiplyOps.class,
          PairOps.class,
          PointerOps.class,
          SecurityOps.class,
          SelectOps.class,
          ShiftOps.class,
          SimdOps.class,
          SystemOps.class,
          VectorDispatch.class,
          Arithmetic.class,
          BitFields.class,
          Dsp.class,
          Float16.class,
          Float32.class,
          Float64.class,
          Fpscr.class,
          LongShifts.class,
          Multiply.class,
          Saturate.class,
          Shifts.class,
          Simd16.class,
          Simd8.class);

  private Linkage() {}

  /** Makes every call of the jump tables one that can be compiled. */
  static void initialise() {
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    for (Class<?> each : CALLED) {
      try {
        lookup.ensureInitialized(each);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(each + " is of this package", e);
      }
    }
  }
}
