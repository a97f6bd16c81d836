package dev.tinyrig.oracle.unicorn;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.Arrays;

/** The functions that Unicorn calls; none may throw. The last argument of each is always null. */
final class Callback {
  private Callback() {}

  /** A load from a device's range. */
  interface Load {
    long load(MemorySegment engine, long offset, int size, MemorySegment user);
  }

  /** A store to a device's range. */
  interface Store {
    void store(MemorySegment engine, long offset, int size, long value, MemorySegment user);
  }

  /** The program was interrupted, by a number of Unicorn's. */
  interface Interrupt {
    void interrupted(MemorySegment engine, int number, MemorySegment user);
  }

  /** An access to what is not mapped; whether it has been mapped now. */
  interface Unmapped {
    boolean unmapped(
        MemorySegment engine, int kind, long address, int size, long value, MemorySegment user);
  }

  /** A C function that calls the one method of an interface. */
  static <T> MemorySegment of(UnicornCore core, Class<T> type, T callback) {
    Method method = type.getDeclaredMethods()[0];
    MemoryLayout[] arguments =
        Arrays.stream(method.getParameterTypes())
            .map(Callback::layout)
            .toArray(MemoryLayout[]::new);
    FunctionDescriptor descriptor =
        method.getReturnType() == void.class
            ? FunctionDescriptor.ofVoid(arguments)
            : FunctionDescriptor.of(layout(method.getReturnType()), arguments);
    try {
      MethodHandle handle = MethodHandles.lookup().unreflect(method).bindTo(callback);
      return core.callback(handle, descriptor);
    } catch (IllegalAccessException e) {
      throw new UnicornException("no callback " + method, e);
    }
  }

  private static MemoryLayout layout(Class<?> type) {
    if (type == int.class) {
      return ValueLayout.JAVA_INT;
    }
    if (type == long.class) {
      return ValueLayout.JAVA_LONG;
    }
    return type == boolean.class ? ValueLayout.JAVA_BOOLEAN : ValueLayout.ADDRESS;
  }
}
