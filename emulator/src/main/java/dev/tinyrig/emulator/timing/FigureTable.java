package dev.tinyrig.emulator.timing;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** The figures of one core, each in one place. */
public final class FigureTable {
  private final Map<Quantity, Figure> rows = new EnumMap<>(Quantity.class);
  private String source = "";

  FigureTable() {}

  /** Names the document that the following rows come from. */
  FigureTable from(String document) {
    source = document;
    return this;
  }

  /** A figure that the source gives as one number. */
  FigureTable row(Quantity quantity, int cycles) {
    return add(new Figure(quantity, cycles, cycles, cycles, source, ""));
  }

  /** A figure with something to say about it. */
  FigureTable row(Quantity quantity, int cycles, String remark) {
    return add(new Figure(quantity, cycles, cycles, cycles, source, remark));
  }

  /** A figure for which the source gives a range. */
  FigureTable row(Quantity quantity, int cycles, int low, int high, String choice) {
    return add(new Figure(quantity, cycles, low, high, source, choice));
  }

  private FigureTable add(Figure figure) {
    if (rows.put(figure.quantity(), figure) != null) {
      throw new IllegalArgumentException(figure.quantity() + " stands twice in the table");
    }
    return this;
  }

  /** The value of a figure; throws when the table does not have it. */
  int cycles(Quantity quantity) {
    Figure figure = rows.get(quantity);
    if (figure == null) {
      throw new IllegalArgumentException("this core has no figure for " + quantity);
    }
    return figure.cycles();
  }

  /** All figures in the order of {@link Quantity}. */
  public List<Figure> figures() {
    return List.copyOf(rows.values());
  }

  /** The same table with another value in each row, for example every low one. */
  FigureTable with(ToIntFunction<Figure> choose) {
    FigureTable other = new FigureTable();
    for (Figure f : rows.values()) {
      other.add(
          new Figure(
              f.quantity(), choose.applyAsInt(f), f.low(), f.high(), f.source(), f.choice()));
    }
    return other;
  }
}
