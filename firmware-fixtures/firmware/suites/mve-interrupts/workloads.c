#include "workloads.h"

#include <string.h>

int8_t bytes_a[128], bytes_b[128];
int16_t halves_a[128], halves_b[128];
int32_t words_a[128], words_b[128];
float floats_a[128], floats_b[128];

void draw_inputs(void) {
  uint32_t word = 0x1B873593u; /* xorshift32 (Marsaglia) */
  for (int i = 0; i < 128; i++) {
    for (int k = 0; k < 2; k++) {
      word ^= word << 13;
      word ^= word >> 17;
      word ^= word << 5;
      (k == 0 ? words_a : words_b)[i] = (int32_t)word;
      (k == 0 ? halves_a : halves_b)[i] = (int16_t)(word >> 8);
      (k == 0 ? bytes_a : bytes_b)[i] = (int8_t)(word >> 16);
      (k == 0 ? floats_a : floats_b)[i] = (float)((int32_t)word >> 12) / 4096.0f;
    }
  }
}

/* Sums in LR-driven, tail-predicated loops over contiguous bytes and halfwords. */
static uint32_t contiguous(uint8_t* out) {
  const int8_t* a = bytes_a;
  const int8_t* b = bytes_b;
  uint8_t* to = out;
  int32_t products = 0;
  __asm volatile(
      "dlstp.8  lr, %[n]\n"
      "1:\n\t"
      "vldrb.8  q0, [%[a]], #16\n\t"
      "vldrb.8  q1, [%[b]], #16\n\t"
      "vmladava.s8 %[sum], q0, q1\n\t"
      "vqadd.s8 q2, q0, q1\n\t"
      "vrhadd.s8 q2, q2, q0\n\t"
      "vstrb.8  q2, [%[to]], #16\n\t"
      "letp     lr, 1b"
      : [a] "+r"(a), [b] "+r"(b), [to] "+r"(to), [sum] "+Te"(products)
      : [n] "r"(LENGTH)
      : "lr", "q0", "q1", "q2", "memory");
  const int16_t* c = halves_a;
  const int16_t* d = halves_b;
  int32_t low = 1;
  register int32_t high __asm("r5") = 2; /* an odd register */
  __asm volatile(
      "wlstp.16 lr, %[n], 2f\n"
      "1:\n\t"
      "vldrh.16 q0, [%[c]], #16\n\t"
      "vldrh.16 q1, [%[d]], #16\n\t"
      "vmlaldava.s16 %[low], %[high], q0, q1\n\t"
      "letp     lr, 1b\n"
      "2:"
      : [c] "+r"(c), [d] "+r"(d), [low] "+Te"(low), [high] "+r"(high)
      : [n] "r"(LENGTH)
      : "lr", "q0", "q1", "memory");
  const int32_t sums[] = {products, low, high};
  memcpy(out + 64, sums, sizeof sums);
  return 64 + sizeof sums;
}

/* Vectors of addresses that move on by write-back, and scatters by offsets. */
static uint32_t gather_scatter(uint8_t* out) {
  static const uint32_t spread[4] = {0, 8, 20, 4};
  static const uint16_t shuffled[8] = {3, 0, 7, 1, 6, 2, 5, 4};
  uint32_t* to = (uint32_t*)(void*)out;
  __asm volatile(
      "vldrw.32 q0, [%[spread]]\n\t"
      "vadd.i32 q1, q0, %[from]\n\t" /* sources and destinations */
      "vadd.i32 q2, q0, %[to]\n\t"
      "mov      lr, #12\n\t"
      "dls      lr, lr\n"
      "1:\n\t"
      "vldrw.32 q3, [q1, #12]!\n\t"
      "vldrw.32 q0, [q1, #4]\n\t"
      "veor     q3, q3, q0\n\t"
      "vstrw.32 q3, [q2, #12]!\n\t"
      "le       lr, 1b\n\t"
      "vsub.i32 q1, q1, %[from]\n\t"
      "vstrw.32 q1, [%[end]]"
      :
      : [spread] "r"(spread), [from] "r"(words_a), [to] "r"(to), [end] "r"(to + 64)
      : "lr", "q0", "q1", "q2", "q3", "memory");
  const int16_t* from = halves_a;
  uint16_t* halves = (uint16_t*)(void*)(out + 512);
  __asm volatile(
      "vldrh.16 q1, [%[shuffled]]\n\t"
      "dlstp.16 lr, %[n]\n"
      "1:\n\t"
      "vldrh.16 q0, [%[from], q1, uxtw #1]\n\t"
      "vstrh.16 q0, [%[to], q1, uxtw #1]\n\t"
      "add      %[from], %[from], #16\n\t"
      "add      %[to], %[to], #16\n\t"
      "letp     lr, 1b"
      : [from] "+r"(from), [to] "+r"(halves)
      : [shuffled] "r"(shuffled), [n] "r"(LENGTH)
      : "lr", "q0", "q1", "memory");
  return 512 + 128;
}

/* VPT blocks of every length, nested in tail predication and not. */
static uint32_t predicated(uint8_t* out) {
  const int32_t* a = words_a;
  const int32_t* b = words_b;
  uint8_t* to = out;
  __asm volatile(
      "vmov.i32 q4, #0\n\t"
      "dlstp.32 lr, %[n]\n"
      "1:\n\t"
      "vldrw.32 q0, [%[a]], #16\n\t"
      "vldrw.32 q1, [%[b]], #16\n\t"
      "vpttee.s32 gt, q0, q1\n\t"
      "vaddt.i32 q4, q4, q0\n\t"
      "veort    q2, q0, q1\n\t"
      "vsube.i32 q4, q4, q1\n\t"
      "vmule.i32 q2, q0, q1\n\t"
      "vpte.s32 lt, q2, %[threshold]\n\t"
      "vaddt.i32 q2, q2, %[threshold]\n\t"
      "vnege.s32 q2, q2\n\t"
      "vstrw.32 q2, [%[to]], #16\n\t"
      "letp     lr, 1b\n\t"
      "vstrw.32 q4, [%[last]]"
      : [a] "+r"(a), [b] "+r"(b), [to] "+r"(to)
      : [n] "r"(LENGTH), [threshold] "r"(0x01234567), [last] "r"(out + 256)
      : "lr", "q0", "q1", "q2", "q4", "cc", "memory");
  const int8_t* c = bytes_a;
  to = out + 272;
  __asm volatile(
      "mov      lr, #4\n\t"
      "dls      lr, lr\n"
      "1:\n\t"
      "vldrb.8  q0, [%[c]], #16\n\t"
      "vcmp.s8  gt, q0, %[limit]\n\t"
      "vpnot\n\t"
      "vpstete\n\t"
      "vmvnt    q1, q0\n\t"
      "vshle.i8 q1, q0, #2\n\t"
      "vaddt.i8 q1, q1, q0\n\t"
      "vclse.s8 q1, q1\n\t"
      "vstrb.8  q1, [%[to]], #16\n\t"
      "le       lr, 1b"
      : [c] "+r"(c), [to] "+r"(to)
      : [limit] "r"(17)
      : "lr", "q0", "q1", "cc", "memory");
  return 272 + 64;
}

/* Additions and subtractions of 512 bits, whose carry waits in FPSCR, and shifts with carry. */
static uint32_t carry_chains(uint8_t* out) {
  const int32_t* a = words_a;
  const int32_t* b = words_b;
  uint8_t* to = out;
  uint32_t rest = 0x5A5A5A5Au;
  for (int turn = 0; turn < 7; turn++) {
    __asm volatile(
        "vldrw.32 q0, [%[a]], #16\n\t"
        "vldrw.32 q1, [%[b]], #16\n\t"
        "vadci.i32 q2, q0, q1\n\t"
        "vldrw.32 q0, [%[a]], #16\n\t"
        "vldrw.32 q1, [%[b]], #16\n\t"
        "vadc.i32 q3, q0, q1\n\t"
        "vstrw.32 q2, [%[to]], #16\n\t"
        "vstrw.32 q3, [%[to]], #16\n\t"
        "vldrw.32 q0, [%[a]], #-16\n\t"
        "vldrw.32 q1, [%[b]], #-16\n\t"
        "vadc.i32 q2, q0, q1\n\t"
        "vadc.i32 q3, q1, q1\n\t"
        "vstrw.32 q2, [%[to]], #16\n\t"
        "vstrw.32 q3, [%[to]], #16\n\t"
        "vsbci.i32 q2, q1, q0\n\t"
        "vsbc.i32 q3, q0, q1\n\t"
        "vshlc    q2, %[rest], #13\n\t"
        "vshlc    q3, %[rest], #5\n\t"
        "vstrw.32 q2, [%[to]], #16\n\t"
        "vstrw.32 q3, [%[to]], #16"
        : [a] "+r"(a), [b] "+r"(b), [to] "+r"(to), [rest] "+r"(rest)
        :
        : "q0", "q1", "q2", "q3", "cc", "memory");
  }
  memcpy(to, &rest, sizeof rest);
  return (uint32_t)(to - out) + sizeof rest;
}

/* Loads and stores that take a stream apart, and vectors that count and wrap. */
static uint32_t streams(uint8_t* out) {
  const uint8_t* from = (const uint8_t*)bytes_a;
  uint8_t* to = out;
  uint32_t count = 3;
  uint32_t wrapping = 8;
  register uint32_t end __asm("r5") = 12; /* an odd register */
  for (int turn = 0; turn < 2; turn++) {
    __asm volatile(
        "vld40.8  {q0, q1, q2, q3}, [%[from]]\n\t"
        "vld41.8  {q0, q1, q2, q3}, [%[from]]\n\t"
        "vld42.8  {q0, q1, q2, q3}, [%[from]]\n\t"
        "vld43.8  {q0, q1, q2, q3}, [%[from]]!\n\t"
        "vidup.u8 q4, %[count], #4\n\t"
        "vadd.i8  q0, q0, q4\n\t"
        "viwdup.u16 q4, %[wrapping], %[end], #2\n\t"
        "veor     q1, q1, q4\n\t"
        "vst20.16 {q0, q1}, [%[to]]\n\t"
        "vst21.16 {q0, q1}, [%[to]]!\n\t"
        "vst20.16 {q2, q3}, [%[to]]\n\t"
        "vst21.16 {q2, q3}, [%[to]]!"
        : [from] "+r"(from), [to] "+r"(to), [count] "+Te"(count), [wrapping] "+Te"(wrapping),
          [end] "+r"(end)
        :
        : "q0", "q1", "q2", "q3", "q4", "memory");
  }
  const uint32_t counters[] = {count, wrapping};
  memcpy(to, counters, sizeof counters);
  return (uint32_t)(to - out) + sizeof counters;
}

/* Floating point in vectors and beside them, complex products, and a loop that is left early. */
static uint32_t floating(uint8_t* out) {
  const float* a = floats_a;
  const float* b = floats_b;
  uint8_t* to = out;
  float sum = 0.5f;
  float factor = 1.25f;
  __asm volatile(
      "dlstp.32 lr, %[n]\n"
      "1:\n\t"
      "vldrw.32 q0, [%[a]], #16\n\t"
      "vldrw.32 q1, [%[b]], #16\n\t"
      "vcmul.f32 q2, q0, q1, #0\n\t"
      "vcmla.f32 q2, q0, q1, #90\n\t"
      "vfma.f32 q2, q0, q1\n\t"
      "vmaxnm.f32 q2, q2, q1\n\t"
      "vstrw.32 q2, [%[to]], #16\n\t"
      "vmla.f32 %[sum], %[sum], %[factor]\n\t"
      "letp     lr, 1b"
      : [a] "+r"(a), [b] "+r"(b), [to] "+r"(to), [sum] "+t"(sum)
      : [n] "r"(LENGTH - 1), [factor] "t"(factor)
      : "lr", "q0", "q1", "q2", "memory");
  memcpy(out + 256, &sum, sizeof sum);
  const int32_t* words = words_a;
  int32_t found;
  __asm volatile(
      "dlstp.32 lr, %[n]\n"
      "1:\n\t"
      "vldrw.32 q0, [%[words]], #16\n\t"
      "vmov     %[found], s2\n\t"
      "cmp      %[found], %[large]\n\t"
      "bgt      2f\n\t" /* which is the third of four */
      "letp     lr, 1b\n"
      "2:\n\t"
      "lctp\n\t"
      "vmvn     q0, q0\n\t"
      "vstrw.32 q0, [%[to]]"
      : [words] "+r"(words), [found] "=&r"(found)
      : [n] "r"(LENGTH), [large] "r"(0x60000000), [to] "r"(out + 260)
      : "lr", "q0", "cc", "memory");
  return 276;
}

const Workload workloads[] = {
    {"contiguous", contiguous},     {"gather and scatter", gather_scatter},
    {"predicated", predicated},     {"carry chains", carry_chains},
    {"streams", streams},           {"floating point", floating},
};
const uint32_t workload_count = sizeof workloads / sizeof workloads[0];
