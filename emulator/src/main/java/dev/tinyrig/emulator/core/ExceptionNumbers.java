package dev.tinyrig.emulator.core;

/** Exception numbers (Armv7-M Arm ARM B1.5.2; Armv8-M Arm ARM B3.11). */
public final class ExceptionNumbers {
  public static final int RESET = 1;
  public static final int NMI = 2;
  public static final int HARD_FAULT = 3;
  public static final int MEM_MANAGE = 4;
  public static final int BUS_FAULT = 5;
  public static final int USAGE_FAULT = 6;
  public static final int SECURE_FAULT = 7;
  public static final int SV_CALL = 11;
  public static final int DEBUG_MONITOR = 12;
  public static final int PEND_SV = 14;
  public static final int SYS_TICK = 15;
  public static final int FIRST_INTERRUPT = 16;

  private ExceptionNumbers() {}

  /** The architecture's name, for example {@code HardFault} or {@code IRQ5}. */
  public static String name(int exception) {
    return switch (exception) {
      case 0 -> "Thread";
      case RESET -> "Reset";
      case NMI -> "NMI";
      case HARD_FAULT -> "HardFault";
      case MEM_MANAGE -> "MemManage";
      case BUS_FAULT -> "BusFault";
      case USAGE_FAULT -> "UsageFault";
      case SECURE_FAULT -> "SecureFault";
      case SV_CALL -> "SVCall";
      case DEBUG_MONITOR -> "DebugMonitor";
      case PEND_SV -> "PendSV";
      case SYS_TICK -> "SysTick";
      default ->
          exception >= FIRST_INTERRUPT
              ? "IRQ" + (exception - FIRST_INTERRUPT)
              : "exception " + exception;
    };
  }
}
