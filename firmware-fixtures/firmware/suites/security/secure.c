/* The Secure world: console, attribution, faults, and its half of the tests. */
#include <arm_cmse.h>

#include "suites/security/world.h"

#define ENTRY __attribute__((cmse_nonsecure_entry))
typedef void __attribute__((cmse_nonsecure_call)) NsVoid(void);
typedef uint32_t __attribute__((cmse_nonsecure_call)) NsUnary(uint32_t);

void board_setup(void);
extern uint32_t nonsecure_vectors[];
extern char gateways_start[], gateways_end[];
extern char nonsecure_code_start[], nonsecure_code_end[], nonsecure_ram_end[];
uint32_t secure_store_with_pattern(volatile uint32_t* address, uint32_t value);
void secure_push_deep(void);
void secure_plain_branch(uint32_t target);
uint32_t secure_tt(uint32_t);
void secure_fill_floats(uint32_t);
void secure_store_floats(uint32_t*);
void secure_write(volatile uint32_t*, uint32_t);
void secure_set_fpscr(uint32_t);
void secure_vlstm(uint32_t*);
void secure_vlldm(uint32_t*);
uint32_t secure_get_vpr(void);
void secure_set_vpr(uint32_t);
uint32_t secure_ttt(uint32_t);
uint32_t secure_tta(uint32_t);
uint32_t secure_ttat(uint32_t);

GETTER(get_control, control)
GETTER(get_control_ns, control_ns)
GETTER(get_msp, msp)
GETTER(get_msp_ns, msp_ns)
GETTER(get_msplim, msplim)
GETTER(get_psplim, psplim)
GETTER(get_msplim_ns, msplim_ns)
GETTER(get_psp_ns, psp_ns)
GETTER(get_sp_ns, sp_ns)
GETTER(get_primask_ns, primask_ns)
GETTER(get_basepri_ns, basepri_ns)
GETTER(get_faultmask_ns, faultmask_ns)
GETTER(get_primask, primask)
GETTER(get_ipsr, ipsr)
SETTER(set_msp_ns, msp_ns)
SETTER(set_psp_ns, psp_ns)
SETTER(set_sp_ns, sp_ns)
SETTER(set_msplim_ns, msplim_ns)
SETTER(set_msplim, msplim)
SETTER(set_psplim, psplim)
SETTER(set_primask, primask)
SETTER(set_primask_ns, primask_ns)
SETTER(set_basepri_ns, basepri_ns)
SETTER(set_faultmask_ns, faultmask_ns)
SETTER(set_control_ns, control_ns)

static uint32_t floats[33];
static uint32_t floats_in_handler;

static char line[200];
static uint32_t length;

static void text(const char* from) {
  while (*from != '\0' && length < sizeof line - 2) {
    line[length++] = *from++;
  }
}

static void hex(uint32_t value) {
  char digits[9];
  uint32_t count = 0;
  do {
    digits[count++] = "0123456789abcdef"[value & 15];
    value >>= 4;
  } while (value != 0);
  while (count > 0 && length < sizeof line - 2) {
    line[length++] = digits[--count];
  }
}

static void semihosting(uint32_t operation, const void* block) {
  register uint32_t r0 __asm("r0") = operation;
  register const void* r1 __asm("r1") = block;
  __asm volatile("bkpt #0xab" : "+r"(r0) : "r"(r1) : "memory");
}

static void end_line(void) {
  line[length++] = '\n';
  line[length] = '\0';
  semihosting(4, line);
  length = 0;
}

void ENTRY world_title(const char* name) {
  text(name);
  end_line();
}

void ENTRY world_log(const char* name, const uint32_t* values, uint32_t count) {
  text("  ");
  text(name);
  for (uint32_t i = 0; i < count; i++) {
    text(" ");
    hex(values[i]);
  }
  end_line();
}

uint32_t ENTRY world_add(uint32_t a, uint32_t b) {
  LOG("in the gateway", get_control(), get_ipsr());
  return a + b;
}

static uint32_t resume;
void ENTRY world_resume_at(uint32_t pc) {
  resume = pc;
}

uint32_t ENTRY world_call_back(uint32_t argument) {
  NsUnary* twice = (NsUnary*)((uintptr_t)NS_FUNCTIONS->twice & ~1u);
  return twice(argument) + 1;
}

void ENTRY world_pend_secure(uint32_t how) {
  if (how == 0) {
    NVIC_ISPR = 1u << IRQ_SECURE;
  } else if (how == 1) {
    NVIC_ISPR = 1u << IRQ_SECURE | 1u << IRQ_NONSECURE;
  } else {
    ICSR = 1u << 26;
    NS_ALIAS(ICSR) = 1u << 26;
  }
  barrier();
}

static uint32_t fault_count;
static volatile uint32_t corrupt;
static volatile uint32_t ticked;

static void finish(uint32_t status) {
  const uint32_t block[] = {0x20026, status};
  semihosting(0x20, block);
}

uint32_t secure_dispatch(uint32_t exc_return, uint32_t msp, uint32_t psp);
uint32_t secure_dispatch(uint32_t exc_return, uint32_t msp, uint32_t psp) {
  uint32_t number = get_ipsr();
  uint32_t from_secure = exc_return & 0x40;
  uint32_t stack = from_secure ? ((exc_return & 4) != 0 && (exc_return & 8) != 0 ? psp : msp)
                   : (exc_return & 8) != 0 && (get_control_ns() & 2) != 0 ? get_psp_ns() : get_msp_ns();
  if (from_secure && (exc_return & 0x20) == 0) {
    stack += 0x28;
  }
  if (number == 16 + IRQ_SECURE && corrupt != 0 && (exc_return & 0x20) == 0) {
    LOG("breaks the signature of", exc_return);
    *(volatile uint32_t*)(uintptr_t)(stack - 0x28) ^= 0x100;
    corrupt = 0;
    return exc_return;
  }
  if (number == 7 && (SFSR & 6) != 0) {
    LOG("integrity", SFSR, exc_return);
    if ((SFSR & 4) != 0) {
      exc_return = 0xFFFFFFB9; /* what it should have been */
    } else {
      *(volatile uint32_t*)(uintptr_t)(stack - 0x28) ^= 0x100;
    }
    SFSR = SFSR;
    return exc_return;
  }
  Frame* frame = (Frame*)(uintptr_t)stack;
  LOG("secure exception", number, exc_return, frame->xpsr & ~0xF8000000u);
  if (number == 15) {
    SYST_CSR = 4;
    ICSR = 1u << 25; /* a second tick while this was told */
    ticked = 1;
  }
  if (number == 16 + IRQ_SECURE && floats_in_handler != 0) {
    LOG("before", FPCCR, NS_ALIAS(FPCCR), get_control());
    secure_store_floats(floats);
    LOG("sees", floats[0], floats[1], floats[15], floats[16], floats[31], floats[32]);
    secure_fill_floats(0x4000);
    LOG("after", FPCCR, NS_ALIAS(FPCCR), get_control());
  }
  if (number >= 3 && number <= 7) {
    if (++fault_count > 40) {
      finish(1);
    }
    LOG("secure status", SFSR, (SFSR & 0x40) != 0 ? SFAR : 0, CFSR, HFSR, SHCSR);
    LOG("non-secure status", NS_ALIAS(CFSR), NS_ALIAS(HFSR), NS_ALIAS(SHCSR));
    if (number == 6 && NSACR == 0) {
      NSACR = 0xC00;
      exc_return |= 0x10; /* the frame has no floating-point part, since it was forbidden */
    }
    SFSR = SFSR;
    CFSR = CFSR;
    HFSR = HFSR;
    NS_ALIAS(CFSR) = NS_ALIAS(CFSR);
    if (resume != 0) {
      frame->pc = resume & ~1u;
      frame->xpsr = (frame->xpsr & ~0x0600FC00u) | 0x01000000u;
      resume = 0;
    } else {
      frame->pc = frame->lr & ~1u;
      frame->xpsr = (frame->xpsr & ~0x0600FC00u) | 0x01000000u;
    }
  }
  return exc_return;
}

static void attribute(uint32_t region, uint32_t from, uint32_t to, uint32_t callable) {
  SAU_RNR = region;
  SAU_RBAR = from;
  SAU_RLAR = ((to - 1) & ~0x1Fu) | callable << 1 | 1;
}

static void registers(void) {
  world_title("registers of the secure state");
  LOG("cpuid", CPUID, CCR, SCR, AIRCR, SHPR1, SHPR2, SHPR3);
  LOG("sau", SAU_CTRL, SAU_TYPE);
  LOG("mpu", MPU_TYPE, NS_ALIAS(MPU_TYPE));
  LOG("shcsr", SHCSR, NS_ALIAS(SHCSR));
  LOG("limits", get_msplim(), get_psplim(), get_msplim_ns());
  SHPR1 = 0x20E04060u;
  SHPR2 = 0x80000000u;
  SHPR3 = 0xC0A00000u;
  LOG("priorities", SHPR1, SHPR2, SHPR3, NS_ALIAS(SHPR1), NS_ALIAS(SHPR2), NS_ALIAS(SHPR3));
  NS_ALIAS(SHPR1) = 0x20E04060u;
  NS_ALIAS(SHPR2) = 0xE0000000u;
  LOG("of the other", NS_ALIAS(SHPR1), NS_ALIAS(SHPR2), SHPR1, SHPR2);
  SHPR1 = 0;
  SHPR2 = 0;
  SHPR3 = 0;
  NS_ALIAS(SHPR1) = 0;
  NS_ALIAS(SHPR2) = 0;
  SHCSR = 0xF0000;
  NS_ALIAS(SHCSR) = 0xF0000;
  LOG("enabled", SHCSR, NS_ALIAS(SHCSR));
  AIRCR = AIRCR_KEY | AIRCR_PRIS | 0x500u;
  LOG("aircr", AIRCR, NS_ALIAS(AIRCR));
  AIRCR = AIRCR_KEY | AIRCR_BFHFNMINS;
  LOG("aircr", AIRCR, NS_ALIAS(AIRCR));
  NS_ALIAS(AIRCR) = AIRCR_KEY | AIRCR_PRIS | 0x300u;
  LOG("aircr", AIRCR, NS_ALIAS(AIRCR));
  NS_ALIAS(AIRCR) = AIRCR_KEY;
  AIRCR = AIRCR_KEY;
  CCR = 0xFFFFFFFFu & ~0x700u & ~0x1F0000u;
  NS_ALIAS(CCR) = 0;
  LOG("ccr", CCR & ~0x700u, NS_ALIAS(CCR));
  CCR = 0x201;
  NVIC_ITNS = 0xFFFFFFFFu;
  LOG("itns", NVIC_ITNS & 0x07000000u, NS_ALIAS(NVIC_ITNS));
  NVIC_ITNS = 0;
  CPACR = 0xF00000;
  LOG("coprocessors", CPACR, NSACR, NS_ALIAS(CPACR), NS_ALIAS(NSACR));
  NSACR = 0xC00;
  NS_ALIAS(CPACR) = 0x500000;
  LOG("coprocessors", CPACR, NSACR, NS_ALIAS(CPACR));
  LOG("floating point", FPCCR, NS_ALIAS(FPCCR), FPDSCR, NS_ALIAS(FPDSCR));
}

static void special_registers(void) {
  world_title("special registers of the other state");
  set_primask_ns(1);
  set_basepri_ns(0xFF);
  set_faultmask_ns(1);
  LOG("masks", get_primask_ns(), get_basepri_ns(), get_faultmask_ns(), get_primask());
  set_faultmask_ns(0);
  set_primask_ns(0);
  set_basepri_ns(0);
  set_psp_ns(0x12345677);
  set_msplim_ns(0x1234567F);
  LOG("pointers", get_psp_ns(), get_msplim_ns());
  set_msplim_ns(0);
  set_control_ns(3);
  LOG("control", get_control_ns(), get_sp_ns(), get_control());
  set_control_ns(0);
  set_sp_ns((uint32_t)(uintptr_t)nonsecure_ram_end - 64);
  LOG("sp_ns", get_sp_ns() - (uint32_t)(uintptr_t)nonsecure_ram_end);
}

static void targets(void) {
  world_title("target tests");
  uint32_t code = (uint32_t)(uintptr_t)nonsecure_code_start;
  uint32_t ram = (uint32_t)(uintptr_t)nonsecure_ram_start;
  uint32_t gate = (uint32_t)(uintptr_t)gateways_start;
  uint32_t own = (uint32_t)(uintptr_t)line;
  LOG("tt", secure_tt(code), secure_tt(ram), secure_tt(gate), secure_tt(own), secure_tt(0xE000ED00));
  LOG("ttt", secure_ttt(code), secure_ttt(ram), secure_ttt(gate), secure_ttt(own));
  LOG("tta", secure_tta(code), secure_tta(ram), secure_tta(gate), secure_tta(own));
  LOG("ttat", secure_ttat(code), secure_ttat(ram), secure_ttat(gate), secure_ttat(own));
  /* A Non-secure MPU: the RAM read-only for all, the code for privileged code only. */
  NS_ALIAS(MPU_RNR) = 2;
  NS_ALIAS(MPU_RBAR) = ram | 3u << 1 | 1;
  NS_ALIAS(MPU_RLAR) = (ram + 0xFFE0) | 1;
  NS_ALIAS(MPU_RNR) = 3;
  NS_ALIAS(MPU_RBAR) = code | 0u << 1;
  NS_ALIAS(MPU_RLAR) = (code + 0xFFE0) | 1;
  NS_ALIAS(MPU_CTRL) = 1;
  LOG("tta", secure_tta(code), secure_tta(ram), secure_tta(own));
  LOG("ttat", secure_ttat(code), secure_ttat(ram), secure_ttat(own));
  NS_ALIAS(MPU_RNR) = 5;
  NS_ALIAS(MPU_RBAR) = ram | 1u << 1;
  NS_ALIAS(MPU_RLAR) = (ram + 0x1F) | 1;
  LOG("two regions", secure_tta(ram), secure_tta(ram + 32));
  LOG("read back", NS_ALIAS(MPU_RNR), NS_ALIAS(MPU_RBAR) - ram, (NS_ALIAS(MPU_RLAR) - ram) & ~0x10u);
  NS_ALIAS(MPU_CTRL) = 0;
  NS_ALIAS(MPU_RLAR) = 0;
  NS_ALIAS(MPU_RNR) = 2;
  NS_ALIAS(MPU_RLAR) = 0;
  NS_ALIAS(MPU_RNR) = 3;
  NS_ALIAS(MPU_RLAR) = 0;
}

static void interrupts_from_secure(void) {
  set_primask(0);
  world_title("interrupts while secure code runs");
  NVIC_ITNS = 1u << IRQ_NONSECURE | 1u << IRQ_NONSECURE_2;
  NVIC_IPR6 = 0x00608040u; /* 24: 0x40, 25: 0x80, 26: 0x60 */
  NVIC_ISER = 1u << IRQ_SECURE | 1u << IRQ_NONSECURE | 1u << IRQ_NONSECURE_2;
  LOG("xor", secure_store_with_pattern(&NVIC_ISPR, 1u << IRQ_SECURE));
  LOG("xor", secure_store_with_pattern(&NVIC_ISPR, 1u << IRQ_NONSECURE));
  LOG("both", secure_store_with_pattern(&NVIC_ISPR, 1u << IRQ_SECURE | 1u << IRQ_NONSECURE));
  LOG("three", secure_store_with_pattern(
                   &NVIC_ISPR, 1u << IRQ_SECURE | 1u << IRQ_NONSECURE | 1u << IRQ_NONSECURE_2));
  NVIC_IPR6 = 0x006040A0u; /* now the Secure one is the least urgent */
  LOG("non-secure first", secure_store_with_pattern(&NVIC_ISPR, 1u << IRQ_SECURE | 1u << IRQ_NONSECURE));
  AIRCR = AIRCR_KEY | AIRCR_PRIS;
  LOG("secure prioritised", secure_store_with_pattern(&NVIC_ISPR, 1u << IRQ_SECURE | 1u << IRQ_NONSECURE));
  set_primask_ns(1);
  LOG("masked", secure_store_with_pattern(&NVIC_ISPR, 1u << IRQ_SECURE | 1u << IRQ_NONSECURE));
  LOG("icsr", ICSR & 0x1FF7FF, NS_ALIAS(ICSR) & 0xF8000000u);
  set_primask_ns(0);
  barrier();
  AIRCR = AIRCR_KEY;
  LOG("pendsv", secure_store_with_pattern(&ICSR, 1u << 28));
  LOG("pendsv ns", secure_store_with_pattern(&NS_ALIAS(ICSR), 1u << 28));
  LOG("systick", secure_store_with_pattern(&ICSR, 1u << 26));
  LOG("systick ns", secure_store_with_pattern(&NS_ALIAS(ICSR), 1u << 26));
}

static void ticks(void) {
  world_title("two timers");
  NsVoid* start_timer = (NsVoid*)((uintptr_t)NS_FUNCTIONS->start_timer & ~1u);
  ticked = 0;
  SYST_RVR = 1999;
  SYST_CVR = 0;
  SYST_CSR = 7;
  while (!ticked) {
  }
  LOG("the secure one ran", SYST_RVR, SYST_CSR & 7);
  start_timer();
  LOG("the other one ran", SYST_RVR, SYST_CSR & 7);
}

void ENTRY world_use_floats(uint32_t in_handler) {
  floats_in_handler = in_handler;
}

void ENTRY world_secure_float_state(void) {
  NSACR = 0;
  barrier();
}

static void float_state(const char* name) {
  uint32_t before[3] = {FPCCR, NS_ALIAS(FPCCR), get_control()};
  secure_store_floats(floats);
  uint32_t predicates = has_vectors() ? secure_get_vpr() : 0;
  LOG("fpccr", before[0], before[1], before[2]);
  LOG(name, floats[0], floats[1], floats[15], floats[16], floats[31], floats[32]);
  if (has_vectors()) {
    LOG("vpr", predicates);
  }
}

/* Anew before each event: on Armv8.1-M the way back from a gateway such as LOG clears S0 to S15 and VPR. */
static void make_live(uint32_t first, uint32_t fpscr, uint32_t lanes) {
  secure_fill_floats(first);
  secure_set_fpscr(fpscr);
  if (has_vectors()) {
    secure_set_vpr(lanes);
  }
}

static void floating_point(void) {
  static const uint32_t modes[] = {0xC0000000, 0x80000000, 0xC4000000, 0x84000000, 0xD4000000, 0x40000000};
  typedef void __attribute__((cmse_nonsecure_call)) NsUse(uint32_t);
  NsUse* use = (NsUse*)((uintptr_t)NS_FUNCTIONS->use_floats & ~1u);
  for (uint32_t i = 0; i < sizeof modes / 4; i++) {
    for (uint32_t used = 0; used < 2; used++) {
      world_title("secure floating-point state and non-secure handlers");
      FPCCR = modes[i];
      LOG("mode", FPCCR, used);
      use(used);
      make_live(0x1000, 0x05400000, 0xA5F0);
      LOG("live", FPCCR, get_control());
      make_live(0x1000, 0x05400000, 0xA5F0);
      secure_write(&NVIC_ISPR, 1u << IRQ_NONSECURE);
      float_state("back");
      make_live(0x2000, 0x02800000, 0x3C0F);
      secure_write(&NVIC_ISPR, 1u << IRQ_SECURE);
      float_state("behind a secure one");
      secure_set_fpscr(0);
    }
  }
  use(0);
  for (uint32_t i = 0; i < 8; i++) {
    static uint64_t frame[18];
    world_title("lazy store and load around a call");
    FPCCR = modes[i & 3];
    make_live(0x5000, 0x01000000, 0x0FF3);
    uint32_t live[2] = {FPCCR, get_control()};
    secure_vlstm((uint32_t*)frame);
    uint32_t stored[2] = {FPCCR, get_control()};
    if (i >= 4) {
      secure_set_fpscr(0); /* a new context, for which the old one is stored */
    }
    uint32_t between[2] = {FPCCR, get_control()};
    uint32_t* words = (uint32_t*)frame;
    uint32_t seen[4] = {words[0], words[15], words[16], words[17]};
    secure_vlldm(words);
    float_state("loaded");
    LOG("live", live[0], live[1]);
    LOG("stored", stored[0], stored[1]);
    LOG("between", between[0], between[1]);
    if ((i & 1) != 0 || i >= 4) {
      LOG("frame", seen[0], seen[1], seen[2], seen[3]);
    }
  }
  FPCCR = 0xC0000000;
}

static void secure_faults(void) {
  world_title("a broken signature");
  corrupt = 1;
  LOG("xor", secure_store_with_pattern(&NVIC_ISPR, 1u << IRQ_SECURE | 1u << IRQ_NONSECURE));
  world_title("faults of secure code");
  world_resume_at(0);
  secure_plain_branch((uint32_t)(uintptr_t)NS_FUNCTIONS->twice | 1);
  uint32_t sp = get_msp();
  set_msplim(sp - 768);
  secure_push_deep();
  set_msplim(0);
}

int secure_main(void);
int secure_main(void) {
  board_setup();
  registers();
  attribute(0, (uint32_t)(uintptr_t)nonsecure_code_start, (uint32_t)(uintptr_t)nonsecure_code_end, 0);
  attribute(1, (uint32_t)(uintptr_t)nonsecure_ram_start, (uint32_t)(uintptr_t)nonsecure_ram_end, 0);
  attribute(2, (uint32_t)(uintptr_t)gateways_start, (uint32_t)(uintptr_t)gateways_end, 1);
  SAU_CTRL = 1;
  barrier();
  special_registers();
  targets();
  NS_ALIAS(VTOR) = (uint32_t)(uintptr_t)nonsecure_vectors;
  set_msp_ns(nonsecure_vectors[0]);
  world_title("first call of the other world");
  NsVoid* start = (NsVoid*)((uintptr_t)nonsecure_vectors[1] & ~1u);
  start();
  LOG("control", get_control(), get_control_ns());
  NsUnary* twice = (NsUnary*)((uintptr_t)NS_FUNCTIONS->twice & ~1u);
  LOG("twice", twice(21), twice(0x80000001u));
  interrupts_from_secure();
  ticks();
  secure_faults();
  floating_point();
  NsVoid* float_tests = (NsVoid*)((uintptr_t)NS_FUNCTIONS->float_tests & ~1u);
  float_tests();
  NsVoid* tests = (NsVoid*)((uintptr_t)NS_FUNCTIONS->tests & ~1u);
  tests();
  world_title("end");
  finish(0);
  return 0;
}
