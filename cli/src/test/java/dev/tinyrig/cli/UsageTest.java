package dev.tinyrig.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class UsageTest {
  record Case(String says, String... arguments) {}

  static List<Case> mistakes() {
    return List.of(
        new Case("a command is missing"),
        new Case("Unmatched argument at index 0: 'corse'; did you mean cores?", "corse"),
        new Case("Unknown option: '--hlep'; did you mean --help?", "cores", "--hlep"),
        new Case("Unmatched argument at index 1: 'more'", "cores", "more"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeIsOneLineAndStatus3(Case mistake) {
    Ran ran = Ran.tinyrig(mistake.arguments);
    assertEquals(3, ran.status());
    assertEquals("", ran.out());
    assertEquals(1, ran.errorLines().size(), ran.err());
    assertTrue(ran.err().contains(mistake.says), ran.err());
  }

  @ParameterizedTest
  @MethodSource("helps")
  void helpIsNoError(List<String> arguments) {
    Ran ran = Ran.tinyrig(arguments.toArray(String[]::new));
    assertEquals(0, ran.status(), ran.err());
    assertEquals("", ran.err());
    assertTrue(ran.out().contains("tinyrig"), ran.out());
  }

  static List<List<String>> helps() {
    return List.of(List.of("--help"), List.of("--version"), List.of("cores", "--help"));
  }
}
