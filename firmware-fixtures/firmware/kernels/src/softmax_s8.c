/* Softmax in fixed point. Qm.n below means m integer and n fractional bits. */
#include "arm_nnfunctions.h"
#include "nn_arith.h"

#define ONE_Q0_31 INT32_MAX
#define ACCUMULATOR_INTEGER_BITS 12

/* Left shift that saturates in the way of the reference: symmetric bounds. */
static int32_t saturating_left(int32_t x, int32_t bits) {
  const int32_t threshold = (INT32_C(1) << (31 - bits)) - 1;
  if (x > threshold) {
    return INT32_MAX;
  }
  if (x < -threshold) {
    return INT32_MIN;
  }
  return (int32_t)((uint32_t)x << bits);
}

/* exp(x) in Q0.31 for x in [-1/4, 0) in Q0.31: a polynomial of degree four around -1/8. */
static int32_t exp_last_quarter(int32_t x) {
  const int32_t exp_of_minus_eighth = 1895147668;
  const int32_t third = 715827883;
  const int32_t d = x + (INT32_C(1) << 28);
  const int32_t d2 = nn_doubling_high_mul(d, d);
  const int32_t d3 = nn_doubling_high_mul(d2, d);
  const int32_t d4 = nn_doubling_high_mul(d2, d2);
  const int32_t upper = nn_rounding_shift(
      nn_doubling_high_mul(nn_rounding_shift(d4, 2) + d3, third) + d2, 1);
  return exp_of_minus_eighth + nn_doubling_high_mul(exp_of_minus_eighth, d + upper);
}

/* exp(x) in Q0.31 for x <= 0 in Q5.26: the polynomial for the last quarter, times exp(-2^k) for
 * every set bit of the remaining quarters. */
static int32_t exp_of_non_positive(int32_t x) {
  static const int32_t factors[] = {1672461947, 1302514674, 790015084, 290630308,
                                    39332535,   720401,     242};
  if (x == 0) {
    return ONE_Q0_31;
  }
  const int32_t quarter = INT32_C(1) << 24;
  const int32_t last = (x & (quarter - 1)) - quarter;
  int32_t result = exp_last_quarter(saturating_left(last, 5));
  const int32_t quarters = last - x;
  for (int32_t k = 0; k < 7; ++k) {
    if ((quarters & (quarter << k)) != 0) {
      result = nn_doubling_high_mul(result, factors[k]);
    }
  }
  return result;
}

/* 1 / (1 + x) in Q0.31 for x in [0, 1) in Q0.31: three Newton steps in Q2.29. */
static int32_t reciprocal_of_one_plus(int32_t x) {
  const int64_t sum = (int64_t)x + ONE_Q0_31;
  const int32_t half = (int32_t)((sum + (sum >= 0 ? 1 : -1)) / 2);
  int32_t r = 1515870810 + nn_doubling_high_mul(half, -1010580540);
  for (int32_t i = 0; i < 3; ++i) {
    const int32_t error = (INT32_C(1) << 29) - nn_doubling_high_mul(half, r);
    r += saturating_left(nn_doubling_high_mul(r, error), 2);
  }
  return saturating_left(r, 1);
}

/* As nn_rounding_shift, for exponents past the word as well: sums over thousands of elements lead
 * there, and what the reference does on these cores is the shift by register, which fills with the
 * sign from 32 on. */
static int32_t rounding_shift_wide(int32_t x, int32_t exponent) {
  if (exponent <= 31) {
    return nn_rounding_shift(x, exponent);
  }
  return (x >> 31) + (x > -1 + (x < 0 ? 1 : 0) ? 1 : 0);
}

void arm_softmax_s8(const int8_t *input, int32_t num_rows, int32_t row_size, int32_t mult,
                    int32_t shift, int32_t diff_min, int8_t *output) {
  for (int32_t n = 0; n < num_rows; ++n) {
    int32_t largest = INT8_MIN;
    for (int32_t i = 0; i < row_size; ++i) {
      largest = nn_max(largest, input[i]);
    }
    int32_t sum = 0;
    for (int32_t i = 0; i < row_size; ++i) {
      const int32_t diff = input[i] - largest;
      if (diff >= diff_min) {
        const int32_t scaled = nn_doubling_high_mul((int32_t)((uint32_t)diff << shift), mult);
        sum += nn_rounding_shift(exp_of_non_positive(scaled), ACCUMULATOR_INTEGER_BITS);
      }
    }
    const int32_t headroom = sum == 0 ? 32 : __builtin_clz((uint32_t)sum);
    const int32_t fraction =
        headroom > 31 ? INT32_MIN : (int32_t)(((uint32_t)sum << headroom) - (UINT32_C(1) << 31));
    const int32_t scale = reciprocal_of_one_plus(fraction);
    const int32_t right = ACCUMULATOR_INTEGER_BITS - headroom + 31 - 8;
    for (int32_t i = 0; i < row_size; ++i) {
      const int32_t diff = input[i] - largest;
      int32_t value = INT8_MIN;
      if (diff >= diff_min) {
        const int32_t scaled = nn_doubling_high_mul((int32_t)((uint32_t)diff << shift), mult);
        const int32_t product = nn_doubling_high_mul(scale, exp_of_non_positive(scaled));
        value = nn_clamp(rounding_shift_wide(product, right) + INT8_MIN, INT8_MIN, INT8_MAX);
      }
      output[i] = (int8_t)value;
    }
    input += row_size;
    output += row_size;
  }
}
