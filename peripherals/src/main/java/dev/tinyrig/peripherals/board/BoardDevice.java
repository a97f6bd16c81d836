package dev.tinyrig.peripherals.board;

import dev.tinyrig.peripherals.ethosu.hardware.NpuConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A device on a board.
 *
 * @param type which model
 * @param name unique on the board, for example {@code uart0}
 * @param base address
 * @param aliases further addresses at which the same registers appear
 * @param port the port of a protection controller before it, if there is one
 * @param guards names of the adjoining memories that it protects, if that is what it does
 * @param interrupts interrupt numbers by the names of the type's lines; {@link #NMI} is the
 *     non-maskable interrupt; lines that are not named lead nowhere
 * @param parameters numbers by the names of the type's parameters
 * @param line where it stands in the board's file
 */
public record BoardDevice(
    DeviceType type,
    String name,
    int base,
    List<Integer> aliases,
    Optional<BoardPort> port,
    List<String> guards,
    Map<String, Integer> interrupts,
    Map<String, Long> parameters,
    int line) {
  /** The number of the non-maskable interrupt. */
  public static final int NMI = -1;

  public BoardDevice {
    aliases = List.copyOf(aliases);
    guards = List.copyOf(guards);
    interrupts = java.util.Collections.unmodifiableMap(new TreeMap<>(interrupts));
    parameters = java.util.Collections.unmodifiableMap(new TreeMap<>(parameters));
  }

  /** The configuration of an NPU; empty for other devices, and for one that there is not. */
  Optional<NpuConfig> npu() {
    return type.isNpu() ? NpuConfig.find(type.id() + "-" + parameter("macs", 0)) : Optional.empty();
  }

  /** This NPU in another configuration. */
  BoardDevice withNpu(NpuConfig npu) {
    Map<String, Long> changed = new TreeMap<>(parameters);
    changed.put("macs", (long) npu.macs());
    return new BoardDevice(
        npu.isU65() ? DeviceType.ETHOS_U65 : DeviceType.ETHOS_U55,
        name,
        base,
        aliases,
        port,
        guards,
        interrupts,
        changed,
        line);
  }

  /** A parameter, or what the type has for it. */
  long parameter(String key, long otherwise) {
    return parameters.getOrDefault(key, otherwise);
  }
}
