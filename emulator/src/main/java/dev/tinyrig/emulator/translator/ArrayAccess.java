package dev.tinyrig.emulator.translator;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.Field;

/**
 * Bytecode that gets from and puts into byte arrays, little-endian. A range check is not its
 * affair: offsets are masked before, so that they are always inside.
 *
 * <p>A {@link java.lang.invoke.VarHandle} is a tower of calls, which costs the fast JIT compiler
 * half of its time. Where the JVM was started with {@code --sun-misc-unsafe-memory-access=allow}
 * and told so by the property {@value #PROPERTY}, one call does the same.
 */
final class ArrayAccess {
  static final String PROPERTY = "tinyrig.unsafe";
  private static final ClassDesc BYTES = ConstantDescs.CD_byte.arrayType();
  private static final ClassDesc UNSAFE_CLASS = ClassDesc.of("sun.misc.Unsafe");

  /** What is called, or null. */
  private static final Object UNSAFE = Boolean.getBoolean(PROPERTY) ? unsafe() : null;

  private static final int BASE = UNSAFE == null ? 0 : base();

  private final RegionCompiler region;
  private final Asm asm;

  ArrayAccess(RegionCompiler region, Asm asm) {
    this.region = region;
    this.asm = asm;
  }

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

  /**
   * Pushes 1, 2 or 4 bytes, zero-extended, or 8 as a long.
   *
   * @param offset pushes where in the array
   */
  void load(byte[] bytes, int size, Runnable offset) {
    CodeBuilder code = begin(bytes, size, offset);
    if (size == 1) {
      code.baload();
      asm.push(0xFF);
      code.iand();
    } else if (UNSAFE == null) {
      switch (size) {
        case 2 -> asm.call(Window.class, "halfword", "([BI)I");
        case 4 -> asm.call(Window.class, "word", "([BI)I");
        default -> asm.call(Window.class, "doubleWord", "([BI)J");
      }
    } else {
      code.invokevirtual(
          UNSAFE_CLASS,
          "get" + name(size),
          MethodTypeDesc.of(type(size), ConstantDescs.CD_Object, ConstantDescs.CD_long));
    }
  }

  /** Puts the low 1, 2 or 4 bytes of what {@code value} pushes, or 8 bytes of a long. */
  void store(byte[] bytes, int size, Runnable offset, Runnable value) {
    CodeBuilder code = begin(bytes, size, offset);
    value.run();
    if (size == 1) {
      code.bastore();
    } else if (UNSAFE == null) {
      switch (size) {
        case 2 -> asm.call(Window.class, "setHalfword", "([BII)V");
        case 4 -> asm.call(Window.class, "setWord", "([BII)V");
        default -> asm.call(Window.class, "setDoubleWord", "([BIJ)V");
      }
    } else {
      if (size == 2) {
        code.i2c();
      }
      code.invokevirtual(
          UNSAFE_CLASS,
          "put" + name(size),
          MethodTypeDesc.of(
              ConstantDescs.CD_void, ConstantDescs.CD_Object, ConstantDescs.CD_long, type(size)));
    }
  }

  private static ClassDesc type(int size) {
    return switch (size) {
      case 2 -> ConstantDescs.CD_char;
      case 4 -> ConstantDescs.CD_int;
      default -> ConstantDescs.CD_long;
    };
  }

  private static String name(int size) {
    return size == 2 ? "Char" : size == 4 ? "Int" : "Long";
  }

  private CodeBuilder begin(byte[] bytes, int size, Runnable offset) {
    boolean direct = size != 1 && UNSAFE != null;
    if (direct) {
      asm.constant(region.constant(UNSAFE), UNSAFE_CLASS);
    }
    asm.constant(region.constant(bytes), BYTES);
    offset.run();
    if (direct) {
      asm.push(BASE);
      asm.code.iadd().i2l();
    }
    return asm.code;
  }
}
