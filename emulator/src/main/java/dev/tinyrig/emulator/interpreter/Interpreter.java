package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.core.ExceptionModel;
import dev.tinyrig.emulator.core.FaultKind;
import dev.tinyrig.emulator.core.GuestFault;
import dev.tinyrig.emulator.core.MemoryAccess;
import dev.tinyrig.emulator.engine.Engine;
import dev.tinyrig.emulator.isa.Decoder;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.Op;
import dev.tinyrig.emulator.isa.OpKind;
import dev.tinyrig.emulator.probe.Probe;
import dev.tinyrig.emulator.probe.Probes;
import dev.tinyrig.emulator.time.Clock;
import dev.tinyrig.emulator.time.Scheduler;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The reference engine: executes blocks of pre-decoded instructions one by one.
 *
 * <p>An instruction executes at the cycle at which it starts; its cost is added afterwards, and the
 * deadline is looked at after each one, so that events fall on exact boundaries.
 */
public final class Interpreter implements Engine {
  private final Core core;
  private final Clock clock;
  private final ExceptionModel exceptions;
  private final Scheduler scheduler;
  private final Probes probes;
  private final BlockCache cache;
  private final Decoder decoder;
  private final boolean predictsBranches;

  /**
   * Where the flow stands: inside this block at this index, or at {@code core.pc} of no block when
   * null.
   */
  private Block block;

  private int index;
  private long hangAddress = -1;

  public Interpreter(
      Core core,
      ExceptionModel exceptions,
      MemoryAccess memory,
      Scheduler scheduler,
      Probes probes,
      Decoder decoder) {
    this.core = core;
    this.clock = core.clock;
    this.exceptions = exceptions;
    this.scheduler = scheduler;
    this.probes = probes;
    this.decoder = decoder;
    this.cache = new BlockCache(core, memory, decoder, exceptions.attribution().present());
    this.predictsBranches = core.timing.predictsBranches();
  }

  @Override
  public void run() {
    hangAddress = -1;
    try {
      while (clock.cycles < clock.deadline) {
        line();
      }
    } catch (GuestFault fault) {
      faulted(fault);
    }
  }

  /**
   * The line in which the flow stands, at {@link #index}; throws the fault of its fetch. What was
   * changed since the flow stopped in it is decoded again.
   */
  public Block current() {
    if (block == null || !block.valid) {
      block = cache.find(core.pc);
      index = 0;
    }
    return block;
  }

  /** Where the flow stands in {@link #current}. */
  public int index() {
    return index;
  }

  /** The line that starts at an address, if it has been decoded for the present state. */
  public Block decoded(int address) {
    return cache.decoded(address);
  }

  /** The line that starts at an address, decoded now if need be; null where its fetch faults. */
  public Block lineAt(int address) {
    try {
      return cache.find(address);
    } catch (GuestFault fault) {
      return null;
    }
  }

  /** Executes the rest of the line in which the flow stands, or as much as the deadline allows. */
  public void line() {
    Block current = current();
    execute(current, index, index, current.code.length, clock.cycles);
  }

  /** Executes the next instruction; its fault is thrown. */
  public void instruction() {
    Block current = current();
    execute(current, index, index, index + 1, clock.cycles);
  }

  /** The flow goes on at the start of a line of the present security state. */
  public void moveTo(Block next) {
    core.pc = next.start;
    block = next;
    index = 0;
  }

  /** The flow goes on at {@code core.pc}. */
  public void moveToPc() {
    block = null;
  }

  /**
   * Goes on inside a line whose instructions {@code [first, from)} have executed but were not
   * counted or announced yet; {@code start} is the cycle at which the first of them began.
   */
  public void resume(Block current, int first, int from, long start) {
    block = current;
    index = first;
    execute(current, first, from, current.code.length, start);
  }

  /** Whether every entry of a line must ask whether its code may be fetched. */
  public boolean checksFetches() {
    return cache.checksFetches();
  }

  /** An address at which a branch to itself was found that nothing scheduled can end, or -1. */
  public void forgetHang() {
    hangAddress = -1;
  }

  @Override
  public void step() {
    try {
      instruction();
    } catch (GuestFault fault) {
      faulted(fault);
    }
  }

  /** Lets the core take the fault of an instruction or of a fetch. */
  public void faulted(GuestFault fault) {
    block = null;
    core.taken = false;
    exceptions.fault(fault);
  }

  /**
   * Executes {@code block.code[from..limit)} or less; leaves the position in {@link #block} and
   * {@link #index}. The instructions {@code [first, from)} executed before, from cycle {@code
   * start} on, and are counted and announced with the others.
   */
  private void execute(Block current, int first, int from, int limit, long start) {
    Core c = core;
    Clock k = clock;
    Instruction[] code = current.code;
    int i = from;
    c.executing = true;
    try {
      if (c.landingPad) {
        PointerOps.land(c, code[i]);
      }
      do {
        boolean conditional = c.it != 0;
        if (conditional && !c.condition(c.it >>> 4)) {
          c.r[15] = code[i].address + 4;
          k.cycles += current.skipped[i];
          announceSkipped(code[i]);
          advanceIt(c);
          i++;
          continue;
        }
        boolean announced = probes.instructions.length != 0;
        if (announced) {
          announce(code[i].address);
        }
        boolean resumed = c.eci != 0;
        if (resumed) {
          checkResumable(c, code[i]);
        }
        i =
            Dispatch.line(
                c,
                k,
                code,
                current.executed,
                i,
                conditional || announced || resumed ? i + 1 : limit);
        if (conditional) {
          advanceIt(c);
        }
        if (i < 0) {
          i = ~i;
          Instruction in = code[i];
          if (predictsBranches && in.op != Op.B) {
            k.cycles += c.timing.branchExtra(in, c.taken ? c.pc : in.next(), c.taken);
          }
          if (c.taken) {
            k.cycles += current.taken[i];
            c.taken = false;
            leave(current, in, first, i + 1, start);
            return;
          }
          k.cycles += current.executed[i];
          i++;
        }
      } while (i < limit && k.cycles < k.deadline);
    } catch (GuestFault fault) {
      i = current.indexOf(c.r[15] - 4);
      c.executing = false;
      c.pc = code[i].address;
      c.instructions += i - first;
      k.cycles += current.executed[i];
      finished(current, first, i, start);
      throw explain(fault, code[i]);
    }
    c.executing = false;
    c.pc = code[i - 1].next();
    c.instructions += i - first;
    finished(current, first, i, start);
    if (i < code.length && current.valid) {
      index = i;
    } else {
      fallThrough(current);
    }
  }

  /** The line ended without a branch, or was changed under way; {@code core.pc} is what follows. */
  private void fallThrough(Block current) {
    block = null;
    if (!current.valid || cache.checksFetches()) {
      return;
    }
    Block next = current.nextInLine;
    if (follows(next)) {
      block = next;
      index = 0;
    } else if (clock.cycles < clock.deadline) {
      next = lineAt(core.pc); // a fault of its fetch is the next line's affair
      current.nextInLine = next;
      block = next;
      index = 0;
    }
  }

  /** An instruction left the line; {@code core.pc} is its target. */
  private void leave(Block current, Instruction in, int first, int behind, long start) {
    core.executing = false;
    core.instructions += behind - first;
    current.exits[behind - 1]++;
    finished(current, first, behind, start);
    if (probes.calls.length != 0) {
      announceFlow(in);
    }
    block = null;
    if (core.excReturn != 0) {
      return;
    }
    Block next = current.nextTaken;
    if (follows(next) && !cache.checksFetches()) {
      block = next;
      index = 0;
      boolean always = in.op == Op.B || in.op == Op.LE_FOREVER;
      if (next == current && always && in.target == in.address) {
        idle(current);
      }
    } else if (clock.cycles < clock.deadline) {
      next = lineAt(core.pc); // a fault of its fetch is the next line's affair
      current.nextTaken = next;
      current.followedBy(next);
      block = next;
      index = 0;
    }
  }

  private boolean follows(Block next) {
    return next != null && next.valid && next.start == core.pc && next.secure == core.secure;
  }

  /**
   * A branch to itself: only an event can end it, so the time up to the next one passes at once.
   */
  private void idle(Block loop) {
    if (clock.cycles >= clock.deadline || probes.instructions.length != 0) {
      return;
    }
    if (scheduler.nextDue() == Scheduler.NEVER) {
      hangAddress = Integer.toUnsignedLong(loop.start);
      clock.requestAttention();
      return;
    }
    if (probes.skips.length != 0) {
      return; // who counts instructions gets each round
    }
    long start = clock.cycles;
    long rounds = (clock.deadline - clock.cycles + loop.taken[0] - 1) / loop.taken[0];
    clock.cycles += rounds * loop.taken[0];
    core.instructions += rounds;
    finished(loop, 0, 1, start);
  }

  private void finished(Block current, int first, int behind, long start) {
    for (Probe probe : probes.blocks) {
      probe.block(current, first, behind, clock.cycles - start);
    }
  }

  private void announce(int address) {
    for (Probe probe : probes.instructions) {
      probe.instruction(address);
    }
  }

  private void announceSkipped(Instruction in) {
    for (Probe probe : probes.skips) {
      probe.skipped(in);
    }
  }

  @Override
  public void settle() {
    // everything is told at once
  }

  @Override
  public void unannounced(Probe probe) {
    if (core.executing && block != null) {
      probe.block(block, index, block.indexOf(core.r[15] - 4), 0);
    }
  }

  /** Announces that an instruction has branched to {@code core.pc}. */
  private void announceFlow(Instruction in) {
    int target = core.pc;
    for (Probe probe : probes.calls) {
      if (in.op.kind() == OpKind.CALL) {
        probe.call(in.address, target, in.next(), in.op != Op.BL);
      } else if (in.op == Op.B) {
        probe.jump(in.address, target);
      } else if (in.endsBlock && in.op != Op.LE_FOREVER) { // not a branch inside a function
        probe.ret(in.address, target);
      }
    }
  }

  /** Only the decoder knows which core would have the instruction that is none of this one. */
  private GuestFault explain(GuestFault fault, Instruction in) {
    boolean refused = in.op == Op.UNDEFINED && fault.kind() == FaultKind.NOCP; // CPACR tells why
    if ((in.op != Op.UNDEFINED && in.op != Op.COPROCESSOR) || refused) {
      return fault;
    }
    String cores =
        decoder.lacking(in).map(row -> ": " + CoreModel.whoHas(row.requires())).orElse("");
    return new GuestFault(
        fault.kind(), 0, decoder.whyUndefined(in) + cores + "; this is a " + core.model.title());
  }

  /**
   * What may execute while EPSR.ECI is set (DDI 0553, InstStateCheck): instructions with beats, the
   * end of a loop, BKPT, and loads, stores and clears of several registers, which take the same
   * bits for ICI; the latter begin anew.
   */
  private static void checkResumable(Core c, Instruction in) {
    boolean resumable =
        switch (in.op) {
          case LE, LE_FOREVER, LETP, BKPT, CLRM, VSCCLRM -> true;
          case LDM, LDMDB, POP, STM, STMDB, PUSH, VLSTM, VLLDM -> beginAnew(c);
          case VLDM_32, VLDM_64, VSTM_32, VSTM_64 -> beginAnew(c);
          case VMOV_CORE_TO_HALF_D, VMOV_HALF_D_TO_CORE -> true; // lanes of 32 bits
          default -> in.op.kind().isVector();
        };
    if (!resumable) {
      c.r[15] = in.address + 4;
      throw new GuestFault(
          FaultKind.INVSTATE, 0, "EPSR.ECI is " + c.eci + " at an instruction without beats");
    }
  }

  private static boolean beginAnew(Core c) {
    c.eci = 0;
    return true;
  }

  private static void advanceIt(Core c) {
    int it = c.it;
    c.it = (it & 7) == 0 ? 0 : it & 0xE0 | it << 1 & 0x1F;
  }

  @Override
  public void flowBroken() {
    block = null;
    core.timing.flowBroken();
  }

  @Override
  public void codeChanged(int address, int size) {
    cache.codeChanged(address, size);
    if (block != null && !block.valid) {
      clock.requestAttention(); // the rest of the line is decoded again
    }
  }

  @Override
  public void permissionsChanged() {
    cache.clear();
    if (block != null) {
      clock.requestAttention();
    }
  }

  @Override
  public void checkFetches(boolean check) {
    cache.checkFetches(check);
  }

  @Override
  public long hangAddress() {
    return hangAddress;
  }

  @Override
  public String stateId() {
    return "engine";
  }

  @Override
  public void save(DataOutput out) throws IOException {
    // At the start of a line there is nothing to remember: it is found again by its address.
    boolean inside = block != null && block.valid && index > 0;
    out.writeBoolean(inside);
    if (inside) {
      out.writeInt(block.start);
      out.writeInt(index);
    }
  }

  @Override
  public void restore(DataInput in) throws IOException {
    cache.clear();
    block = null;
    if (in.readBoolean()) {
      int start = in.readInt();
      index = in.readInt();
      block = cache.find(start);
    }
  }
}
