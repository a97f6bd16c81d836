package dev.tinyrig.peripherals.board;

import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.peripherals.ethosu.hardware.NpuConfig;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A board as its file says.
 *
 * @param id in kebab case; QEMU's where QEMU has the board; with another NPU than its own, {@code
 *     +} and that NPU
 * @param title for people
 * @param core the core it has
 * @param otherCores cores whose images it also runs, when asked or when an image needs one
 * @param clockHz core clock
 * @param interrupts external interrupt lines
 * @param priorityBits implemented priority bits; empty for what the core usually has
 * @param mpuRegions regions of the memory protection unit, of each security state; empty for what
 *     the core usually has
 * @param security what it has of the Security Extension
 * @param bitBand whether the bit-band aliases exist
 * @param vectorTable where the core looks for its vector table after reset
 * @param memories in the order of the file; empty when they come from the image
 * @param memoriesFromImage whether the memories are given by the user or derived from the image
 * @param devices in the order of the file
 * @param console name of the UART that is the console, or {@link #ANY_UART}, if there is one
 * @param unmodelled windows of devices that are not modelled
 * @param qemu id of the same machine in QEMU, if it has it
 * @param source the document that the numbers come from
 * @param file where the board was read from
 * @param sha256 of that file
 */
public record Board(
    String id,
    String title,
    CoreModel core,
    List<CoreModel> otherCores,
    long clockHz,
    int interrupts,
    OptionalInt priorityBits,
    OptionalInt mpuRegions,
    BoardSecurity security,
    boolean bitBand,
    int vectorTable,
    List<BoardMemory> memories,
    boolean memoriesFromImage,
    List<BoardDevice> devices,
    Optional<String> console,
    List<BoardWindow> unmodelled,
    Optional<String> qemu,
    String source,
    String file,
    String sha256) {

  /** The console of parts whose boards differ: what any UART prints. */
  public static final String ANY_UART = "any";

  public Board {
    otherCores = List.copyOf(otherCores);
    memories = List.copyOf(memories);
    devices = List.copyOf(devices);
    unmodelled = List.copyOf(unmodelled);
  }

  /** Whether images for this core run on the board. */
  public boolean runs(CoreModel model) {
    return model == core || otherCores.contains(model);
  }

  /** The NPU that it has, if it has one. */
  public Optional<NpuConfig> npu() {
    return devices.stream().flatMap(each -> each.npu().stream()).findFirst();
  }

  /** The board with this NPU in the place of its own, and in its id; throws when it has none. */
  public Board withNpu(NpuConfig npu) {
    NpuConfig own =
        npu()
            .orElseThrow(
                () -> new BoardException("board " + id + " has no NPU that could be " + npu.id()));
    if (own == npu) {
      return this;
    }
    List<BoardDevice> changed =
        devices.stream().map(each -> each.type().isNpu() ? each.withNpu(npu) : each).toList();
    return new Board(
        id + "+" + npu.id(),
        title,
        core,
        otherCores,
        clockHz,
        interrupts,
        priorityBits,
        mpuRegions,
        security,
        bitBand,
        vectorTable,
        memories,
        memoriesFromImage,
        changed,
        console,
        unmodelled,
        qemu,
        source,
        file,
        sha256);
  }
}
