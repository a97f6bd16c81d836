/* Vectors and exception entry of the Non-secure world, and what C cannot say. */
  .syntax unified
  .thumb

.macro function name
  .balign 4
  .global \name
  .type \name, %function
  .thumb_func
\name:
.endm

  .section .vectors, "a"
  .global nonsecure_vectors
nonsecure_vectors:
  .word nonsecure_stack_top
  .word nonsecure_reset
  .rept 46
  .word nonsecure_entry
  .endr

  .section .text, "ax"
function nonsecure_entry
  ldr r3, =nonsecure_seen
  stmia r3!, {r0-r2, r4-r12}
  str lr, [r3]
  mov r0, lr
  mrs r1, msp
  mrs r2, psp
  push {r4, lr}
  bl nonsecure_dispatch
  pop {r2, r3}
  bx r0

function nonsecure_tt
  tt r0, r0
  bx lr
function nonsecure_ttt
  ttt r0, r0
  bx lr

function nonsecure_load
  ldr r0, [r0]
  bx lr
function nonsecure_store
  str r0, [r0]
  bx lr
function nonsecure_branch
  push {r4, lr}
  blx r0
  pop {r4, pc}
function nonsecure_undefined
  udf #7
  bx lr
function nonsecure_push
  sub.w sp, sp, #1024
  add.w sp, sp, #1024
  bx lr
function nonsecure_on_process_stack
  push {r4, lr}
  msr psp, r1
  movs r1, #2
  msr control, r1
  isb
  blx r0
  movs r1, #0
  msr control, r1
  isb
  pop {r4, pc}
function nonsecure_svc
  svc #3
  bx lr
  .pool

  .fpu fpv5-sp-d16
function nonsecure_fill_floats
  .irp n, 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31
  vmov s\n, r0
  adds r0, #1
  .endr
  bx lr
function nonsecure_store_floats
  vstmia r0!, {s0-s31}
  vmrs r1, fpscr
  str r1, [r0]
  bx lr
function nonsecure_touch_float
  vmov r0, s0
  bx lr
// VPR, where there is one: the assembler is not told of vectors.
function nonsecure_get_vpr
  .inst.w 0xeefc0a10           // vmrs r0, vpr
  bx lr
function nonsecure_set_vpr
  .inst.w 0xeeec0a10           // vmsr vpr, r0
  bx lr
