package dev.tinyrig.oracle.qemu;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The program around the trials, at the vector table.
 *
 * <p>After reset it opens the floating-point unit, sets FPCCR to automatic and not lazy (so that
 * every frame is complete), enables the fault exceptions and calls itself by SVC. Every exception
 * goes to one handler: it completes the record of the trial that ended (PSP points to it), clears
 * the fault status, loads what the next record has outside its frame, points PSP at that frame and
 * returns from the exception into the trial. Behind the last record it writes all records to a file
 * by semihosting and ends.
 *
 * <p>SysTick has a handler of its own that spoils every register that the frame saves. Nothing
 * starts SysTick here; a run with interrupts does.
 */
final class Harness {
  /** Assembled from the source at the end of this file. */
  private static final int[] WORDS = {
    0x20008000, 0x00000061, 0x0000008f, 0x0000008f, 0x0000008f, 0x0000008f, 0x0000008f, 0x0000008f,
    0x0000008f, 0x0000008f, 0x0000008f, 0x0000008f, 0x0000008f, 0x0000008f, 0x0000008f, 0x0000008f,
    0x11111111, 0x22222222, 0x33333333, 0x44444444, 0x55555555, 0x66666666, 0xffffffed, 0x80000004,
    0xf44f482f, 0x60010170, 0x8f4ff3bf, 0x8f6ff3bf, 0x1018f85f, 0x11acf8c0, 0x0064f1a0, 0x2170f44f,
    0xf85f6001, 0xf3800044, 0xdf008809, 0xf3efe7fe, 0xf1008009, 0xe8a10168, 0xeca10ff0, 0xf3ef8a10,
    0x4b208205, 0x601c681c, 0x605d685d, 0x691f68de, 0x6804ea5f, 0x2600bf58, 0x4804ea5f, 0x2700bf58,
    0xf500c1f4, 0xf85f7040, 0x42881084, 0xf100d20a, 0xe8b10168, 0xec910ff0, 0xf3808a10, 0xf85f8809,
    0x4770e088, 0xf85fb084, 0x91001098, 0x91012105, 0x10a0f85f, 0x20019102, 0xbeab4669, 0xf85f9000,
    0x910110b8, 0x10bcf85f, 0x20059102, 0xbeab4669, 0x46692002, 0x2018beab, 0xbeab4903, 0x0000e7fe,
    0xe000ed88, 0xe000ed28, 0x00020026
  };

  /** Handlers of SysTick, first the one with vector instructions; where the second one begins. */
  private static final int[] TICK = {
    0x005af04f, 0x46024601, 0x46844603, 0x0a10eef1, 0x4070f080, 0x0040f480, 0x0a10eee1, 0x1b10eee0,
    0x2b30eea2, 0x4150ef20, 0x6152ef22, 0x8f4dfe71, 0x0842ef00, 0x2844ef00, 0xf04f4770, 0x4601005a,
    0x46034602, 0xeef14684, 0xf0800a10, 0xf4804070, 0xeee10040, 0xee000a10, 0xee071a10, 0xee702a90,
    0x47703a27
  };

  /** The whole program for a core without floating point, in 16-bit instructions. */
  private static final int[] BASELINE = {
    0x20008000, 0x00000041, 0x0000004d, 0x0000004d, 0x0000004d, 0x0000004d, 0x0000004d, 0x0000004d,
    0x0000004d, 0x0000004d, 0x0000004d, 0x0000004d, 0x0000004d, 0x0000004d, 0x0000004d, 0x000000c7,
    0x30484824, 0x8809f380, 0xe7fedf00, 0x8009f3ef, 0x31204601, 0x4644c1f0, 0x4656464d, 0xc1f0465f,
    0xf3ef3140, 0xc1048205, 0xf2403848, 0x18403100, 0x42884919, 0x4601d20e, 0x460a3168, 0xcaf03210,
    0x46a946a0, 0x46bb46b2, 0x3048c9f0, 0x8809f380, 0x47084912, 0x4912b084, 0x21059100, 0x49119101,
    0x20019102, 0xbeab4669, 0x490f9000, 0x490f9101, 0x20059102, 0xbeab4669, 0x46692002, 0x2018beab,
    0xbeab490b, 0x205ae7fe, 0x46024601, 0x46844603, 0x4770285a, 0x11111111, 0x22222222, 0xfffffffd,
    0x55555555, 0x66666666, 0x33333333, 0x44444444, 0x00020026
  };

  private static final int TICK_WITHOUT_VECTORS = 0x3A;
  private static final int SYS_TICK = 15;

  /** Stack of the harness itself. */
  private static final int STACK = 0x2000_8000;

  private static final int SECURE_STACK = 0x3000_8000;

  private Harness() {}

  /**
   * The bytes for one image.
   *
   * @param first address of the first record; one more, unused, lies before it
   * @param end address behind the last record
   * @param file where QEMU shall write the records, as a zero-terminated string at {@code name}
   */
  static byte[] bytes(Target target, int first, int end, int name, String file) {
    boolean basic = target.layout == TrialRecord.BASIC;
    int[] program = basic ? BASELINE : WORDS;
    int[] tick = basic ? new int[0] : TICK;
    ByteBuffer b =
        ByteBuffer.allocate(4 * (program.length + tick.length)).order(ByteOrder.LITTLE_ENDIAN);
    for (int word : program) {
      b.putInt(
          switch (word) {
            case 0x1111_1111 -> first - TrialRecord.SIZE;
            case 0x2222_2222 -> end;
            case 0x3333_3333 -> first;
            case 0x4444_4444 -> end - first;
            case 0x5555_5555 -> name;
            case 0x6666_6666 -> file.length();
            default -> word;
          });
    }
    for (int word : tick) {
      b.putInt(word);
    }
    b.putInt(0, target == Target.M55 ? STACK : SECURE_STACK);
    for (int vector = 1; vector < 16; vector++) {
      b.putInt(4 * vector, program[vector] + target.harness);
    }
    if (!basic) {
      int handler = 4 * WORDS.length + (target == Target.M55 ? 0 : TICK_WITHOUT_VECTORS);
      b.putInt(4 * SYS_TICK, target.harness + handler + 1);
    }
    return b.array();
  }
}

/*
 start:  ldr r0, =0xE000ED88      @ CPACR: coprocessors 10 and 11
         mov r1, #0x00F00000
         str r1, [r0]
         dsb
         isb
         ldr r1, =0x80000004      @ FPCCR: automatic, not lazy, Secure
         str r1, [r0, #0x1AC]
         sub r0, #0x64            @ SHCSR: all fault exceptions
         mov r1, #0x000F0000
         str r1, [r0]
         ldr r0, first
         msr psp, r0
         svc #0
         b .
 leave:  mrs r0, psp
         add r1, r0, #0x68
         stmia r1!, {r4-r11}
         vstmia r1!, {s16-s31}
         mrs r2, ipsr
         ldr r3, =0xE000ED28
         ldr r4, [r3]             @ CFSR
         str r4, [r3]
         ldr r5, [r3, #4]         @ HFSR
         str r5, [r3, #4]
         ldr r6, [r3, #0x0C]      @ MMFAR, 0 unless valid
         ldr r7, [r3, #0x10]      @ BFAR, 0 unless valid
         lsls r8, r4, #24
         it pl
         movpl r6, #0
         lsls r8, r4, #16
         it pl
         movpl r7, #0
         stmia r1!, {r2, r4, r5, r6, r7}
         add r0, #0x300
         ldr r1, end
         cmp r0, r1
         bhs finish
         add r1, r0, #0x68
         ldmia r1!, {r4-r11}
         vldmia r1, {s16-s31}
         msr psp, r0
         ldr lr, =0xFFFFFFED
         bx lr
 tick:   R0 to R3 and R12 = 0x5A; FPSCR flags and rounding mode inverted; then, with vectors,
         vdup.8 q0, r1; vdup.16 q1, r2; vmov q2, q0; vmov q3, q1
         vpste                    @ one instruction of the block stays open
         vaddt.i8 q0, q0, q1
         vadde.i8 q1, q0, q2
         or, without them, vmov s0, r1; vmov s15, r2; vadd.f32 s7, s0, s15
         bx lr
 finish: SYS_OPEN(name, "wb"), SYS_WRITE(records), SYS_CLOSE, SYS_EXIT
*/
