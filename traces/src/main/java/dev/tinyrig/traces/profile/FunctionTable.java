package dev.tinyrig.traces.profile;

import dev.tinyrig.emulator.image.Image;
import dev.tinyrig.emulator.image.Symbol;
import dev.tinyrig.traces.calls.FunctionStarts;
import java.util.Optional;

/**
 * Which function an address belongs to: by the image's symbols, or, where there are none, by the
 * nearest address below that was seen to be called.
 */
public final class FunctionTable {
  /** Farthest that a function without a symbol is taken to reach. */
  private static final long LONGEST = 1 << 16;

  private final Image image;
  private final FunctionStarts starts;
  private int[] sorted;

  public FunctionTable(Image image, FunctionStarts starts) {
    this.image = image;
    this.starts = starts;
    for (Symbol s : image.symbols().functions()) {
      starts.add(s.address());
    }
  }

  /** Whether the image names functions. */
  public boolean hasSymbols() {
    return !image.symbols().functions().isEmpty();
  }

  /**
   * First instruction of the function that holds an address; the address itself if none is known.
   */
  public int startOf(int address) {
    Optional<Symbol> symbol = image.symbols().functionAt(address);
    if (symbol.isPresent()) {
      return symbol.get().address();
    }
    if (sorted == null || sorted.length != starts.size()) {
      sorted = starts.sorted();
    }
    int low = 0;
    int high = sorted.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (Integer.compareUnsigned(sorted[middle], address) <= 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    if (high >= 0
        && Integer.toUnsignedLong(address) - Integer.toUnsignedLong(sorted[high]) < LONGEST) {
      return sorted[high];
    }
    return address;
  }

  /** Readable name of the function that starts at, or holds, an address. */
  public String name(int address) {
    return image
        .symbols()
        .functionAt(address)
        .map(s -> Demangler.readable(s.name()))
        .orElseGet(() -> "sub_%08x".formatted(startOf(address)));
  }

  /** {@code name+0x12}. */
  public String describe(int address) {
    int start = startOf(address);
    return name(address) + (start == address ? "" : "+0x" + Integer.toHexString(address - start));
  }

  /** The symbol as the linker knows it, empty when there is none. */
  public String rawName(int address) {
    return image.symbols().functionAt(address).map(Symbol::name).orElse("");
  }
}
