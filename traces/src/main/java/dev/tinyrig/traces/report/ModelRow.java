package dev.tinyrig.traces.report;

import java.util.List;

/**
 * A model found in the guest.
 *
 * @param index as operators name it
 * @param address where it lies in guest memory, {@code 0x…}
 * @param bytes its extent
 * @param operators number of operators in all subgraphs
 * @param subgraphs number of subgraphs
 * @param macs multiply-accumulates of one run of the main subgraph
 * @param inputs shapes of the inputs, for example {@code i8[1,96,96,3]}
 * @param outputs shapes of the outputs
 */
public record ModelRow(
    int index,
    String address,
    int bytes,
    int operators,
    int subgraphs,
    long macs,
    List<String> inputs,
    List<String> outputs) {}
