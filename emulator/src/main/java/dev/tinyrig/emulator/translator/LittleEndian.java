package dev.tinyrig.emulator.translator;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.nio.ByteOrder;

/**
 * Halfwords, words and double words in byte arrays, at offsets of which the caller is certain that
 * they are inside.
 *
 * <p>A {@link VarHandle} looks at the offset once more, and is a tower of calls of which the JIT
 * compilers leave some as they are. Where the JVM was started with {@code
 * --sun-misc-unsafe-memory-access=allow} and told so by the property {@value #PROPERTY}, nothing is
 * looked at.
 */
final class LittleEndian {
  static final String PROPERTY = "tinyrig.unsafe";

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /** What has the methods of {@code sun.misc.Unsafe}, or null. */
  static final Object UNSAFE =
      Boolean.getBoolean(PROPERTY) && ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN
          ? unsafe()
          : null;

  /** Offset of an array's first byte, for that. */
  static final int BASE = UNSAFE == null ? 0 : base();

  private static final boolean DIRECT = UNSAFE != null;
  private static final MethodHandle GET_LONG = getter("getLong", long.class);
  private static final MethodHandle GET_CHAR = getter("getChar", char.class);
  private static final MethodHandle GET_INT = getter("getInt", int.class);
  private static final MethodHandle PUT_LONG = putter("putLong", long.class);
  private static final MethodHandle PUT_CHAR = putter("putChar", char.class);
  private static final MethodHandle PUT_INT = putter("putInt", int.class);

  private LittleEndian() {}

  private static Object unsafe() {
    try {
      Field field = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe");
      field.setAccessible(true);
      return field.get(null);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null; // not in this JDK any more: the handles do
    }
  }

  private static int base() {
    try {
      Object base = UNSAFE.getClass().getField("ARRAY_BYTE_BASE_OFFSET").get(null);
      return ((Number) base).intValue();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("sun.misc.Unsafe without ARRAY_BYTE_BASE_OFFSET", e);
    }
  }

  private static MethodHandle getter(String name, Class<?> type) {
    return method(name, MethodType.methodType(type, Object.class, long.class));
  }

  private static MethodHandle putter(String name, Class<?> type) {
    return method(name, MethodType.methodType(void.class, Object.class, long.class, type));
  }

  private static MethodHandle method(String name, MethodType type) {
    if (UNSAFE == null) {
      return null;
    }
    try {
      return MethodHandles.lookup().bind(UNSAFE, name, type);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("sun.misc.Unsafe without " + name, e);
    }
  }

  // Each of these methods is small enough that the JIT compilers always inline it.

  static long doubleWord(byte[] bytes, int offset) {
    return DIRECT ? directDoubleWord(bytes, offset) : (long) LONG.get(bytes, offset);
  }

  static int word(byte[] bytes, int offset) {
    return DIRECT ? directWord(bytes, offset) : (int) INT.get(bytes, offset);
  }

  /** Zero-extended. */
  static int halfword(byte[] bytes, int offset) {
    return DIRECT ? directHalfword(bytes, offset) : (char) (short) SHORT.get(bytes, offset);
  }

  static void setDoubleWord(byte[] bytes, int offset, long value) {
    if (DIRECT) {
      setDirectDoubleWord(bytes, offset, value);
    } else {
      LONG.set(bytes, offset, value);
    }
  }

  static void setWord(byte[] bytes, int offset, int value) {
    if (DIRECT) {
      setDirectWord(bytes, offset, value);
    } else {
      INT.set(bytes, offset, value);
    }
  }

  static void setHalfword(byte[] bytes, int offset, int value) {
    if (DIRECT) {
      setDirectHalfword(bytes, offset, (char) value);
    } else {
      SHORT.set(bytes, offset, (short) value);
    }
  }

  private static long directDoubleWord(Object bytes, int offset) {
    try {
      return (long) GET_LONG.invokeExact(bytes, (long) BASE + offset);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  private static int directWord(Object bytes, int offset) {
    try {
      return (int) GET_INT.invokeExact(bytes, (long) BASE + offset);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  private static int directHalfword(Object bytes, int offset) {
    try {
      return (char) GET_CHAR.invokeExact(bytes, (long) BASE + offset);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  private static void setDirectDoubleWord(Object bytes, int offset, long value) {
    try {
      PUT_LONG.invokeExact(bytes, (long) BASE + offset, value);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  private static void setDirectWord(Object bytes, int offset, int value) {
    try {
      PUT_INT.invokeExact(bytes, (long) BASE + offset, value);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  private static void setDirectHalfword(Object bytes, int offset, char value) {
    try {
      PUT_CHAR.invokeExact(bytes, (long) BASE + offset, value);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /** None of the methods throws anything but {@link RuntimeException} and {@link Error}. */
  private static IllegalStateException failed(Throwable e) {
    return new IllegalStateException("sun.misc.Unsafe", e);
  }
}
