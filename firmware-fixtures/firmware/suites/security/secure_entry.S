/* Vectors and exception entry of the Secure world, and what C cannot say. */
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
  .global secure_vectors
secure_vectors:
  .word secure_stack_top
  .word secure_reset
  .rept 46
  .word secure_entry
  .endr

  .section .text, "ax"
function secure_reset
  ldr r0, =secure_bss_start
  ldr r1, =secure_bss_end
  movs r2, #0
1:
  cmp r0, r1
  bhs 2f
  str r2, [r0], #4
  b 1b
2:
  bl secure_main
  b .

function secure_entry
  mov r0, lr
  mrs r1, msp
  mrs r2, psp
  push {r4, lr}
  bl secure_dispatch
  pop {r2, r3}
  bx r0

// Fills the registers with a pattern and stores r1 to [r0]: what does the handler of that see?
function secure_store_with_pattern
  push {r4-r11, lr}
  mov r12, r0
  mov lr, r1
  ldr r0, =0x5ec00000
  add r1, r0, #1
  add r2, r0, #2
  add r3, r0, #3
  add r4, r0, #4
  add r5, r0, #5
  add r6, r0, #6
  add r7, r0, #7
  add r8, r0, #8
  add r9, r0, #9
  add r10, r0, #10
  add r11, r0, #11
  str lr, [r12]
  dsb
  isb
  // r4 to r11 must be back
  eor r0, r4, r5
  eor r0, r0, r6
  eor r0, r0, r7
  eor r0, r0, r8
  eor r0, r0, r9
  eor r0, r0, r10
  eor r0, r0, r11
  pop {r4-r11, pc}

function secure_push_deep
  sub.w sp, sp, #1024
  add.w sp, sp, #1024
  bx lr

// Calls r0 as a plain function, which it must not be.
function secure_plain_branch
  push {r4, lr}
  blx r0
  pop {r4, pc}

function secure_tt
  tt r0, r0
  bx lr
function secure_ttt
  ttt r0, r0
  bx lr
function secure_tta
  tta r0, r0
  bx lr
function secure_ttat
  ttat r0, r0
  bx lr

  .pool

  .fpu fpv5-sp-d16
// s0 to s31 become r0, r0 + 1 and so on.
.macro fill_floats
  .irp n, 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31
  vmov s\n, r0
  adds r0, #1
  .endr
.endm
function secure_fill_floats
  fill_floats
  bx lr
function secure_store_floats
  vstmia r0!, {s0-s31}
  vmrs r1, fpscr
  str r1, [r0]
  bx lr
// Writes r1 to [r0] while the floating-point state is live.
function secure_write
  str r1, [r0]
  dsb
  isb
  bx lr
function secure_set_fpscr
  vmsr fpscr, r0
  bx lr
function secure_vlstm
  vlstm r0
  bx lr
function secure_vlldm
  vlldm r0
  bx lr
// VPR, where there is one: the assembler is not told of vectors.
function secure_get_vpr
  .inst.w 0xeefc0a10           // vmrs r0, vpr
  bx lr
function secure_set_vpr
  .inst.w 0xeeec0a10           // vmsr vpr, r0
  bx lr
