package dev.tinyrig.peripherals;

import dev.tinyrig.emulator.state.Stateful;
import dev.tinyrig.emulator.time.Scheduler;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;

/**
 * The one place of a machine where devices say that they lack something: applies the policy and
 * speaks once of each place and kind.
 */
public final class UnmodelledReporter implements Stateful {
  private final Unmodelled policy;
  private final UnmodelledListener listener;
  private final Scheduler scheduler;
  private final Set<String> said = new TreeSet<>();

  public UnmodelledReporter(Unmodelled policy, UnmodelledListener listener, Scheduler scheduler) {
    this.policy = policy;
    this.listener = listener;
    this.scheduler = scheduler;
  }

  /**
   * Something is missing; throws {@link UnmodelledException} under {@link Unmodelled#FAIL}.
   *
   * @param device name of the device on its board
   * @param base its address
   * @param offset bytes from the base
   * @param kind what is missing
   * @param detail name of the register or bits, may be empty
   * @param value the value written
   */
  public void report(
      String device, int base, int offset, UnmodelledAccess.Kind kind, String detail, int value) {
    if (policy == Unmodelled.IGNORE) {
      return;
    }
    UnmodelledAccess access =
        new UnmodelledAccess(device, base, offset, kind, detail, value, scheduler.now());
    if (policy == Unmodelled.FAIL) {
      throw new UnmodelledException(access);
    }
    if (said.add(device + " " + offset + " " + kind)) {
      listener.unmodelled(access);
    }
  }

  @Override
  public String stateId() {
    return "unmodelled";
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeInt(said.size());
    for (String place : said) {
      out.writeUTF(place);
    }
  }

  @Override
  public void restore(DataInput in) throws IOException {
    said.clear();
    for (int left = in.readInt(); left > 0; left--) {
      said.add(in.readUTF());
    }
  }
}
