package dev.tinyrig.peripherals.board;

import java.util.List;
import java.util.Optional;

/**
 * Devices of a board that are not modelled, in one range of addresses.
 *
 * @param name unique on the board
 * @param base address
 * @param size bytes
 * @param aliases further addresses at which the same devices appear
 * @param port the port of a protection controller before them, if there is one
 */
public record BoardWindow(
    String name, int base, int size, List<Integer> aliases, Optional<BoardPort> port) {
  public BoardWindow {
    aliases = List.copyOf(aliases);
  }
}
