package dev.tinyrig.cli;

import capstone.Capstone;
import capstone.api.DisassemblerFactory;
import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.image.Image;
import dev.tinyrig.emulator.isa.Decoder;
import dev.tinyrig.emulator.isa.Disassembler;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.probe.Probe;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Prints every instruction before it executes: cycle, address, encoding, text, place in the
 * program. Capstone writes the text; our own disassembler does where Capstone knows nothing: in an
 * IT block, whose state it does not see, and for instructions that it cannot decode.
 */
final class TraceProbe implements Probe, AutoCloseable {
  private final Image image;
  private final PrintStream out;
  private final Decoder decoder;
  private final capstone.api.Disassembler capstone;
  private View view;
  private int itState;
  private int vptState;
  private int expected;

  TraceProbe(Image image, CoreModel core, PrintStream out) {
    this.image = image;
    this.out = out;
    this.decoder = new Decoder(core.features());
    this.capstone =
        DisassemblerFactory.createDisassembler(
            Capstone.CS_ARCH_ARM, Capstone.CS_MODE_THUMB | Capstone.CS_MODE_MCLASS);
  }

  @Override
  public Set<Kind> wants() {
    return EnumSet.of(Kind.INSTRUCTIONS);
  }

  @Override
  public void attached(View newView) {
    view = newView;
  }

  @Override
  public void instruction(int address) {
    byte[] code = new byte[4];
    if (view.read(address, code, 0, 4) < 2) {
      out.println(
          String.format(Locale.ROOT, "%12d  %08x  (not in memory)", view.cycles(), address));
      return;
    }
    int first = (code[0] & 0xFF) | (code[1] & 0xFF) << 8;
    int second = (code[2] & 0xFF) | (code[3] & 0xFF) << 8;
    Instruction instruction = decoder.decode(address, first, second);
    if (address != expected) {
      itState = 0;
      vptState = 0;
    }
    String bits =
        instruction.length == 2
            ? String.format(Locale.ROOT, "%04x     ", first)
            : String.format(Locale.ROOT, "%04x %04x", first, second);
    String text =
        (itState == 0 && vptState == 0 ? byCapstone(code, instruction) : Optional.<String>empty())
            .orElseGet(() -> Disassembler.text(instruction, itState, vptState));
    out.println(
        String.format(
            Locale.ROOT,
            "%12d  %08x  %s  %-36s %s",
            view.cycles(),
            address,
            bits,
            text,
            image.symbols().describe(address)));
    itState = Disassembler.nextItState(instruction, itState);
    vptState = Disassembler.nextVptState(instruction, vptState);
    expected = instruction.next();
  }

  private Optional<String> byCapstone(byte[] code, Instruction instruction) {
    byte[] own = java.util.Arrays.copyOf(code, instruction.length);
    capstone.api.Instruction[] found =
        capstone.disasm(own, Integer.toUnsignedLong(instruction.address));
    if (found.length != 1 || found[0].getSize() != instruction.length) {
      return Optional.empty();
    }
    return Optional.of((found[0].getMnemonic() + " " + found[0].getOpStr()).strip());
  }

  @Override
  public void close() {
    try {
      capstone.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
