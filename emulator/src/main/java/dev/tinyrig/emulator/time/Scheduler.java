package dev.tinyrig.emulator.time;

import dev.tinyrig.emulator.state.Stateful;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Events of devices on the machine's clock.
 *
 * <p>Rule of time: an event due at cycle t is delivered at the first instruction boundary whose
 * cycle is {@code >= t}, in every engine. Events due at the same cycle are delivered in the order
 * in which they were scheduled.
 */
public final class Scheduler implements Stateful {
  /** Due time of an event that is not scheduled. */
  public static final long NEVER = Long.MAX_VALUE;

  /**
   * What a due event does; {@code now} is the cycle of the boundary, {@code due} the cycle that was
   * asked for.
   */
  @FunctionalInterface
  public interface Action {
    void fire(long now, long due);
  }

  /**
   * One event of one owner; made once when the machine is built, then scheduled and cancelled at
   * will.
   */
  public final class Event {
    private final String id;
    private final Action action;
    private long due = NEVER;
    private long order;

    private Event(String id, Action action) {
      this.id = id;
      this.action = action;
    }

    /**
     * Schedules (or moves) this event to {@code cycle}; a cycle in the past is due at the next
     * boundary.
     */
    public void at(long cycle) {
      due = cycle;
      order = nextOrder++;
      if (cycle < clock.deadline) {
        clock.deadline = cycle;
      }
    }

    /** Takes the event back; does nothing when it is not scheduled. */
    public void cancel() {
      due = NEVER;
    }

    /** The cycle this event is due at, or {@link #NEVER}. */
    public long due() {
      return due;
    }
  }

  private final Clock clock;
  private final List<Event> events = new ArrayList<>();
  private long nextOrder;

  public Scheduler(Clock clock) {
    this.clock = clock;
  }

  /** Cycles since reset. */
  public long now() {
    return clock.cycles;
  }

  /** Makes an event; {@code id} is unique in the machine and names the event in snapshots. */
  public Event event(String id, Action action) {
    for (Event event : events) {
      if (event.id.equals(id)) {
        throw new IllegalArgumentException("two scheduled events are named " + id);
      }
    }
    Event event = new Event(id, action);
    events.add(event);
    return event;
  }

  /** The earliest due cycle, or {@link #NEVER}. */
  public long nextDue() {
    long next = NEVER;
    for (Event event : events) {
      next = Math.min(next, event.due);
    }
    return next;
  }

  /** Fires every event that is due at the clock's cycle, earliest first. */
  public void fireDue() {
    while (true) {
      Event first = null;
      for (Event event : events) {
        if (event.due <= clock.cycles
            && (first == null
                || event.due < first.due
                || (event.due == first.due && event.order < first.order))) {
          first = event;
        }
      }
      if (first == null) {
        return;
      }
      long due = first.due;
      first.due = NEVER;
      first.action.fire(clock.cycles, due);
    }
  }

  @Override
  public String stateId() {
    return "scheduler";
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeLong(clock.cycles);
    out.writeLong(nextOrder);
    out.writeInt(events.size());
    for (Event event : events) {
      out.writeUTF(event.id);
      out.writeLong(event.due);
      out.writeLong(event.order);
    }
  }

  @Override
  public void restore(DataInput in) throws IOException {
    clock.cycles = in.readLong();
    nextOrder = in.readLong();
    int count = in.readInt();
    if (count != events.size()) {
      throw new IOException("snapshot has " + count + " events, this machine " + events.size());
    }
    for (Event event : events) {
      String id = in.readUTF();
      if (!id.equals(event.id)) {
        throw new IOException("snapshot has event " + id + " where this machine has " + event.id);
      }
      event.due = in.readLong();
      event.order = in.readLong();
    }
    clock.requestAttention();
  }
}
