/* Fixed-point arithmetic that all kernels share. The general functions define the result; the
 * "quick" forms are cheaper and equal within the bounds that requant_table_prepare checks. */
#ifndef NN_ARITH_H
#define NN_ARITH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__ARM_FEATURE_MVE) && (__ARM_FEATURE_MVE & 1) && !defined(NN_PLAIN_C) && \
    !defined(NN_NO_MVE)
#define NN_MVE 1
#else
#define NN_MVE 0
#endif

#if defined(__ARM_FEATURE_DSP) && __ARM_FEATURE_DSP && !NN_MVE && !defined(NN_PLAIN_C)
#define NN_DSP 1
#else
#define NN_DSP 0
#endif

static inline int32_t nn_max(int32_t a, int32_t b) { return a > b ? a : b; }
static inline int32_t nn_min(int32_t a, int32_t b) { return a < b ? a : b; }
static inline int32_t nn_clamp(int32_t v, int32_t low, int32_t high) {
  return nn_min(nn_max(v, low), high);
}

/* round(a * b / 2^31), halves upwards, saturated at the one product that does not fit. The
 * reference truncates (a * b + nudge) / 2^31 with a nudge by sign; for negative products that is
 * the same as the floor of (a * b + 2^30) / 2^31. */
static inline int32_t nn_doubling_high_mul(int32_t a, int32_t b) {
  if (a == INT32_MIN && b == INT32_MIN) {
    return INT32_MAX;
  }
  return (int32_t)(((int64_t)a * b + (INT64_C(1) << 30)) >> 31);
}

/* x / 2^exponent, halves away from zero; 0 <= exponent <= 31. */
static inline int32_t nn_rounding_shift(int32_t x, int32_t exponent) {
  const int32_t mask = (int32_t)((UINT32_C(1) << exponent) - 1);
  const int32_t threshold = (mask >> 1) + (x < 0 ? 1 : 0);
  return (x >> exponent) + ((x & mask) > threshold ? 1 : 0);
}

/* Multiplication by mult * 2^(shift - 31); the left shift wraps as in the reference. */
static inline int32_t nn_requantise(int32_t x, int32_t mult, int32_t shift) {
  const int32_t left = shift > 0 ? shift : 0;
  const int32_t right = shift > 0 ? 0 : -shift;
  return nn_rounding_shift(nn_doubling_high_mul((int32_t)((uint32_t)x << left), mult), right);
}

/* How one output channel becomes 8 bit. The entry is four words so that a kernel fetches it with
 * one LDM. */
typedef struct {
  int32_t bias;     /* start value of the accumulator */
  int32_t mult;     /* Q0.31 multiplier */
  int32_t rounding; /* half of 2^shift, plus the output offset times 2^shift */
  int32_t shift;    /* right shift, 1..22; 0 if the channel is not quick */
} requant_t;

/* Whether nn_requant_quick is exact for this channel; if not, only nn_requantise is. */
static inline bool requant_is_quick(const requant_t *q) { return q->shift > 0; }

/* Fills table[0..channels). magnitude bounds |accumulator - bias|. Returns whether every channel is
 * quick. */
bool requant_table_prepare(requant_t *table, int32_t channels, const int32_t *bias,
                           const int32_t *mult, const int32_t *shift, int64_t magnitude,
                           int32_t output_offset, int32_t act_min, int32_t act_max);

#if NN_DSP
static inline int32_t nn_smmulr(int32_t a, int32_t b) {
  int32_t r;
  __asm__("smmulr %0, %1, %2" : "=r"(r) : "r"(a), "r"(b));
  return r;
}
static inline int32_t nn_ssat8(int32_t v) {
  int32_t r;
  __asm__("ssat %0, #8, %1" : "=r"(r) : "r"(v));
  return r;
}
static inline uint32_t nn_sxtab16(uint32_t a, uint32_t b) {
  uint32_t r;
  __asm__("sxtab16 %0, %1, %2" : "=r"(r) : "r"(a), "r"(b));
  return r;
}
static inline uint32_t nn_sxtab16_ror8(uint32_t a, uint32_t b) {
  uint32_t r;
  __asm__("sxtab16 %0, %1, %2, ror #8" : "=r"(r) : "r"(a), "r"(b));
  return r;
}
static inline uint32_t nn_sxtb16(uint32_t a) {
  uint32_t r;
  __asm__("sxtb16 %0, %1" : "=r"(r) : "r"(a));
  return r;
}
static inline uint32_t nn_sxtb16_ror8(uint32_t a) {
  uint32_t r;
  __asm__("sxtb16 %0, %1, ror #8" : "=r"(r) : "r"(a));
  return r;
}
static inline int32_t nn_smlabb(uint32_t a, uint32_t b, int32_t acc) {
  int32_t r;
  __asm__("smlabb %0, %1, %2, %3" : "=r"(r) : "r"(a), "r"(b), "r"(acc));
  return r;
}
static inline int32_t nn_smlatt(uint32_t a, uint32_t b, int32_t acc) {
  int32_t r;
  __asm__("smlatt %0, %1, %2, %3" : "=r"(r) : "r"(a), "r"(b), "r"(acc));
  return r;
}
static inline int32_t nn_smlad(uint32_t a, uint32_t b, int32_t acc) {
  int32_t r;
  __asm__("smlad %0, %1, %2, %3" : "=r"(r) : "r"(a), "r"(b), "r"(acc));
  return r;
}
/* Lane-wise maximum and minimum of four signed bytes. */
static inline uint32_t nn_max_s8x4(uint32_t a, uint32_t b) {
  uint32_t r;
  __asm__("ssub8 %0, %1, %2\n\tsel %0, %1, %2" : "=&r"(r) : "r"(a), "r"(b));
  return r;
}
static inline uint32_t nn_min_s8x4(uint32_t a, uint32_t b) {
  uint32_t r;
  __asm__("ssub8 %0, %1, %2\n\tsel %0, %2, %1" : "=&r"(r) : "r"(a), "r"(b));
  return r;
}

/* A word from any address: the core does unaligned LDR, C needs the detour to say so. */
static inline uint32_t nn_load_word(const void *p) {
  uint32_t v;
  __builtin_memcpy(&v, p, sizeof v);
  return v;
}
static inline void nn_store_word(void *p, uint32_t v) { __builtin_memcpy(p, &v, sizeof v); }

/* acc to output units, offset included, before the clamp. SMMULR of the doubled accumulator equals
 * nn_doubling_high_mul while |acc| < 2^30. Subtracting one from a negative value turns "halves
 * upwards" into "halves away from zero". The output offset rides in the rounding constant. */
static inline int32_t nn_requant_quick(int32_t acc, const requant_t *q) {
  int32_t t = nn_smmulr((int32_t)((uint32_t)acc << 1), q->mult);
  t += t >> 31;
  return (t + q->rounding) >> q->shift;
}
#endif

#endif
