package dev.tinyrig.emulator.translator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.debug.BreakpointHandler;
import dev.tinyrig.emulator.debug.DebugPort;
import dev.tinyrig.emulator.engine.EngineKind;
import dev.tinyrig.emulator.isa.Disassembler;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.lockstep.Divergence;
import dev.tinyrig.emulator.lockstep.DivergenceException;
import dev.tinyrig.emulator.lockstep.Lockstep;
import dev.tinyrig.emulator.machine.Machine;
import dev.tinyrig.emulator.machine.StopReason;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Lockstep finds no difference where there is none, and names what is wrong where it is planted.
 */
final class LockstepTest {
  /** Far below what the loop below takes. */
  private static final long SOON = 2_000;

  private static final long LATE = 1_000_000;

  private static final long A_WHILE = 60_000;

  /** A loop that adds, exclusive-ors, stores, and calls the host each time round. */
  private static final int[] LOOP = {
    0x2700, // movs r7, #0
    0xF2C2,
    0x0700, // movt r7, #0x2000
    0x2400, // movs r4, #0
    0xF242,
    0x7510, // movw r5, #10000
    // loop: 0x40c
    0x1964, // adds r4, r4, r5
    0x4063, // eors r3, r4
    0x603B, // str r3, [r7]
    0xB2D9, // uxtb r1, r3
    0xBF08, // it eq
    0x3101, // addeq r1, #1
    0x7139, // strb r1, [r7, #4]
    0x3D01, // subs r5, #1
    0xD1F6, // bne loop
    0xBE00
  };

  private static final int EORS = 0x40E;
  private static final int STR = 0x410;
  private static final int HEAD = 0x40C;

  private final Machine translated = machine(EngineKind.AUTO);
  private final Machine interpreted = machine(EngineKind.INTERPRETER);
  private final Lockstep lockstep = new Lockstep(translated, interpreted, this::host);
  private int asked;

  private static Machine machine(EngineKind kind) {
    EnginePair.Plan plan =
        new EnginePair.Plan(
            CoreModel.CORTEX_M4F,
            LOOP,
            RandomProgram.START,
            RandomProgram.START,
            RandomProgram.START,
            4,
            new int[6],
            0);
    return EnginePair.machine(plan, kind);
  }

  @Test
  void drawnProgramsDoNotDiffer() {
    long entries = 0;
    for (int k = 0; k < 24; k++) {
      CoreModel core = List.of(CoreModel.CORTEX_M4F, CoreModel.CORTEX_M55).get(k % 2);
      RandomProgram program = new RandomProgram(7_000 + k, core);
      int[] code = program.halfwords();
      EnginePair.Plan plan =
          EnginePair.Plan.of(
              core,
              code,
              program.entry(),
              program.faultHandler(),
              RandomProgram.START,
              new Random(k),
              k % 3);
      Machine[] machines = new Machine[3];
      for (int m = 0; m < machines.length; m++) {
        machines[m] = EnginePair.machine(plan, m == 0 ? EngineKind.AUTO : EngineKind.INTERPRETER);
      }
      StopReason stop = new Lockstep(machines[0], machines[1], this::host).run(A_WHILE);
      machines[2].setBreakpointHandler(this::host);
      machines[2].run(A_WHILE);
      assertEquals(machines[2].coreState().differences(machines[0].coreState()), List.of());
      assertEquals(machines[1].cycles(), machines[0].cycles(), stop.toString());
      entries += machines[0].translations().orElseThrow().entries();
    }
    assertTrue(entries > 1_000, entries + " entries");
  }

  @Test
  void aWrongOperationIsFound() {
    plant(
        CodeTransform.ofStateful(
            () -> {
              int[] loads = new int[1]; // one behind the other: the operands of EORS
              return (builder, element) -> {
                boolean both = loads[0] == 2;
                loads[0] = element instanceof LoadInstruction ? loads[0] + 1 : 0;
                if (both && element instanceof OperatorInstruction i && i.opcode() == Opcode.IXOR) {
                  builder.ior();
                } else {
                  builder.with(element);
                }
              };
            }));
    Divergence found = divergence();
    assertInstruction(found, EORS, "eors r3, r4");
    assertEquals(HEAD, found.pc());
    assertTrue(names(found).contains("R3"), found.values().toString());
    assertTrue(found.bytecode().stream().anyMatch(l -> l.startsWith("> 0x0000040e")), "marked");
    int marked = indexOf(found.bytecode(), "> 0x0000040e  eors r3, r4");
    assertTrue(indexOf(found.bytecode().subList(marked, found.bytecode().size()), "ior") < 8);
  }

  @Test
  void aWrongStoreIsFoundThoughNoRegisterIsWrong() {
    plant(
        CodeTransform.ofStateful(
            () -> {
              int[] loads = new int[1];
              int[] behind = new int[1]; // guest instructions since EORS began
              return (builder, element) -> {
                boolean both = loads[0] == 2;
                loads[0] = element instanceof LoadInstruction ? loads[0] + 1 : 0;
                if (both && element instanceof OperatorInstruction i && i.opcode() == Opcode.IXOR) {
                  behind[0] = 1;
                } else if (element instanceof LineNumber && behind[0] != 0) {
                  behind[0]++;
                }
                if (behind[0] == 2
                    && element instanceof LoadInstruction i
                    && i.slot() == Asm.R0 + 3) {
                  builder.iload(Asm.R0 + 4);
                  behind[0] = 0; // what follows the store writes R3 back
                } else {
                  builder.with(element);
                }
              };
            }));
    Divergence found = divergence();
    assertInstruction(found, STR, "str r3, [r7, #0]");
    assertTrue(
        names(found).stream().allMatch(n -> n.startsWith("byte at 0x2000000")),
        found.values().toString());
  }

  @Test
  void aWrongCycleIsFound() {
    plant(
        (builder, element) -> {
          if (element instanceof IncrementInstruction i && i.slot() == Asm.LEFT) {
            builder.iinc(i.slot(), i.constant() - 1);
          } else {
            builder.with(element);
          }
        });
    Divergence found = divergence();
    assertEquals(List.of("cycles"), names(found), found.values().toString());
    assertFalse(found.bytecode().isEmpty());
  }

  @Test
  void aRegisterThatChangesByItselfIsFound() {
    lockstep.run(SOON);
    translated.debug().setRegister(DebugPort.Register.R4, 0x1234_5678);
    Divergence found = divergence();
    Divergence.Value value =
        found.values().stream().filter(v -> v.name().equals("R4")).findFirst().orElseThrow();
    assertFalse(value.interpreted().equals(value.translated()));
    assertTrue(found.cycle() >= SOON && found.instructions() > 0, found.toString());
  }

  @Test
  void aByteThatChangesByItselfIsFound() {
    lockstep.run(SOON);
    translated.debug().write(RandomProgram.RAM + 0x777, new byte[] {1}, 0, 1);
    Divergence found = divergence();
    assertEquals(List.of("byte at 0x20000777"), names(found));
    assertEquals("0x00", found.values().getFirst().interpreted());
    assertEquals("0x01", found.values().getFirst().translated());
  }

  @Test
  void theHostIsAskedOnce() {
    StopReason.Ended ended = assertInstanceOf(StopReason.Ended.class, lockstep.run(LATE));
    assertEquals("enough", ended.reason());
    assertEquals(1, asked);
    assertEquals(77, interpreted.debug().register(DebugPort.Register.R0));
    byte[] stored = new byte[1];
    interpreted.debug().read(RandomProgram.RAM + 8, stored, 0, 1);
    assertEquals(9, stored[0]);
    assertEquals(translated.cycles(), interpreted.cycles());
  }

  private BreakpointHandler.Outcome host(int number, DebugPort port) {
    asked++;
    port.write(RandomProgram.RAM + 8, new byte[] {9}, 0, 1);
    port.setRegister(DebugPort.Register.R0, 77);
    return new BreakpointHandler.End(0, "enough");
  }

  private Divergence divergence() {
    return assertThrows(DivergenceException.class, () -> lockstep.run(LATE)).divergence();
  }

  private void plant(CodeTransform transform) {
    UnaryOperator<byte[]> rewrite =
        bytes ->
            ClassFile.of()
                .transformClass(
                    ClassFile.of().parse(bytes),
                    ClassTransform.transformingMethodBodies(
                        m -> m.methodName().equalsString("run"), transform));
    translated.translator().orElseThrow().rewrite(rewrite);
  }

  private static void assertInstruction(Divergence found, int address, String text) {
    Instruction i = found.instruction().orElseThrow();
    assertEquals(address, i.address, found.toString());
    assertEquals(text, Disassembler.text(i));
    assertTrue(found.certain());
  }

  private static List<String> names(Divergence found) {
    return found.values().stream().map(Divergence.Value::name).toList();
  }

  private static int indexOf(List<String> lines, String end) {
    for (int k = 0; k < lines.size(); k++) {
      if (lines.get(k).endsWith(end)) {
        return k;
      }
    }
    return Integer.MAX_VALUE;
  }
}
