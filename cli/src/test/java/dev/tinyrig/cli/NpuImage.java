package dev.tinyrig.cli;

import dev.tinyrig.emulator.engine.EngineKind;
import dev.tinyrig.emulator.image.Image;
import dev.tinyrig.emulator.image.ImageLoader;
import dev.tinyrig.emulator.image.Segment;
import dev.tinyrig.emulator.machine.Machine;
import dev.tinyrig.emulator.machine.StopReason;
import dev.tinyrig.fixtures.Firmware;
import dev.tinyrig.fixtures.Fixture;
import dev.tinyrig.fixtures.FixtureId;
import dev.tinyrig.peripherals.Unmodelled;
import dev.tinyrig.peripherals.board.Board;
import dev.tinyrig.peripherals.board.BoardChooser;
import dev.tinyrig.peripherals.board.BoardMachine;
import dev.tinyrig.peripherals.board.MachineBuilder;
import dev.tinyrig.peripherals.ethosu.hardware.NpuConfig;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Firmware of the fixtures that drives the NPU, on the board that it is built for. */
final class NpuImage implements AutoCloseable {
  private static final long LIMIT = 10_000_000_000L;
  private static final int COP1 = 0x31504F43;
  private static final int FIRST_ACTION = 0x0010_0001;
  private static final int WORD = 4;

  private final Image image;
  private final BoardMachine rig;
  private final ByteArrayOutputStream console = new ByteArrayOutputStream();
  private final List<String> findings = new ArrayList<>();

  private NpuImage(Image image, NpuConfig npu, EngineKind engine) {
    this.image = image;
    BoardChooser.Choice choice = BoardChooser.choose(image);
    Board board = choice.board().withNpu(npu);
    rig =
        new MachineBuilder(board, image)
            .core(choice.core())
            .engine(engine)
            .console(console::write)
            .unmodelled(Unmodelled.WARN, access -> findings.add(access.describe()))
            .build();
  }

  /** The image on the NPU that its model is compiled for. */
  static NpuImage of(Firmware firmware, Fixture fixture) {
    return of(firmware, fixture, EngineKind.INTERPRETER);
  }

  /** The same, executed by one of the engines. */
  static NpuImage of(Firmware firmware, Fixture fixture, EngineKind engine) {
    String npu = fixture.npu().orElseThrow().config();
    return new NpuImage(
        ImageLoader.load(firmware.elf(fixture.id())), NpuConfig.find(npu).orElseThrow(), engine);
  }

  /** The image on any NPU. */
  static NpuImage of(Firmware firmware, FixtureId id, String npu) {
    return new NpuImage(
        ImageLoader.load(firmware.elf(id)),
        NpuConfig.find(npu).orElseThrow(),
        EngineKind.INTERPRETER);
  }

  Machine machine() {
    return rig.machine();
  }

  /** Runs to the end; the status with which the firmware ends. */
  int run() {
    StopReason stop = machine().run(LIMIT);
    if (stop instanceof StopReason.Ended ended) {
      return ended.status();
    }
    throw new AssertionError("the firmware did not end: " + stop + "\n" + console());
  }

  /** What it has printed so far. */
  String console() {
    return console.toString(StandardCharsets.UTF_8);
  }

  /** What the board had to say. */
  List<String> findings() {
    return findings;
  }

  /** Address of the driver's payload of the form COP1. */
  int payload() {
    for (Segment each : image.segments()) {
      ByteBuffer words = ByteBuffer.wrap(each.bytes()).order(ByteOrder.LITTLE_ENDIAN);
      for (int at = 0; at + 2 * WORD <= words.limit(); at += WORD) {
        if (words.getInt(at) == COP1 && words.getInt(at + WORD) == FIRST_ACTION) {
          return each.loadAddress() + at;
        }
      }
    }
    throw new AssertionError("the image holds no payload");
  }

  int word(int address) {
    byte[] bytes = new byte[WORD];
    machine().debug().read(address, bytes, 0, WORD);
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt();
  }

  void setWord(int address, int value) {
    byte[] bytes = ByteBuffer.allocate(WORD).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
    machine().debug().write(address, bytes, 0, WORD);
  }

  @Override
  public void close() {
    rig.close();
  }
}
