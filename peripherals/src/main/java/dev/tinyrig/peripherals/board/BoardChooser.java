package dev.tinyrig.peripherals.board;

import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.image.BuildAttributes;
import dev.tinyrig.emulator.image.Image;
import dev.tinyrig.emulator.image.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Chooses a board for an image when the user named none, and says why. */
public final class BoardChooser {
  /**
   * A choice.
   *
   * @param board the board
   * @param core the core to build it with
   * @param why one sentence for people
   */
  public record Choice(Board board, CoreModel core, String why) {}

  private BoardChooser() {}

  /**
   * The first board of the catalog that has the image's core and memory at all its addresses, else
   * the generic board of that core. Throws {@link BoardException} when no core here runs the image.
   */
  public static Choice choose(Image image) {
    return choose(image, () -> BoardCatalog.stream().iterator());
  }

  /** Takes boards one by one, as each is a file to read, until none can be a better choice. */
  static Choice choose(Image image, Iterable<Board> offered) {
    CoreModel core = core(image);
    String built =
        image
            .attributes()
            .map(a -> "the image is built for " + a.describe())
            .orElse(
                "the image does not say which core it is built for, "
                    + core.title()
                    + " is assumed");
    Board best = null;
    List<Board> boards = new ArrayList<>();
    for (Board board : offered) {
      boards.add(board);
      boolean runs = board.runs(core) || contains(board.core(), core);
      if (board.memoriesFromImage() || !runs || !fits(image, board)) {
        continue;
      }
      if (best == null || (best.core() != core && board.core() == core)) {
        best = board;
        if (best.core() == core) {
          break;
        }
      }
    }
    if (best != null) {
      return new Choice(
          best,
          contains(best.core(), core) ? best.core() : core,
          built + " and fits the memory map of " + best.id() + where(image));
    }
    for (Board board : boards) {
      if (board.memoriesFromImage() && board.core() == generic(core)) {
        return new Choice(
            board, core, built + "; no known board has memory at all its addresses" + where(image));
      }
    }
    throw new BoardException("no board here has a " + core.title() + "; give one with its file");
  }

  /** Whether a core is another one with a floating-point unit, or a larger one, added. */
  private static boolean contains(CoreModel larger, CoreModel smaller) {
    return (larger == CoreModel.CORTEX_M4F && smaller == CoreModel.CORTEX_M4)
        || (larger == CoreModel.CORTEX_M7 && smaller == CoreModel.CORTEX_M7_SP);
  }

  private static CoreModel generic(CoreModel core) {
    return core == CoreModel.CORTEX_M7_SP ? CoreModel.CORTEX_M7 : core;
  }

  private static String where(Image image) {
    return image
        .vectorTable()
        .map(
            t ->
                String.format(
                    Locale.ROOT,
                    " (vector table at 0x%08x, stack from 0x%08x)",
                    t.address(),
                    t.initialSp()))
        .orElse("");
  }

  /** The least core that runs the image, as far as its attributes tell. */
  public static CoreModel core(Image image) {
    if (image.attributes().isEmpty()) {
      return CoreModel.CORTEX_M4F;
    }
    BuildAttributes a = image.attributes().get();
    if (!a.isMicrocontroller()) {
      throw new BoardException(
          image.file()
              + ": built for "
              + a.describe()
              + ", not for a Cortex-M core; build it with -mcpu=cortex-m4 or another Cortex-M");
    }
    return switch (a.arch()) {
      case V6_M, V6S_M -> CoreModel.CORTEX_M0PLUS;
      case V7 -> CoreModel.CORTEX_M3;
      case V7E_M ->
          switch (a.fpArch()) {
            case NONE, OTHER -> CoreModel.CORTEX_M4;
            case FPV4 -> CoreModel.CORTEX_M4F;
            case FPV5 -> CoreModel.CORTEX_M7;
          };
      case V8_M_BASE -> CoreModel.CORTEX_M23;
      case V8_M_MAIN -> CoreModel.CORTEX_M33;
      case V8_1_M_MAIN -> namesM85(a) ? CoreModel.CORTEX_M85 : CoreModel.CORTEX_M55;
      case V8_A, V8_R, OTHER ->
          throw new IllegalStateException("not a microcontroller: " + a.describe());
    };
  }

  /** Compilers write the name of the core, if it was given, in their own spelling. */
  private static boolean namesM85(BuildAttributes a) {
    return a.cpuName().toLowerCase(Locale.ROOT).endsWith("m85");
  }

  private static boolean fits(Image image, Board board) {
    for (Segment s : image.segments()) {
      if (!MemoryMap.covers(board.memories(), s.loadAddress(), s.bytes().length)
          || !MemoryMap.covers(board.memories(), s.runAddress(), s.memorySize())) {
        return false;
      }
    }
    return image
        .vectorTable()
        .map(
            t ->
                MemoryMap.samePlace(board.memories(), t.address(), board.vectorTable())
                    && MemoryMap.holdsStack(board.memories(), t.initialSp()))
        .orElse(true);
  }
}
