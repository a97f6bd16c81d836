package dev.tinyrig.emulator.timing;

import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.isa.Decoder;
import dev.tinyrig.emulator.isa.Disassembler;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.Op;
import java.util.ArrayList;
import java.util.List;

/** A line of code with its costs on one core. */
record Line(List<Instruction> code, BlockCosts costs) {
  /** Decodes half-words in hexadecimal. */
  static Line of(CoreModel core, int address, String halfwords) {
    Decoder decoder = new Decoder(core.features());
    String[] words = halfwords.split(" ");
    List<Instruction> code = new ArrayList<>();
    int at = address;
    for (int k = 0; k < words.length; ) {
      int first = Integer.parseInt(words[k], 16);
      int second = k + 1 < words.length ? Integer.parseInt(words[k + 1], 16) : 0;
      Instruction i = decoder.decode(at, first, second);
      if (i.op == Op.UNDEFINED || i.op == Op.COPROCESSOR) {
        throw new IllegalArgumentException(decoder.whyUndefined(i) + ", which " + core + " lacks");
      }
      code.add(i);
      at += i.length;
      k += i.length / 2;
    }
    Instruction[] array = code.toArray(Instruction[]::new);
    return new Line(code, TimingModels.of(core).costs(array, array.length));
  }

  /** Cycles from the first instruction to the end of the last one. */
  int cycles(boolean taken) {
    int sum = 0;
    int last = code.size() - 1;
    for (int k = 0; k < last; k++) {
      sum += costs.executed()[k];
    }
    return sum + (taken ? costs.taken()[last] : costs.executed()[last]);
  }

  String text() {
    return String.join("; ", code.stream().map(Disassembler::text).toList());
  }
}
