package dev.tinyrig.peripherals.board;

import dev.tinyrig.peripherals.sse.PortGroup;

/**
 * The port of a peripheral protection controller behind which a device is.
 *
 * @param group the controller
 * @param number the port, 0 to 15
 */
public record BoardPort(PortGroup group, int number) {}
