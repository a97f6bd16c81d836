package dev.tinyrig.emulator.machine;

import dev.tinyrig.emulator.debug.BreakpointHandler;
import dev.tinyrig.emulator.engine.Engine;
import dev.tinyrig.emulator.state.Stateful;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The state of a machine by its parts, to hold two machines of the same build against each other
 * and to go back. Who answers BKPT is left out: that is the host, which cannot go back.
 */
public final class MachineState {
  /** Bytes that most parts need at most. */
  private static final int ROOM = 1 << 16;

  private final Map<String, byte[]> parts = new LinkedHashMap<>();

  private MachineState() {}

  /** The state of a machine between two instructions. */
  public static MachineState of(Machine machine) {
    MachineState state = new MachineState();
    ByteArrayOutputStream buffer = new ByteArrayOutputStream(ROOM);
    for (Stateful part : machine.parts()) {
      if (!(part instanceof BreakpointHandler)) {
        state.parts.put(part.stateId(), bytes(part, buffer));
      }
    }
    return state;
  }

  private static byte[] bytes(Stateful part, ByteArrayOutputStream buffer) {
    try {
      buffer.reset();
      part.save(new DataOutputStream(buffer));
      return buffer.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException("part " + part.stateId() + " was not saved", e);
    }
  }

  /** Puts a machine of the same build into this state. */
  public void restore(Machine machine) {
    restore(machine, true);
  }

  /**
   * Puts a machine of the same build into this state, but leaves its engine alone: what that has
   * decoded and translated stays, and it must not go on from where it stood.
   */
  public void restoreAllButEngine(Machine machine) {
    restore(machine, false);
  }

  private void restore(Machine machine, boolean engineToo) {
    for (Stateful part : machine.parts()) {
      byte[] bytes = parts.get(part.stateId());
      if (bytes == null || (part instanceof Engine && !engineToo)) {
        continue;
      }
      try {
        part.restore(new DataInputStream(new ByteArrayInputStream(bytes)));
      } catch (IOException e) {
        throw new IllegalStateException("part " + part.stateId() + " was not restored", e);
      }
    }
  }

  /**
   * Ids of the parts that differ. Where the engine stands in a line is not compared: of two lines
   * with the same costs, one is as good as the other.
   */
  public List<String> differences(MachineState other) {
    List<String> found = new ArrayList<>();
    parts.forEach(
        (id, bytes) -> {
          if (!id.equals(Machine.ENGINE) && !Arrays.equals(bytes, other.parts.get(id))) {
            found.add(id);
          }
        });
    return found;
  }
}
