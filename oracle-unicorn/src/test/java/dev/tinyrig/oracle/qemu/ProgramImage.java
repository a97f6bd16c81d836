package dev.tinyrig.oracle.qemu;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Many trials as one image: harness, code and records, each at its address. */
final class ProgramImage {
  private static final int HEADER = 52;
  private static final int PROGRAM_HEADER = 32;
  private static final int EM_ARM = 40;

  final Target target;
  final byte[] harness;
  final byte[] code;
  final byte[] records;

  /** The image of {@code trials}, which writes its records to {@code dump} under QEMU. */
  ProgramImage(Target target, List<Trial> trials, Path dump) {
    this.target = target;
    int first = target.records + TrialRecord.SIZE;
    int end = first + trials.size() * TrialRecord.SIZE;
    String file = dump.toAbsolutePath().toString();
    ByteBuffer all = ByteBuffer.allocate(end - target.records);
    all.position(TrialRecord.SIZE);
    int codeEnd = target.code;
    for (Trial trial : trials) {
      all.put(trial.record.array());
      codeEnd = trial.address + trial.code().length;
    }
    records = all.array();
    byte[] name = (file + "\0").getBytes(StandardCharsets.UTF_8);
    int nameAt = codeEnd + 3 & ~3;
    code = new byte[nameAt + name.length - target.code];
    for (Trial trial : trials) {
      byte[] bytes = trial.code();
      System.arraycopy(bytes, 0, code, trial.address - target.code, bytes.length);
    }
    System.arraycopy(name, 0, code, nameAt - target.code, name.length);
    harness = Harness.bytes(target, first, end, nameAt, file);
  }

  /** Where the records of the trials are in {@link #records}. */
  static int offset(int trial) {
    return TrialRecord.SIZE * (trial + 1);
  }

  /** An ELF file with three segments. */
  byte[] elf() {
    byte[][] parts = {harness, code, records};
    int[] addresses = {target.harness, target.code, target.records};
    ByteBuffer head =
        ByteBuffer.allocate(HEADER + parts.length * PROGRAM_HEADER).order(ByteOrder.LITTLE_ENDIAN);
    head.put(new byte[] {0x7F, 'E', 'L', 'F', 1, 1, 1}).position(16);
    head.putShort((short) 2).putShort((short) EM_ARM).putInt(1);
    head.putInt(ByteBuffer.wrap(harness).order(ByteOrder.LITTLE_ENDIAN).getInt(4))
        .putInt(HEADER)
        .putInt(0)
        .putInt(0x0500_0000);
    head.putShort((short) HEADER).putShort((short) PROGRAM_HEADER);
    head.putShort((short) parts.length).putShort((short) 40).putShort((short) 0);
    head.position(HEADER);
    int at = head.capacity();
    for (int k = 0; k < parts.length; k++) {
      int length = parts[k].length;
      head.putInt(1).putInt(at).putInt(addresses[k]).putInt(addresses[k]);
      head.putInt(length).putInt(length).putInt(7).putInt(1);
      at += length;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(at);
    out.writeBytes(head.array());
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
