package dev.tinyrig.traces.report;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One run of one firmware, as it is written to JSON field by field.
 *
 * @param schema name and version of this form; additions bump the minor version
 * @param image the firmware's file name, without its directory
 * @param board board id; with another NPU than its own, {@code +} and that NPU
 * @param core core id
 * @param clockHz core clock
 * @param instructions retired, exact
 * @param cycles core cycles of the whole run; {@code labels} says what they are worth
 * @param exit how the run ended
 * @param models models found in the guest
 * @param invokes top-level Invokes in their order
 * @param operators operators of every Invoke in the order in which they started
 * @param npuOperations what an NPU did, in the order in which it ended
 * @param functions cycles by function, most exclusive cycles first
 * @param lines cycles by source line, most first; empty without debug information
 * @param mix executed instructions by class, in the order of the classes
 * @param exceptions exceptions taken, by number
 * @param memory flash, RAM, stack and arena
 * @param findings what deserves attention, gravest first
 * @param fault the fault that ended the run, or null
 * @param labels what the numbers are worth
 * @param provenance what was run
 */
public record Report(
    String schema,
    String image,
    String board,
    String core,
    long clockHz,
    long instructions,
    long cycles,
    Exit exit,
    List<ModelRow> models,
    List<InvokeRow> invokes,
    List<OperatorRow> operators,
    List<NpuOperationRow> npuOperations,
    List<FunctionRow> functions,
    List<LineRow> lines,
    List<MixRow> mix,
    List<ExceptionRow> exceptions,
    MemoryRow memory,
    List<FindingRow> findings,
    FaultRow fault,
    Labels labels,
    Provenance provenance) {

  /** Name and version of the form. */
  public static final String SCHEMA = "tinyrig-report/1.1";

  /** The same report with these findings. */
  public Report withFindings(List<FindingRow> list) {
    return new Report(
        schema,
        image,
        board,
        core,
        clockHz,
        instructions,
        cycles,
        exit,
        models,
        invokes,
        operators,
        npuOperations,
        functions,
        lines,
        mix,
        exceptions,
        memory,
        list,
        fault,
        labels,
        provenance);
  }

  /** Operators of one Invoke, nested ones included. */
  public List<OperatorRow> operatorsOf(int invoke) {
    return operators.stream().filter(o -> o.invoke() == invoke).toList();
  }

  /**
   * What an NPU did, by the position in {@code operators} of the operator that had it done; nothing
   * in old reports.
   */
  public Map<Integer, List<NpuOperationRow>> npuOperationsByOperator() {
    return npuOperations == null
        ? Map.of()
        : npuOperations.stream().collect(Collectors.groupingBy(NpuOperationRow::operator));
  }

  /**
   * How the run ended.
   *
   * @param kind {@code exited}, {@code until}, {@code invokes}, {@code fault}, {@code lockup},
   *     {@code max-cycles}, {@code timeout}, {@code hang}, {@code unmodelled}, {@code divergence}
   * @param status the firmware's own exit status, or null when it did not exit
   * @param text words for people
   */
  public record Exit(String kind, Integer status, String text) {}

  /**
   * What the numbers are worth.
   *
   * @param instructions always {@code exact}
   * @param cycles {@code modelled} or {@code uncalibrated}
   * @param errorBandPercent of modelled cycles, null while uncalibrated
   * @param calibratedAgainst what the cycles were held against
   */
  public record Labels(
      String instructions, String cycles, Double errorBandPercent, String calibratedAgainst) {}

  /**
   * What was run, for comparing reports.
   *
   * @param elfSha256 of the firmware's file
   * @param compiler as the file names it, may be empty
   * @param toolVersion version of tinyrig
   * @param boardFileSha256 of the board's description
   */
  public record Provenance(
      String elfSha256, String compiler, String toolVersion, String boardFileSha256) {}
}
