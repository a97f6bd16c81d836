package dev.tinyrig.peripherals.stm32;

import dev.tinyrig.emulator.time.Scheduler;
import dev.tinyrig.peripherals.ConsoleSink;
import dev.tinyrig.peripherals.uart.UartInput;
import dev.tinyrig.peripherals.uart.UartScript;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The wire side that the two generations of STM32 USART share: a data register in front of a shift
 * register in each direction, and the time that a byte takes.
 *
 * <p>Bytes reach the console when they are written, as on all UARTs here; TXE and TC follow the
 * wire.
 */
final class SerialPort {
  private static final int BITS_PER_BYTE = 10;

  /** What the owning USART does when a flag changed. */
  interface Owner {
    /** Core cycles of one bit. */
    long bitTime();

    /** Whether bytes may come in. */
    boolean receives();

    void flagsChanged();
  }

  private final Scheduler scheduler;
  private final ConsoleSink sink;
  private final UartInput input;
  private final Owner owner;
  private final Scheduler.Event shifted;
  private final Scheduler.Event arriving;

  /** A byte waits in the data register; one is in the shift register. */
  private boolean waiting;

  private boolean shifting;
  private boolean received;
  private int value;

  SerialPort(String id, Scheduler scheduler, ConsoleSink sink, UartScript script, Owner owner) {
    this.scheduler = scheduler;
    this.sink = sink;
    this.input = new UartInput(script);
    this.owner = owner;
    this.shifted = scheduler.event(id + ".shifted", (now, due) -> shifted());
    this.arriving = scheduler.event(id + ".arriving", (now, due) -> arrived());
  }

  /** TXE: the data register takes a byte. */
  boolean empty() {
    return !waiting;
  }

  /** TC: nothing is on the wire. */
  boolean complete() {
    return !waiting && !shifting;
  }

  /** RXNE: a byte can be read. */
  boolean full() {
    return received;
  }

  /** Sends a byte; false when hardware would lose it because the data register is full. */
  boolean send(int data) {
    boolean kept = !waiting;
    sink.write(data);
    if (!shifting) {
      shifting = true;
      shifted.at(scheduler.now() + byteTime());
    } else {
      waiting = true;
    }
    if (input.printed(data)) {
      plan();
    }
    return kept;
  }

  /** Reads the data register. */
  int take() {
    received = false;
    plan();
    return value;
  }

  /** Lets the next byte of the script come in when there is room for it. */
  void plan() {
    boolean open = owner.receives() && !received;
    if (!open || input.nextCycle() == UartInput.NOT_YET) {
      arriving.cancel();
    } else if (arriving.due() == Scheduler.NEVER) {
      arriving.at(Math.max(scheduler.now() + byteTime(), input.nextCycle()));
    }
  }

  private long byteTime() {
    return BITS_PER_BYTE * Math.max(1, owner.bitTime());
  }

  private void shifted() {
    shifting = waiting;
    waiting = false;
    if (shifting) {
      shifted.at(scheduler.now() + byteTime());
    }
    owner.flagsChanged();
  }

  private void arrived() {
    value = input.take();
    received = true;
    owner.flagsChanged();
  }

  void save(DataOutput out) throws IOException {
    out.writeBoolean(waiting);
    out.writeBoolean(shifting);
    out.writeBoolean(received);
    out.writeInt(value);
    input.save(out);
  }

  void restore(DataInput in) throws IOException {
    waiting = in.readBoolean();
    shifting = in.readBoolean();
    received = in.readBoolean();
    value = in.readInt();
    input.restore(in);
  }
}
