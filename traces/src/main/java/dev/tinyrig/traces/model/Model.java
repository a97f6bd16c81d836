package dev.tinyrig.traces.model;

import java.util.List;

/**
 * A model as its file says.
 *
 * @param schemaVersion version of the schema; {@link #SUPPORTED_SCHEMA} is the one TFLM takes
 * @param description free text
 * @param operatorCodes what its operators use
 * @param subgraphs the first is the one that Invoke runs
 * @param metadata named buffers
 * @param size bytes from its start to the end of what its tables name
 */
public record Model(
    int schemaVersion,
    String description,
    List<OperatorCode> operatorCodes,
    List<Subgraph> subgraphs,
    List<Metadata> metadata,
    int size) {
  /** The only schema version in use since 2018. */
  public static final int SUPPORTED_SCHEMA = 3;

  /** The subgraph that Invoke runs. */
  public Subgraph main() {
    return subgraphs.getFirst();
  }

  /** Operators of all subgraphs. */
  public int operatorCount() {
    return subgraphs.stream().mapToInt(s -> s.operators().size()).sum();
  }

  /** Whether an operator that multiplies and accumulates works on floating-point numbers. */
  public boolean computesInFloat() {
    for (Subgraph g : subgraphs) {
      for (Operator o : g.operators()) {
        if (g.macs(o) > 0
            && o.outputs().length > 0
            && g.tensor(o.outputs()[0]).map(t -> t.type().isFloat()).orElse(false)) {
          return true;
        }
      }
    }
    return false;
  }
}
