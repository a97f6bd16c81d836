package dev.tinyrig.cli;

import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.image.Image;
import dev.tinyrig.emulator.image.ImageLoader;
import dev.tinyrig.emulator.image.MappingSymbol;
import dev.tinyrig.emulator.image.Section;
import dev.tinyrig.emulator.image.Symbol;
import dev.tinyrig.emulator.isa.Decoder;
import dev.tinyrig.emulator.isa.Disassembler;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.peripherals.board.BoardChooser;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the code of a firmware as the simulator decodes it. */
@CommandLine.Command(
    name = "disasm",
    description = "Print the code of a firmware as tinyrig decodes it.")
final class DisasmCommand extends Command {
  @Parameters(paramLabel = "FILE", description = "The firmware (ELF).")
  private Path file;

  @Option(names = "--function", paramLabel = "NAME", description = "Print one function only.")
  private String function;

  @Override
  int execute() {
    Image image = ImageLoader.load(file);
    CoreModel core = BoardChooser.core(image);
    Printer printer = new Printer(image, new Decoder(core.features()));
    if (function != null) {
      Symbol symbol =
          image
              .symbols()
              .find(function)
              .filter(s -> s.kind() == Symbol.Kind.FUNCTION)
              .orElseThrow(
                  () ->
                      new CommandFailure(
                          ExitCode.BAD_INPUT, file + " has no function '" + function + "'"));
      Section section =
          image.sections().stream()
              .filter(s -> s.executable() && s.contains(symbol.address()))
              .findFirst()
              .orElseThrow(
                  () ->
                      new CommandFailure(
                          ExitCode.BAD_INPUT, "'" + function + "' lies in no section of " + file));
      printer.print(section, symbol.address(), symbol.address() + Math.max(2, symbol.size()));
    } else {
      List<Section> code = image.sections().stream().filter(Section::executable).toList();
      if (code.isEmpty()) {
        throw new CommandFailure(
            ExitCode.BAD_INPUT, file + " has no executable section: only ELF files can be printed");
      }
      for (Section section : code) {
        terminal().print("\nsection " + section.name() + "\n");
        printer.print(section, section.address(), section.address() + section.size());
      }
    }
    return ExitCode.PASSED.status();
  }

  /** Walks through the code of one image. */
  private final class Printer {
    private final Image image;
    private final Decoder decoder;
    private final NavigableMap<Long, MappingSymbol.Content> contents = new TreeMap<>();
    private final Map<Integer, String> functions = new TreeMap<>();

    Printer(Image image, Decoder decoder) {
      this.image = image;
      this.decoder = decoder;
      for (MappingSymbol symbol : image.symbols().mapping()) {
        contents.put(Integer.toUnsignedLong(symbol.address()), symbol.content());
      }
      for (Symbol symbol : image.symbols().functions()) {
        functions.put(symbol.address(), symbol.name());
      }
    }

    void print(Section section, int from, int to) {
      byte[] bytes = image.sectionBytes(section.name()).orElse(new byte[0]);
      int end = Math.min(to - section.address(), bytes.length);
      int at = from - section.address();
      int itState = 0;
      int vptState = 0;
      StringBuilder text = new StringBuilder();
      while (at + 2 <= end) {
        int address = section.address() + at;
        String name = functions.get(address);
        if (name != null) {
          text.append(String.format(Locale.ROOT, "%n%08x <%s>:%n", address, name));
          itState = 0;
          vptState = 0;
        }
        int first = halfword(bytes, at);
        if (isData(address)) {
          text.append(
              String.format(
                  Locale.ROOT, "%8x:\t%04x     \t.short 0x%04x%n", address, first, first));
          at += 2;
          continue;
        }
        int second = at + 4 <= bytes.length ? halfword(bytes, at + 2) : 0;
        Instruction instruction = decoder.decode(address, first, second);
        String bits =
            instruction.length == 2
                ? String.format(Locale.ROOT, "%04x     ", first)
                : String.format(Locale.ROOT, "%04x %04x", first, second);
        text.append(
            String.format(
                Locale.ROOT,
                "%8x:\t%s\t%s%n",
                address,
                bits,
                Disassembler.text(instruction, itState, vptState)));
        itState = Disassembler.nextItState(instruction, itState);
        vptState = Disassembler.nextVptState(instruction, vptState);
        at += instruction.length;
        if (text.length() > 1 << 16) {
          terminal().print(text.toString());
          text.setLength(0);
        }
      }
      terminal().print(text.toString());
    }

    private boolean isData(int address) {
      Map.Entry<Long, MappingSymbol.Content> entry =
          contents.floorEntry(Integer.toUnsignedLong(address));
      return entry != null && entry.getValue() == MappingSymbol.Content.DATA;
    }
  }

  private static int halfword(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) | (bytes[at + 1] & 0xFF) << 8;
  }
}
