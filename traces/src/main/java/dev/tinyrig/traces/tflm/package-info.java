/**
 * Finds the operators of every Invoke of TensorFlow Lite Micro in an unmodified firmware, from
 * outside: the model in guest memory, the calls through function pointers, the arena.
 *
 * <p>Start at {@link dev.tinyrig.traces.tflm.OperatorFinder}. What it relies on has been stable
 * from 2018 to 2026: the interpreter calls {@code registration->invoke(context, node)}; a node
 * begins with the addresses of its input and output lists; these lie in the model itself. No symbol
 * is needed. This package must not know how reports look.
 */
package dev.tinyrig.traces.tflm;
