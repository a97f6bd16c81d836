package dev.tinyrig.peripherals.board;

import dev.tinyrig.emulator.core.InterruptLine;
import dev.tinyrig.emulator.memory.Device;
import dev.tinyrig.peripherals.cmsdk.CmsdkDualTimer;
import dev.tinyrig.peripherals.cmsdk.CmsdkTimer;
import dev.tinyrig.peripherals.cmsdk.CmsdkUart;
import dev.tinyrig.peripherals.cmsdk.CmsdkWatchdog;
import dev.tinyrig.peripherals.ethosu.EthosU;
import dev.tinyrig.peripherals.ethosu.cycles.PipelineModel;
import dev.tinyrig.peripherals.ethosu.cycles.SystemConfig;
import dev.tinyrig.peripherals.ethosu.hardware.NpuConfig;
import dev.tinyrig.peripherals.mps2.FpgaIo;
import dev.tinyrig.peripherals.mps2.Scc;
import dev.tinyrig.peripherals.sse.CpuIdentity;
import dev.tinyrig.peripherals.sse.CpuPowerControl;
import dev.tinyrig.peripherals.sse.IotKitSystemControl;
import dev.tinyrig.peripherals.sse.MemoryProtectionController;
import dev.tinyrig.peripherals.sse.NonSecureAccessConfiguration;
import dev.tinyrig.peripherals.sse.SecureAccessConfiguration;
import dev.tinyrig.peripherals.sse.Sse300SystemControl;
import dev.tinyrig.peripherals.sse.SystemCounterControl;
import dev.tinyrig.peripherals.sse.SystemCounterStatus;
import dev.tinyrig.peripherals.sse.SystemInformation;
import dev.tinyrig.peripherals.sse.SystemTimer;
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
import java.util.stream.IntStream;

/** The kinds of devices that a board may name: one row each. */
public enum DeviceType {
  CMSDK_UART(
      "cmsdk-uart",
      0x1000,
      true,
      List.of("receive", "transmit", "overrun", "combined"),
      List.of("clockHz"),
      s ->
          new CmsdkUart(
              s.name(),
              s.base(),
              s.scheduler(),
              new CmsdkUart.Lines(
                  s.line("receive"), s.line("transmit"), s.line("overrun"), s.line("combined")),
              s.clock(),
              s.sink(),
              s.script(),
              s.reporter())),
  CMSDK_TIMER(
      "cmsdk-timer",
      0x1000,
      false,
      List.of("timer"),
      List.of("clockHz"),
      s ->
          new CmsdkTimer(
              s.name(),
              s.base(),
              s.scheduler(),
              s.clock().cyclesPerTick(),
              s.line("timer"),
              s.reporter())),
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
      List.of("clockHz"),
      s ->
          new CmsdkWatchdog(
              s.name(),
              s.base(),
              s.scheduler(),
              s.clock().cyclesPerTick(),
              s.line("timeout"),
              s.resetMachine(),
              s.reporter())),
  ETHOS_U55(
      "ethos-u55", EthosU.SIZE, false, List.of("npu"), List.of("macs"), s -> ethosU(s, "u55")),
  ETHOS_U65(
      "ethos-u65", EthosU.SIZE, false, List.of("npu"), List.of("macs"), s -> ethosU(s, "u65")),
  MPS2_FPGAIO(
      "mps2-fpgaio",
      0x1000,
      false,
      List.of(),
      List.of("clockHz", "leds"),
      s ->
          new FpgaIo(
              s.name(),
              s.base(),
              s.scheduler(),
              s.clock(),
              (int) s.device().parameter("leds", 2),
              s.reporter())),
  MPS2_SCC(
      "mps2-scc",
      0x1000,
      false,
      List.of(),
      List.of("id", "osc0", "osc1", "osc2", "osc3", "osc4", "osc5"),
      s -> new Scc(s.name(), s.base(), s.word("id"), oscillators(s), s.reporter())),
  SSE_COUNTER_CONTROL(
      "sse-counter-control",
      0x1000,
      false,
      List.of(),
      List.of(),
      s -> new SystemCounterControl(s.name(), s.base(), s.assembly().counter(), s.reporter())),
  SSE_COUNTER_STATUS(
      "sse-counter-status",
      0x1000,
      false,
      List.of(),
      List.of(),
      s -> new SystemCounterStatus(s.name(), s.base(), s.assembly().counter(), s.reporter())),
  SSE_TIMER(
      "sse-timer",
      0x1000,
      false,
      List.of("timer"),
      List.of(),
      s ->
          new SystemTimer(
              s.name(),
              s.base(),
              s.scheduler(),
              s.assembly().counter(),
              s.line("timer"),
              s.reporter())),
  SSE_SYSINFO(
      "sse-sysinfo",
      0x1000,
      false,
      List.of(),
      List.of("version", "configuration", "iidr"),
      s ->
          new SystemInformation(
              s.name(),
              s.base(),
              s.word("version"),
              s.word("configuration"),
              s.word("iidr"),
              s.reporter())),
  IOTKIT_SYSCTL(
      "iotkit-sysctl",
      0x1000,
      false,
      List.of(),
      List.of("vectorTable"),
      s ->
          new IotKitSystemControl(
              s.name(), s.base(), s.word("vectorTable"), s.resetMachine(), s.reporter())),
  SSE300_SYSCTL(
      "sse300-sysctl",
      0x1000,
      false,
      List.of(),
      List.of("vectorTable"),
      s ->
          new Sse300SystemControl(
              s.name(), s.base(), s.word("vectorTable"), s.resetMachine(), s.reporter())),
  SSE_CPU_IDENTITY(
      "sse-cpu-identity",
      0x1000,
      false,
      List.of(),
      List.of(),
      s -> new CpuIdentity(s.name(), s.base(), s.reporter())),
  SSE_CPU_POWER(
      "sse-cpu-power",
      0x1000,
      false,
      List.of(),
      List.of(),
      s -> new CpuPowerControl(s.name(), s.base(), s.reporter())),
  SSE_SACFG(
      "sse-sacfg",
      0x1000,
      false,
      List.of("ppc"),
      List.of("revision"),
      s ->
          new SecureAccessConfiguration(
              s.name(),
              s.base(),
              s.assembly().security(),
              s.line("ppc"),
              s.word("revision"),
              s.reporter())),
  SSE_NSACFG(
      "sse-nsacfg",
      0x1000,
      false,
      List.of(),
      List.of("revision"),
      s ->
          new NonSecureAccessConfiguration(
              s.name(), s.base(), s.assembly().security(), s.word("revision"), s.reporter())),
  SSE_MPC(
      "sse-mpc",
      0x1000,
      false,
      List.of("blocked"),
      List.of("blockSize", "status"),
      DeviceType::memoryProtectionController),
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

  /** Frequencies of the oscillators of an MPS board: those given, or the three of AN385. */
  private static int[] oscillators(DeviceSite s) {
    int[] given =
        IntStream.range(0, 6).map(i -> s.word("osc" + i)).takeWhile(hz -> hz != 0).toArray();
    return given.length > 0 ? given : new int[] {50_000_000, 24_576_000, 25_000_000};
  }

  private static Device memoryProtectionController(DeviceSite s) {
    List<String> memories = s.device().guards();
    InterruptLine line = s.line("blocked");
    InterruptLine status = s.assembly().security().memoryStatus(s.word("status"));
    MemoryProtectionController controller =
        new MemoryProtectionController(
            s.name(),
            s.base(),
            String.join(", ", memories),
            s.assembly().size(memories),
            s.word("blockSize"),
            level -> {
              status.set(level);
              line.set(level);
            },
            s.assembly().transaction(),
            s.assembly()::permissionsChanged,
            s.reporter());
    s.assembly().guard(memories, controller);
    return controller;
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

  /** The NPU in the memory system of the run, or else the one that Vela takes. */
  private static Device ethosU(DeviceSite s, String product) {
    String name = "ethos-" + product + "-" + s.parameter("macs");
    NpuConfig config =
        NpuConfig.find(name)
            .orElseThrow(
                () ->
                    new BoardException(
                        s.name()
                            + ": there is no "
                            + name
                            + "; parameter macs fits one of "
                            + NpuConfig.ids()));
    return new EthosU(
        s.name(),
        s.base(),
        config,
        new PipelineModel(
            config, s.assembly().npuSystem().orElse(SystemConfig.defaultOf(config.isU65()))),
        s.assembly().bus(),
        s.scheduler(),
        s.line("npu"),
        s.reporter(),
        s.assembly().npuListener());
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

  /** Whether it is an NPU, which a run may choose in another configuration than the board's. */
  boolean isNpu() {
    return this == ETHOS_U55 || this == ETHOS_U65;
  }

  /** Whether it protects a memory, which board files name. */
  boolean guardsMemory() {
    return this == SSE_MPC;
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
