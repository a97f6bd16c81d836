package dev.tinyrig.traces.session;

import dev.tinyrig.emulator.debug.FaultReport;
import dev.tinyrig.traces.report.Report;
import java.util.Optional;

/**
 * What the one who ran the machine knows at its end.
 *
 * @param board board id
 * @param core core id, for example {@code cortex-m4f}
 * @param clockHz core clock
 * @param hasDsp whether the core has the DSP extension
 * @param hasFpu whether the core has a floating-point unit
 * @param instructions retired in the whole run
 * @param cycles of the whole run
 * @param exit how it ended
 * @param fault the fault that ended it
 * @param labels what the cycles are worth
 * @param toolVersion version of tinyrig
 * @param boardFileSha256 of the board's description
 */
public record RunOutcome(
    String board,
    String core,
    long clockHz,
    boolean hasDsp,
    boolean hasFpu,
    long instructions,
    long cycles,
    Report.Exit exit,
    Optional<FaultReport> fault,
    Report.Labels labels,
    String toolVersion,
    String boardFileSha256) {}
