/*
 * The one entry of every exception, and what C cannot say: special registers, stacks, and leaf
 * functions with an instruction that faults. Armv6-M instructions unless a section says otherwise.
 */
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

.macro handler name
  .global \name
  .thumb_set \name, suite_entry
.endm

function suite_entry
  mov r0, lr
  mrs r1, msp
  mrs r2, psp
  push {r4, lr}
  bl suite_dispatch
  pop {r2, r3}
  bx r0

  handler NMI_Handler
  handler HardFault_Handler
  handler MemManage_Handler
  handler BusFault_Handler
  handler UsageFault_Handler
  handler SVC_Handler
  handler DebugMon_Handler
  handler PendSV_Handler
  handler SysTick_Handler
  handler Unexpected_Handler

.macro getter name, register
function get_\name
  mrs r0, \register
  bx lr
.endm

.macro setter name, register
function set_\name
  msr \register, r0
  isb
  bx lr
.endm

  getter msp, msp
  getter psp, psp
  getter control, control
  getter primask, primask
  getter ipsr, ipsr
  getter epsr, epsr
  getter xpsr, xpsr
  getter apsr, apsr
  setter psp, psp
  setter control, control
  setter primask, primask

function set_apsr
#if __ARM_FEATURE_DSP
  msr apsr_nzcvqg, r0
#else
  msr apsr_nzcvq, r0
#endif
  bx lr

function barrier
  dsb
  isb
  bx lr

function store_then_unmask
  cpsid i
  str r1, [r0]
  dsb
  isb
  cpsie i
  isb
  bx lr

function on_process_stack
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

function misaligned_stack
  push {r4, lr}
  sub sp, #4
  blx r0
  add sp, #4
  pop {r4, pc}

function store_with_pattern
  push {r4, r5, r6, r7, lr}
  mov r4, r0
  mov r5, r1
  mov r6, r2
  movs r0, #0x10
  mov r12, r0
  movs r0, #0x14
  mov lr, r0
  movs r1, #0x11
  movs r2, #0x12
  movs r3, #0x13
  movs r0, #0x81
  lsls r0, r0, #24
  cpsid i
  str r5, [r4]
  dsb
  isb
  cpsie i
  isb
  mrs r7, apsr
  stmia r6!, {r0, r1, r2, r3}
  mov r0, r12
  mov r1, lr
  stmia r6!, {r0, r1, r7}
  pop {r4, r5, r6, r7, pc}

function svc_0
  svc #0
  bx lr

function svc_add
  svc #7
  bx lr

function do_wfi
  wfi
  bx lr

function do_wfe
  wfe
  bx lr

function do_sev
  sev
  bx lr

function fault_undefined_16
  udf #3
  bx lr

function fault_undefined_32
  .inst.w 0xf7f0a123  // UDF.W #0x123, which the assembler refuses for Armv6-M
  bx lr

function fault_load_word
  ldr r0, [r0]
  bx lr

function fault_store_word
  str r0, [r0]
  bx lr

function fault_load_half
  ldrh r0, [r0]
  bx lr

function fault_load_multiple
  ldmia r0!, {r1, r2}
  bx lr

function fault_branch
  bx r0

function fault_breakpoint
  bkpt #1
  bx lr

function fault_svc
  svc #9
  bx lr

#if __ARM_ARCH >= 7
function fault_load_pair
  ldrd r1, r2, [r0]
  bx lr

function fault_exclusive
  ldrex r1, [r0]
  bx lr

function fault_coprocessor
  mrc p1, 0, r0, c0, c0, 0
  bx lr

function fault_divide
  movs r2, #7
  movs r1, #0
  sdiv r0, r2, r1
  udiv r0, r2, r1
  bx lr

// A fault at the second instruction of an IT block of four: the handler sees ITSTATE.
function fault_inside_it
  movs r1, #1
  cmp r1, #1
  itete eq
  moveq r2, #1
  movne r2, #2
  ldreq r3, [r0]
  movne r2, #3
  bx lr

// SVC in the middle of an IT block: the handler comes back into the block.
function svc_inside_it
  push {r4, lr}
  movs r4, #0
  movs r0, #1
  movs r1, #2
  cmp r4, #0
  itttt eq
  svceq #9
  addeq r4, #1
  addeq r4, #2
  addeq r4, #4
  itee ne
  addne r4, #8
  addeq r4, #16
  addeq r4, #32
  mov r0, r4
  pop {r4, pc}

.macro special name, register
  getter \name, \register
  setter \name, \register
.endm
  special basepri, basepri
  special faultmask, faultmask
function set_basepri_max
  msr basepri_max, r0
  bx lr
function cpsid_i_f
  cpsid if
  bx lr
function cpsie_i_f
  cpsie if
  bx lr

// Drops privilege, tries what it may not do, and comes back by SVC 0.
function try_unprivileged
  push {r4, lr}
  mov r4, r0
  mrs r0, control
  movs r1, #1
  orrs r0, r1
  msr control, r0
  isb
  cpsid i
  msr primask, r1
  msr basepri, r1
  msr faultmask, r1
  mov r2, #0x20000000
  msr psp, r2
  mrs r0, primask
  mrs r1, basepri
  mrs r2, psp
  mrs r3, control
  stmia r4!, {r0-r3}
  mrs r0, ipsr
  mrs r1, msp
  mrs r2, xpsr
  stmia r4!, {r0-r1}
  svc #0
  pop {r4, pc}

// Runs a leaf function without privilege.
function unprivileged
  push {r4, lr}
  mov r3, r0
  mov r0, r1
  mrs r1, control
  orr r2, r1, #1
  msr control, r2
  isb
  blx r3
  mov r4, r0
  svc #0
  mov r0, r4
  pop {r4, pc}

function load_word
  ldr r0, [r0]
  bx lr

function store_word
  str r1, [r0]
  bx lr

function exclusive_sequence
  push {r4, r5, lr}
  clrex
  movs r2, #5
  strex r3, r2, [r0]      // no reservation: 1
  ldrex r2, [r0]
  adds r2, #1
  strex r4, r2, [r0]      // 0
  strex r5, r2, [r0]      // used up: 1
  stmia r1!, {r3, r4, r5}
  ldrexb r2, [r0]
  adds r2, #1
  strexb r3, r2, [r0]     // 0
  ldrexh r2, [r0]
  clrex
  strexh r4, r2, [r0]     // 1
  ldrexh r2, [r0]
  adds r2, #1
  strexh r5, r2, [r0]     // 0
  stmia r1!, {r3, r4, r5}
  pop {r4, r5, pc}

// r0 word, r1 address of ISPR, r2 interrupt mask: an exception between LDREX and STREX clears it.
function exclusive_interrupted
  ldrex r3, [r0]
  str r2, [r1]
  dsb
  isb
  strex r12, r3, [r0]
  mov r0, r12
  bx lr
#endif

#if __ARM_ARCH >= 7
// r0 PSP, r1 where to leave the address to resume at, r2 register, r3 value: an exception arises
// on this process stack; its handler makes a frame that resumes.
function stack_without_memory
  push {r4-r11, lr}
  sub sp, #4
  msr psp, r0
  adr r4, 1f
  orr r4, #1
  str r4, [r1]
  movs r4, #2
  msr control, r4
  isb
  cpsid i
  str r3, [r2]
  dsb
  isb
  cpsie i
  isb
  nop
  .balign 4
1:
  movs r4, #0
  msr control, r4
  isb
  add sp, #4
  pop {r4-r11, pc}
#endif
