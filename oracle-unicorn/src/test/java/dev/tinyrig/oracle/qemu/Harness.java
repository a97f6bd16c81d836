package dev.tinyrig.oracle.qemu;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The program around the trials, 0x12C bytes at the vector table.
 *
 * <p>After reset it opens the floating-point unit, sets FPCCR to automatic and not lazy (so that
 * every frame is complete), enables the fault exceptions and calls itself by SVC. Every exception
 * goes to one handler: it completes the record of the trial that ended (PSP points to it), clears
 * the fault status, loads what the next record has outside its frame, points PSP at that frame and
 * returns from the exception into the trial. Behind the last record it writes all records to a file
 * by semihosting and ends.
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

  /** Stack of the harness itself. */
  private static final int STACK = 0x2000_8000;

  private static final int FIRST = 0x40;
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
    ByteBuffer b = ByteBuffer.allocate(4 * WORDS.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int word : WORDS) {
      b.putInt(word);
    }
    b.putInt(0, target == Target.M33 ? SECURE_STACK : STACK);
    for (int vector = 1; vector < 16; vector++) {
      b.putInt(4 * vector, WORDS[vector] + target.harness);
    }
    b.putInt(FIRST, first - Record.SIZE);
    b.putInt(FIRST + 4, end);
    b.putInt(FIRST + 8, first);
    b.putInt(FIRST + 12, end - first);
    b.putInt(FIRST + 16, name);
    b.putInt(FIRST + 20, file.length());
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
 finish: SYS_OPEN(name, "wb"), SYS_WRITE(records), SYS_CLOSE, SYS_EXIT
*/
