package dev.tinyrig.emulator.core;

/**
 * An interrupt request from a device to the core's interrupt controller.
 *
 * <p>The line is level-sensitive as on the NVIC (Armv7-M Arm ARM B3.4.1): while it is high the
 * interrupt becomes pending again each time its handler has returned. A pulse is a call with true
 * followed by one with false.
 */
@FunctionalInterface
public interface InterruptLine {
  /** A line that leads nowhere, for devices whose interrupt is not connected. */
  InterruptLine NONE = level -> {};

  /** Drives the line. Driving the level that it already has changes nothing. */
  void set(boolean level);
}
