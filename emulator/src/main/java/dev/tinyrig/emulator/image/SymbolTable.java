package dev.tinyrig.emulator.image;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The names of an image, by name and by address. Empty for stripped files.
 *
 * <p>Several names of one address are ordered so that the best one comes first: with a size before
 * without, global before weak before local, then by name.
 */
public final class SymbolTable {
  private static final Comparator<Symbol> ORDER =
      Comparator.<Symbol>comparingLong(s -> Integer.toUnsignedLong(s.address()))
          .thenComparing(s -> s.size() == 0)
          .thenComparing(Symbol::binding)
          .thenComparingInt(s -> -s.size())
          .thenComparing(Symbol::name)
          .thenComparing(Symbol::kind);

  private final List<Symbol> all;
  private final List<Symbol> functions;
  private final List<Symbol> objects;
  private final List<MappingSymbol> mapping;
  private final Map<String, Symbol> byName = new HashMap<>();
  private final int[] functionStarts;
  private final Symbol[] functionAt;
  private final long[] functionEnds;

  SymbolTable(List<Symbol> symbols, List<MappingSymbol> mappingSymbols, List<Section> sections) {
    List<Symbol> sorted = new ArrayList<>(symbols);
    sorted.sort(ORDER);
    all = List.copyOf(sorted);
    List<MappingSymbol> sortedMapping = new ArrayList<>(mappingSymbols);
    sortedMapping.sort(
        Comparator.<MappingSymbol>comparingLong(m -> Integer.toUnsignedLong(m.address()))
            .thenComparing(MappingSymbol::content));
    mapping = List.copyOf(sortedMapping);
    functions = all.stream().filter(s -> s.kind() == Symbol.Kind.FUNCTION).toList();
    objects = all.stream().filter(s -> s.kind() == Symbol.Kind.OBJECT).toList();
    for (Symbol s : all) {
      byName.merge(s.name(), s, (a, b) -> b.binding().compareTo(a.binding()) < 0 ? b : a);
    }
    List<Symbol> first = new ArrayList<>();
    for (Symbol f : functions) {
      if (first.isEmpty() || first.getLast().address() != f.address()) {
        first.add(f);
      }
    }
    functionAt = first.toArray(Symbol[]::new);
    functionStarts = new int[functionAt.length];
    functionEnds = new long[functionAt.length];
    for (int i = 0; i < functionAt.length; i++) {
      Symbol f = functionAt[i];
      functionStarts[i] = f.address();
      long start = Integer.toUnsignedLong(f.address());
      long next =
          i + 1 < functionAt.length
              ? Integer.toUnsignedLong(functionAt[i + 1].address())
              : 0x1_0000_0000L;
      functionEnds[i] =
          f.size() != 0
              ? start + Integer.toUnsignedLong(f.size())
              : Math.min(next, sectionEnd(sections, f.address()));
    }
  }

  private static long sectionEnd(List<Section> sections, int address) {
    for (Section section : sections) {
      if (section.contains(address)) {
        return Integer.toUnsignedLong(section.address()) + Integer.toUnsignedLong(section.size());
      }
    }
    return Integer.toUnsignedLong(address) + 1;
  }

  /** Every symbol, by address. */
  public List<Symbol> all() {
    return all;
  }

  /** Functions, by address. */
  public List<Symbol> functions() {
    return functions;
  }

  /** Data objects, by address. */
  public List<Symbol> objects() {
    return objects;
  }

  /** Where code and data alternate, by address. */
  public List<MappingSymbol> mapping() {
    return mapping;
  }

  /** The symbol of this name; a global one before a weak one before a local one. */
  public Optional<Symbol> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /**
   * The function that holds {@code address}. One without a size reaches up to the next function or
   * its section's end.
   */
  public Optional<Symbol> functionAt(int address) {
    int low = 0;
    int high = functionStarts.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (Integer.compareUnsigned(functionStarts[middle], address) <= 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return high >= 0 && Integer.toUnsignedLong(address) < functionEnds[high]
        ? Optional.of(functionAt[high])
        : Optional.empty();
  }

  /** {@code main+0x12}, or the plain address where no function holds it. */
  public String describe(int address) {
    Optional<Symbol> function = functionAt(address & ~1);
    if (function.isEmpty()) {
      return "0x" + hex(address);
    }
    int offset = (address & ~1) - function.get().address();
    return function.get().name() + (offset == 0 ? "" : "+0x" + Integer.toHexString(offset));
  }

  private static String hex(int address) {
    String digits = Integer.toHexString(address);
    return "0".repeat(8 - digits.length()) + digits;
  }
}
