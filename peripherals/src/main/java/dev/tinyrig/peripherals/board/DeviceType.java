package dev.tinyrig.peripherals.board;

import dev.tinyrig.emulator.memory.Device;
import dev.tinyrig.peripherals.cmsdk.CmsdkDualTimer;
import dev.tinyrig.peripherals.cmsdk.CmsdkTimer;
import dev.tinyrig.peripherals.cmsdk.CmsdkUart;
import dev.tinyrig.peripherals.cmsdk.CmsdkWatchdog;
import dev.tinyrig.peripherals.mps2.FpgaIo;
import dev.tinyrig.peripherals.mps2.Scc;
import dev.tinyrig.peripherals.stm32.Stm32F4Rcc;
import dev.tinyrig.peripherals.stm32.Stm32F4Usart;
import dev.tinyrig.peripherals.stm32.Stm32FlashInterface;
import dev.tinyrig.peripherals.stm32.Stm32L4Rcc;
import dev.tinyrig.peripherals.stm32.Stm32L4Usart;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The kinds of devices that a board may name: one row each. */
public enum DeviceType {
  CMSDK_UART(
      "cmsdk-uart",
      0x1000,
      true,
      List.of("receive", "transmit", "overrun", "combined"),
      List.of(),
      s ->
          new CmsdkUart(
              s.name(),
              s.base(),
              s.scheduler(),
              new CmsdkUart.Lines(
                  s.line("receive"), s.line("transmit"), s.line("overrun"), s.line("combined")),
              s.sink(),
              s.script(),
              s.reporter())),
  CMSDK_TIMER(
      "cmsdk-timer",
      0x1000,
      false,
      List.of("timer"),
      List.of(),
      s -> new CmsdkTimer(s.name(), s.base(), s.scheduler(), s.line("timer"), s.reporter())),
  CMSDK_DUAL_TIMER(
      "cmsdk-dual-timer",
      0x1000,
      false,
      List.of("timer"),
      List.of(),
      s -> new CmsdkDualTimer(s.name(), s.base(), s.scheduler(), s.line("timer"), s.reporter())),
  CMSDK_WATCHDOG(
      "cmsdk-watchdog",
      0x1000,
      false,
      List.of("timeout"),
      List.of(),
      s ->
          new CmsdkWatchdog(
              s.name(),
              s.base(),
              s.scheduler(),
              s.line("timeout"),
              s.resetMachine(),
              s.reporter())),
  MPS2_FPGAIO(
      "mps2-fpgaio",
      0x1000,
      false,
      List.of(),
      List.of(),
      s -> new FpgaIo(s.name(), s.base(), s.scheduler(), s.clockHz(), s.reporter())),
  MPS2_SCC(
      "mps2-scc",
      0x1000,
      false,
      List.of(),
      List.of("id"),
      s -> new Scc(s.name(), s.base(), (int) s.parameter("id"), s.reporter())),
  STM32F4_USART(
      "stm32f4-usart",
      0x400,
      true,
      List.of("usart"),
      List.of("divider"),
      s ->
          new Stm32F4Usart(
              s.name(),
              s.base(),
              s.scheduler(),
              s.line("usart"),
              (int) s.parameter("divider"),
              s.sink(),
              s.script(),
              s.reporter())),
  STM32F4_RCC(
      "stm32f4-rcc",
      0x400,
      false,
      List.of(),
      List.of(),
      s -> new Stm32F4Rcc(s.name(), s.base(), s.reporter())),
  STM32L4_USART(
      "stm32l4-usart",
      0x400,
      true,
      List.of("usart"),
      List.of("divider"),
      s -> stm32l4Usart(s, false)),
  STM32L4_LPUART(
      "stm32l4-lpuart",
      0x400,
      true,
      List.of("usart"),
      List.of("divider"),
      s -> stm32l4Usart(s, true)),
  STM32L4_RCC(
      "stm32l4-rcc",
      0x400,
      false,
      List.of(),
      List.of(),
      s -> new Stm32L4Rcc(s.name(), s.base(), s.reporter())),
  STM32_FLASH(
      "stm32-flash",
      0x400,
      false,
      List.of(),
      List.of("acr"),
      s -> new Stm32FlashInterface(s.name(), s.base(), (int) s.parameter("acr"), s.reporter()));

  private final String id;
  private final int size;
  private final boolean uart;
  private final List<String> lines;
  private final List<String> parameters;
  private final Function<DeviceSite, Device> maker;

  DeviceType(
      String id,
      int size,
      boolean uart,
      List<String> lines,
      List<String> parameters,
      Function<DeviceSite, Device> maker) {
    this.id = id;
    this.size = size;
    this.uart = uart;
    this.lines = lines;
    this.parameters = parameters;
    this.maker = maker;
  }

  private static Device stm32l4Usart(DeviceSite s, boolean lowPower) {
    return new Stm32L4Usart(
        s.name(),
        s.base(),
        s.scheduler(),
        s.line("usart"),
        (int) s.parameter("divider"),
        lowPower,
        s.sink(),
        s.script(),
        s.reporter());
  }

  static Optional<DeviceType> find(String id) {
    return Arrays.stream(values()).filter(type -> type.id.equals(id)).findFirst();
  }

  static String ids() {
    return Arrays.stream(values()).map(DeviceType::id).collect(Collectors.joining(", "));
  }

  /** The name in board files. */
  public String id() {
    return id;
  }

  /** Bytes of address space. */
  public int size() {
    return size;
  }

  /** Whether it can be a console. */
  public boolean isUart() {
    return uart;
  }

  /** Names of its interrupt lines. */
  public List<String> lines() {
    return lines;
  }

  /** Names of its parameters. */
  public List<String> parameters() {
    return parameters;
  }

  /** Makes a device for its place on a board. */
  Device make(DeviceSite site) {
    return maker.apply(site);
  }
}
