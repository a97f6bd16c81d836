package dev.tinyrig.cli;

import dev.tinyrig.emulator.image.Image;
import dev.tinyrig.traces.calls.FunctionStarts;
import dev.tinyrig.traces.fault.FaultDecoder;
import dev.tinyrig.traces.profile.FunctionTable;
import dev.tinyrig.traces.report.FaultRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The fault that ended a run, as lines for a firmware engineer. */
final class FaultText {
  private static final int REGISTERS_PER_LINE = 4;

  private FaultText() {}

  /** The fault of a run that was not profiled, from the registers and the stack that it left. */
  static List<String> of(Image image, FirmwareRun run, Ending ending) {
    if (!ending.kind().equals("fault") && !ending.kind().equals("lockup")) {
      return List.of();
    }
    return run.machine()
        .debug()
        .lastFault()
        .map(
            fault ->
                lines(
                    new FaultDecoder(image, new FunctionTable(image, new FunctionStarts()))
                        .decode(
                            fault,
                            List.of(),
                            (address, into, offset, length) ->
                                run.machine().debug().read(address, into, offset, length)
                                    == length)))
        .orElse(List.of());
  }

  /** One line for each thing known. */
  static List<String> lines(FaultRow fault) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT, "%s at cycle %,d: %s", fault.exception(), fault.cycle(), fault.reason()));
    lines.add(
        "  at "
            + place(fault.where(), fault.line())
            + (fault.state() == null ? "" : ", in " + fault.state() + " state"));
    if (fault.address() != null) {
      lines.add("  data address " + fault.address());
    }
    for (String bit : fault.bits()) {
      lines.add("  " + bit);
    }
    StringBuilder row = new StringBuilder();
    int inRow = 0;
    for (Map.Entry<String, String> register : fault.registers().entrySet()) {
      row.append(String.format(Locale.ROOT, "  %-4s %s", register.getKey(), register.getValue()));
      inRow++;
      if (inRow == REGISTERS_PER_LINE) {
        lines.add(row.toString());
        row.setLength(0);
        inRow = 0;
      }
    }
    if (inRow > 0) {
      lines.add(row.toString());
    }
    for (FaultRow.FrameRow frame : fault.stack()) {
      lines.add(
          "  called from "
              + place(frame.where(), frame.line())
              + (frame.method().equals("exact") ? "" : " (" + frame.method() + ")"));
    }
    return lines;
  }

  private static String place(String where, String line) {
    return line == null ? where : where + ", " + line;
  }
}
