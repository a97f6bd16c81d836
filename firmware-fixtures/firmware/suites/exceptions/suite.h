/*
 * The exception suite: what an Armv6-M, Armv7-M or Armv8-M core does around exceptions, told in a log
 * that holds no time, so that two implementations can be compared byte by byte.
 *
 * Every vector leads to suite_entry (entry.S), which calls the handler that the running test has
 * put into suite_handlers.
 */
#ifndef TINYRIG_SUITES_EXCEPTIONS_SUITE_H_
#define TINYRIG_SUITES_EXCEPTIONS_SUITE_H_

#include <stdint.h>

#define REGISTER(address) (*(volatile uint32_t*)(address))
#define REGISTER16(address) (*(volatile uint16_t*)(address))
#define REGISTER8(address) (*(volatile uint8_t*)(address))

#define ICTR REGISTER(0xE000E004)
#define SYST_CSR REGISTER(0xE000E010)
#define SYST_RVR REGISTER(0xE000E014)
#define SYST_CVR REGISTER(0xE000E018)
#define NVIC_ISER REGISTER(0xE000E100)
#define NVIC_ICER REGISTER(0xE000E180)
#define NVIC_ISPR REGISTER(0xE000E200)
#define NVIC_ICPR REGISTER(0xE000E280)
#define NVIC_IABR REGISTER(0xE000E300)
#define NVIC_IPR 0xE000E400
#define ICSR REGISTER(0xE000ED04)
#define VTOR REGISTER(0xE000ED08)
#define AIRCR REGISTER(0xE000ED0C)
#define SCR REGISTER(0xE000ED10)
#define CCR REGISTER(0xE000ED14)
#define SHPR1 REGISTER(0xE000ED18)
#define SHPR2 REGISTER(0xE000ED1C)
#define SHPR3 REGISTER(0xE000ED20)
#define SHCSR REGISTER(0xE000ED24)
#define CFSR REGISTER(0xE000ED28)
#define HFSR REGISTER(0xE000ED2C)
#define MMFAR REGISTER(0xE000ED34)
#define BFAR REGISTER(0xE000ED38)
#define CPACR REGISTER(0xE000ED88)
#define MPU_TYPE REGISTER(0xE000ED90)
#define MPU_CTRL REGISTER(0xE000ED94)
#define MPU_RNR REGISTER(0xE000ED98)
#define MPU_RBAR REGISTER(0xE000ED9C)
#define MPU_RASR REGISTER(0xE000EDA0)
#define STIR REGISTER(0xE000EF00)
#define FPCCR REGISTER(0xE000EF34)
#define FPCAR REGISTER(0xE000EF38)
#define FPDSCR REGISTER(0xE000EF3C)

#define AIRCR_KEY 0x05FA0000u
#define ICSR_NMIPENDSET 0x80000000u
#define ICSR_PENDSVSET 0x10000000u
#define ICSR_PENDSVCLR 0x08000000u
#define ICSR_PENDSTSET 0x04000000u
#define ICSR_PENDSTCLR 0x02000000u
#define SHCSR_FAULTS_ENABLED 0x00070000u

#define ARMV7M (__ARM_ARCH >= 7)
/* Armv8-M Mainline: has all that Armv7-M has but for its MPU. */
#define ARMV8M (__ARM_ARCH >= 8)

/* Where no board here has memory or devices. */
#if ARMV8M
#define NO_MEMORY 0x1F000000u
#else
#define NO_MEMORY 0x30000000u
#endif
#if defined(__ARM_FP)
#define HAS_FPU 1
#else
#define HAS_FPU 0
#endif

/* Of the cores here, those with half precision are the ones with vectors; GCC's own macro is unset without them. */
#if ARMV8M && HAS_FPU && (__ARM_FP & 2)
#define HAS_VECTORS 1
#else
#define HAS_VECTORS 0
#endif

/* The Cortex-M7, the one with double precision here, has no bit-band; neither have Armv8-M cores. */
#if ARMV8M || (HAS_FPU && (__ARM_FP & 8))
#define HAS_BIT_BAND 0
#else
#define HAS_BIT_BAND 1
#endif

enum {
  NMI = 2,
  HARD_FAULT = 3,
  MEM_MANAGE = 4,
  BUS_FAULT = 5,
  USAGE_FAULT = 6,
  SVCALL = 11,
  PENDSV = 14,
  SYSTICK = 15,
  IRQ0 = 16,
  /* Interrupts of which no board here has a device. */
  IRQ_A = 24,
  IRQ_B = 25,
  IRQ_C = 26,
  IRQ_D = 27,
};

typedef struct {
  uint32_t r0, r1, r2, r3, r12, lr, pc, xpsr;
} Frame;

/* Gets the stacked frame and EXC_RETURN; returns the EXC_RETURN with which to leave. */
typedef uint32_t (*Handler)(Frame* frame, uint32_t exc_return);

extern volatile Handler suite_handlers[48];
extern uint32_t suite_process_stack[256];

/* One line: a name and numbers in hexadecimal. */
void suite_log(const char* name, const uint32_t* values, uint32_t count);
#define LOG(name, ...)                             \
  do {                                             \
    const uint32_t values_[] = {__VA_ARGS__};      \
    suite_log(name, values_, sizeof values_ / 4u); \
  } while (0)
void suite_title(const char* name);
/* ICSR without the bit that is UNKNOWN. */
uint32_t suite_icsr(void);

/* Handlers. */
uint32_t suite_note(Frame* frame, uint32_t exc_return);
uint32_t suite_frame(Frame* frame, uint32_t exc_return);
/* Logs the fault, clears its status and returns from the leaf function in which it arose. */
uint32_t suite_fault(Frame* frame, uint32_t exc_return);
/* SVC 0 makes thread mode privileged again; others are logged. */
uint32_t suite_service(Frame* frame, uint32_t exc_return);

/* Gives every exception its usual handler and priority and disables what a test enabled. */
void suite_restore(void);
void suite_interrupt(int irq, uint32_t priority, Handler handler);
void suite_pend(int irq);
void suite_priority(int exception, uint32_t priority);

/* Functions of entry.S. */
void suite_entry(void);
uint32_t get_msp(void);
uint32_t get_psp(void);
uint32_t get_control(void);
uint32_t get_primask(void);
uint32_t get_ipsr(void);
uint32_t get_epsr(void);
uint32_t get_xpsr(void);
uint32_t get_apsr(void);
void set_psp(uint32_t value);
void set_control(uint32_t value);
void set_primask(uint32_t value);
void set_apsr(uint32_t value);
void barrier(void);
/*
 * Stores while PRIMASK is set, then clears it: an interrupt that the store makes pending is taken
 * behind the CPSIE, whereas behind a bare store an implementation may take it a little later.
 */
void store_then_unmask(volatile uint32_t* address, uint32_t value);
/* Calls a function in thread mode on the process stack. */
void on_process_stack(void (*function)(void), uint32_t top);
/* Calls a function with SP 4 bytes off an 8-byte boundary. */
void misaligned_stack(void (*function)(void));
/* Loads registers with a pattern, stores value to address, and keeps the registers afterwards. */
void store_with_pattern(volatile uint32_t* address, uint32_t value, uint32_t* registers_after);
void svc_0(void);
uint32_t svc_add(uint32_t a, uint32_t b);
void do_wfi(void);
void do_wfe(void);
void do_sev(void);

/* Leaf functions that fault. */
void fault_undefined_16(void);
void fault_undefined_32(void);
void fault_load_word(uint32_t address);
void fault_store_word(uint32_t address);
void fault_load_half(uint32_t address);
void fault_load_pair(uint32_t address);
void fault_load_multiple(uint32_t address);
void fault_branch(uint32_t address);
void fault_breakpoint(void);
void fault_svc(void);

void tests_common(void);
void tests_armv6m(void);
void tests_armv7m(void);
void tests_faults(void);
void tests_returns(void);
void tests_memory(void);
void tests_armv8m(void);
void tests_floating_point(void);
void test_lockup(void);

#endif
