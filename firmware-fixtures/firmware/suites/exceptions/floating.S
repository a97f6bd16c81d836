/* What the floating-point tests need of the FPU itself. */
#if defined(__ARM_FP)
  .syntax unified
  .thumb
  .text

.macro function name
  .balign 4
  .global \name
  .type \name, %function
  .thumb_func
\name:
.endm

// S n := r0 + n; FPSCR := r1.
function fp_fill
  vmsr fpscr, r1
  vmov s0, r0
  .irp n, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
  adds r0, #1
  vmov s\n, r0
  .endr
  bx lr

// Sum of S0..S15 in r0[0], of S16..S31 in r0[1], FPSCR in r0[2].
function fp_sums
  push {r4, lr}
  movs r1, #0
  movs r2, #0
  .irp n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
  vmov r3, s\n
  add r1, r3
  .endr
  .irp n, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
  vmov r3, s\n
  add r2, r3
  .endr
  vmrs r3, fpscr
  stmia r0!, {r1-r3}
  pop {r4, pc}

function fp_touch
  vmov s0, r0
  bx lr

// A leaf function whose first floating-point instruction may fault.
function fp_leaf
  vmov s0, s0
  bx lr
#endif
