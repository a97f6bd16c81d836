package dev.tinyrig.emulator.machine;

import dev.tinyrig.emulator.state.Stateful;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * The whole state of a machine between two instructions, as bytes.
 *
 * <p>Format: magic, version, then for every part its id, the length of its state and the state. A
 * snapshot fits a machine built from the same board and options; anything else is refused with the
 * name of the first part that differs.
 */
public final class Snapshot {
  private static final int MAGIC = 0x5452_5331; // "TRS1"

  private Snapshot() {}

  /** Saves a stopped machine. */
  public static byte[] save(Machine machine) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(MAGIC);
    out.writeInt(machine.parts().size());
    for (Stateful part : machine.parts()) {
      ByteArrayOutputStream state = new ByteArrayOutputStream();
      part.save(new DataOutputStream(state));
      out.writeUTF(part.stateId());
      out.writeInt(state.size());
      state.writeTo(out);
    }
    return bytes.toByteArray();
  }

  /** Restores a snapshot into a machine of the same build. */
  public static void restore(Machine machine, byte[] snapshot) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(snapshot));
    if (in.readInt() != MAGIC) {
      throw new IOException("not a snapshot of a machine");
    }
    int count = in.readInt();
    if (count != machine.parts().size()) {
      throw new IOException(
          "snapshot has " + count + " parts, this machine has " + machine.parts().size());
    }
    for (Stateful part : machine.parts()) {
      String id = in.readUTF();
      if (!id.equals(part.stateId())) {
        throw new IOException(
            "snapshot has part " + id + " where this machine has " + part.stateId());
      }
      byte[] state = in.readNBytes(in.readInt());
      DataInputStream stateIn = new DataInputStream(new ByteArrayInputStream(state));
      part.restore(stateIn);
      if (stateIn.available() != 0) {
        throw new IOException("snapshot of part " + id + " has bytes left over");
      }
    }
  }
}
