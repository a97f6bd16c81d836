package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.core.GuestFault;
import dev.tinyrig.emulator.engine.Engine;
import dev.tinyrig.emulator.interpreter.Block;
import dev.tinyrig.emulator.interpreter.Interpreter;
import dev.tinyrig.emulator.probe.Probe;
import dev.tinyrig.emulator.probe.Probes;
import dev.tinyrig.emulator.time.Clock;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The second engine: the interpreter until a line of code is hot, then its translation.
 *
 * <p>What translated code does not do by itself, it leaves to the interpreter at the very
 * instruction; so does everything near an event. Both agree on every register, byte and cycle.
 */
public final class TranslatingEngine implements Engine {
  /**
   * Most cycles in translated code before it is left and entered again: the JIT compiler replaces a
   * method only where it is entered.
   */
  private static final int MOST_CYCLES = 20_000;

  private final Core core;
  private final Clock clock;
  private final Probes probes;
  private final Interpreter interpreter;
  private final Prober prober;
  private final TranslationCache cache;
  private TranslationObserver observer;
  private long entries;
  private long bails;
  private long interpreted;

  /**
   * An engine on top of an interpreter.
   *
   * @param threshold how often the interpreter enters a line before it is translated
   */
  public TranslatingEngine(Core core, Interpreter interpreter, Probes probes, int threshold) {
    this.core = core;
    this.clock = core.clock;
    this.probes = probes;
    this.interpreter = interpreter;
    this.prober = new Prober(core, probes);
    this.cache = new TranslationCache(core, interpreter, probes, prober, threshold);
  }

  /** Who looks at the core when translated code is entered and left; null for nobody. */
  public void observe(TranslationObserver newObserver) {
    observer = newObserver;
  }

  TranslationCache cache() {
    return cache;
  }

  /** See {@link TranslationCache#rewrite}. */
  void rewrite(UnaryOperator<byte[]> newRewrite) {
    cache.rewrite(newRewrite);
  }

  /** What earlier runs of the firmware have shown; before the first instruction. */
  public void expect(TranslationProfile profile) {
    cache.expect(profile);
  }

  /** Whether this run has shown anything that earlier ones had not. */
  public boolean hasLearnt() {
    return cache.hasLearnt();
  }

  /** What earlier runs and this one have shown. */
  public TranslationProfile learnt() {
    return cache.learnt();
  }

  /** What has been done so far. */
  public TranslationCounters counters() {
    return cache.counters(entries, bails, interpreted);
  }

  @Override
  public void run() {
    interpreter.forgetHang();
    try {
      while (clock.cycles < clock.deadline) {
        advance();
      }
    } catch (GuestFault fault) {
      interpreter.faulted(fault);
    }
  }

  private void advance() {
    Block block = interpreter.current();
    if (interpreter.index() == 0 && translatable()) {
      Entry entry = cache.entry(block);
      if (entry != null) {
        int cycles = quantum(entry);
        if (enters(entry, cycles)) {
          run(entry, cycles);
          return;
        }
      }
    }
    long before = core.instructions;
    try {
      if (cache.sites().sampling() && translatable()) {
        cache.sites().note(core, block.code[interpreter.index()]);
        interpreter.instruction();
      } else {
        interpreter.line();
      }
    } finally { // a fault ends the line
      interpreted += core.instructions - before;
    }
  }

  /** Whether translated code does all that is asked for now. */
  private boolean translatable() {
    return core.it == 0
        && (core.n >= 0 || core.z != 0) // no result is negative and zero
        && core.eci == 0
        && core.vpr >>> 16 == 0 // not in a VPT block
        && !core.landingPads
        && !core.landingPad
        && probes.instructions.length == 0
        && probes.skips.length == 0
        && probes.countsOnly
        && !interpreter.checksFetches();
  }

  /** Executes translated code, from one region to the next, until the interpreter has to go on. */
  private void run(Entry first, int firstCycles) {
    Entry entry = first;
    int cycles = firstCycles;
    while (entry != null) {
      Region region = entry.region();
      if (observer != null) {
        observer.entering();
      }
      long start = clock.cycles;
      if (region.watched) {
        prober.begin(start + cycles);
        cache.entering(region);
      }
      long result = region.code.run(core, entry.number(), cycles);
      entries++;
      int number = (int) (result >>> 32);
      clock.cycles = start + cycles - (int) result;
      region.taken[number]++;
      int next = region.next[number];
      if (next == Region.INSIDE) {
        Exit exit = region.exits[number];
        Entry rest = cache.rest(region, number);
        if (rest != null && observer == null && enters(rest, (int) result)) {
          region.watch.goesOn(rest.region().watch, exit, (int) result);
          entry = rest;
          cycles = (int) result;
          continue;
        }
        prober.flush();
        if (observer != null) {
          left(exit, new Execution(this, region, entry.number(), cycles));
        }
        finishLine(region, number, exit);
        return;
      }
      if (next != Region.COMPUTED) {
        core.pc = next;
      }
      if (observer != null) {
        prober.flush();
        observer.left(new Execution(this, region, entry.number(), cycles));
      }
      if (clock.cycles >= clock.deadline) {
        break; // somebody may have asked for attention
      }
      entry = region.watched ? cache.translated(core.pc) : cache.found(core.pc);
      if (entry != null) {
        cycles = quantum(entry);
        if (!enters(entry, cycles)) {
          entry = null;
        }
      }
    }
    prober.flush();
    interpreter.moveToPc();
  }

  /** A region was left inside a line: for an observer, what has executed of it is over. */
  private void left(Exit exit, Execution execution) {
    leaveInside(exit);
    observer.left(execution);
    core.instructions -= exit.index();
    clock.cycles -= exit.spent();
  }

  private void leaveInside(Exit exit) {
    core.instructions += exit.index();
    clock.cycles += exit.spent();
    core.it = exit.it();
    core.vpr |= exit.vpt() << 16 | exit.vpt() << 20;
    core.pc = exit.block().code[exit.index()].address;
  }

  /** Executes a region once, up to the instruction at which it is left. */
  void execute(Region region, int entry, int cycles) {
    long start = clock.cycles;
    prober.begin(start + cycles);
    long result = region.code.run(core, entry, cycles);
    clock.cycles = start + cycles - (int) result;
    prober.flush();
    Exit exit = region.exits[(int) (result >>> 32)];
    switch (exit.kind()) {
      case INSIDE -> leaveInside(exit);
      case ADDRESS -> core.pc = exit.address();
      case COMPUTED -> {}
    }
  }

  /** Translates a line as a region of its own and executes it; whether that was possible. */
  boolean executeAlone(Segment segment, boolean secure) {
    Region alone = core.secure == secure ? cache.apart(List.of(segment)) : null;
    if (alone != null) {
      execute(alone, 0, alone.most[0] + 1); // once, even if it goes round
    }
    return alone != null;
  }

  /**
   * Cycles for which a region is entered. Few at first: the JVM interprets it until it has been
   * entered often enough.
   */
  private int quantum(Entry entry) {
    int entered = entry.region().entered++;
    int most = entered < 300 ? Math.max(500, entry.most() + 100) : MOST_CYCLES;
    return (int) Math.min(clock.deadline - clock.cycles, most);
  }

  /** Whether so many cycles are enough, and the core is ready, for code to be entered. */
  private boolean enters(Entry entry, int cycles) {
    return cycles > entry.most() && (core.fpReady || !entry.region().floatingPoint);
  }

  /** The interpreter goes on inside a line. */
  private void finishLine(Region region, int number, Exit exit) {
    bails++;
    Block line = region.watch.began(exit.block());
    int skipped = line.code.length - exit.block().code.length;
    int index = skipped + exit.index();
    clock.cycles += exit.spent();
    long start =
        region.watch.keepsStart(exit.block())
            ? prober.lineStart()
            : clock.cycles - Run.cycles(line, index);
    core.instructions -= skipped; // they are counted with the rest of the line
    core.it = exit.it();
    core.vpr |= exit.vpt() << 16 | exit.vpt() << 20;
    long before = core.instructions;
    cache.left(region, number);
    try {
      interpreter.resume(line, 0, index, start);
    } finally { // a fault ends the line
      interpreted += core.instructions - before;
    }
  }

  @Override
  public void settle() {
    cache.settle();
  }

  @Override
  public void step() {
    long before = core.instructions;
    interpreter.step();
    interpreted += core.instructions - before;
  }

  @Override
  public void flowBroken() {
    interpreter.flowBroken();
  }

  @Override
  public void codeChanged(int address, int size) {
    interpreter.codeChanged(address, size);
    cache.dropInvalid();
  }

  @Override
  public void permissionsChanged() {
    interpreter.permissionsChanged();
    cache.dropInvalid();
  }

  @Override
  public void checkFetches(boolean check) {
    interpreter.checkFetches(check);
  }

  @Override
  public void unannounced(Probe probe) {
    interpreter.unannounced(probe);
  }

  @Override
  public long hangAddress() {
    return interpreter.hangAddress();
  }

  @Override
  public String stateId() {
    return interpreter.stateId();
  }

  @Override
  public void save(DataOutput out) throws IOException {
    interpreter.save(out);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    interpreter.restore(in);
    cache.dropInvalid();
  }
}
