package dev.tinyrig.peripherals.uart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class UartScriptTest {
  @Test
  void readsSteps() {
    UartScript script =
        UartScript.parse(
            "in.txt",
            "# comment\n\n at 5 send \"a\\n\\x41\\\\\\\"\" # why\nafter \"ready> \" send \"go\\r\\t\"");
    assertEquals(2, script.steps().size());
    assertEquals(5, script.steps().get(0).cycle());
    assertArrayEquals(new byte[] {'a', '\n', 'A', '\\', '"'}, script.steps().get(0).bytes());
    assertEquals("ready> ", script.steps().get(1).text());
    assertArrayEquals(new byte[] {'g', 'o', '\r', '\t'}, script.steps().get(1).bytes());
  }

  private record Bad(String line, String problem) {}

  @Test
  void namesTheLineOfWhatIsWrong() {
    for (Bad bad :
        List.of(
            new Bad("soon send \"a\"", "'at' or 'after'"),
            new Bad("at noon send \"a\"", "'noon' is not a number"),
            new Bad("at 1 write \"a\"", "'send' is missing"),
            new Bad("at 1 send a", "double quotes"),
            new Bad("at 1 send \"a", "closing quote"),
            new Bad("at 1 send \"\\q\"", "\\q is unknown"),
            new Bad("at 1 send \"\\xg\"", "is not a byte"),
            new Bad("at 1 send \"a\" b", "too much"))) {
      UartScriptException e =
          assertThrows(
              UartScriptException.class, () -> UartScript.parse("in.txt", "\n" + bad.line));
      assertTrue(e.getMessage().startsWith("in.txt line 2: "), e.getMessage());
      assertTrue(e.getMessage().contains(bad.problem), e.getMessage());
    }
  }
}
