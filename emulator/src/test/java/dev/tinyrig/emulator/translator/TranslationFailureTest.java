package dev.tinyrig.emulator.translator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.machine.StopReason;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.OperatorInstruction;
import java.util.Arrays;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * A translation that fails, for whatever reason, is counted and interpreted: the program does not
 * notice.
 */
final class TranslationFailureTest {
  private static final CoreModel CORE = CoreModel.CORTEX_M4F;

  @Test
  void whatIsNoClassIsInterpreted() {
    assertInterpreted(bytes -> Arrays.copyOf(bytes, bytes.length / 2));
    assertInterpreted(bytes -> new byte[bytes.length]);
  }

  @Test
  void whatDoesNotVerifyIsInterpreted() {
    CodeTransform onlyOnce =
        CodeTransform.ofStateful(
            () -> {
              boolean[] done = new boolean[1];
              return (builder, element) -> {
                builder.with(element);
                if (!done[0]
                    && element instanceof OperatorInstruction i
                    && i.opcode() == Opcode.IXOR) {
                  done[0] = true;
                  builder.i2l(); // a long where an int is expected
                }
              };
            });
    assertInterpreted(
        bytes ->
            ClassFile.of(ClassFile.StackMapsOption.DROP_STACK_MAPS)
                .transformClass(
                    ClassFile.of().parse(bytes),
                    ClassTransform.transformingMethodBodies(onlyOnce)));
  }

  @Test
  void aMistakeOfTheTranslatorIsInterpreted() {
    assertInterpreted(
        bytes -> {
          throw new IndexOutOfBoundsException("planted");
        });
    assertInterpreted(
        bytes -> {
          throw new NullPointerException("planted");
        });
  }

  private static void assertInterpreted(UnaryOperator<byte[]> rewrite) {
    Random random = new Random(5);
    RandomProgram program = new RandomProgram(11, CORE);
    int[] code = program.halfwords();
    EnginePair pair =
        new EnginePair(
            "failing translations",
            EnginePair.Plan.of(
                CORE,
                code,
                program.entry(),
                program.faultHandler(),
                RandomProgram.START,
                random,
                0));
    pair.translated.translator().orElseThrow().rewrite(rewrite);
    long until = 0;
    StopReason stop;
    do {
      until += random.nextInt(1, 6000);
      stop = pair.run(until);
    } while (stop instanceof StopReason.Limit && until < 50_000);
    TranslationCounters counters = pair.translated.translations().orElseThrow();
    assertTrue(counters.failures() > 5, counters.toString());
    assertEquals(0, counters.regions(), counters.toString());
    assertEquals(0, counters.entries(), counters.toString());
    assertEquals(pair.translated.instructions(), counters.interpreted(), counters.toString());
  }
}
