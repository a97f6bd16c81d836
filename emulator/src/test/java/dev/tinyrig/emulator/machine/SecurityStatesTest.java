package dev.tinyrig.emulator.machine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.tinyrig.emulator.core.CoreConfig;
import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.core.FaultKind;
import dev.tinyrig.emulator.debug.BreakpointHandler;
import dev.tinyrig.emulator.debug.DebugPort.Register;
import dev.tinyrig.emulator.memory.Region;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * Security states, stack limits, pointer authentication and landing pads in small programs: above
 * all what QEMU, with which the firmware suites are compared, does not model.
 */
final class SecurityStatesTest {
  private static final long LIMIT = 100_000;
  private static final int SCS = 0xE000_E000;
  private static final int NONSECURE_CODE = 0x800;
  private static final int SHCSR_SECURE_FAULT = 1 << 19;

  /**
   * Calls the Non-secure function at 0x800 and ends with 1; BKPT #9 is the handler of all faults.
   */
  private static final int[] CALL = {
    0x4803, //         ldr   r0, =0x800
    0x4904, //         ldr   r1, =0x2000a000
    0xf381,
    0x8888, //         msr   msp_ns, r1
    0x4784, //         blxns r0
    0xbe01, //         bkpt  #1
    0xbe09, // handler: bkpt #9
    0xbf00,
    NONSECURE_CODE,
    0x0000,
    0xa000,
    0x2000,
  };

  private static Machine machine(CoreModel model, int handler, int... code) {
    return Program.machine(model, handler, code);
  }

  /** Memory from 0x800 and the upper half of the RAM are Non-secure; gateways lie at 0x700. */
  private static Machine twoWorlds(int... nonSecureCode) {
    return twoWorldsOf(CoreModel.CORTEX_M33, nonSecureCode);
  }

  private static Machine twoWorldsOf(CoreModel model, int... nonSecureCode) {
    Machine machine = machine(model, 6, CALL);
    region(machine, 0, NONSECURE_CODE, 0xFE0, 1);
    region(machine, 1, 0x2000_8000, 0x2000_FFE0, 1);
    region(machine, 2, 0x700, 0x7E0, 3);
    store(machine, 0xDD0, 1);
    halfwords(machine, NONSECURE_CODE, nonSecureCode);
    return machine;
  }

  private static void region(Machine machine, int number, int from, int last, int flags) {
    store(machine, 0xDD8, number);
    store(machine, 0xDDC, from);
    store(machine, 0xDE0, last | flags);
  }

  private static void store(Machine machine, int register, int value) {
    machine.bus().device(SCS).device().store(register, 4, value);
  }

  private static int load(Machine machine, int register) {
    return machine.bus().device(SCS).device().load(register, 4);
  }

  private static void halfwords(Machine machine, int address, int... code) {
    byte[] bytes = new byte[2 * code.length];
    for (int i = 0; i < code.length; i++) {
      bytes[2 * i] = (byte) code[i];
      bytes[2 * i + 1] = (byte) (code[i] >> 8);
    }
    machine.debug().write(address, bytes, 0, bytes.length);
  }

  private static int status(Machine machine) {
    return assertInstanceOf(StopReason.Ended.class, machine.run(LIMIT)).status();
  }

  private static FaultKind fault(Machine machine) {
    assertEquals(9, status(machine));
    return machine.debug().lastFault().orElseThrow().kind();
  }

  @Test
  void aCallGoesToTheOtherStateAndBack() {
    Machine machine = twoWorlds(0x2105, 0x4770); // movs r1, #5; bx lr
    assertEquals(1, status(machine));
    assertEquals(5, Program.register(machine, Register.R1));
    assertEquals(Program.STACK, Program.register(machine, Register.SP));
  }

  @Test
  void restoredRunEqualsTheUninterruptedOne() throws IOException {
    int[] code = {0x2105, 0x3901, 0xd1fd, 0x4770}; // movs r1, #5; subs r1, #1; bne; bx lr
    Machine whole = twoWorlds(code);
    whole.run(LIMIT);
    byte[] end = Snapshot.save(whole);
    for (long at = 1; at < whole.cycles(); at += 3) {
      Machine first = twoWorlds(code);
      first.run(at);
      Machine second = twoWorlds(code);
      Snapshot.restore(second, Snapshot.save(first));
      second.run(LIMIT);
      assertArrayEquals(end, Snapshot.save(second), "restored at cycle " + at);
    }
  }

  @Test
  void secureDataIsRefusedWithItsAddress() {
    Machine machine =
        twoWorlds(0x4800, 0x6801, 0x0010, 0x2000); // ldr r0, =0x20000010; ldr r1, [r0]
    assertEquals(FaultKind.AUVIOL, fault(machine));
    assertEquals(0x48, load(machine, 0xDE4)); // AUVIOL and SFARVALID, which QEMU leaves out
    assertEquals(0x2000_0010, load(machine, 0xDE8));
  }

  @Test
  void secureFaultIsTakenWhenItIsEnabled() {
    Machine machine = twoWorlds(0x4800, 0x6801, 0x0010, 0x2000);
    store(machine, 0xD24, SHCSR_SECURE_FAULT);
    assertEquals(FaultKind.AUVIOL, fault(machine));
    assertEquals(7, Program.register(machine, Register.XPSR) & 0x1FF);
    assertEquals(0, load(machine, 0xD2C));
    assertEquals(0xFFFF_FFB9, Program.register(machine, Register.LR));
  }

  @Test
  void secureCodeIsEnteredAtGatewaysOnly() {
    Machine machine = twoWorlds(0x4800, 0x4700, 0x0101, 0x0000); // ldr r0, =0x101; bx r0
    assertEquals(FaultKind.INVEP, fault(machine));
    machine = twoWorlds(0x4800, 0x4700, 0x0741, 0x0000);
    halfwords(machine, 0x740, 0xbe05);
    assertEquals(FaultKind.INVEP, fault(machine));
    machine = twoWorlds(0x4800, 0x4700, 0x0741, 0x0000);
    halfwords(machine, 0x740, 0xe97f, 0xe97f, 0xbe05); // sg; bkpt #5
    assertEquals(5, status(machine));
    assertEquals(0, Program.register(machine, Register.LR) & 1); // the way back is a BXNS
  }

  @Test
  void gatewaysAreNopsElsewhere() {
    Machine machine = twoWorlds(0xe97f, 0xe97f, 0x4770); // sg; bx lr
    assertEquals(1, status(machine));
  }

  @Test
  void secureCodeMustNotWalkIntoNonSecureMemory() {
    Machine machine = machine(CoreModel.CORTEX_M33, 3, 0x4801, 0x4700, 0xbe01, 0xbe09, 0x0801, 0);
    region(machine, 0, NONSECURE_CODE, 0xFE0, 1);
    store(machine, 0xDD0, 1);
    assertEquals(FaultKind.INVTRAN, fault(machine));
  }

  @Test
  void nonSecureCodeHasNoWayToBxns() {
    assertEquals(FaultKind.UNDEFINSTR, fault(twoWorlds(0x4704)));
  }

  /** NOCP goes before UNDEFINED, but for VSCCLRM, which Non-secure code does not have. */
  @Test
  void secureFloatingPointRegistersAreHiddenFromTheOtherState() {
    int[] vmrs = {0xeeff, 0x0a10}; // vmrs r0, fpcxt_s
    assertEquals(FaultKind.NOCP, fault(twoWorldsOf(CoreModel.CORTEX_M55, vmrs)));
    Machine machine = twoWorldsOf(CoreModel.CORTEX_M55, vmrs);
    store(machine, 0xD8C, 0xC00); // NSACR
    machine.bus().store32(0xE002_ED88, 0xF << 20); // CPACR_NS
    assertEquals(FaultKind.UNDEFINSTR, fault(machine));
    int[] vscclrm = {0xec9f, 0x0a20}; // vscclrm {s0-s31, vpr}
    assertEquals(FaultKind.UNDEFINSTR, fault(twoWorldsOf(CoreModel.CORTEX_M55, vscclrm)));
  }

  @Test
  void vectorOfTheNonSecureStateInSecureMemoryIsAHardFault() {
    Machine machine = machine(CoreModel.CORTEX_M33, 2, 0xbf00, 0xe7fd, 0xbe09); // nop; b; handler
    store(machine, 0x380, 1); // interrupt 0 is Non-secure
    store(machine, 0x100, 1);
    store(machine, 0x200, 1);
    assertEquals(FaultKind.AUVIOL, fault(machine));
    assertEquals(0x4000_0002, load(machine, 0xD2C)); // VECTTBL and, before Armv8.1-M, FORCED
  }

  @Test
  void stackLimitStopsAnInstructionAndAFrame() {
    Machine machine =
        machine(
            CoreModel.CORTEX_M33,
            6,
            0x4804, //         ldr  r0, =0x20007ff0
            0xf380,
            0x880a, //         msr  msplim, r0
            0xb088, //         sub  sp, #32
            0xbe01,
            0xbf00,
            0xbe09, // handler
            0xbf00,
            0xbf00,
            0xbf00,
            0x7ff0,
            0x2000);
    assertEquals(FaultKind.STKOF, fault(machine));
    assertEquals(0x2000_7FF0, Program.register(machine, Register.SP));
    assertEquals(1 << 20, load(machine, 0xD28));
  }

  @Test
  void coreWithoutTheExtensionHasOneState() {
    CoreConfig config = CoreConfig.of(CoreModel.CORTEX_M33, 0, 1_000_000).withoutSecurity();
    Machine machine =
        TestEngine.on(Machine.builder(config, new FlatTiming()))
            .memory(new Region("code", 0, 0x1000, true))
            .memory(new Region("ram", 0x2000_0000, 0x10000, true))
            .build();
    Program.store(machine, 0, Program.STACK);
    Program.store(machine, 4, 0x101);
    Program.store(machine, 4 * 11, 0x105);
    halfwords(machine, 0x100, 0xdf00, 0xbe01, 0xbe02); // svc #0; bkpt #1; handler: bkpt #2
    machine.setBreakpointHandler(
        (number, port) -> new BreakpointHandler.End(number, "breakpoint of the test"));
    machine.reset();
    assertEquals(2, status(machine));
    assertEquals(0xFFFF_FFB8, Program.register(machine, Register.LR));
    store(machine, 0xDD0, 3);
    assertEquals(0, load(machine, 0xDD0)); // SAU_CTRL
    assertEquals(1 << 13, load(machine, 0xD0C) & 0x6000); // BFHFNMINS reads as one
  }

  @Test
  void baselineHasOnlyHardFault() {
    Machine machine = machine(CoreModel.CORTEX_M23, 1, 0xde00, 0xbe09); // udf; handler
    assertEquals(FaultKind.UNDEFINSTR, fault(machine));
    assertEquals(0xFFFF_FFF9, Program.register(machine, Register.LR));
  }

  /** Enables authentication, makes a code, changes LR by {@code change} and checks the code. */
  private static Machine authenticating(int change) {
    return machine(
        CoreModel.CORTEX_M85,
        18,
        0x2007, //         movs r0, #7
        0xf380,
        0x8820, //         msr  PAC_KEY_P_0, r0
        0x2040, //         movs r0, #0x40
        0xf380,
        0x8814, //         msr  control, r0
        0xf3af,
        0x801d, //         pac  ip, lr, sp
        0x4674, //         mov  r4, lr
        0x3400 | change, // adds r4, #change
        0x46a6, //         mov  lr, r4
        0xf3af,
        0x802d, //         aut  ip, lr, sp
        0xfb6e,
        0xf50d, //         pacg r5, lr, sp
        0xbe01,
        0xbf00,
        0xbf00,
        0xbe09); // handler
  }

  @Test
  void codesOfPointersAreChecked() {
    Machine machine = authenticating(0);
    assertEquals(1, status(machine));
    assertNotEquals(0, Program.register(machine, Register.R5));
    assertEquals(Program.register(machine, Register.R12), Program.register(machine, Register.R5));
    assertEquals(FaultKind.INVSTATE, fault(authenticating(2)));
  }

  /** PACG of r1 and r2 to r0, then an instruction that checks it, r0 changed by {@code change}. */
  private static Machine checking(int change, int... check) {
    return machine(
        CoreModel.CORTEX_M85,
        16,
        0x2007, //         movs r0, #7
        0xf380,
        0x8820, //         msr  PAC_KEY_P_0, r0
        0x2040, //         movs r0, #0x40
        0xf380,
        0x8814, //         msr  control, r0
        0x4905, //         ldr  r1, =0x11d
        0x2233, //         movs r2, #0x33
        0xfb61,
        0xf002, //         pacg r0, r1, r2
        0x3000 | change, // adds r0, #change
        check[0],
        check[1],
        0xbe03,
        0xbe02, //         0x11c
        0xbf00,
        0xbe09, //         handler
        0xbf00,
        0x011d,
        0x0000);
  }

  @Test
  void codesInAnyRegisterAreChecked() {
    int[] autg = {0xfb51, 0x0f02};
    assertEquals(3, status(checking(0, autg)));
    assertEquals(FaultKind.INVSTATE, fault(checking(1, autg)));
    int[] bxaut = {0xfb51, 0x0f12};
    assertEquals(2, status(checking(0, bxaut)));
    assertEquals(FaultKind.INVSTATE, fault(checking(1, bxaut)));
  }

  private static Machine landing(int pad) {
    return machine(
        CoreModel.CORTEX_M85,
        9,
        0x2010, //         movs r0, #0x10
        0xf380,
        0x8814, //         msr  control, r0
        0x4903, //         ldr  r1, =0x10d
        0x4708, //         bx   r1
        0xbe02,
        0xf3af, // 0x10c
        pad,
        0xbe01,
        0xbe09, // handler, and the literal behind it
        0x010d,
        0x0000);
  }

  @Test
  void indirectBranchesLandOnPads() {
    assertEquals(1, status(landing(0x800f))); // bti
    assertEquals(1, status(landing(0x800d))); // pacbti
    assertEquals(FaultKind.INVSTATE, fault(landing(0x8000))); // nop.w
  }

  @Test
  void hintsOfAuthenticationAreNopsOnOtherCores() {
    Machine machine =
        machine(CoreModel.CORTEX_M33, 5, 0xf3af, 0x801d, 0xf3af, 0x802d, 0xbe01, 0xbe09);
    assertEquals(1, status(machine));
    assertEquals(0, Program.register(machine, Register.R12));
  }
}
