/*
 * Embeds the model and the recorded input from the cache. The sizes are absolute symbols, so that
 * fixture.c can put them into a constant.
 */
    .section .model, "a", %progbits

    .macro embed name, file
    .balign 16
    .global \name
    .type \name, %object
\name:
    .incbin "\file"
9:
    .size \name, 9b - \name
    .global \name\()_bytes
    .set \name\()_bytes, 9b - \name
    .endm

    embed tinyrig_model, FIXTURE_MODEL_FILE

#ifdef FIXTURE_SECOND_MODEL_FILE
    embed tinyrig_second_model, FIXTURE_SECOND_MODEL_FILE
#endif

#ifdef FIXTURE_INPUT_FILE_0
    .balign 16
    .global tinyrig_input
    .type tinyrig_input, %object
tinyrig_input:
    .incbin FIXTURE_INPUT_FILE_0
#ifdef FIXTURE_INPUT_FILE_1
    .incbin FIXTURE_INPUT_FILE_1
#endif
8:
    .size tinyrig_input, 8b - tinyrig_input
    .global tinyrig_input_bytes
    .set tinyrig_input_bytes, 8b - tinyrig_input
#else
    .global tinyrig_input
    .set tinyrig_input, 0
    .global tinyrig_input_bytes
    .set tinyrig_input_bytes, 0
#endif
