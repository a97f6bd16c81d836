package dev.tinyrig.peripherals.board;

import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.machine.Machine;
import dev.tinyrig.peripherals.semihosting.SemihostingHost;
import java.util.List;
import java.util.Optional;

/**
 * A machine and what it was built from. Closing it closes the files that the firmware left open.
 *
 * @param machine loaded and reset
 * @param board the board
 * @param core the core, which may be another than the board's
 * @param memories the memories, given, derived or the board's
 * @param semihosting the host that answers BKPT, if there is one
 */
public record BoardMachine(
    Machine machine,
    Board board,
    CoreModel core,
    List<BoardMemory> memories,
    Optional<SemihostingHost> semihosting)
    implements AutoCloseable {
  @Override
  public void close() {
    semihosting.ifPresent(SemihostingHost::close);
  }
}
