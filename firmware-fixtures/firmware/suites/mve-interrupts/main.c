/*
 * Vector code under interrupts: each workload runs alone, then under SysTick at periods without a
 * common factor, whose handlers use vectors, predication, carries and floating point themselves. The
 * results must stay what they were. Nothing that is printed depends on time.
 */
#include <string.h>

#include "console/console.h"
#include "runner/crc32.h"
#include "startup/startup.h"
#include "workloads.h"

#define SYST_CSR (*(volatile uint32_t*)0xE000E010u)
#define SYST_RVR (*(volatile uint32_t*)0xE000E014u)
#define SYST_CVR (*(volatile uint32_t*)0xE000E018u)
#define SCB_ICSR (*(volatile uint32_t*)0xE000ED04u)
#define SCB_SHPR3 (*(volatile uint32_t*)0xE000ED20u)

enum {
  SYST_RUN = 7, /* enable, interrupt, processor clock */
  ICSR_PENDSVSET = 1 << 28,
  LOWEST_PENDSV = 0xE0 << 16,
  OUT_BYTES = 2048,
  TICKS = 100, /* interrupts that each workload meets at each period, at least */
};

/* Cycles between interrupts: primes, so that they meet every place of the loops sooner or later. */
static const uint32_t periods[] = {797, 911, 1013, 1201, 1373, 1511, 1753, 1999};

static uint8_t out[OUT_BYTES] __attribute__((aligned(8)));
static uint8_t expected[OUT_BYTES] __attribute__((aligned(8)));
static volatile uint32_t ticks;
static volatile uint32_t spoiled; /* handlers that computed something else than the first time */

/* What both handlers do: a whole vector first, which a tail-predicated loop that was interrupted must
 * not predicate, then a loop, a VPT block and a carry chain of their own. */
static uint32_t use_vectors(const int32_t* from) {
  uint32_t to[28];
  to[22] = 0; /* the loop writes half of this word */
  const int32_t* first = from;
  uint32_t* end = to;
  __asm volatile(
      "vldrw.32 q0, [%[from]], #16\n\t"
      "vldrw.32 q1, [%[from]], #16\n\t"
      "vadd.i32 q2, q0, q1\n\t"
      "vstrw.32 q2, [%[to]], #16\n\t"
      "vadci.i32 q3, q0, q0\n\t"
      "vadc.i32 q3, q3, q1\n\t"
      "vstrw.32 q3, [%[to]], #16\n\t"
      "vpte.s32 ge, q0, q1\n\t"
      "vmovt    q2, q0\n\t"
      "vmove    q2, q1\n\t"
      "vstrw.32 q2, [%[to]], #16\n\t"
      "vcvt.f32.s32 q0, q0\n\t"
      "vfma.f32 q0, q0, q0\n\t"
      "vstrw.32 q0, [%[to]], #16\n\t"
      "dlstp.16 lr, %[n]\n"
      "1:\n\t"
      "vldrh.16 q0, [%[from]], #16\n\t"
      "vrev32.16 q0, q0\n\t"
      "vstrh.16 q0, [%[to]], #16\n\t"
      "letp     lr, 1b"
      : [from] "+r"(first), [to] "+r"(end)
      : [n] "r"(13)
      : "lr", "q0", "q1", "q2", "q3", "cc", "memory");
  /* Quicker than a CRC: the handlers must leave time to what they interrupt. */
  uint32_t hash = 1;
  for (int i = 0; i < 23; i++) {
    hash = hash * 16777619u ^ to[i];
  }
  return hash;
}

static void expect_same(uint32_t* first, uint32_t now) {
  if (*first == 0) {
    *first = now;
  } else if (*first != now) {
    spoiled = spoiled + 1;
  }
}

static uint32_t first_in_systick;
static uint32_t first_in_pendsv;

void SysTick_Handler(void) {
  const uint32_t number = ticks + 1;
  ticks = number;
  if (number % 4 == 0) {
    expect_same(&first_in_systick, use_vectors(words_a));
    SCB_ICSR = ICSR_PENDSVSET;
  } else if (number % 4 == 2) {
    /* No floating point: its state stays where it is, until the context is needed again. */
    expect_same(&first_in_systick, first_in_systick);
  } else {
    float sum = 1.0f;
    __asm volatile(
        "vmov.i32 q0, #255\n\t"
        "vcmp.i32 eq, q0, q0\n\t"
        "vadd.f32 %[sum], %[sum], %[sum]"
        : [sum] "+t"(sum)
        :
        : "q0", "cc");
    if (sum != 2.0f) {
      spoiled = spoiled + 1;
    }
  }
}

void PendSV_Handler(void) { expect_same(&first_in_pendsv, use_vectors(words_b)); }

static void write_hex(uint32_t value) {
  char text[9];
  for (int i = 0; i < 8; i++) {
    text[i] = "0123456789abcdef"[(value >> (28 - 4 * i)) & 15];
  }
  text[8] = '\0';
  console_write(text);
}

static void write_decimal(uint32_t value) {
  char text[11];
  char* p = text + 10;
  *p = '\0';
  do {
    *--p = (char)('0' + value % 10);
    value /= 10;
  } while (value != 0);
  console_write(p);
}

/* Whether the words of out are the expected ones; clears them for the next run. */
static int is_expected(uint32_t bytes) {
  uint32_t* found = (uint32_t*)(void*)out;
  const uint32_t* wanted = (const uint32_t*)(const void*)expected;
  uint32_t different = 0;
  for (uint32_t i = 0; i < bytes / 4; i++) {
    different |= found[i] ^ wanted[i];
    found[i] = 0;
  }
  return different == 0;
}

/* Runs until enough interrupts have come; returns how often the result was another. */
static uint32_t runs_spoiled(const Workload* workload, uint32_t period) {
  uint32_t wrong = 0;
  ticks = 0;
  SYST_RVR = period - 1;
  SYST_CVR = 0;
  SYST_CSR = SYST_RUN;
  while (ticks < TICKS) {
    wrong += !is_expected(workload->run(out));
  }
  SYST_CSR = 0;
  return wrong;
}

/* Everything about one workload; returns whether interrupts changed nothing. */
static int check(const Workload* workload) {
  memset(out, 0, sizeof out);
  const uint32_t bytes = workload->run(out);
  memcpy(expected, out, sizeof out);
  console_write(workload->name);
  console_write(": crc32 ");
  write_hex(tinyrig_crc32(out, bytes));
  int same = is_expected(bytes);
  for (uint32_t i = 0; i < sizeof periods / sizeof periods[0]; i++) {
    if (runs_spoiled(workload, periods[i]) != 0) {
      console_write(", another every ");
      write_decimal(periods[i]);
      console_write(" cycles");
      same = 0;
    }
  }
  console_write(same ? ", under interrupts too\n" : "\n");
  return same;
}

int main(void) {
  int same = 1;
  draw_inputs();
  SCB_SHPR3 |= LOWEST_PENDSV; /* SysTick may interrupt it */
  for (uint32_t w = 0; w < workload_count; w++) {
    same &= check(&workloads[w]);
  }
  if (spoiled != 0) {
    console_write("handlers did not compute the same every time\n");
    same = 0;
  }
  console_write(same ? "passed\n" : "failed\n");
  return same ? 0 : 1;
}
