/*
 * The header of one image, filled from the build's definitions:
 *   FIXTURE_NAME, FIXTURE_ARENA_BYTES, FIXTURE_INPUT_KIND, FIXTURE_INPUT_SCALE,
 *   FIXTURE_INPUT_ZERO_POINT, FIXTURE_INVOKES, FIXTURE_FLAGS, FIXTURE_SYSTICK_RELOAD,
 * and FIXTURE_SECOND_NAME with its own set where the image holds two interpreters.
 */
#include "runner/fixture.h"

#include <stddef.h>

extern const uint8_t tinyrig_model[];
extern const uint8_t tinyrig_input[];

static uint8_t tinyrig_arena[FIXTURE_ARENA_BYTES]
    __attribute__((section(".arena"), aligned(16), used));

/*
 * Sizes are differences of two linker symbols, which is no constant expression in C; the assembler
 * that embeds the files defines them as absolute symbols instead.
 */
extern const uint8_t tinyrig_model_bytes[];
extern const uint8_t tinyrig_input_bytes[];

#ifdef FIXTURE_SECOND_NAME
extern const uint8_t tinyrig_second_model[];
extern const uint8_t tinyrig_second_model_bytes[];

static uint8_t tinyrig_second_arena[FIXTURE_SECOND_ARENA_BYTES]
    __attribute__((section(".arena"), aligned(16), used));

static const volatile TinyrigFixture second = {
    .magic = TINYRIG_FIXTURE_MAGIC,
    .version = TINYRIG_FIXTURE_VERSION,
    .bytes = sizeof(TinyrigFixture),
    .name = FIXTURE_SECOND_NAME,
    .model = tinyrig_second_model,
    .model_bytes = (uint32_t)(uintptr_t)tinyrig_second_model_bytes,
    .input_kind = TINYRIG_INPUT_LCG,
    .input_seed = TINYRIG_INPUT_SEED,
    .input_scale = FIXTURE_SECOND_INPUT_SCALE,
    .input_zero_point = FIXTURE_SECOND_INPUT_ZERO_POINT,
    .arena = tinyrig_second_arena,
    .arena_bytes = FIXTURE_SECOND_ARENA_BYTES,
    .invokes = FIXTURE_INVOKES,
};
#define NEXT &second
#else
#define NEXT NULL
#endif

__attribute__((section(".fixture"), used)) const volatile TinyrigFixture tinyrig_fixture = {
    .magic = TINYRIG_FIXTURE_MAGIC,
    .version = TINYRIG_FIXTURE_VERSION,
    .bytes = sizeof(TinyrigFixture),
    .name = FIXTURE_NAME,
    .model = tinyrig_model,
    .model_bytes = (uint32_t)(uintptr_t)tinyrig_model_bytes,
    .input_kind = FIXTURE_INPUT_KIND,
    .input = tinyrig_input,
    .input_bytes = (uint32_t)(uintptr_t)tinyrig_input_bytes,
    .input_seed = TINYRIG_INPUT_SEED,
    .input_scale = FIXTURE_INPUT_SCALE,
    .input_zero_point = FIXTURE_INPUT_ZERO_POINT,
    .arena = tinyrig_arena,
    .arena_bytes = FIXTURE_ARENA_BYTES,
    .invokes = FIXTURE_INVOKES,
    .flags = FIXTURE_FLAGS,
    .systick_reload = FIXTURE_SYSTICK_RELOAD,
    .next = NEXT,
};
