package dev.tinyrig.oracle.unicorn;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/**
 * The C functions of Unicorn 2, called directly: the Java class that comes with the library has
 * neither the choice of a CPU model nor registers in batches.
 */
final class UnicornLibrary {
  final MethodHandle open;
  final MethodHandle close;
  final MethodHandle control;
  final MethodHandle mapPointer;
  final MethodHandle start;
  final MethodHandle writeBatch;
  final MethodHandle readBatch;
  final MethodHandle mapDevice;
  final MethodHandle addHook;
  final MethodHandle stop;

  private UnicornLibrary(Path file) {
    SymbolLookup symbols = lookup(file);
    open = function(symbols, "uc_open", JAVA_INT, JAVA_INT, ADDRESS);
    close = function(symbols, "uc_close", ADDRESS);
    control = variadic(symbols, "uc_ctl", 2, ADDRESS, JAVA_INT, JAVA_LONG);
    mapPointer =
        function(symbols, "uc_mem_map_ptr", ADDRESS, JAVA_LONG, JAVA_LONG, JAVA_INT, ADDRESS);
    start = function(symbols, "uc_emu_start", ADDRESS, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    writeBatch = function(symbols, "uc_reg_write_batch", ADDRESS, ADDRESS, ADDRESS, JAVA_INT);
    readBatch = function(symbols, "uc_reg_read_batch", ADDRESS, ADDRESS, ADDRESS, JAVA_INT);
    mapDevice =
        function(
            symbols,
            "uc_mmio_map",
            ADDRESS,
            JAVA_LONG,
            JAVA_LONG,
            ADDRESS,
            ADDRESS,
            ADDRESS,
            ADDRESS);
    addHook =
        variadic(
            symbols,
            "uc_hook_add",
            7,
            ADDRESS,
            ADDRESS,
            JAVA_INT,
            ADDRESS,
            ADDRESS,
            JAVA_LONG,
            JAVA_LONG);
    stop = function(symbols, "uc_emu_stop", ADDRESS);
  }

  /** Takes the library of this operating system out of its jar and binds it. */
  static UnicornLibrary load() {
    String resource = "/natives/" + resourceOfThisSystem();
    try (InputStream in = UnicornLibrary.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new UnicornException("no " + resource + " in unidbg-unicorn2: system not supported");
      }
      Path file = Files.createTempFile("tinyrig-unicorn", ".lib");
      try {
        Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        loadForJni(file);
        return new UnicornLibrary(file);
      } finally {
        Files.deleteIfExists(file); // what is mapped stays
      }
    } catch (IOException e) {
      throw new UnicornException("cannot unpack " + resource + ": " + e.getMessage(), e);
    }
  }

  private static String resourceOfThisSystem() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    boolean arm = System.getProperty("os.arch").equals("aarch64");
    return os.contains("mac")
        ? (arm ? "osx_arm64" : "osx_64") + "/libunicorn.dylib"
        : (arm ? "linux_arm64" : "linux_64") + "/libunicorn.so";
  }

  /** The same library serves its own Java class. */
  @SuppressWarnings("restricted")
  private static void loadForJni(Path file) {
    System.load(file.toString());
  }

  @SuppressWarnings("restricted")
  private static SymbolLookup lookup(Path file) {
    return SymbolLookup.libraryLookup(file, Arena.global());
  }

  private static MethodHandle function(
      SymbolLookup symbols, String name, MemoryLayout... arguments) {
    return bind(symbols, name, FunctionDescriptor.of(JAVA_INT, arguments));
  }

  private static MethodHandle variadic(
      SymbolLookup symbols, String name, int firstVariadic, MemoryLayout... arguments) {
    return bind(
        symbols,
        name,
        FunctionDescriptor.of(JAVA_INT, arguments),
        Linker.Option.firstVariadicArg(firstVariadic));
  }

  @SuppressWarnings("restricted")
  private static MethodHandle bind(
      SymbolLookup symbols, String name, FunctionDescriptor descriptor, Linker.Option... options) {
    MemorySegment address =
        symbols
            .find(name)
            .orElseThrow(() -> new UnicornException("the library has no function " + name));
    return Linker.nativeLinker().downcallHandle(address, descriptor, options);
  }
}
