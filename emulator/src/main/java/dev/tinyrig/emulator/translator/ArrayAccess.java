package dev.tinyrig.emulator.translator;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.function.Consumer;

/**
 * Bytecode that gets from and puts into byte arrays, little-endian. A range check is not its
 * affair: offsets are masked before, so that they are always inside.
 *
 * <p>The methods of {@link LittleEndian} would do, but its towers of calls cost the fast JIT
 * compiler half of its time: what they come to is written here.
 */
final class ArrayAccess {
  private static final ClassDesc BYTES = ConstantDescs.CD_byte.arrayType();
  private static final ClassDesc WORDS =
      ClassDesc.of("dev.tinyrig.emulator.translator.LittleEndian");
  private static final ClassDesc UNSAFE_CLASS = ClassDesc.of("sun.misc.Unsafe");

  private final RegionCompiler region;
  private final Asm asm;

  ArrayAccess(RegionCompiler region, Asm asm) {
    this.region = region;
    this.asm = asm;
  }

  /**
   * Pushes 1, 2 or 4 bytes, zero-extended, or 8 as a long, from the offset on the stack.
   *
   * @param checked whether the offset, and not its alignment, has been looked at so that it is
   *     certainly inside; else it is masked
   */
  void load(Window window, int size, boolean checked) {
    MethodTypeDesc type = MethodTypeDesc.of(word(size), ConstantDescs.CD_int);
    String name = name("load", window, size, checked);
    call(name, type, code -> writeLoad(code, window, size, checked));
  }

  /** Puts the low 1, 2 or 4 bytes of a word, or a long, at the offset below it on the stack. */
  void store(Window window, int size, boolean checked) {
    MethodTypeDesc type =
        MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int, word(size));
    String name = name("store", window, size, checked);
    call(name, type, code -> writeStore(code, window, size, checked));
  }

  /** The same from the offset above the array on the stack, of which the offset is certain. */
  void load(int size) {
    MethodTypeDesc type = MethodTypeDesc.of(word(size), BYTES, ConstantDescs.CD_int);
    call("load" + 8 * size, type, code -> writeLoad(code, null, size, true));
  }

  /** The same to the offset below the value and above the array on the stack. */
  void store(int size) {
    MethodTypeDesc type =
        MethodTypeDesc.of(ConstantDescs.CD_void, BYTES, ConstantDescs.CD_int, word(size));
    call("store" + 8 * size, type, code -> writeStore(code, null, size, true));
  }

  private String name(String what, Window window, int size, boolean checked) {
    int bytes = region.constant(window.bytes());
    return what + 8 * size + (checked ? "Checked" : "") + "In" + bytes;
  }

  private void call(String name, MethodTypeDesc type, Consumer<CodeBuilder> body) {
    region.helper(name, type, body);
    asm.code.invokestatic(RegionCompiler.SELF, name, type);
  }

  /** Writes a helper; without a window, its array is an argument. */
  private void writeLoad(CodeBuilder code, Window window, int size, boolean checked) {
    begin(code, window, size, checked);
    if (size == 1 && !direct(size, checked)) {
      code.baload().loadConstant(0xFF).iand();
    } else if (LittleEndian.UNSAFE == null) {
      String name = size == 2 ? "halfword" : size == 4 ? "word" : "doubleWord";
      code.invokestatic(WORDS, name, MethodTypeDesc.of(word(size), BYTES, ConstantDescs.CD_int));
    } else {
      code.invokevirtual(
          UNSAFE_CLASS,
          "get" + name(size),
          MethodTypeDesc.of(type(size), ConstantDescs.CD_Object, ConstantDescs.CD_long));
    }
    if (size == 1 && direct(size, checked)) {
      code.loadConstant(0xFF).iand();
    }
    if (size == 8) {
      code.lreturn();
    } else {
      code.ireturn();
    }
  }

  private void writeStore(CodeBuilder code, Window window, int size, boolean checked) {
    begin(code, window, size, checked);
    int value = window == null ? 2 : 1;
    if (size == 8) {
      code.lload(value);
    } else {
      code.iload(value);
    }
    if (size == 1 && !direct(size, checked)) {
      code.bastore();
    } else if (LittleEndian.UNSAFE == null) {
      String name = size == 2 ? "setHalfword" : size == 4 ? "setWord" : "setDoubleWord";
      code.invokestatic(
          WORDS,
          name,
          MethodTypeDesc.of(ConstantDescs.CD_void, BYTES, ConstantDescs.CD_int, word(size)));
    } else {
      if (size == 1) {
        code.i2b();
      } else if (size == 2) {
        code.i2c();
      }
      code.invokevirtual(
          UNSAFE_CLASS,
          "put" + name(size),
          MethodTypeDesc.of(
              ConstantDescs.CD_void, ConstantDescs.CD_Object, ConstantDescs.CD_long, type(size)));
    }
    code.return_();
  }

  private static ClassDesc word(int size) {
    return size == 8 ? ConstantDescs.CD_long : ConstantDescs.CD_int;
  }

  private static ClassDesc type(int size) {
    return switch (size) {
      case 1 -> ConstantDescs.CD_byte;
      case 2 -> ConstantDescs.CD_char;
      case 4 -> ConstantDescs.CD_int;
      default -> ConstantDescs.CD_long;
    };
  }

  private static String name(int size) {
    return size == 1 ? "Byte" : size == 2 ? "Char" : size == 4 ? "Int" : "Long";
  }

  /** Whether no handle and no array access is used; that of a byte is cheap where it is masked. */
  private static boolean direct(int size, boolean checked) {
    return LittleEndian.UNSAFE != null && (size != 1 || checked);
  }

  private void begin(CodeBuilder code, Window window, int size, boolean checked) {
    boolean direct = direct(size, checked);
    if (direct) {
      get(code, LittleEndian.UNSAFE, UNSAFE_CLASS);
    }
    if (window == null) {
      code.aload(0).iload(1);
    } else {
      get(code, window.bytes(), BYTES);
      code.iload(0);
    }
    if (!checked) {
      code.loadConstant(window.inside(size)).iand();
    }
    if (direct) {
      code.loadConstant(LittleEndian.BASE).iadd().i2l();
    }
  }

  private void get(CodeBuilder code, Object constant, ClassDesc type) {
    code.getstatic(RegionCompiler.SELF, RegionCompiler.field(region.constant(constant)), type);
  }
}
