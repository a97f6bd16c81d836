/* The Non-secure world. */
#include "suites/security/world.h"

uint32_t nonsecure_tt(uint32_t);
uint32_t nonsecure_ttt(uint32_t);
uint32_t nonsecure_load(uint32_t);
void nonsecure_store(uint32_t);
void nonsecure_branch(uint32_t);
void nonsecure_undefined(void);
void nonsecure_push(void);
void nonsecure_svc(void);
void nonsecure_fill_floats(uint32_t);
void nonsecure_store_floats(uint32_t*);
uint32_t nonsecure_get_vpr(void);
void nonsecure_set_vpr(uint32_t);
uint32_t nonsecure_touch_float(void);
void nonsecure_on_process_stack(void (*function)(void), uint32_t top);

GETTER(get_control, control)
GETTER(get_ipsr, ipsr)
GETTER(get_msp, msp)
GETTER(get_msplim, msplim)
GETTER(get_primask, primask)
SETTER(set_primask, primask)
SETTER(set_msplim, msplim)

uint32_t nonsecure_seen[16];
static uint32_t bad_return;
static uint32_t floats_in_handler;
static uint32_t floats[33];
static volatile uint32_t ticked;
static uint32_t process_stack[64] __attribute__((aligned(8)));

uint32_t nonsecure_dispatch(uint32_t exc_return, uint32_t msp, uint32_t psp);
uint32_t nonsecure_dispatch(uint32_t exc_return, uint32_t msp, uint32_t psp) {
  uint32_t number = get_ipsr();
  LOG("non-secure exception", number, exc_return);
  if (number == 15) {
    SYST_CSR = 4;
    ICSR = 1u << 25;
    ticked = 1;
  }
  if ((exc_return & 0x40) != 0) {
    /* Secure code was interrupted: nothing of it may be seen. */
    world_log("registers", nonsecure_seen, 12);
    if (floats_in_handler) {
      LOG("before", FPCCR, get_control());
      nonsecure_store_floats(floats);
      LOG("sees", floats[0], floats[1], floats[15], floats[16], floats[31], floats[32]);
      nonsecure_fill_floats(0x2000);
      LOG("after", FPCCR, get_control());
    }
    return bad_return != 0 ? bad_return : exc_return;
  }
  Frame* frame = (Frame*)(uintptr_t)((exc_return & 4) != 0 && (exc_return & 8) != 0 ? psp : msp);
  LOG("frame", frame->xpsr & 0x1FF);
  if (number >= 3 && number <= 6) {
    LOG("status", CFSR, HFSR, SHCSR);
    CFSR = CFSR;
    frame->pc = frame->lr & ~1u;
    frame->xpsr = (frame->xpsr & ~0x0600FC00u) | 0x01000000u;
  }
  if (bad_return != 0) {
    uint32_t value = bad_return;
    bad_return = 0;
    return value;
  }
  return exc_return;
}

static void start_timer(void) {
  ticked = 0;
  SYST_RVR = 2999;
  SYST_CVR = 0;
  SYST_CSR = 7;
  while (!ticked) {
  }
  LOG("ticked", SYST_RVR, SYST_CSR & 7);
}

static uint32_t twice(uint32_t value) {
  return 2 * value;
}

static void registers(void) {
  world_title("registers of the non-secure state");
  LOG("scb", CPUID, AIRCR, CCR, SCR);
  LOG("hidden", SAU_CTRL, SAU_TYPE, SFSR, NSACR, NVIC_ITNS, REGISTER(0xE002ED00));
  LOG("nvic", NVIC_ISER & 0x07000000u, NVIC_IPR6);
  NVIC_ISER = 1u << IRQ_SECURE;
  NVIC_ISPR = 1u << IRQ_SECURE;
  barrier();
  LOG("secure interrupt", NVIC_ISPR & 0x07000000u);
  SHPR1 = 0xFFFFFFFFu;
  LOG("shpr1", SHPR1);
  SHPR1 = 0;
  LOG("shcsr", SHCSR, ICSR & 0x1FF7FF);
  AIRCR = AIRCR_KEY | AIRCR_PRIS | AIRCR_BFHFNMINS | 0x700u;
  LOG("aircr", AIRCR);
  AIRCR = AIRCR_KEY;
  LOG("tt", nonsecure_tt((uint32_t)(uintptr_t)nonsecure_seen), nonsecure_ttt((uint32_t)(uintptr_t)nonsecure_seen),
      nonsecure_tt(SECURE_RAM));
  LOG("fpccr", FPCCR, CPACR);
}

static void calls_on_process_stack(void) {
  LOG("on the process stack", world_call_back(21), get_control());
  world_pend_secure(0);
  NVIC_ISPR = 1u << IRQ_NONSECURE;
  barrier();
}

static void calls(void) {
  world_title("calls through gateways");
  LOG("sum", world_add(3, 4), get_control());
  LOG("call back", world_call_back(20));
  nonsecure_on_process_stack(calls_on_process_stack, (uint32_t)(uintptr_t)(process_stack + 64));
}

static void interrupts(void) {
  world_title("interrupts while non-secure code runs");
  world_pend_secure(0);
  world_pend_secure(1);
  NVIC_ISPR = 1u << IRQ_NONSECURE;
  barrier();
  world_pend_secure(2);
  set_primask(1);
  world_pend_secure(1);
  LOG("masked", get_primask());
  set_primask(0);
  barrier();
  nonsecure_svc();
}

static void faults(void) {
  world_title("faults of non-secure code");
  nonsecure_load(SECURE_RAM);
  nonsecure_store(SECURE_RAM);
  nonsecure_branch(SECURE_CODE | 1);
  /* Behind the SG of a gateway. */
  nonsecure_branch(((uint32_t)(uintptr_t)world_add + 4) | 1);
  nonsecure_undefined();
  nonsecure_load(0x0F000000);
  set_msplim(get_msp() - 768);
  nonsecure_push();
  set_msplim(0);
  world_title("wrong returns");
  bad_return = 0xFFFFFFF9; /* the Secure state's */
  NVIC_ISPR = 1u << IRQ_NONSECURE;
  barrier();
}

static void tests(void) {
  registers();
  calls();
  interrupts();
  faults();
}

static void use_floats(uint32_t in_handler) {
  floats_in_handler = in_handler;
}

static void float_state(const char* name) {
  nonsecure_store_floats(floats);
  LOG(name, floats[0], floats[1], floats[15], floats[16], floats[31], floats[32]);
  LOG("fpccr", FPCCR, get_control());
  if (has_vectors()) {
    LOG("vpr", nonsecure_get_vpr());
  }
}

static void float_tests(void) {
  world_title("non-secure floating-point state and secure handlers");
  nonsecure_fill_floats(0x3000);
  if (has_vectors()) {
    nonsecure_set_vpr(0x3CC3);
  }
  LOG("live", FPCCR, get_control());
  world_use_floats(0);
  world_pend_secure(0);
  float_state("untouched");
  world_use_floats(1);
  nonsecure_fill_floats(0x3100);
  world_pend_secure(0);
  float_state("used by the handler");
  world_use_floats(0);
  world_title("floating point that the non-secure state may not use");
  CPACR = 0;
  barrier();
  LOG("cpacr", CPACR);
  nonsecure_touch_float();
  CPACR = 0xF00000;
  barrier();
  world_secure_float_state();
  nonsecure_touch_float();
}

void nonsecure_reset(void);
void nonsecure_reset(void) {
  NS_FUNCTIONS->tests = tests;
  NS_FUNCTIONS->twice = twice;
  NS_FUNCTIONS->start_timer = start_timer;
  NS_FUNCTIONS->use_floats = use_floats;
  NS_FUNCTIONS->float_tests = float_tests;
  floats_in_handler = 0;
  ticked = 0;
  bad_return = 0;
  LOG("hello", get_control(), get_msp() - (uint32_t)(uintptr_t)nonsecure_ram_start, get_msplim());
}
