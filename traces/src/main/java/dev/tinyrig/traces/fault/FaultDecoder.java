package dev.tinyrig.traces.fault;

import dev.tinyrig.emulator.debug.FaultReport;
import dev.tinyrig.emulator.image.DwarfLines;
import dev.tinyrig.emulator.image.Image;
import dev.tinyrig.emulator.image.SourceLine;
import dev.tinyrig.traces.profile.FunctionTable;
import dev.tinyrig.traces.report.FaultRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Decodes a fault report of the debug port for people. */
public final class FaultDecoder {
  private static final int MMARVALID = 1 << 7;
  private static final int BFARVALID = 1 << 15;
  private static final int SFARVALID = 1 << 6;

  private final FunctionTable functions;
  private final DwarfLines lines;
  private final StackScanner scanner;

  /** A decoder for faults of a firmware. */
  public FaultDecoder(Image image, FunctionTable functions) {
    this.functions = functions;
    this.lines = new DwarfLines(image);
    this.scanner = new StackScanner(image);
  }

  /**
   * Decodes a fault.
   *
   * @param fault what the core recorded
   * @param callers where the callers of the faulting code go on, innermost first, when every call
   *     was observed; empty otherwise, and then the stack is searched for return addresses
   * @param memory how to read the guest's memory
   */
  public FaultRow decode(FaultReport fault, List<Integer> callers, MemoryReader memory) {
    List<String> bits = new ArrayList<>();
    for (FaultBit bit : FaultBit.values()) {
      if (bit.isSet(fault)) {
        bits.add(bit.text());
      }
    }
    String address = null;
    if ((fault.cfsr() & MMARVALID) != 0) {
      address = hex(fault.mmfar());
    } else if ((fault.cfsr() & BFARVALID) != 0) {
      address = hex(fault.bfar());
    } else if ((fault.sfsr() & SFARVALID) != 0) {
      address = hex(fault.sfar());
    } else if (fault.address() != 0) {
      address = hex(fault.address());
    }
    List<FaultRow.FrameRow> stack = new ArrayList<>();
    if (!callers.isEmpty()) {
      callers.forEach(c -> stack.add(frame(c, "exact")));
    } else {
      int[] r = fault.registers();
      if (r.length > 14 && scanner.isReturnAddress(r[14])) {
        stack.add(frame(r[14] & ~1, "lr"));
      }
      if (r.length > 13) {
        scanner.scan(r[13], memory).forEach(c -> stack.add(frame(c, "scan")));
      }
    }
    return new FaultRow(
        exceptionName(fault.exception()),
        fault.state().isEmpty() ? null : fault.state(),
        fault.reason(),
        List.copyOf(bits),
        address,
        functions.describe(fault.pc()) + " (" + hex(fault.pc()) + ")",
        line(fault.pc()),
        registers(fault.registers()),
        List.copyOf(stack),
        fault.cycle());
  }

  private FaultRow.FrameRow frame(int address, String method) {
    // the call itself stands before the address at which the caller goes on
    return new FaultRow.FrameRow(
        hex(address), functions.describe(address - 2), line(address - 2), method);
  }

  private String line(int address) {
    return lines.at(address).map(SourceLine::toString).orElse(null);
  }

  private static Map<String, String> registers(int[] values) {
    Map<String, String> named = new LinkedHashMap<>();
    for (int i = 0; i < values.length && i < 17; i++) {
      String name =
          switch (i) {
            case 13 -> "SP";
            case 14 -> "LR";
            case 15 -> "PC";
            case 16 -> "xPSR";
            default -> "R" + i;
          };
      named.put(name, hex(values[i]));
    }
    return named;
  }

  private static String exceptionName(int number) {
    return switch (number) {
      case -1 -> "Lockup";
      case 3 -> "HardFault";
      case 4 -> "MemManage";
      case 5 -> "BusFault";
      case 6 -> "UsageFault";
      case 7 -> "SecureFault";
      default -> "exception " + number;
    };
  }

  private static String hex(int value) {
    return "0x%08x".formatted(value);
  }
}
