package dev.tinyrig.emulator.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Reads firmware files: ELF32 little-endian executables for Arm, Intel HEX, and raw binaries.
 *
 * <p>Every error is an {@link ImageException}. Memory and time are bounded by the size of the file,
 * whatever is in it.
 */
public final class ImageLoader {
  private static final long MAX_FILE = 512L << 20;

  private ImageLoader() {}

  /** Loads an ELF or Intel HEX file, told apart by its first bytes. */
  public static Image load(Path path) {
    return parse(path.toString(), read(path));
  }

  /**
   * Loads a file that may be a raw binary: ELF as {@link #load(Path)} does, anything else as plain
   * bytes at {@code base}.
   */
  public static Image load(Path path, int base) {
    byte[] bytes = read(path);
    return ElfReader.looksLikeElf(bytes)
        ? parse(path.toString(), bytes)
        : raw(path.toString(), bytes, base);
  }

  /** Reads the bytes of an ELF or Intel HEX file; {@code file} names it in errors. */
  public static Image parse(String file, byte[] bytes) {
    if (bytes.length == 0) {
      throw new ImageException(
          file, ImageException.NO_OFFSET, "the file is empty", "build or copy it again");
    }
    if (ElfReader.looksLikeElf(bytes)) {
      return new ElfReader(file, bytes).read();
    }
    if (IntelHexReader.looksLikeHex(bytes)) {
      return new IntelHexReader(file, bytes).read();
    }
    throw new ImageException(
        file,
        0,
        "neither an ELF file nor Intel HEX" + describeStart(bytes),
        "give the ELF file that the linker wrote, or the load address of a raw binary");
  }

  /** Takes the bytes as they are, to be placed at {@code base}. */
  public static Image raw(String file, byte[] bytes, int base) {
    if (bytes.length < 8) {
      throw new ImageException(
          file,
          ImageException.NO_OFFSET,
          "a raw binary of " + bytes.length + " bytes holds no vector table",
          "build or copy it again");
    }
    if (Integer.toUnsignedLong(base) + bytes.length > 1L << 32) {
      throw new ImageException(
          file,
          ImageException.NO_OFFSET,
          "at 0x" + Integer.toHexString(base) + " it reaches over the end of the address space",
          "give a lower load address");
    }
    return new Image(
        file,
        Image.Format.RAW,
        List.of(new Segment(base, base, bytes, bytes.length, false, true)),
        0,
        new SymbolTable(List.of(), List.of(), List.of()),
        List.of(),
        Optional.empty(),
        "",
        bytes,
        name -> Optional.empty());
  }

  private static byte[] read(Path path) {
    String file = path.toString();
    try {
      if (Files.isDirectory(path)) {
        throw new ImageException(
            file, ImageException.NO_OFFSET, "is a directory", "give the firmware file in it");
      }
      long size = Files.size(path);
      if (size > MAX_FILE) {
        throw new ImageException(
            file,
            ImageException.NO_OFFSET,
            "has " + size + " bytes, more than the limit of " + MAX_FILE,
            "give the firmware's ELF file");
      }
      return Files.readAllBytes(path);
    } catch (NoSuchFileException e) {
      throw new ImageException(
          file, ImageException.NO_OFFSET, "there is no such file", "check the path");
    } catch (IOException e) {
      throw new ImageException(
          file,
          ImageException.NO_OFFSET,
          "cannot be read (" + e.getMessage() + ")",
          "check its permissions");
    }
  }

  private static String describeStart(byte[] bytes) {
    String start = ByteReader.text(bytes, 0, bytes.length, 8);
    if (start.startsWith("!<arch>")) {
      return " but a library (ar archive)";
    }
    if (start.startsWith("MZ")) {
      return " but a Windows program";
    }
    if (start.startsWith("UF2\n")) {
      return " but a UF2 file";
    }
    if (start.startsWith("S0") || start.startsWith("S1") || start.startsWith("S3")) {
      return " but Motorola S-records";
    }
    if (bytes.length >= 8 && ByteReader.text(bytes, 4, bytes.length, 4).equals("TFL3")) {
      return " but a TensorFlow Lite model";
    }
    return "";
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
