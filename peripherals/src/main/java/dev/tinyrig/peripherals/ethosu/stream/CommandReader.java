package dev.tinyrig.peripherals.ethosu.stream;

import java.util.function.IntUnaryOperator;

/**
 * Reads commands from a stream. Which malformed words raise cmd_parse_error is not public; here all
 * of them do: an unknown code, a group without meaning, reserved bits, parameter bits outside of
 * the command's field, a command of the other product, and a stream that ends without OP_STOP.
 */
public final class CommandReader {
  private static final int CODE = 0x3FF;
  private static final int RESERVED = 0x3C00;

  private final boolean u65;

  /** A reader of the streams of one product. */
  public CommandReader(boolean u65) {
    this.u65 = u65;
  }

  /**
   * The command at {@code offset}; {@code words} gives the word at a byte offset, {@code size} is
   * the length of the stream in bytes.
   */
  public Command read(IntUnaryOperator words, int offset, int size) {
    if (offset + 4 > size) {
      throw new StreamException(offset, 0, "the stream ends here without OP_STOP");
    }
    int word = words.applyAsInt(offset);
    int group = word >>> 14 & 3;
    if (group > 1) {
      throw new StreamException(offset, word, "control bits " + group + " have no meaning");
    }
    if ((word & RESERVED) != 0) {
      throw new StreamException(offset, word, "reserved bits 13:10 are set");
    }
    Opcode opcode = Opcode.find(group, word & CODE);
    if (opcode == null) {
      throw new StreamException(
          offset, word, "unknown command 0x" + Integer.toHexString(word & CODE));
    }
    if (!opcode.isOn(u65)) {
      throw new StreamException(
          offset, word, opcode + " is no command of an Ethos-U" + (u65 ? "65" : "55"));
    }
    int parameter = word >>> 16;
    if ((parameter & ~opcode.parameterMask(u65)) != 0) {
      throw new StreamException(
          offset,
          word,
          "parameter 0x" + Integer.toHexString(parameter) + " does not fit " + opcode);
    }
    if (!opcode.hasPayload()) {
      return new Command(offset, opcode, parameter, 0);
    }
    if (offset + 8 > size) {
      throw new StreamException(offset, word, "the stream ends before the payload of " + opcode);
    }
    return new Command(offset, opcode, parameter, words.applyAsInt(offset + 4));
  }
}
