/*
 * Two worlds: a Secure image and a Non-secure one in one file, which call and interrupt each other and
 * tell it in a log without times, so that two implementations can be compared byte by byte.
 *
 * The Secure world (secure.c) owns the console; the Non-secure one (nonsecure.c) reaches it through
 * the gateways below.
 */
#ifndef TINYRIG_SUITES_SECURITY_WORLD_H_
#define TINYRIG_SUITES_SECURITY_WORLD_H_

#include <stdint.h>

#define REGISTER(address) (*(volatile uint32_t*)(uintptr_t)(address))

#define NVIC_ISER REGISTER(0xE000E100)
#define NVIC_ICER REGISTER(0xE000E180)
#define NVIC_ISPR REGISTER(0xE000E200)
#define NVIC_ICPR REGISTER(0xE000E280)
#define NVIC_IABR REGISTER(0xE000E300)
#define NVIC_ITNS REGISTER(0xE000E380)
#define NVIC_IPR6 REGISTER(0xE000E418)
#define CPUID REGISTER(0xE000ED00)
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
#define NSACR REGISTER(0xE000ED8C)
#define MPU_TYPE REGISTER(0xE000ED90)
#define MPU_CTRL REGISTER(0xE000ED94)
#define MPU_RNR REGISTER(0xE000ED98)
#define MPU_RBAR REGISTER(0xE000ED9C)
#define MPU_RLAR REGISTER(0xE000EDA0)
#define MPU_MAIR0 REGISTER(0xE000EDC0)
#define SAU_CTRL REGISTER(0xE000EDD0)
#define SAU_TYPE REGISTER(0xE000EDD4)
#define SAU_RNR REGISTER(0xE000EDD8)
#define SAU_RBAR REGISTER(0xE000EDDC)
#define SAU_RLAR REGISTER(0xE000EDE0)
#define SFSR REGISTER(0xE000EDE4)
#define SFAR REGISTER(0xE000EDE8)
#define FPCCR REGISTER(0xE000EF34)
#define FPCAR REGISTER(0xE000EF38)
#define FPDSCR REGISTER(0xE000EF3C)
#define SYST_CSR REGISTER(0xE000E010)
#define SYST_RVR REGISTER(0xE000E014)
#define SYST_CVR REGISTER(0xE000E018)

/* The same registers as the Non-secure state sees them, for Secure code. */
#define NS_ALIAS(name) (*(volatile uint32_t*)((uintptr_t)&(name) + 0x20000u))

#define AIRCR_KEY 0x05FA0000u
#define AIRCR_PRIS 0x4000u
#define AIRCR_BFHFNMINS 0x2000u

enum { IRQ_SECURE = 24, IRQ_NONSECURE = 25, IRQ_NONSECURE_2 = 26 };

typedef struct {
  uint32_t r0, r1, r2, r3, r12, lr, pc, xpsr;
} Frame;

/* Gateways. */
void world_log(const char* name, const uint32_t* values, uint32_t count);
void world_title(const char* name);
uint32_t world_add(uint32_t a, uint32_t b);
void world_pend_secure(uint32_t how);
uint32_t world_call_back(uint32_t argument);
void world_resume_at(uint32_t pc);
void world_use_floats(uint32_t in_handler);
void world_secure_float_state(void);

#define LOG(name, ...)                             \
  do {                                             \
    const uint32_t values_[] = {__VA_ARGS__};      \
    world_log(name, values_, sizeof values_ / 4u); \
  } while (0)

/* What the Non-secure image offers; filled in by its reset code. */
typedef struct {
  void (*tests)(void);
  uint32_t (*twice)(uint32_t value);
  void (*start_timer)(void);
  void (*use_floats)(uint32_t in_handler);
  void (*float_tests)(void);
} NonSecureFunctions;

/* Places that the linker scripts name. */
extern char nonsecure_ram_start[], secure_ram_start[], secure_code_start[];
#define NS_FUNCTIONS ((volatile NonSecureFunctions*)(uintptr_t)nonsecure_ram_start)
#define SECURE_RAM ((uint32_t)(uintptr_t)secure_ram_start)
#define SECURE_CODE ((uint32_t)(uintptr_t)secure_code_start + 0x200u)

#define GETTER(name, reg)                                    \
  static inline uint32_t name(void) {                        \
    uint32_t value;                                          \
    __asm volatile("mrs %0, " #reg : "=r"(value));           \
    return value;                                            \
  }
#define SETTER(name, reg)                                    \
  static inline void name(uint32_t value) {                  \
    __asm volatile("msr " #reg ", %0\n isb" : : "r"(value)); \
  }
/* Whether the core has vectors, by MVFR1: both targets share these sources. */
static inline int has_vectors(void) {
  return (*(volatile uint32_t*)0xE000EF44u & 0xF00u) != 0;
}
static inline void barrier(void) {
  __asm volatile("dsb\n isb" : : : "memory");
}

#endif
