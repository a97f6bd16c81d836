/*
 * The header that tells the runner what to run. It is one object in the section .fixture, at the
 * symbol `tinyrig_fixture` and at byte 0x400 of the code region (behind the vector table), so that
 * a loader can find it with or without symbols, check magic, version and size, and point it to
 * another model, input or arena before the core starts. All fields are little-endian words.
 *
 * A field may be added at the end (`bytes` grows); any other change counts `version` up.
 */
#ifndef TINYRIG_RUNNER_FIXTURE_H_
#define TINYRIG_RUNNER_FIXTURE_H_

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The bytes 'T' 'R' 'F' 'X'. */
#define TINYRIG_FIXTURE_MAGIC 0x58465254u
#define TINYRIG_FIXTURE_VERSION 1u

/* First state of the generator in the fixtures of this project. */
#define TINYRIG_INPUT_SEED 12345u

enum TinyrigInput {
  /*
   * A generator fills the tensors: state' = state * 1103515245 + 12345 (mod 2^32), byte =
   * bits 16 to 23 of state'. Integer tensors take the byte as it is; a float takes
   * (float)(byte - 128 - input_zero_point) * input_scale, the values that an int8 model's QUANTIZE
   * maps back to byte - 128. The state runs on from Invoke to Invoke.
   */
  TINYRIG_INPUT_LCG = 0,
  /*
   * The bytes at `input`, as they are. If they are k times the size of the tensor, Invoke i takes
   * the part i mod k.
   */
  TINYRIG_INPUT_RECORDED = 1,
  /*
   * What a user does who forgets to quantise: samples in 0..1 are cast to the tensor's integer
   * type, which leaves almost only zeros.
   */
  TINYRIG_INPUT_UNQUANTISED = 2,
  /* As RECORDED, with the bytes of each 32-bit word reversed: recordings in network order. */
  TINYRIG_INPUT_RECORDED_BIG_ENDIAN = 3,
};

enum TinyrigFlag {
  /* Prints DWT CYCCNT and SysTick cycles of each Invoke. Without it no output depends on time. */
  TINYRIG_FLAG_PRINT_CYCLES = 1u << 0,
};

typedef struct TinyrigFixture {
  uint32_t magic;
  uint32_t version;
  uint32_t bytes;         /* size of this structure */
  const char* name;       /* printed; of the model, not of the variant */
  const void* model;      /* a .tflite, aligned to 16 */
  uint32_t model_bytes;
  uint32_t input_kind;    /* enum TinyrigInput */
  const void* input;      /* recorded samples, or null */
  uint32_t input_bytes;
  uint32_t input_seed;    /* first state of the generator */
  float input_scale;
  int32_t input_zero_point;
  void* arena;            /* aligned to 16 */
  uint32_t arena_bytes;
  uint32_t invokes;       /* number of calls of Invoke */
  uint32_t flags;         /* enum TinyrigFlag */
  uint32_t systick_reload; /* not 0: SysTick interrupts every reload + 1 cycles during Invoke */
  const volatile struct TinyrigFixture* next; /* a second interpreter in the same image, or null */
} TinyrigFixture;

/* Volatile, so that no compiler folds into the code what a loader may change. */
extern const volatile TinyrigFixture tinyrig_fixture;

#ifdef __cplusplus
}
#endif

#endif
