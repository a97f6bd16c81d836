/**
 * Boards as data, and how a board and an image become a machine.
 *
 * <p>A board is one YAML file. Start at {@link dev.tinyrig.peripherals.board.BoardCatalog} for
 * which there are, at {@link dev.tinyrig.peripherals.board.BoardChooser} for which one fits an
 * image, and at {@link dev.tinyrig.peripherals.board.MachineBuilder} for the machine. A new kind of
 * device is one row of {@link dev.tinyrig.peripherals.board.DeviceType}.
 */
package dev.tinyrig.peripherals.board;
