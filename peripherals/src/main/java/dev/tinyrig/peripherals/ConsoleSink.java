package dev.tinyrig.peripherals;

/** Where bytes go that the firmware prints: through its console UART or semihosting. */
@FunctionalInterface
public interface ConsoleSink {
  /** A sink that forgets. */
  ConsoleSink NONE = value -> {};

  /** One byte, 0 to 255. */
  void write(int value);
}
