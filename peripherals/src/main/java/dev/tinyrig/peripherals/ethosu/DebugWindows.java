package dev.tinyrig.peripherals.ethosu;

import dev.tinyrig.peripherals.ethosu.stream.Opcode;
import dev.tinyrig.peripherals.ethosu.stream.StreamState;

/**
 * The two windows for debuggers among the registers: a KiB of SHRAM from 0x400 on, and the shadow
 * of the stream's state from 0x800 on.
 */
final class DebugWindows {
  private static final int SHARED_BUFFER = 0x400;
  private static final int SHADOW = 0x800;
  private static final int SHADOW_END = 0xBC0;
  private static final int SHADOW_16 = 0x900;
  private static final int SHADOW_PAYLOADS = 0xA00;
  private static final int SHADOW_PAYLOADS_2 = 0xB00;
  private static final int GROUP = 0x40;

  private final NpuEngine engine;

  DebugWindows(NpuEngine engine) {
    this.engine = engine;
  }

  static boolean isSharedBuffer(int offset) {
    return offset >= SHARED_BUFFER && offset < SHADOW;
  }

  static boolean isShadow(int offset) {
    return offset >= SHADOW && offset < SHADOW_END;
  }

  /**
   * A word of SHRAM. DEBUG_ADDRESS is taken to be the first byte that the window shows; no document
   * tells.
   */
  int sharedBuffer(int offset, int debugAddress) {
    byte[] shram = engine.shram().bytes();
    int word = 0;
    for (int i = 0; i < 4; i++) {
      word |= (shram[place(offset + i, debugAddress)] & 0xFF) << 8 * i;
    }
    return word;
  }

  /** Writes {@code size} bytes of SHRAM. */
  void storeSharedBuffer(int offset, int size, int value, int debugAddress) {
    byte[] shram = engine.shram().bytes();
    int at = place(offset, debugAddress);
    for (int i = 0; i < size; i++) {
      shram[at + i] = (byte) (value >> 8 * i);
    }
    engine.shramWritten(at, size);
  }

  private int place(int offset, int debugAddress) {
    return Math.floorMod(
        (debugAddress & ~3) + (offset - SHARED_BUFFER), engine.shram().bytes().length);
  }

  /** What the stream has set: parameters of commands, or payloads with their parameter behind. */
  int shadow(int offset) {
    StreamState state = engine.sequencer().state();
    for (Opcode each : Opcode.stateOpcodes()) {
      int code = each.code();
      if (!each.hasPayload()) {
        int place = code < 0x180 ? SHADOW + 4 * (code - 0x100) : SHADOW_16 + 4 * (code - 0x180);
        if (offset == place) {
          return state.get(each);
        }
        continue;
      }
      int group =
          code < 0x80
              ? SHADOW_PAYLOADS + GROUP * (code >> 4)
              : SHADOW_PAYLOADS_2 + GROUP * (code - 0x80 >> 4);
      int place = group + 8 * (code & 15);
      if (offset == place) {
        return state.payload(each);
      }
      if (offset == place + 4) {
        return state.get(each);
      }
    }
    return 0;
  }
}
