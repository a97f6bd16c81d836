/*
 * A model of six subgraphs with control flow, as text: a FlatBuffer of TFLite's schema, version 3. Every field of a table is
 * one word, so that a layout serves all tables of its kind.
 *
 *   main (0)   start[1], x[8]       CALL_ONCE init; t = x * c; WHILE cond, body (start, t); start < 2: then, else else; + x
 *   init (1)                        variable 0 = 4
 *   cond (2)   i[1], v[8]           i < variable 0
 *   body (3)   i[1], v[8]           i + 1; i + 1 < 2: then, else else
 *   then (4)   v[8]                 v * c
 *   else (5)   v[8]                 v + c
 */
        /* numbers of the schema */
        .set ADD, 0
        .set MUL, 1
        .set LESS, 2
        .set IF, 3
        .set WHILE, 4
        .set CALL_ONCE, 5
        .set READ_VARIABLE, 6
        .set ASSIGN_VARIABLE, 7
        .set INT32, 2
        .set BOOL, 6
        .set IF_OPTIONS, 92
        .set WHILE_OPTIONS, 93
        .set CALL_ONCE_OPTIONS, 103
        .set NO_DATA, 0

        /* The layout of tables whose first fields are all present. */
        .macro layout name, fields
        .balign 4
\name:  .hword 4 + 2 * \fields, 4 + 4 * \fields
        .set place, 4
        .rept \fields
        .hword place
        .set place, place + 4
        .endr
        .endm

        /* A list of numbers. */
        .macro numbers values:vararg
        .balign 4
        .long (2f - 1f) / 4
1:
        .long \values
2:
        .endm

        /* A list of tables. */
        .macro tables names:vararg
        .balign 4
        .long (2f - 1f) / 4
1:
        .irp each, \names
        .long \each - .
        .endr
2:
        .endm

        .macro code name, number
        .balign 4
\name:  .long \name - code_layout
        .if \number < 127
        .long \number
        .else
        .long 127
        .endif
        .long 1
        .long \number
        .endm

        .macro tensor name, elements, type, data
        .balign 4
\name:  .long \name - tensor_layout
        .long 10f - ., \type, \data
10:
        numbers \elements
        .endm

        .macro operator name, code, inputs, outputs
        .balign 4
\name:  .long \name - operator_layout
        .long \code
        .long 10f - .
        .long 11f - .
10:
        numbers \inputs
11:
        numbers \outputs
        .endm

        .macro control name, code, inputs, outputs, options, first, second=0
        .balign 4
\name:  .long \name - control_layout
        .long \code
        .long 10f - .
        .long 11f - .
        .long \options
        .long 12f - .
10:
        numbers \inputs
11:
        numbers \outputs
12:
        .long 12b - options_layout
        .long \first, \second
        .endm

        .macro graph name
        .balign 4
\name:  .long \name - graph_layout
        .long \name\()_tensors - .
        .long \name\()_inputs - .
        .long \name\()_outputs - .
        .long \name\()_operators - .
        .endm

        .macro data name, values:vararg
        .balign 4
\name:  .long \name - data_layout
        .long 10f - .
10:
        .long (12f - 11f)
11:
        .long \values
12:
        .endm

        .section .model, "a", %progbits
        .balign 16
        .global tflm2026_model
tflm2026_model:
        .long root - .
        .ascii "TFL3"

        layout operator_layout, 3
        layout control_layout, 5
        layout options_layout, 2
        layout tensor_layout, 3
        layout graph_layout, 4
        layout root_layout, 5
        layout data_layout, 1
        .balign 4
code_layout:                            /* the second field, the custom name, is absent */
        .hword 12, 16, 4, 0, 8, 12

        .balign 4
root:   .long root - root_layout
        .long 3
        .long codes - .
        .long graphs - .
        .long description - .
        .long buffers - .

        .balign 4
description:
        .long 12
        .asciz "control flow"

        .balign 4
codes:  tables add_code, mul_code, less_code, if_code, while_code, once_code, read_code, assign_code
        code add_code, 0
        code mul_code, 18
        code less_code, 58
        code if_code, 118
        code while_code, 119
        code once_code, 129
        code read_code, 143
        code assign_code, 144

buffers:
        tables no_data, one, two, eight, limit, handle
        data no_data
        data one, 1
        data two, 2
        data eight, 1, 2, 3, 4, 5, 6, 7, 8
        data limit, 4
        data handle, 0

graphs: tables main_, init_, cond_, body_, then_, else_

        graph main_
main__tensors:
        tables m0, m1, m2, m3, m4, m5, m6, m7, m8, m9
main__inputs:
        numbers 0, 1
main__outputs:
        numbers 9
main__operators:
        tables main_once, main_mul, main_while, main_less, main_if, main_add
        tensor m0, 1, INT32, NO_DATA    /* start */
        tensor m1, 8, INT32, NO_DATA    /* x */
        tensor m2, 8, INT32, 3          /* c */
        tensor m3, 8, INT32, NO_DATA    /* x * c */
        tensor m4, 1, INT32, NO_DATA    /* i after the loop */
        tensor m5, 8, INT32, NO_DATA    /* v after the loop */
        tensor m6, 1, INT32, 2          /* 2 */
        tensor m7, 1, BOOL, NO_DATA
        tensor m8, 8, INT32, NO_DATA
        tensor m9, 8, INT32, NO_DATA
        control main_once, CALL_ONCE, "", "", CALL_ONCE_OPTIONS, 1
        operator main_mul, MUL, "1, 2", "3"
        control main_while, WHILE, "0, 3", "4, 5", WHILE_OPTIONS, 2, 3
        operator main_less, LESS, "0, 6", "7"
        control main_if, IF, "7, 5", "8", IF_OPTIONS, 4, 5
        operator main_add, ADD, "8, 1", "9"

        graph init_
init__tensors:
        tables i0, i1
init__inputs:
        numbers
init__outputs:
        numbers
init__operators:
        tables init_assign
        tensor i0, 1, INT32, 5
        tensor i1, 1, INT32, 4
        operator init_assign, ASSIGN_VARIABLE, "0, 1", ""

        graph cond_
cond__tensors:
        tables c0, c1, c2, c3, c4
cond__inputs:
        numbers 0, 1
cond__outputs:
        numbers 4
cond__operators:
        tables cond_read, cond_less
        tensor c0, 1, INT32, NO_DATA
        tensor c1, 8, INT32, NO_DATA
        tensor c2, 1, INT32, 5
        tensor c3, 1, INT32, NO_DATA
        tensor c4, 1, BOOL, NO_DATA
        operator cond_read, READ_VARIABLE, "2", "3"
        operator cond_less, LESS, "0, 3", "4"

        graph body_
body__tensors:
        tables b0, b1, b2, b3, b4, b5, b6
body__inputs:
        numbers 0, 1
body__outputs:
        numbers 3, 6
body__operators:
        tables body_add, body_less, body_if
        tensor b0, 1, INT32, NO_DATA
        tensor b1, 8, INT32, NO_DATA
        tensor b2, 1, INT32, 1
        tensor b3, 1, INT32, NO_DATA    /* i + 1 */
        tensor b4, 1, INT32, 2
        tensor b5, 1, BOOL, NO_DATA
        tensor b6, 8, INT32, NO_DATA
        operator body_add, ADD, "0, 2", "3"
        operator body_less, LESS, "3, 4", "5"
        control body_if, IF, "5, 1", "6", IF_OPTIONS, 4, 5

        graph then_
then__tensors:
        tables t0, t1, t2
then__inputs:
        numbers 0
then__outputs:
        numbers 2
then__operators:
        tables then_mul
        tensor t0, 8, INT32, NO_DATA
        tensor t1, 8, INT32, 3
        tensor t2, 8, INT32, NO_DATA
        operator then_mul, MUL, "0, 1", "2"

        graph else_
else__tensors:
        tables e0, e1, e2
else__inputs:
        numbers 0
else__outputs:
        numbers 2
else__operators:
        tables else_add
        tensor e0, 8, INT32, NO_DATA
        tensor e1, 8, INT32, 3
        tensor e2, 8, INT32, NO_DATA
        operator else_add, ADD, "0, 1", "2"
