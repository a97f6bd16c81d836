package dev.tinyrig.cli;

import dev.tinyrig.emulator.debug.DebugPort;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Halts a machine after a time of the host. Nothing that is reported depends on when that was. */
final class HostTimeout implements AutoCloseable {
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean expired;

  HostTimeout(Duration limit, DebugPort port) {
    thread =
        Thread.ofPlatform()
            .daemon()
            .name("timeout")
            .start(
                () -> {
                  try {
                    if (!closed.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                      expired = true;
                      port.halt();
                    }
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
  }

  /** Whether the time is over. */
  boolean expired() {
    return expired;
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
