package dev.tinyrig.cli;

import dev.tinyrig.emulator.image.Image;
import dev.tinyrig.emulator.image.Segment;
import dev.tinyrig.emulator.machine.Machine;
import dev.tinyrig.emulator.translator.TranslatingEngine;
import dev.tinyrig.emulator.translator.TranslationProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * Translation profiles of the firmware that this user has run, in the cache folder. They make runs
 * faster and nothing else: one that cannot be read or written is done without.
 */
final class TranslationProfiles {
  /** Files that are kept, the latest ones. */
  private static final int MOST_KEPT = 256;

  private final Path file;
  private final Optional<TranslationProfile> found;

  private TranslationProfiles(Path file) {
    this.file = file;
    this.found = read(file);
  }

  /**
   * The profile of one firmware.
   *
   * @param board id of the board it runs on
   * @param observed whether its runs are profiled: that translates to other code
   */
  static TranslationProfiles of(Path folder, Image image, String board, boolean observed) {
    CRC32 crc = new CRC32(); // fast, and of two firmwares that it takes for one both still run
    for (Segment segment : image.segments()) {
      crc.update(segment.bytes());
    }
    String name =
        String.format(Locale.ROOT, "%08x-%s%s", crc.getValue(), board, observed ? "-profiled" : "");
    return new TranslationProfiles(folder.resolve(name));
  }

  private static Optional<TranslationProfile> read(Path file) {
    try {
      return Files.exists(file)
          ? TranslationProfile.of(Files.readAllBytes(file))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Where it is kept. */
  Path file() {
    return file;
  }

  /** Tells a machine what is known of its firmware; before it runs. */
  void tell(Machine machine) {
    machine.translator().ifPresent(engine -> found.ifPresent(engine::expect));
  }

  /** Keeps what a machine has learnt. */
  void learn(Machine machine) {
    Optional<TranslatingEngine> engine = machine.translator();
    if (engine.isPresent() && engine.get().hasLearnt()) {
      write(engine.get().learnt().bytes());
    }
  }

  private void write(byte[] bytes) {
    try {
      Files.createDirectories(file.getParent());
      Path part = Files.createTempFile(file.getParent(), file.getFileName() + ".", ".part");
      try {
        Files.write(part, bytes);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
      forgetOldest(file.getParent());
    } catch (IOException | SecurityException e) {
      // Without it, the next run is as slow as this one.
    }
  }

  private static void forgetOldest(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.toList();
    }
    if (files.size() > MOST_KEPT) {
      files.stream()
          .sorted(Comparator.comparing(TranslationProfiles::age).reversed())
          .skip(MOST_KEPT / 2)
          .forEach(TranslationProfiles::forget);
    }
  }

  private static FileTime age(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return FileTime.fromMillis(0);
    }
  }

  private static void forget(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // another run has
    }
  }
}
