package dev.tinyrig.traces.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class StackTrackerTest {
  private static final int TOP = 0x2000_8000;

  private final StackTracker tracker = new StackTracker();

  @Test
  void marksNestAndReportTheirOwnLowest() {
    tracker.start(TOP);
    tracker.moved(TOP - 64, TOP - 64);
    tracker.begin(1, TOP - 64);
    tracker.moved(TOP - 200, TOP - 100);
    tracker.begin(2, TOP - 100);
    tracker.moved(TOP - 150, TOP - 100);
    assertEquals(TOP - 150, tracker.end(2));
    assertEquals(TOP - 200, tracker.end(1));
    assertEquals(200, tracker.mainStackBytes());
  }

  @Test
  void handlersAreNotChargedToWhatTheyInterrupt() {
    tracker.start(TOP);
    tracker.begin(1, TOP - 16);
    tracker.count(false);
    tracker.switched(TOP - 48);
    tracker.moved(TOP - 300, TOP - 48);
    tracker.count(true);
    assertEquals(TOP - 16, tracker.end(1));
    assertEquals(300, tracker.mainStackBytes());
  }

  @Test
  void aThreadsStackIsNotTheMainOne() {
    tracker.start(TOP);
    tracker.moved(TOP - 64, TOP - 64);
    tracker.switched(0x2000_1000);
    tracker.moved(0x2000_0E00, 0x2000_0F00);
    tracker.switched(TOP - 64);
    assertEquals(64, tracker.mainStackBytes());
    assertEquals(2, tracker.stacks());
  }
}
