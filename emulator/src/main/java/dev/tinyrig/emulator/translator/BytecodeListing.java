package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.isa.Disassembler;
import dev.tinyrig.emulator.isa.Instruction;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Label;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The method of a region as text, with the guest instructions of which it was made. */
final class BytecodeListing {
  private final CodeAttribute code;
  private final List<String> lines = new ArrayList<>();

  private BytecodeListing(CodeAttribute code) {
    this.code = code;
  }

  static List<String> of(Region region, int marked) {
    Map<Integer, String> guest = new HashMap<>();
    for (Segment segment : region.segments) {
      for (int k = 0; k < segment.length(); k++) {
        Instruction i = segment.block().code[k];
        guest.put(
            number(region, i.address),
            String.format(
                Locale.ROOT,
                "%s0x%08x  %s",
                i.address == marked ? "> " : "  ",
                i.address,
                Disassembler.text(i, segment.it()[k])));
      }
    }
    CodeAttribute code =
        (CodeAttribute)
            ClassFile.of().parse(region.bytes).methods().stream()
                .filter(m -> m.methodName().equalsString("run"))
                .findFirst()
                .flatMap(m -> m.code())
                .orElseThrow();
    BytecodeListing listing = new BytecodeListing(code);
    listing.write(guest);
    return listing.lines;
  }

  /** What stands for a guest instruction in the table of line numbers; 0 when it has no room. */
  static int number(int lowest, int address) {
    int number = (address - lowest >>> 1) + 1;
    return number <= 0xFFFF ? number : 0;
  }

  private static int number(Region region, int address) {
    return number(Segment.lowest(region.segments), address);
  }

  private void write(Map<Integer, String> guest) {
    int at = 0;
    for (CodeElement element : code) {
      switch (element) {
        case LineNumber number -> {
          if (guest.containsKey(number.line())) {
            lines.add(guest.get(number.line()));
          }
        }
        case ExceptionCatch handler ->
            lines.add(
                "    from "
                    + bci(handler.tryStart())
                    + " to "
                    + bci(handler.tryEnd())
                    + ": "
                    + handler.catchType().map(t -> t.asInternalName()).orElse("anything")
                    + " is caught at "
                    + bci(handler.handler()));
        case java.lang.classfile.Instruction i -> {
          lines.add(String.format(Locale.ROOT, "    %6d  %s", at, text(i)));
          at += i.sizeInBytes();
        }
        default -> {}
      }
    }
  }

  private int bci(Label label) {
    return code.labelToBci(label);
  }

  private String text(java.lang.classfile.Instruction i) {
    String name = i.opcode().name().toLowerCase(Locale.ROOT);
    return switch (i) {
      case BranchInstruction branch -> name + " " + bci(branch.target());
      case FieldInstruction field ->
          name + " " + simple(field.owner().asInternalName()) + "." + field.name().stringValue();
      case InvokeInstruction call ->
          name
              + " "
              + simple(call.owner().asInternalName())
              + "."
              + call.name().stringValue()
              + call.type().stringValue();
      case ConstantInstruction constant ->
          i.sizeInBytes() == 1 ? name : name + " " + constant.constantValue();
      case LoadInstruction load -> name + " " + local(load.slot());
      case StoreInstruction store -> name + " " + local(store.slot());
      case IncrementInstruction increment ->
          name + " " + local(increment.slot()) + " by " + increment.constant();
      case LookupSwitchInstruction table ->
          name + cases(table.cases()) + " else " + bci(table.defaultTarget());
      case TableSwitchInstruction table ->
          name + cases(table.cases()) + " else " + bci(table.defaultTarget());
      case TypeCheckInstruction check -> name + " " + simple(check.type().asInternalName());
      default -> name;
    };
  }

  private String cases(List<SwitchCase> cases) {
    StringBuilder text = new StringBuilder();
    for (SwitchCase each : cases) {
      text.append(' ').append(each.caseValue()).append(": ").append(bci(each.target())).append(',');
    }
    return text.toString();
  }

  /** What a local holds. */
  private static String local(int slot) {
    if (slot >= Asm.R0 && slot < Asm.R0 + 15) {
      return "r" + (slot - Asm.R0);
    }
    return switch (slot) {
      case Asm.CORE -> "core";
      case Asm.NUMBER -> "number";
      case Asm.LEFT -> "cyclesLeft";
      case Asm.RETIRED -> "retired";
      case Asm.RESULT -> "result";
      case Asm.FPSCR -> "fpscr";
      default -> slot >= Asm.S0 && slot < Asm.S0 + 32 ? "s" + (slot - Asm.S0) : "local " + slot;
    };
  }

  private static String simple(String internalName) {
    return internalName.substring(internalName.lastIndexOf('/') + 1);
  }
}
