package dev.tinyrig.peripherals.board;

/** An address range where the board has a device that is not modelled. */
public record BoardWindow(String name, int base, int size) {}
