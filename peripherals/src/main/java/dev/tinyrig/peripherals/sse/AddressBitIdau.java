package dev.tinyrig.peripherals.sse;

import dev.tinyrig.emulator.core.Idau;

/**
 * The attribution unit of Arm's subsystems: one address bit tells Secure from Non-secure addresses,
 * and NSCCFG makes the Secure code and data ranges Non-secure callable (Arm 101104; Arm 101773,
 * "Implementation defined attribution unit"). The first MiB at 0xE000_0000 and at 0xF000_0000 is
 * exempt.
 */
public final class AddressBitIdau implements Idau {
  private static final Answer EXEMPT = new Answer(true, false, false, -1);

  private final int bit;
  private final int callableCode;
  private final int callableData;
  private final Answer[] answers;

  /**
   * A unit whose ranges are not callable yet.
   *
   * @param bit the address bit that is 1 in Secure addresses; ranges have its size
   * @param callableCode start of the range of NSCCFG bit 0
   * @param callableData start of the range of NSCCFG bit 1
   */
  public AddressBitIdau(int bit, int callableCode, int callableData) {
    this.bit = bit;
    this.callableCode = callableCode;
    this.callableData = callableData;
    answers = new Answer[1 << Integer.SIZE - bit];
    callable(0);
  }

  /** Takes a new value of NSCCFG. */
  public void callable(int configuration) {
    for (int range = 0; range < answers.length; range++) {
      int start = range << bit;
      boolean callable =
          (start == callableCode && (configuration & 1) != 0)
              || (start == callableData && (configuration & 2) != 0);
      answers[range] = new Answer(false, (range & 1) == 0, callable, range & 0xFF);
    }
  }

  @Override
  public Answer at(int address) {
    return (address & 0xEFF0_0000) == 0xE000_0000 ? EXEMPT : answers[address >>> bit];
  }

  @Override
  public int granuleShift() {
    return Math.min(bit, 20);
  }
}
