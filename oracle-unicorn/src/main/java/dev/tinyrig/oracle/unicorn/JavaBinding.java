package dev.tinyrig.oracle.unicorn;

import static java.lang.foreign.ValueLayout.ADDRESS;

import com.github.unidbg.arm.backend.unicorn.CodeHook;
import com.github.unidbg.arm.backend.unicorn.Unicorn;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.Field;

/**
 * The Java class that comes with the library: its hooks call Java through JNI. Only the hook at
 * every instruction is used, to measure what that costs; all else of it would do with less.
 */
final class JavaBinding {
  /** Where its native object holds the engine. */
  private static final long ENGINE = 0x48;

  private final Unicorn unicorn;

  JavaBinding(int architecture, int mode) {
    unicorn = new Unicorn(architecture, mode);
  }

  /** Unicorn's own handle. */
  @SuppressWarnings("restricted")
  MemorySegment handle() {
    try {
      Field field = Unicorn.class.getDeclaredField("nativeHandle");
      field.setAccessible(true);
      return MemorySegment.ofAddress(field.getLong(unicorn))
          .reinterpret(ENGINE + ADDRESS.byteSize())
          .get(ADDRESS, ENGINE);
    } catch (ReflectiveOperationException e) {
      throw new UnicornException("the Java class of Unicorn is another than was expected", e);
    }
  }

  /** Calls a hook at every instruction. */
  void hook(Runnable hook) {
    CodeHook each = (_, _, _, _) -> hook.run();
    unicorn.hook_add_new(each, 1, 0, null);
  }
}
