package dev.tinyrig.oracle.qemu;

import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.isa.Feature;

/** A core, the machine of QEMU that has it, and where that machine has memory. */
enum Target {
  /** QEMU has no Cortex-M23; its Cortex-M33 executes what that has. */
  M23(CoreModel.CORTEX_M23, "mps2-an505", 0x1000_0000, 0x1001_0000, 0x8000_0000),
  M33(CoreModel.CORTEX_M33, "mps2-an505", 0x1000_0000, 0x1001_0000, 0x8000_0000),
  M55(CoreModel.CORTEX_M55, "mps3-an547", 0, 0x6000_0000, 0x6100_0000);

  final CoreModel model;
  final String machine;

  /** Vector table and harness. */
  final int harness;

  /** Code of the trials. */
  final int code;

  /** Records of the trials. */
  final int records;

  /** How a trial's state lies in memory. */
  final TrialRecord layout;

  Target(CoreModel model, String machine, int harness, int code, int records) {
    this.model = model;
    this.machine = machine;
    this.harness = harness;
    this.code = code;
    this.records = records;
    this.layout = model.has(Feature.FP_SP) ? TrialRecord.EXTENDED : TrialRecord.BASIC;
  }
}
