package dev.tinyrig.emulator.image;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads section {@code .ARM.attributes} (Addenda to the ABI for the Arm Architecture, 3.2). */
final class BuildAttributesReader {
  private static final int TAG_FILE = 1;
  private static final int TAG_CPU_RAW_NAME = 4;
  private static final int TAG_CPU_NAME = 5;
  private static final int TAG_CPU_ARCH = 6;
  private static final int TAG_CPU_ARCH_PROFILE = 7;
  private static final int TAG_FP_ARCH = 10;
  private static final int TAG_ABI_HARD_FP_USE = 27;
  private static final int TAG_ABI_VFP_ARGS = 28;
  private static final int TAG_COMPATIBILITY = 32;
  private static final int TAG_DSP_EXTENSION = 46;
  private static final int TAG_MVE_ARCH = 48;
  private static final int SP_ONLY = 1;

  private final Map<Integer, Integer> numbers = new HashMap<>();
  private String cpuName = "";

  private BuildAttributesReader() {}

  static Optional<BuildAttributes> read(ByteReader section) {
    if (!section.hasMore()) {
      return Optional.empty();
    }
    if (section.u8() != 'A') {
      throw section.damaged("has an unknown format version");
    }
    BuildAttributesReader reader = new BuildAttributesReader();
    while (section.hasMore()) {
      long length = section.u32();
      ByteReader vendor = section.slice(length - 4, ".ARM.attributes");
      if (vendor.text().equals("aeabi")) {
        reader.vendor(vendor);
      }
    }
    return reader.numbers.containsKey(TAG_CPU_ARCH)
        ? Optional.of(reader.attributes())
        : Optional.empty();
  }

  private void vendor(ByteReader vendor) {
    while (vendor.hasMore()) {
      int start = vendor.position();
      long scope = vendor.uleb();
      long length = vendor.u32();
      ByteReader part =
          vendor.slice(length - (vendor.position() - start), "a part of .ARM.attributes");
      if (scope == TAG_FILE) {
        while (part.hasMore()) {
          attribute(part);
        }
      }
    }
  }

  private void attribute(ByteReader part) {
    long tag = part.uleb();
    if (tag == TAG_COMPATIBILITY) {
      part.uleb();
      part.text();
    } else if (tag == TAG_CPU_NAME) {
      cpuName = part.text();
    } else if (tag == TAG_CPU_RAW_NAME || (tag > TAG_COMPATIBILITY && (tag & 1) != 0)) {
      part.text();
    } else {
      int value = (int) part.uleb();
      if (tag <= TAG_MVE_ARCH) {
        numbers.put((int) tag, value);
      }
    }
  }

  private int number(int tag) {
    return numbers.getOrDefault(tag, 0);
  }

  private BuildAttributes attributes() {
    int profile = number(TAG_CPU_ARCH_PROFILE);
    return new BuildAttributes(
        cpuName,
        BuildAttributes.Arch.of(number(TAG_CPU_ARCH)),
        profile == 'M' || profile == 'A' || profile == 'R' ? (char) profile : ' ',
        switch (number(TAG_FP_ARCH)) {
          case 0 -> BuildAttributes.FpArch.NONE;
          case 5, 6 -> BuildAttributes.FpArch.FPV4;
          case 7, 8 -> BuildAttributes.FpArch.FPV5;
          default -> BuildAttributes.FpArch.OTHER;
        },
        number(TAG_ABI_HARD_FP_USE) == SP_ONLY,
        number(TAG_ABI_VFP_ARGS) == 1,
        number(TAG_DSP_EXTENSION) != 0,
        switch (number(TAG_MVE_ARCH)) {
          case 1 -> BuildAttributes.Mve.INTEGER;
          case 2 -> BuildAttributes.Mve.FLOAT;
          default -> BuildAttributes.Mve.NONE;
        });
  }
}
