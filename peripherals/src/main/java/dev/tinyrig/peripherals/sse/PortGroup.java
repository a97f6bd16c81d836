package dev.tinyrig.peripherals.sse;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The peripheral protection controllers of a subsystem, each with up to 16 ports (Arm 101104; Arm
 * 101773, "Peripheral protection controller"). The IoT Kit and SSE-200 call the main ones AHB and
 * the peripheral ones APB.
 */
public enum PortGroup {
  PERIPH0(0),
  PERIPH1(1),
  PERIPHEXP0(4),
  PERIPHEXP1(5),
  PERIPHEXP2(6),
  PERIPHEXP3(7),
  MAINEXP0(20),
  MAINEXP1(21),
  MAINEXP2(22),
  MAINEXP3(23);

  /** Ports of a controller. */
  public static final int PORTS = 16;

  private final int interruptBit;

  PortGroup(int interruptBit) {
    this.interruptBit = interruptBit;
  }

  /** The name in board files, for example {@code periphexp2}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Its bit in SECPPCINTSTAT, SECPPCINTCLR and SECPPCINTEN. */
  int interruptBit() {
    return interruptBit;
  }

  /** Names of all controllers. */
  public static List<String> ids() {
    return Arrays.stream(values()).map(PortGroup::id).toList();
  }

  /** The controller of that name. */
  public static Optional<PortGroup> find(String id) {
    return Arrays.stream(values()).filter(group -> group.id().equals(id)).findFirst();
  }
}
