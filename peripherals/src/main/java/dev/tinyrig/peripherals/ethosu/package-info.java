/**
 * The Arm Ethos-U55 and Ethos-U65 micro-NPUs: a device that runs command streams in simulated time
 * beside the core.
 *
 * <p>Start at {@link dev.tinyrig.peripherals.ethosu.EthosU}, the register window, and {@link
 * dev.tinyrig.peripherals.ethosu.hardware.NpuConfig}, the configurations. The parts below are pure
 * functions of a stream and a memory: {@code stream} reads commands, {@code operation} gives the
 * sticky state its meaning, {@code weights} decodes weights and scales, {@code compute} does the
 * arithmetic, {@code cycles} counts, {@code payload} reads what compilers put around a stream.
 *
 * <p>Sources, named at each number: Arm's public core driver and register header (driver 1.0.0),
 * Arm's compiler Vela 5.2.0 with its {@code vela.ini}, and behaviour seen by running streams
 * against TensorFlow Lite's reference kernels. What none of them tells is declared as unmodelled
 * where it is met. This package must not know models, boards or reports.
 */
package dev.tinyrig.peripherals.ethosu;
