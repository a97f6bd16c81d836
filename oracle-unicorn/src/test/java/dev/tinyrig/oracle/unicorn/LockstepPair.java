package dev.tinyrig.oracle.unicorn;

import dev.tinyrig.emulator.core.CoreConfig;
import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.core.FaultKind;
import dev.tinyrig.emulator.debug.DebugPort;
import dev.tinyrig.emulator.debug.DebugPort.Register;
import dev.tinyrig.emulator.debug.FaultReport;
import dev.tinyrig.emulator.isa.Feature;
import dev.tinyrig.emulator.machine.Machine;
import dev.tinyrig.emulator.memory.Region;
import dev.tinyrig.emulator.oracle.ArchitecturalState;
import dev.tinyrig.emulator.oracle.Oracle;
import dev.tinyrig.emulator.oracle.OracleProvider;
import dev.tinyrig.oracle.draw.Dice;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One core on both sides, over memories that are kept equal. */
final class LockstepPair implements AutoCloseable {
  private static final Register[] CORE_REGISTERS = Register.values();
  private static final int THUMB = 1 << 24;
  private static final int CPACR = 0xE000_ED88;
  private static final int FPCA = 4;
  private static final int SFPA = 8;
  private static final int FPSCR_BITS = 0xF7C0_009F;

  private final CoreModel model;
  private final Oracle oracle;
  private final MemorySegment theirCode;
  private final MemorySegment theirData;
  private Region code;
  private Region data;
  private MemorySegment ourData;
  private Machine machine;
  private DebugPort debug;
  private final ArchitecturalState ours = new ArchitecturalState();
  private final ArchitecturalState theirs = new ArchitecturalState();
  private FaultReport fault;
  private int error;

  LockstepPair(OracleProvider provider, CoreModel model, Dice dice) {
    this.model = model;
    oracle = provider.open(model);
    theirCode = oracle.map(0, Layout.CODE_SIZE);
    theirData = oracle.map(Layout.DATA, Layout.DATA_SIZE);
    freshMachine();
    fillData(dice);
  }

  /** A new machine, because dropping many decoded blocks one by one is slow. */
  private void freshMachine() {
    byte[] oldData = data == null ? new byte[Layout.DATA_SIZE] : data.bytes;
    code = new Region("code", 0, Layout.CODE_SIZE, true);
    data = new Region("data", Layout.DATA, Layout.DATA_SIZE, true);
    code.touch();
    data.touch();
    System.arraycopy(oldData, 0, data.bytes, 0, oldData.length);
    ourData = MemorySegment.ofArray(data.bytes);
    // UDF everywhere, so that neither side can run away
    Arrays.fill(code.bytes, (byte) 0xDE);
    theirCode.fill((byte) 0xDE);
    CoreConfig config =
        new CoreConfig(model, 32, model.priorityBits(), 0, false, 0, 100_000_000L, 0);
    machine = Machine.builder(config, new UnitTiming()).memory(code).memory(data).build();
    debug = machine.debug();
    int[] vectors = {Layout.DATA + 0x3000, 0x101, 0x201, 0x301};
    for (int k = 0; k < vectors.length; k++) {
      putWord(MemorySegment.ofArray(code.bytes), 4L * k, vectors[k]);
      putWord(theirCode, 4L * k, vectors[k]);
    }
    reset();
  }

  private void reset() {
    machine.reset();
    if (!model.isV6M()) {
      machine.bus().store32(CPACR, 0xF << 20);
    }
    if (model.has(Feature.FP_SP)) {
      int context = model.isV8M() ? FPCA | SFPA : FPCA;
      debug.setRegister(Register.CONTROL, context); // else the first instruction would set FPSCR
    }
  }

  private static void putWord(MemorySegment memory, long offset, int value) {
    memory.set(ValueLayout.JAVA_INT_UNALIGNED, offset, value);
  }

  /** Gives both data memories the same random bytes. */
  void fillData(Dice dice) {
    for (int offset = 0; offset < Layout.DATA_SIZE; offset += 4) {
      putWord(ourData, offset, dice.operand());
    }
    theirData.copyFrom(ourData);
  }

  /** Forgets all programs, so that their addresses can be used again. */
  void forgetPrograms() {
    freshMachine();
    oracle.forgetCode();
  }

  /** Puts the code of a trial into both memories. */
  void load(Trial trial) {
    int at = trial.address;
    for (short half : trial.code) {
      theirCode.set(ValueLayout.JAVA_SHORT_UNALIGNED, at, half);
      code.bytes[at] = (byte) half;
      code.bytes[at + 1] = (byte) (half >>> 8);
      at += 2;
    }
  }

  /** Runs a trial on both sides; returns what differs, empty when nothing does. */
  List<String> run(Trial trial) {
    for (int[] patch : trial.patches) {
      putWord(ourData, patch[0] - Layout.DATA, patch[1]);
      putWord(theirData, patch[0] - Layout.DATA, patch[1]);
    }
    runOurs(trial);
    if (fault != null) {
      return runFault(trial);
    }
    oracle.write(trial.start);
    error = oracle.run(trial.address, ours.pc);
    oracle.read(theirs);
    ignoreMissing();
    if (error == 0 && ours.sameAs(theirs) && memoryIsEqual()) {
      return List.of();
    }
    List<String> found = new ArrayList<>();
    if (error != 0) {
      found.add("fault: only theirs, error " + error);
    }
    found.addAll(ours.differences(theirs));
    long at = theirData.mismatch(ourData);
    if (at >= 0) {
      found.add(
          String.format(
              "memory at %08x: %02x != %02x",
              Layout.DATA + at, data.bytes[(int) at], theirData.get(ValueLayout.JAVA_BYTE, at)));
      theirData.copyFrom(ourData);
    }
    recover(trial);
    return found;
  }

  private boolean memoryIsEqual() {
    return theirData.mismatch(ourData) < 0;
  }

  /** What a core does not have is not compared. */
  private void ignoreMissing() {
    if (!model.has(Feature.DSP)) {
      theirs.apsr &= 0xF800_0000;
    }
    if (!model.has(Feature.FP_SP)) {
      theirs.fpscr = 0;
      Arrays.fill(theirs.s, 0);
    }
  }

  private void runOurs(Trial trial) {
    ArchitecturalState s = trial.start;
    for (int k = 0; k < 15; k++) {
      debug.setRegister(CORE_REGISTERS[k], s.r[k]);
    }
    debug.setRegister(Register.XPSR, s.apsr | THUMB);
    debug.setRegister(Register.PC, trial.address);
    if (model.has(Feature.FP_SP)) {
      debug.setRegister(Register.FPSCR, s.fpscr);
      for (int k = 0; k < 32; k++) {
        debug.setFpRegister(k, s.s[k]);
      }
    }
    Optional<FaultReport> before = debug.lastFault();
    fault = null;
    long retired = machine.instructions();
    machine.run(machine.cycles() + trial.program.size()); // every instruction costs one cycle
    Optional<FaultReport> now = debug.lastFault();
    if (!now.equals(before)) {
      fault = now.orElseThrow();
    }
    if (fault == null && machine.instructions() != retired + trial.program.size()) {
      throw new IllegalStateException("not executed: " + trial.describe());
    }
    for (int k = 0; k < 15; k++) {
      ours.r[k] = debug.register(CORE_REGISTERS[k]);
    }
    ours.pc = debug.register(Register.PC);
    ours.apsr = debug.register(Register.XPSR) & 0xF80F_0000;
    if (model.has(Feature.FP_SP)) {
      ours.fpscr = debug.register(Register.FPSCR) & FPSCR_BITS;
      for (int k = 0; k < 32; k++) {
        ours.s[k] = debug.fpRegister(k);
      }
    }
  }

  /** Ours faulted: theirs must fault at the same instruction. */
  private List<String> runFault(Trial trial) {
    theirData.copyFrom(ourData); // the exception frame
    FaultKind kind = fault.kind();
    oracle.write(trial.start);
    error = oracle.run(trial.address, trial.end());
    oracle.read(theirs);
    theirData.copyFrom(ourData);
    List<String> found = new ArrayList<>();
    if (error == 0) {
      found.add("fault: only ours, " + kind + " " + fault.reason());
    } else if (theirs.pc != fault.pc()) {
      found.add(String.format("fault at %08x != %08x", fault.pc(), theirs.pc));
    }
    recover(trial);
    return found;
  }

  /** Forgets code of the oracle when it left the program, since programs will be there. */
  private void recover(Trial trial) {
    boolean inside = theirs.pc >= trial.address && theirs.pc <= trial.end();
    if (!inside && theirs.pc != ours.pc) {
      oracle.forgetCode();
    }
    reset();
  }

  /** Changes a bit of our copy of a program. */
  void corrupt(int address) {
    debug.write(address, new byte[] {(byte) (code.bytes[address] ^ 0x40)}, 0, 1);
  }

  @Override
  public void close() {
    oracle.close();
  }
}
