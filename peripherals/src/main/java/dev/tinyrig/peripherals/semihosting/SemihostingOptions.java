package dev.tinyrig.peripherals.semihosting;

import dev.tinyrig.peripherals.ConsoleSink;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the firmware may do through semihosting.
 *
 * @param console gets what the firmware prints
 * @param input what it reads from its console; after that comes end of file
 * @param directory the only directory in which it may open, remove and rename files; without one
 *     every access to files is refused
 * @param commandLine what SYS_GET_CMDLINE tells, program name included
 * @param notices told once of each file that was refused
 */
public record SemihostingOptions(
    ConsoleSink console,
    byte[] input,
    Optional<Path> directory,
    String commandLine,
    Consumer<String> notices) {
  /** Console only, no files, no command line. */
  public static SemihostingOptions console(ConsoleSink console) {
    return new SemihostingOptions(console, new byte[0], Optional.empty(), "", text -> {});
  }
}
