package dev.tinyrig.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.fixtures.Firmware;
import dev.tinyrig.fixtures.FixtureId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three builds of one model beside each other: reference kernels, optimised ones, and the NPU. */
final class NpuCompareTest {
  private static String reference;
  private static String optimised;
  private static String npu;
  private static String npu256;

  @BeforeAll
  static void build() {
    Firmware firmware = Firmware.locate();
    List<String> files =
        Stream.of("reference", "optimised", "ethos-u55-128", "ethos-u55-256")
            .map(variant -> firmware.elf(new FixtureId("m55", "kws", variant)).toString())
            .toList();
    reference = files.get(0);
    optimised = files.get(1);
    npu = files.get(2);
    npu256 = files.get(3);
  }

  private static String line(Ran ran, String words) {
    return ran.out()
        .lines()
        .map(line -> line.strip().replaceAll(" +", " "))
        .filter(line -> line.contains(words))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no line with '" + words + "' in\n" + ran.out()));
  }

  @Test
  void npuStandsForTheOperatorsThatItDoes(@TempDir Path folder) throws Exception {
    Path page = folder.resolve("page.html");
    Ran ran = Ran.tinyrig("compare", reference, optimised, npu, "--html", page.toString());
    assertEquals(0, ran.status(), ran.err());
    assertTrue(line(ran, "QUANTIZE").contains("CPU | CPU | CPU fall-back"), ran.out());
    assertTrue(line(ran, "1 CONV_2D").contains("NPU - CPU | CPU | NPU"), ran.out());
    assertTrue(line(ran, "ethos-u (1 to 13) 2,656,768").contains("the core sleeps 9"), ran.out());
    String engines = line(ran, "the NPU works");
    assertTrue(
        engines.matches(
            ".* works [0-9,]+ = 8[0-9.]+%, copies and driver take [0-9,]+ = [0-9.]+%,"
                + " CPU fall-backs [0-9,]+ = 1[0-9.]+% [(]QUANTIZE [0-9,]+, DEQUANTIZE [0-9,]+[)],"
                + " the rest [0-9,]+ = 0.[0-9]%"),
        engines);
    assertEquals(
        2, ran.out().lines().filter(l -> l.endsWith("outputs equal, byte by byte")).count());
    assertTrue(Files.readString(page).contains("ethos-u (1 to 13)"));
  }

  @Test
  void demoEndsWithThreeColumns(@TempDir Path folder) {
    Ran ran = Ran.tinyrig("demo", "--model", "kws", "--output", folder.toString());
    assertEquals(0, ran.status(), ran.err());
    String heading = line(ran, "# operator");
    assertEquals(
        "# operator MACs reference optimised ratio ethos-u55-128 ratio engine why", heading);
    String first = line(ran, "1 CONV_2D 320,000");
    assertTrue(first.matches(".*x [0-9,]+ [0-9.]+x CPU [|] CPU [|] NPU .*"), first);
    assertTrue(Files.exists(folder.resolve("kws-m55-ethos-u55-128.json")));
    assertTrue(Files.exists(folder.resolve("kws-m55.html")));
  }

  /** Of vww the core has to quantise 27,648 floats; of kws only 500. */
  @Test
  void expensiveFallBacksAreSaid() {
    String vww = Firmware.locate().elf(new FixtureId("m55", "vww", "ethos-u55-128")).toString();
    Ran much = Ran.tinyrig("profile", vww);
    assertEquals(0, much.status(), much.err());
    assertTrue(much.out().contains("warning [npu.fall-back]"), much.out());
    assertTrue(
        much.out().matches("(?s).*seen: DEQUANTIZE, QUANTIZE take 7[5-8]\\.\\d % of Invoke 0.*"),
        much.out());
    assertFalse(Ran.tinyrig("profile", npu).out().contains("npu.fall-back"));
  }

  @Test
  void slowerFlashCostsTime(@TempDir Path folder) throws Exception {
    String[] systems = {"Ethos_U55_High_End_Embedded", "Ethos_U55_Deep_Embedded"};
    for (String system : systems) {
      Path json = folder.resolve(system + ".json");
      Ran ran = Ran.tinyrig("run", npu, "--npu-system", system, "--json", json.toString());
      assertEquals(0, ran.status(), ran.err());
    }
    Ran ran =
        Ran.tinyrig(
            "compare",
            folder.resolve(systems[0] + ".json").toString(),
            folder.resolve(systems[1] + ".json").toString());
    assertEquals(0, ran.status(), ran.err());
    assertTrue(ran.out().contains("on mps3-an547+Ethos_U55_Deep_Embedded"), ran.out());
    assertTrue(line(ran, "1 ethos-u").matches(".* 0[.][0-9]+x NPU .*"), ran.out());
    Ran unknown = Ran.tinyrig("run", npu, "--npu-system", "none");
    assertEquals(3, unknown.status());
    assertTrue(unknown.err().contains("--npu-system: there is no none"), unknown.err());
  }

  @Test
  void imagesForAnotherNpuNeedIt() {
    Ran fits = Ran.tinyrig("compare", reference, npu256, "--npu", "ethos-u55-256");
    assertEquals(0, fits.status(), fits.err());
    assertTrue(fits.out().contains("on mps3-an547+ethos-u55-256 (cortex-m55)"), fits.out());
    Ran each = Ran.tinyrig("compare", npu, npu256, "--npu", "auto");
    assertEquals(0, each.status(), each.err());
    assertEquals(1, each.out().lines().filter(l -> l.contains(" ethos-u ")).count(), each.out());
    Ran not = Ran.tinyrig("compare", reference, npu256);
    assertEquals(1, not.status(), not.out());
    assertTrue(
        not.errorLines()
            .getLast()
            .endsWith(
                "; its model was compiled for ethos-u55-256, but board mps3-an547 has"
                    + " ethos-u55-128 (give --npu ethos-u55-256)"),
        not.err());
    Ran unknown = Ran.tinyrig("run", npu, "--npu", "ethos-u55-512");
    assertEquals(3, unknown.status());
    assertTrue(unknown.err().contains("--npu: there is no ethos-u55-512; there are ethos-u55-32"));
    Ran without = Ran.tinyrig("run", npu, "--npu", "ethos-u55-256", "--board", "mps2-an505");
    assertEquals(3, without.status());
    assertTrue(without.err().contains("board mps2-an505 has no NPU"), without.err());
  }
}
