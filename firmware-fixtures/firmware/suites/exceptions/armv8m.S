/* Leaf functions of the Armv8-M tests. */
#if __ARM_ARCH >= 8
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

function get_psplim
  mrs r0, psplim
  bx lr

function set_psplim
  msr psplim, r0
  isb
  bx lr

function get_msplim
  mrs r0, msplim
  bx lr

// r0 top of a process stack, on which a leaf function moves SP down by 0x40 and up again. A basic frame has room
// there. Returns SP as the leaf function left it.
function limited_stack
  push {r4, lr}
  msr psp, r0
  movs r2, #2
  msr control, r2
  isb
  bl 1f
  mov r0, sp
  movs r2, #0
  msr control, r2
  isb
  pop {r4, pc}
1:
  sub sp, #0x40
  add sp, #0x40
  bx lr

#if defined(__ARM_FEATURE_MVE)
function vector_status
  vmrs r1, fpscr
  vmrs r2, vpr
  strd r1, r2, [r0]
  bx lr

function vector_load
  vmov.i32 q0, #0
  vldrw.32 q0, [r0]
  vstrw.32 q0, [r1]
  bx lr

function vector_load_in_block
  movs r2, #2
  vmov.i32 q0, #0xAA
  vmov.i32 q1, #0xBB
  vidup.u32 q2, r2, #1         // 2, 3, 4, 5
  movs r2, #4
  vpte.i32 eq, q2, r2
  vldrwt.32 q0, [r0]
  vldrwe.32 q1, [r0, #16]
  vstrw.32 q0, [r1]
  vstrw.32 q1, [r1, #16]
  bx lr

function vector_load_in_tail
  push {r4, lr}
  movs r3, #6
  movs r4, #0
  dlstp.32 lr, r3
2:
  vldrw.32 q0, [r0], #16
  adds r4, #1
  letp lr, 2b
  vstrw.32 q0, [r1]
  strd r4, r0, [r1, #16]
  pop {r4, pc}

function vector_store
  movw r2, #0xF00F
  vmsr p0, r2
  vmov.i32 q0, #0xCC
  vpst
  vstrwt.32 q0, [r0]
  bx lr

function resumed_vector
  movs r0, #0
  vmov.i32 q0, #0
  vmov.i32 q1, #1
  svc #1
  vadd.i32 q0, q0, q1
  vaddv.u32 r0, q0
  bx lr

function resumed_clear
  movs r0, #1
  svc #1
  clrm {r0}
  bx lr

function resumed_load
  mov r3, r0
  movs r1, #1
  movs r2, #1
  svc #1
  ldm.w r3, {r1, r2}
  adds r0, r1, r2
  bx lr

function resumed_move
  movs r0, #1
  svc #1
  mov.w r0, #7
  bx lr

function resumed_call
  svc #1
  vadd.i32 q0, q0, q0
  svc #9
  bx lr
#endif
#endif
