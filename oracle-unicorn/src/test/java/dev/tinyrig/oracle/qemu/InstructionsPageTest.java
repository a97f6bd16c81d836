package dev.tinyrig.oracle.qemu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.isa.Decoder;
import dev.tinyrig.emulator.isa.Encoding;
import dev.tinyrig.emulator.isa.Feature;
import dev.tinyrig.emulator.isa.Op;
import dev.tinyrig.emulator.isa.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The page {@code docs/instructions.md} says of every encoding what it needs, what it does and what
 * tests it. It is made from the decode tables and the lists of the suites, so that a row that
 * nothing tests cannot hide. {@code -Dtinyrig.approve=true} writes the page anew.
 */
final class InstructionsPageTest {
  private static final Path PAGE = Path.of("..", "docs", "instructions.md");
  private static final List<CoreModel> LOCKSTEP =
      List.of(
          CoreModel.CORTEX_M0,
          CoreModel.CORTEX_M3,
          CoreModel.CORTEX_M4F,
          CoreModel.CORTEX_M7,
          CoreModel.CORTEX_M23,
          CoreModel.CORTEX_M33);

  private final ReviewedRows vectors = new ReviewedRows();
  private final Map<String, String> notInLockstep = lines("/lockstep/excluded-rows.txt");
  private final Map<String, String> elsewhere = lines("/instructions/tested-elsewhere.txt");

  private static Map<String, String> lines(String resource) {
    try (InputStream in = InstructionsPageTest.class.getResourceAsStream(resource)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Map<String, String> lines = new LinkedHashMap<>();
      text.lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split(" \\| ", 2))
          .forEach(parts -> lines.put(parts[0].strip(), parts[1].strip()));
      return lines;
    } catch (IOException e) {
      throw new AssertionError(resource, e);
    }
  }

  private static boolean anyHas(Stream<CoreModel> cores, Feature feature) {
    return cores.anyMatch(core -> core.has(feature));
  }

  private String tests(Encoding row) {
    List<String> found = new ArrayList<>();
    if (anyHas(LOCKSTEP.stream(), row.requires()) && !notInLockstep.containsKey(row.name())) {
      found.add("lockstep");
    }
    boolean drawn =
        Stream.of(Target.values()).anyMatch(target -> target.model.has(row.requires()))
            && TrialMaker.isDrawn(row)
            && !vectors.excludes(row);
    if (drawn) {
      found.add("programs");
    }
    if (elsewhere.containsKey(row.name())) {
      found.add(elsewhere.get(row.name()));
    } else if (notInLockstep.containsKey(row.name())) {
      found.add(notInLockstep.get(row.name()));
    }
    return String.join(", ", found);
  }

  private static String does(Encoding row) {
    Op op = row.op();
    String does =
        switch (op) {
          case NOP, YIELD, DBG, PLD, PLI, BF, BFCSEL, BFL, BFX, BFLX -> "NOP";
          case DMB, DSB, ISB -> "executes; memory is in order anyway";
          case COPROCESSOR -> "NOCP";
          default -> "executes";
        };
    String undefined =
        row.rules().stream()
            .filter(Rule::undefined)
            .map(Rule::text)
            .collect(Collectors.joining("; "));
    return undefined.isEmpty() ? does : does + "; UNDEFINED when: " + undefined;
  }

  private static String cores(Feature feature) {
    String[] names =
        Stream.of(CoreModel.values())
            .filter(core -> core.has(feature))
            .map(core -> core.title().replace("Cortex-", ""))
            .toArray(String[]::new);
    return names.length == CoreModel.values().length ? "all" : String.join(", ", names);
  }

  private String page() {
    StringBuilder page =
        new StringBuilder(
            """
            # Instructions

            Every encoding of the decode tables, made by `InstructionsPageTest`, which fails when the page is stale or a row is
            tested by nothing. What a core lacks is UNDEFINED on it, or NOCP where it belongs to a coprocessor. Bits that the
            Arm ARM prints in parentheses are matched strictly. PC where it is UNPREDICTABLE is UNDEFINED; SP executes.

            Tests: *lockstep* is random code beside Unicorn (`LockstepTest`); *programs* are random programs beside QEMU
            (`VectorProgramsTest`); the text of all rows is held against GNU objdump, and the encodings of Armv8.1-M and of the
            vector extension against LLVM (`EncodingsAgainstLlvmTest`).
            """);
    for (Feature feature : Feature.values()) {
      List<Encoding> rows =
          Decoder.encodings().stream().filter(row -> row.requires() == feature).toList();
      if (rows.isEmpty()) {
        continue;
      }
      page.append("\n## ").append(feature).append(": ").append(cores(feature)).append("\n\n");
      page.append("| encoding | bits | does | tests |\n|---|---|---|---|\n");
      for (Encoding row : rows) {
        page.append("| ").append(row.name()).append(" | `").append(row.pattern());
        page.append("` | ").append(does(row)).append(" | ").append(tests(row)).append(" |\n");
      }
    }
    return page.toString();
  }

  @Test
  void everyRowIsTestedBySomething() {
    assertEquals(
        List.of(),
        Decoder.encodings().stream()
            .filter(row -> tests(row).isEmpty())
            .map(Encoding::name)
            .toList());
  }

  @Test
  void everyNameOfTheListIsARow() {
    List<String> rows = Decoder.encodings().stream().map(Encoding::name).toList();
    assertEquals(List.of(), elsewhere.keySet().stream().filter(n -> !rows.contains(n)).toList());
  }

  @Test
  void pageIsUpToDate() throws IOException {
    String page = page();
    if (Boolean.getBoolean("tinyrig.approve")) {
      Files.writeString(PAGE, page);
    }
    assertEquals(page, Files.readString(PAGE), "write it anew with -Dtinyrig.approve=true");
  }
}
