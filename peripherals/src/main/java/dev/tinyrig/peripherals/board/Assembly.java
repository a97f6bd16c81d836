package dev.tinyrig.peripherals.board;

import dev.tinyrig.emulator.core.InterruptLine;
import dev.tinyrig.emulator.debug.DebugPort;
import dev.tinyrig.emulator.machine.Machine;
import dev.tinyrig.emulator.machine.StopReason;
import dev.tinyrig.emulator.memory.Bus;
import dev.tinyrig.emulator.memory.Device;
import dev.tinyrig.emulator.memory.MemoryGuard;
import dev.tinyrig.emulator.memory.Region;
import dev.tinyrig.emulator.memory.Transaction;
import dev.tinyrig.peripherals.ConsoleSink;
import dev.tinyrig.peripherals.OrGate;
import dev.tinyrig.peripherals.UnmodelledReporter;
import dev.tinyrig.peripherals.UnmodelledWindow;
import dev.tinyrig.peripherals.ethosu.NpuListener;
import dev.tinyrig.peripherals.ethosu.cycles.SystemConfig;
import dev.tinyrig.peripherals.sse.AddressBitIdau;
import dev.tinyrig.peripherals.sse.ProtectedDevice;
import dev.tinyrig.peripherals.sse.SecurityController;
import dev.tinyrig.peripherals.sse.SystemCounter;
import dev.tinyrig.peripherals.uart.UartScript;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Puts the memories and devices of a board into a machine that is being built, and wires them. */
final class Assembly {
  /** Large memories are made of pieces, of which only those take room that the firmware touches. */
  private static final int PIECE = 16 << 20;

  private final Board board;
  private final Machine.Builder builder;
  private final long clockHz;
  private final UnmodelledReporter reporter;
  private final NpuListener npuListener;
  private final Optional<SystemConfig> npuSystem;
  private final SystemCounter counter;
  private final SecurityController security = new SecurityController();
  private final Map<String, List<Region>> regions = new HashMap<>();
  private final Map<Integer, OrGate> gates = new HashMap<>();
  private Machine machine;

  Assembly(
      Board board,
      Machine.Builder builder,
      long clockHz,
      UnmodelledReporter reporter,
      NpuListener npuListener,
      Optional<SystemConfig> npuSystem) {
    this.npuListener = npuListener;
    this.npuSystem = npuSystem;
    this.board = board;
    this.builder = builder;
    this.clockHz = clockHz;
    this.reporter = reporter;
    this.counter = new SystemCounter(builder.scheduler());
  }

  /** To be called with the machine before anything runs. */
  void built(Machine newMachine) {
    machine = newMachine;
  }

  /** The memories, for devices that are bus masters. */
  Bus bus() {
    return builder.bus();
  }

  /** Who hears of the operations of NPUs. */
  NpuListener npuListener() {
    return npuListener;
  }

  /** The memories around NPUs, where they are not those of the NPU's product. */
  Optional<SystemConfig> npuSystem() {
    return npuSystem;
  }

  void addMemories(List<BoardMemory> all) {
    for (BoardMemory m : all) {
      List<Region> pieces = new ArrayList<>();
      for (int at = 0; at < m.size(); at += PIECE) {
        pieces.add(addPiece(m, at, Math.min(PIECE, m.size() - at)));
      }
      regions.put(m.name(), pieces);
    }
  }

  private Region addPiece(BoardMemory m, int at, int size) {
    String name = m.name() + (at == 0 ? "" : "." + at / PIECE);
    Region region =
        new Region(
            name,
            m.base() + at,
            size,
            m.kind() == BoardMemory.Kind.RAM,
            m.readWaits(),
            m.writeWaits(),
            m.fetchWaits());
    builder.memory(region);
    int number = 0;
    for (int alias : m.aliases()) {
      number++;
      builder.memory(region.alias(name + ".alias" + number, alias + at));
    }
    return region;
  }

  /** Lets the part say which addresses are Secure. */
  void attribute(BoardAttribution attribution) {
    AddressBitIdau idau =
        new AddressBitIdau(
            attribution.secureBit(), attribution.callableCode(), attribution.callableData());
    builder.idau(idau);
    security.onCallableChange(
        () -> {
          idau.callable(security.callable());
          builder.attribution().changed();
        });
  }

  /** Adds devices and windows; {@code sinks} and {@code scripts} are the UARTs' by their names. */
  void addDevices(Function<String, ConsoleSink> sinks, Map<String, UartScript> scripts) {
    joinInterrupts();
    for (BoardDevice device : board.devices()) {
      DeviceSite site =
          new DeviceSite(
              device,
              lines(device),
              builder.scheduler(),
              clockHz,
              sinks.apply(device.name()),
              scripts.getOrDefault(device.name(), UartScript.NONE),
              this,
              reporter);
      Device made = device.type().make(site);
      map(
          device.name(),
          device.base(),
          device.aliases(),
          device.type().size(),
          device.port(),
          made);
    }
    for (BoardWindow window : board.unmodelled()) {
      Device made = new UnmodelledWindow(window.name(), window.base(), reporter);
      map(window.name(), window.base(), window.aliases(), window.size(), window.port(), made);
    }
  }

  private void joinInterrupts() {
    Map<Integer, Integer> users = new TreeMap<>();
    for (BoardDevice device : board.devices()) {
      device.interrupts().values().forEach(number -> users.merge(number, 1, Integer::sum));
    }
    users.forEach(
        (number, count) -> {
          if (count > 1) {
            OrGate gate = new OrGate("interrupt" + number, line(number));
            gates.put(number, gate);
            builder.stateful(gate);
          }
        });
  }

  private Map<String, InterruptLine> lines(BoardDevice device) {
    Map<String, InterruptLine> lines = new HashMap<>();
    device
        .interrupts()
        .forEach(
            (name, number) -> {
              OrGate gate = gates.get(number);
              lines.put(name, gate == null ? line(number) : gate.input());
            });
    return lines;
  }

  private InterruptLine line(int number) {
    return number == BoardDevice.NMI ? builder.nonMaskableInterrupt() : builder.interrupt(number);
  }

  private void map(
      String name,
      int base,
      List<Integer> aliases,
      int size,
      Optional<BoardPort> port,
      Device device) {
    Device outer = port.map(p -> protect(device, base, p)).orElse(device);
    builder.device(name, base, size, outer);
    for (int alias : aliases) {
      builder.device(name, alias, size, outer);
    }
  }

  private Device protect(Device device, int base, BoardPort port) {
    return new ProtectedDevice(
        device, base, security, port.group(), port.number(), builder.transaction());
  }

  /** The system counter, for the devices that are its registers or compare with it. */
  SystemCounter counter() {
    return counter;
  }

  /** The security controller, for the devices that are its registers or ask it. */
  SecurityController security() {
    return security;
  }

  Transaction transaction() {
    return builder.transaction();
  }

  /** Bytes of these memories together. */
  long size(List<String> names) {
    return regions(names).mapToLong(piece -> piece.size).sum();
  }

  /** Puts a guard before these memories, as if they were one. */
  void guard(List<String> names, MemoryGuard guard) {
    long offset = 0;
    for (Region piece : regions(names).toList()) {
      piece.guard(guard, offset);
      offset += piece.size;
    }
  }

  private Stream<Region> regions(List<String> names) {
    return names.stream()
        .flatMap(
            name -> {
              if (!regions.containsKey(name)) {
                throw new BoardException(
                    "board " + board.id() + " protects its memory '" + name + "': give that too");
              }
              return regions.get(name).stream();
            });
  }

  /** To be called by what grants access to memories when it grants otherwise. */
  void permissionsChanged() {
    if (machine != null) {
      machine.permissionsChanged();
    }
  }

  /** Ends the run: the part resets itself. */
  void resetMachine() {
    machine.stop(new StopReason.ResetRequested(machine.debug().register(DebugPort.Register.PC)));
  }
}
