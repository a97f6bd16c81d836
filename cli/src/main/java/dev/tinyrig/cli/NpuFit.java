package dev.tinyrig.cli;

import dev.tinyrig.emulator.image.Image;
import dev.tinyrig.peripherals.board.Board;
import dev.tinyrig.peripherals.ethosu.hardware.NpuConfig;
import dev.tinyrig.peripherals.ethosu.payload.DriverPayload;
import java.util.List;
import java.util.Optional;

/** Whether the command streams in an image are for the NPU of its board. */
final class NpuFit {
  private NpuFit() {}

  /** The NPUs that the streams in an image were compiled for, in the order of their addresses. */
  static List<NpuConfig> wanted(Image image) {
    return image.segments().stream()
        .flatMap(segment -> DriverPayload.find(segment.bytes()).stream())
        .flatMap(payload -> NpuConfig.ofConfigWord(payload.config()).stream())
        .distinct()
        .toList();
  }

  /** Empty when they are, or when the image holds none; else what is wrong and what to do. */
  static Optional<String> problem(Image image, Board board) {
    List<NpuConfig> wanted = wanted(image);
    if (wanted.isEmpty() || board.npu().filter(wanted::contains).isPresent()) {
      return Optional.empty();
    }
    String first = wanted.getFirst().id();
    return Optional.of(
        "its model was compiled for "
            + first
            + ", but board "
            + board.id()
            + board
                .npu()
                .map(npu -> " has " + npu.id() + " (give --npu " + first + ")")
                .orElse(" has no NPU"));
  }
}
