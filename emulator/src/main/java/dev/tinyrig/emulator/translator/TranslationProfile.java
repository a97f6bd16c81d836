package dev.tinyrig.emulator.translator;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * What runs of a firmware have shown about it: which lines are hot, which belong together, and
 * where they access memory. A run that is given one translates at once what earlier runs had to
 * find out. It is advice: with that of another firmware a run is slower, its results are the same.
 */
public final class TranslationProfile {
  /** What is known of a firmware that has never run. */
  public static final TranslationProfile EMPTY =
      new TranslationProfile(List.of(), new Sites.Facts());

  private static final int MAGIC = 0x5452_5450; // TRTP
  private static final int VERSION = 2;
  private static final int HEADER = 16;

  /** Lines of a region, addresses of instructions and the like: more is no profile. */
  private static final int MOST = 1 << 20;

  /**
   * A line of code.
   *
   * @param length how many of its instructions are translated
   * @param copy whether it is entered in another region, and copied to here because it is called
   * @param falls whether another line goes on behind them, at the same costs
   * @param entries how often it was entered by the interpreter
   * @param exits how often it was left, by index of the instruction
   * @param followers addresses of lines that followed a branch whose target it computes
   */
  record Line(
      int start,
      int length,
      boolean copy,
      boolean falls,
      int entries,
      int[] exits,
      int[] followers) {}

  /**
   * A region.
   *
   * @param seeds addresses of the lines at which it is entered, the one it was made for first
   */
  record Made(boolean secure, int[] seeds, List<Line> lines) {}

  private final List<Made> regions;
  private final Sites.Facts facts;

  TranslationProfile(List<Made> regions, Sites.Facts facts) {
    this.regions = List.copyOf(regions);
    this.facts = facts;
  }

  List<Made> regions() {
    return regions;
  }

  Sites.Facts facts() {
    return facts;
  }

  /** The profile in bytes, for {@link #of}. */
  public byte[] bytes() {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(body);
        DataOutputStream file = new DataOutputStream(whole)) {
      write(out);
      file.writeInt(MAGIC);
      file.writeInt(VERSION);
      file.writeLong(checksum(body.toByteArray(), 0));
      file.write(body.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written", e);
    }
    return whole.toByteArray();
  }

  /** The profile that {@link #bytes} made these of; empty when they are anything else. */
  public static Optional<TranslationProfile> of(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      return in.readInt() == MAGIC
              && in.readInt() == VERSION
              && in.readLong() == checksum(bytes, HEADER)
          ? Optional.of(read(in))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static long checksum(byte[] bytes, int from) {
    CRC32 crc = new CRC32();
    crc.update(bytes, from, bytes.length - from);
    return crc.getValue();
  }

  private void write(DataOutputStream out) throws IOException {
    out.writeInt(regions.size());
    for (Made region : regions) {
      out.writeBoolean(region.secure());
      write(out, region.seeds());
      out.writeInt(region.lines().size());
      for (Line line : region.lines()) {
        out.writeInt(line.start());
        out.writeInt(line.length());
        out.writeBoolean(line.copy());
        out.writeBoolean(line.falls());
        out.writeInt(line.entries());
        write(out, line.exits());
        write(out, line.followers());
      }
    }
    for (Map<Integer, Integer> sites : List.of(facts.seen(), facts.also())) {
      out.writeInt(sites.size());
      for (Map.Entry<Integer, Integer> site : new TreeMap<>(sites).entrySet()) {
        out.writeInt(site.getKey());
        out.writeInt(site.getValue());
      }
    }
    for (Collection<Integer> addresses : facts.sets()) {
      write(out, addresses.stream().mapToInt(a -> a).sorted().toArray());
    }
  }

  private static void write(DataOutputStream out, int[] values) throws IOException {
    out.writeInt(values.length);
    for (int value : values) {
      out.writeInt(value);
    }
  }

  private static TranslationProfile read(DataInputStream in) throws IOException {
    List<Made> regions = new ArrayList<>();
    for (int n = length(in); n > 0; n--) {
      boolean secure = in.readBoolean();
      int[] seeds = ints(in);
      List<Line> lines = new ArrayList<>();
      for (int k = length(in); k > 0; k--) {
        lines.add(line(in));
      }
      regions.add(new Made(secure, seeds, lines));
    }
    Sites.Facts facts = new Sites.Facts();
    for (Map<Integer, Integer> sites : List.of(facts.seen(), facts.also())) {
      for (int n = length(in); n > 0; n--) {
        sites.put(in.readInt(), in.readInt());
      }
    }
    for (Collection<Integer> addresses : facts.sets()) {
      Arrays.stream(ints(in)).forEach(addresses::add);
    }
    return new TranslationProfile(regions, facts);
  }

  private static Line line(DataInputStream in) throws IOException {
    return new Line(
        in.readInt(),
        length(in),
        in.readBoolean(),
        in.readBoolean(),
        in.readInt(),
        ints(in),
        ints(in));
  }

  private static int[] ints(DataInputStream in) throws IOException {
    int[] values = new int[length(in)];
    for (int k = 0; k < values.length; k++) {
      values[k] = in.readInt();
    }
    return values;
  }

  private static int length(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > MOST) {
      throw new IOException("a length of " + length);
    }
    return length;
  }
}
