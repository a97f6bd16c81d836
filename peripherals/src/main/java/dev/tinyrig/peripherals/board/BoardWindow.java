package dev.tinyrig.peripherals.board;

import java.util.List;

/**
 * Devices of a board that are not modelled, in one range of addresses.
 *
 * @param name unique on the board
 * @param base address
 * @param size bytes
 * @param aliases further addresses at which the same devices appear
 */
public record BoardWindow(String name, int base, int size, List<Integer> aliases) {
  public BoardWindow {
    aliases = List.copyOf(aliases);
  }
}
