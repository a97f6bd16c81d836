// Floating-point suite: every data-processing instruction of the FPU over drawn operands, in all rounding modes, with and without
// flush-to-zero, default NaN and alternative half precision. One line per instruction: its name and a hash over results and FPSCR.
//
// With TRACE defined as an instruction's name each case is printed instead.
#include <stdint.h>

#include "console/console.h"
#include "suites/floating-point/operations.h"

#ifndef ROUNDS
#define ROUNDS 400
#endif

// Armv8-M has FPv5 whatever its precision; half-precision arithmetic comes with Armv8.1-M.
#define FPV5 (__ARM_ARCH >= 8 || (__ARM_FP & 8))
#ifdef __ARM_FEATURE_FP16_SCALAR_ARITHMETIC
#define HALF 1
#else
#define HALF 0
#endif

// FPSCR.LTPSIZE: no tail predication.
#ifdef __ARM_FEATURE_MVE
#define WHOLE_VECTORS (4u << 16)
#else
#define WHOLE_VECTORS 0
#endif

#define FZ16 (1u << 19)

#define print console_write

static void print_hex(uint64_t value, int digits) {
  char text[17];
  text[digits] = 0;
  for (int i = digits - 1; i >= 0; i--) {
    text[i] = "0123456789abcdef"[value & 15];
    value >>= 4;
  }
  print(text);
}

typedef struct {
  uint64_t d, n, m;
  uint32_t fpscr;
} state_t;

#define DEFINE(name, instruction) \
  static void do_##name(state_t *s) { \
    uint32_t fpscr = s->fpscr; \
    __asm__ volatile( \
        "vldr d0, [%1]\n vldr d1, [%1, #8]\n vldr d2, [%1, #16]\n vmsr fpscr, %0\n" instruction "\n" \
        "vmrs %0, fpscr\n vstr d0, [%1]\n" \
        : "+r"(fpscr) : "r"(s) : "memory", "s0", "s1", "s2", "s3", "s4", "s5"); \
    s->fpscr = fpscr; \
  }
FPV4_SP_OPERATIONS(DEFINE)
#if FPV5
FPV5_SP_OPERATIONS(DEFINE)
#endif
#if __ARM_FP & 8
FPV5_DP_OPERATIONS(DEFINE)
#endif
#if HALF
FP16_OPERATIONS(DEFINE)
#endif

typedef struct {
  const char *name;
  void (*run)(state_t *);
} operation_t;

#define ROW(name, instruction) {#name, do_##name},
static const operation_t operations[] = {
    FPV4_SP_OPERATIONS(ROW)
#if FPV5
    FPV5_SP_OPERATIONS(ROW)
#endif
#if __ARM_FP & 8
    FPV5_DP_OPERATIONS(ROW)
#endif
#if HALF
    FP16_OPERATIONS(ROW)
#endif
};

// xorshift64*
static uint64_t draw(uint64_t *seed) {
  uint64_t x = *seed;
  x ^= x >> 12;
  x ^= x << 25;
  x ^= x >> 27;
  *seed = x;
  return x * 0x2545F4914F6CDD1DULL;
}

static const uint32_t special32[32] = {
    0x00000000, 0x80000000, 0x3F800000, 0xBF800000, 0x7F800000, 0xFF800000, 0x7FC00000, 0xFFC12345,
    0x7F800001, 0xFFA00000, 0x00000001, 0x80000001, 0x007FFFFF, 0x807FFFFF, 0x00800000, 0x80800000,
    0x00800001, 0x7F7FFFFF, 0xFF7FFFFF, 0x3F000000, 0xBF000000, 0x3FC00000, 0x4F000000, 0xCF000000,
    0x4F800000, 0x4EFFFFFF, 0x5F000000, 0x33800000, 0x477FE000, 0x477FF000, 0x38800000, 0x33000001,
};

static uint32_t operand32(uint64_t r) {
  uint32_t bits = (uint32_t)r;
  uint32_t small = (uint32_t)(r >> 32) & 63;
  uint32_t rest = bits & 0x807FFFFF;
  switch (r >> 60) {
    case 0: case 1: case 2: return special32[small & 31];
    case 3: return special32[small & 31] ^ (bits & 0x80000001);
    case 4: case 5: case 6: return rest | (127 - 32 + small) << 23;
    case 7: return rest | (127 - 4 + (small & 7)) << 23;
    case 8: return rest | (small % 3) << 23;
    case 9: return rest | (254 - small % 3) << 23;
    case 10: case 11: return (rest & 0xFFF80000) | (127 - 4 + (small & 7)) << 23;
    case 12: return (rest & 0xFFFFF000) | (127 - 32 + small) << 23;
    case 13: return rest | (63 - 4 + (small & 7)) << 23;
    default: return bits;
  }
}

static const uint64_t special64[32] = {
    0x0000000000000000, 0x8000000000000000, 0x3FF0000000000000, 0xBFF0000000000000,
    0x7FF0000000000000, 0xFFF0000000000000, 0x7FF8000000000000, 0xFFF8123456789ABC,
    0x7FF0000000000001, 0xFFF4000000000000, 0x0000000000000001, 0x8000000000000001,
    0x000FFFFFFFFFFFFF, 0x800FFFFFFFFFFFFF, 0x0010000000000000, 0x8010000000000000,
    0x0010000000000001, 0x7FEFFFFFFFFFFFFF, 0xFFEFFFFFFFFFFFFF, 0x3FE0000000000000,
    0xBFE0000000000000, 0x3FF8000000000000, 0x41E0000000000000, 0xC1E0000000000000,
    0x41F0000000000000, 0x41DFFFFFFFE00000, 0x47EFFFFFE0000000, 0x47EFFFFFF0000000,
    0x3810000000000000, 0x380FFFFFFFFFFFFF, 0x40EFFC0000000000, 0x3F10000000000000,
};

static uint64_t operand64(uint64_t r, uint64_t bits) {
  uint64_t small = (r >> 32) & 63;
  uint64_t rest = bits & 0x800FFFFFFFFFFFFFULL;
  switch (r >> 60) {
    case 0: case 1: case 2: return special64[small & 31];
    case 3: return special64[small & 31] ^ (bits & 0x8000000000000001ULL);
    case 4: case 5: return rest | (1023 - 32 + small) << 52;
    case 6: return rest | (1023 - 4 + (small & 7)) << 52;
    case 7: return (rest & 0xFFFFFFFFE0000000ULL) | (1023 - 32 + small) << 52;
    case 8: return rest | (small % 3) << 52;
    case 9: return rest | (2046 - small % 3) << 52;
    case 10: return (rest & 0xFFFF000000000000ULL) | (1023 - 4 + (small & 7)) << 52;
    case 11: return (rest & 0xFFFFFFFFFF000000ULL) | (1023 - 32 + small) << 52;
    case 12: return rest | (511 - 4 + (small & 7)) << 52;
    case 13: return rest | (1023 - 127 - 32 + small) << 52;
    case 14: return rest | (1023 + 127 - 3 + (small & 3)) << 52;
    default: return bits;
  }
}

// Single-precision operands, half-precision ones and integers stand in the low word; the high word is drawn too.
static uint64_t operand(uint64_t *seed, int wide) {
  uint64_t r = draw(seed);
  uint64_t bits = draw(seed);
  return wide ? operand64(r, bits) : (bits & 0xFFFFFFFF00000000ULL) | operand32(r);
}

#if HALF
static const uint16_t special16[32] = {
    0x0000, 0x8000, 0x3C00, 0xBC00, 0x7C00, 0xFC00, 0x7E00, 0xFE12, 0x7C01, 0xFD34, 0x0001,
    0x8001, 0x03FF, 0x83FF, 0x0400, 0x8400, 0x0401, 0x7BFF, 0xFBFF, 0x3800, 0xB800, 0x3E00,
    0x77FF, 0x7800, 0xF800, 0x4000, 0x6400, 0x37FF, 0x3BFF, 0x3C01, 0x4200, 0xC100,
};

static uint16_t operand16(uint64_t r) {
  uint32_t bits = (uint32_t)r;
  uint32_t small = (uint32_t)(r >> 32) & 31;
  switch (r >> 60) {
    case 0: case 1: case 2: return special16[small];
    case 3: return special16[small] ^ (bits & 0x8001);
    case 4: case 5: return (bits & 0x83FF) | (15 - 4 + (small & 7)) << 10;
    case 6: return bits & 0x83FF;
    default: return (uint16_t)bits;
  }
}
#endif

// Halves stand in the low half-word; what lies above is drawn.
static uint64_t half_operand(uint64_t *seed) {
#if HALF
  uint64_t r = draw(seed);
  return (draw(seed) & ~0xFFFFULL) | operand16(r);
#else
  return *seed;
#endif
}

static int is_half(const char *name) {
  return name[0] == 'h';
}

static int is_wide(const char *name) {
  while (*name) name++;
  return name[-3] == 'f' && name[-2] == '6';
}

static int same(const char *a, const char *b) {
  while (*a && *a == *b) {
    a++;
    b++;
  }
  return *a == *b;
}

static void suite(void) {
  for (unsigned i = 0; i < sizeof operations / sizeof *operations; i++) {
    const operation_t *op = &operations[i];
#ifdef TRACE
#define TEXT(x) #x
#define NAME(x) TEXT(x)
    int trace = same(op->name, NAME(TRACE));
    if (!trace) continue;
#else
    (void)same;
#endif
    uint64_t seed = 0x9E3779B97F4A7C15ULL;
    uint64_t hash = 0xCBF29CE484222325ULL;
    int wide = is_wide(op->name);
    int half = is_half(op->name);
    for (uint32_t controls = 0; controls < 32; controls++) {
      for (int round = 0; round < ROUNDS; round++) {
        state_t s;
        s.d = half ? half_operand(&seed) : operand(&seed, wide);
        s.n = half ? half_operand(&seed) : operand(&seed, wide);
        s.m = half ? half_operand(&seed) : operand(&seed, wide);
        s.fpscr = WHOLE_VECTORS | controls << 22 | (round & 1 ? 0x10 : 0);
        if (half && (round & 2)) s.fpscr |= FZ16;
#ifdef TRACE
        print_hex(s.fpscr, 8); print(" ");
        print_hex(s.d, 16); print(" ");
        print_hex(s.n, 16); print(" ");
        print_hex(s.m, 16); print(" ");
#endif
        op->run(&s);
#ifdef TRACE
        print_hex(s.fpscr, 8); print(" ");
        print_hex(s.d, 16); print("\n");
#endif
        hash = (hash ^ s.d) * 0x100000001B3ULL;
        hash = (hash ^ hash >> 29 ^ s.fpscr) * 0x100000001B3ULL;
      }
    }
    print(op->name);
    print(" ");
    print_hex(hash, 16);
    print("\n");
  }
}

int main(void) {
  suite();
  return 0;
}
