package dev.tinyrig.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

final class ConvertersTest {
  @Test
  void counts() {
    record Case(String text, long count) {}
    for (Case good :
        List.of(
            new Case("1", 1),
            new Case("250_000", 250_000),
            new Case("250k", 250_000),
            new Case("3M", 3_000_000),
            new Case("10G", 10_000_000_000L))) {
      assertEquals(good.count(), new CycleCount().convert(good.text()), good.text());
    }
  }

  @Test
  void whatIsNoCount() {
    for (String bad : List.of("", "0", "-1", "k", "1.5M", "1T", "99999999999999999999", "9e9")) {
      TypeConversionException error =
          assertThrows(TypeConversionException.class, () -> new CycleCount().convert(bad), bad);
      assertTrue(error.getMessage().startsWith("'" + bad + "' is "), error.getMessage());
    }
  }

  @Test
  void times() {
    record Case(String text, Duration time) {}
    for (Case good :
        List.of(
            new Case("30", Duration.ofSeconds(30)),
            new Case("500ms", Duration.ofMillis(500)),
            new Case("2m", Duration.ofMinutes(2)),
            new Case("1h", Duration.ofHours(1)))) {
      assertEquals(good.time(), new HostTime().convert(good.text()), good.text());
    }
  }

  @Test
  void whatIsNoTime() {
    for (String bad : List.of("", "0s", "-1s", "s", "1.5s", "3d")) {
      TypeConversionException error =
          assertThrows(TypeConversionException.class, () -> new HostTime().convert(bad), bad);
      assertTrue(error.getMessage().startsWith("'" + bad + "' is "), error.getMessage());
    }
  }
}
