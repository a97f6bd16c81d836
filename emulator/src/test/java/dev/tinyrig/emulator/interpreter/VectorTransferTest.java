package dev.tinyrig.emulator.interpreter;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.core.FaultKind;
import dev.tinyrig.emulator.core.GuestFault;
import dev.tinyrig.emulator.isa.Decoder;
import dev.tinyrig.emulator.isa.Instruction;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Vector loads and stores, from the encoding that the assembler gives: each case names all that the
 * instruction changes.
 *
 * <p>Before it, S n holds {@code 5n5n5n5n} but for Q2, which holds small offsets or, with {@code
 * bases}, addresses; r0 is an address. Every byte of memory holds the low bits of its address.
 */
final class VectorTransferTest {
  private static final int BASE = FpCores.RAM + 0x178;
  private static final int WHOLE = 0x0004_0000; // FPSCR.LTPSIZE 4: no tail predication

  private record Case(String assembly, int bits, String changes) {
    boolean hasBases() {
      return assembly.contains("[q2");
    }
  }

  private static final List<Case> CASES =
      List.of(
          new Case(
              "vldrb.8 q1, [r0, #8]",
              0xED903E08,
              "s4=83828180 s5=87868584 s6=8b8a8988 s7=8f8e8d8c"),
          new Case(
              "vldrh.16 q1, [r0], #16",
              0xECB03E88,
              "r0=20000188 s4=7b7a7978 s5=7f7e7d7c s6=83828180 s7=87868584"),
          new Case(
              "vldrw.32 q1, [r0, #-16]!",
              0xED303F04,
              "r0=20000168 s4=6b6a6968 s5=6f6e6d6c s6=73727170 s7=77767574"),
          new Case(
              "vldrb.s16 q1, [r0, #4]", 0xED902E84, "s4=7d007c s5=7f007e s6=ff81ff80 s7=ff83ff82"),
          new Case("vldrb.u16 q1, [r0, #4]", 0xFD902E84, "s4=7d007c s5=7f007e s6=810080 s7=830082"),
          new Case("vldrb.s32 q1, [r0, #4]", 0xED902F04, "s4=7c s5=7d s6=7e s7=7f"),
          new Case("vldrb.u32 q1, [r0], #-4", 0xFC302F04, "r0=20000174 s4=78 s5=79 s6=7a s7=7b"),
          new Case("vldrh.s32 q1, [r0, #4]", 0xED982F02, "s4=7d7c s5=7f7e s6=ffff8180 s7=ffff8382"),
          new Case(
              "vldrh.u32 q1, [r0, #4]!", 0xFDB82F02, "r0=2000017c s4=7d7c s5=7f7e s6=8180 s7=8382"),
          new Case(
              "vstrb.8 q1, [r0, #8]",
              0xED803E08,
              "[180]=54545454 [184]=55555555 [188]=56565656 [18c]=57575757"),
          new Case(
              "vstrw.32 q1, [r0], #16",
              0xECA03F04,
              "r0=20000188 [178]=54545454 [17c]=55555555 [180]=56565656 [184]=57575757"),
          new Case("vstrb.16 q1, [r0, #4]", 0xED802E84, "[17c]=55555454 [180]=57575656"),
          new Case("vstrb.32 q1, [r0, #4]", 0xED802F04, "[17c]=57565554"),
          new Case(
              "vstrh.32 q1, [r0, #4]!", 0xEDA82F02, "r0=2000017c [17c]=55555454 [180]=57575656"),
          new Case(
              "vldrb.u8 q1, [r0, q2]",
              0xFC902E04,
              "s4=7878787c s5=78787888 s6=78787880 s7=78787884"),
          new Case("vldrb.s16 q1, [r0, q2]", 0xEC902E84, "s4=78007c s5=78ff88 s6=78ff80 s7=78ff84"),
          new Case(
              "vldrh.u16 q1, [r0, q2, uxtw #1]",
              0xFC902E95,
              "s4=79788180 s5=79789998 s6=79788988 s7=79789190"),
          new Case(
              "vldrh.s32 q1, [r0, q2, uxtw #1]",
              0xEC902F15,
              "s4=ffff8180 s5=ffff9998 s6=ffff8988 s7=ffff9190"),
          new Case(
              "vldrw.u32 q1, [r0, q2]",
              0xFC902F44,
              "s4=7f7e7d7c s5=8b8a8988 s6=83828180 s7=87868584"),
          new Case(
              "vldrd.u64 q1, [r0, q2, uxtw #3]",
              0xFC902FD5,
              "s4=9b9a9998 s5=9f9e9d9c s6=bbbab9b8 s7=bfbebdbc"),
          new Case(
              "vstrb.8 q1, [r0, q2]",
              0xEC802E04,
              "[178]=7b7a7957 [17c]=7f7e7d54 [180]=83828156 [184]=87868557 [188]=8b8a8955"),
          new Case(
              "vstrh.32 q1, [r0, q2, uxtw #1]",
              0xEC802F15,
              "[180]=83825454 [188]=8b8a5656 [190]=93925757 [198]=9b9a5555"),
          new Case(
              "vstrd.64 q1, [r0, q2]", 0xEC802FD4, "[17c]=54545454 [180]=56565656 [184]=57575757"),
          new Case(
              "vldrw.u32 q1, [q2, #8]",
              0xFD943E02,
              "s4=83828180 s5=a7a6a5a4 s6=c3c2c1c0 s7=93929190"),
          new Case(
              "vldrw.u32 q1, [q2, #-8]!",
              0xFD343E02,
              "s4=73727170 s5=97969594 s6=b3b2b1b0 s7=83828180 s8=20000170 s9=20000194 s10=200001b0 s11=20000180"),
          new Case(
              "vldrd.u64 q1, [q2, #8]!",
              0xFDB43F01,
              "s4=83828180 s5=87868584 s6=c3c2c1c0 s7=c7c6c5c4 s8=20000180 s10=200001c0"),
          new Case(
              "vstrw.32 q1, [q2, #4]!",
              0xFDA43E01,
              "s8=2000017c s9=200001a0 s10=200001bc s11=2000018c [17c]=54545454 [18c]=57575757 [1a0]=55555555 [1bc]=56565656"),
          new Case(
              "vstrd.64 q1, [q2, #-16]",
              0xFD043F02,
              "[168]=54545454 [16c]=55555555 [1a8]=56565656 [1ac]=57575757"),
          new Case(
              "vld20.8 {q1,q2}, [r0]",
              0xFC903E00,
              "s4=7e7c7a78 s7=96949290 s8=7f7d7b79 s11=97959391"),
          new Case(
              "vld21.16 {q1,q2}, [r0]!",
              0xFCB03EA0,
              "r0=20000198 s5=85848180 s6=8d8c8988 s9=87868382 s10=8f8e8b8a"),
          new Case(
              "vld21.32 {q1,q2}, [r0]",
              0xFC903F20,
              "s5=83828180 s6=8b8a8988 s9=87868584 s10=8f8e8d8c"),
          new Case(
              "vld40.8 {q1,q2,q3,q4}, [r0]",
              0xFC903E01,
              "s4=54547c78 s6=a4a05656 s8=7d79 s10=a5a10008 s12=5c5c7e7a s14=a6a25e5e s16=60607f7b s18=a7a36262"),
          new Case(
              "vld41.16 {q1,q2,q3,q4}, [r0]",
              0xFC903EA1,
              "s4=81805454 s7=5757a9a8 s8=83820004 s11=abaa s12=85845c5c s15=5f5fadac s16=87866060 s19=6363afae"),
          new Case(
              "vld43.32 {q1,q2,q3,q4}, [r0]!",
              0xFCB03F61,
              "r0=200001b8 s6=9b9a9998 s10=9f9e9d9c s13=93929190 s17=97969594"),
          new Case(
              "vst20.16 {q1,q2}, [r0]",
              0xFC803E80,
              "[178]=45454 [17c]=5454 [190]=c5757 [194]=5757"),
          new Case(
              "vst21.8 {q1,q2}, [r0]!",
              0xFCA03E20,
              "r0=20000198 [180]=551055 [184]=550055 [188]=560856 [18c]=560056"),
          new Case(
              "vst42.8 {q1,q2,q3,q4}, [r0]",
              0xFC803E41,
              "[188]=615d1055 [18c]=615d0055 [1b0]=635f0057 [1b4]=635f0057"),
          new Case(
              "vst43.16 {q1,q2,q3,q4}, [r0]!",
              0xFCA03EE1,
              "r0=200001b8 [190]=5555 [194]=61615d5d [198]=85656 [19c]=62625e5e"),
          new Case(
              "vst40.32 {q1,q2,q3,q4}, [r0]",
              0xFC803F01,
              "[178]=54545454 [17c]=4 [1a0]=5e5e5e5e [1a4]=62626262"));

  private static Core prepared(boolean bases) {
    Core core = FpCores.core(CoreModel.CORTEX_M55);
    for (int i = 0; i < 32; i++) {
      core.s[i] = (0x50 + i) * 0x0101_0101;
    }
    int[] second =
        bases ? new int[] {BASE, BASE + 0x24, BASE + 0x40, BASE + 0x10} : new int[] {4, 16, 8, 12};
    System.arraycopy(second, 0, core.s, 8, 4);
    core.r[0] = BASE;
    core.r[15] = FpCores.RAM + 4;
    core.fpscr = WHOLE;
    for (int i = 0; i < 0x400; i++) {
      core.bus.poke(FpCores.RAM + i, new byte[] {(byte) i}, 0, 1);
    }
    return core;
  }

  private static Instruction decode(int bits) {
    Decoder decoder = new Decoder(CoreModel.CORTEX_M55.features());
    return decoder.decode(FpCores.RAM, bits >>> 16, bits & 0xFFFF);
  }

  private static String changes(int bits, boolean bases, Consumer<Core> setup) {
    Core core = prepared(bases);
    Core before = prepared(bases);
    setup.accept(core);
    setup.accept(before);
    FpDispatch.execute(core, decode(bits));
    return CoreChanges.between(before, core);
  }

  @Test
  void everyTransferChangesWhatItNamesAndNothingElse() {
    assertAll(
        CASES.stream()
            .map(
                c ->
                    () ->
                        assertEquals(
                            c.changes, changes(c.bits, c.hasBases(), core -> {}), c.assembly)));
  }

  /** A case with predicates or beats that executed before. */
  private record Partial(String what, int bits, Consumer<Core> setup, String changes) {}

  private static final List<Partial> PARTIAL =
      List.of(
          new Partial(
              "vldrbt.8 q1, [r0, #8]: other lanes are zero, and the block is over",
              0xED903E08,
              c -> c.vpr = 0x88_0F05,
              "s4=820080 s5=0 s6=8b8a8988 s7=0 vpr=f05"),
          new Partial(
              "vstrbe.8 q1, [r0, #8]: a mask above 1000 inverts the predicate",
              0xED803E08,
              c -> c.vpr = 0xCC_0F05,
              "[180]=83548154 [188]=56565656 vpr=88f0fa"),
          new Partial(
              "vldrbt.s16 q1, [r0, #4]: the first byte decides for an element",
              0xED902E84,
              c -> c.vpr = 0x88_4132,
              "s4=0 s5=7e s6=ff80 s7=ff830000 vpr=4132"),
          new Partial(
              "vldrw.32 q1, [r0, #-16]! in the last round of a loop with three half-words left",
              0xED303F04,
              c -> {
                c.fpscr = 0x0001_0000;
                c.r[14] = 3;
              },
              "r0=20000168 s4=6b6a6968 s5=6f6e6d6c s6=0 s7=0"),
          new Partial(
              "vldrw.32 q1, [r0, #-16]! after A0 A1: the base moves all the same",
              0xED303F04,
              c -> c.eci = 2,
              "r0=20000168 s6=73727170 s7=77767574 eci=0"),
          new Partial(
              "vstrw.32 q1, [r0], #16 after A0 A1 A2 B0: A0 of the next one has executed",
              0xECA03F04,
              c -> c.eci = 5,
              "r0=20000188 [184]=57575757 eci=1"),
          new Partial(
              "vldrbt.u8 q1, [r0, q2]: addresses of other lanes do not matter",
              0xFC902E04,
              c -> {
                c.vpr = 0x88_0001;
                c.s[11] = 0;
              },
              "s4=7c s5=0 s6=0 s7=0 vpr=1"),
          new Partial(
              "vldrwt.u32 q1, [q2, #-8]!: every base is written back",
              0xFD343E02,
              c -> c.vpr = 0x88_00F0,
              "s4=0 s5=97969594 s6=0 s7=0 s8=20000170 s9=20000194 s10=200001b0 s11=20000180 vpr=f0"),
          new Partial(
              "vldrdt.u64 q1, [q2, #8]!: each word has the predicate of its beat",
              0xFDB43F01,
              c -> c.vpr = 0x88_F00F,
              "s4=83828180 s5=0 s6=0 s7=c7c6c5c4 s8=20000180 s10=200001c0 vpr=f00f"),
          new Partial(
              "vstrdt.64 q1, [q2, #-16] after A0",
              0xFD043F02,
              c -> c.eci = 1,
              "[16c]=55555555 [1a8]=56565656 [1ac]=57575757 eci=0"),
          new Partial(
              "vld20.8 {q1, q2}, [r0] has no predicate and does not move in a block",
              0xFC903E00,
              c -> c.vpr = 0x88_0000,
              "s4=7e7c7a78 s7=96949290 s8=7f7d7b79 s11=97959391"),
          new Partial(
              "vst20.16 {q1, q2}, [r0] after A0 A1",
              0xFC803E80,
              c -> c.eci = 2,
              "[190]=c5757 [194]=5757 eci=0"),
          new Partial(
              "vld21.16 {q1, q2}, [r0]! at an address that is no multiple of four",
              0xFCB03EA0,
              c -> c.r[0] += 2,
              "r0=2000019a s5=87868382 s6=8f8e8b8a s9=89888584 s10=91908d8c"),
          new Partial(
              "vldrb.8 q1, [r0, #8] at an odd address",
              0xED903E08,
              c -> c.r[0] += 1,
              "s4=84838281 s5=88878685 s6=8c8b8a89 s7=908f8e8d"));

  @Test
  void predicatesAndBeatsLimitATransfer() {
    assertAll(
        PARTIAL.stream()
            .map(
                p ->
                    () ->
                        assertEquals(
                            p.changes, changes(p.bits, p.bits >>> 24 == 0xFD, p.setup), p.what)));
  }

  @Test
  void unalignedElementsFaultAndChangeNothing() {
    int[] loadsAndStores = {
      0xED303F04, // vldrw.32 q1, [r0, #-16]!
      0xECA03F04, // vstrw.32 q1, [r0], #16
      0xFC902F44, // vldrw.u32 q1, [r0, q2]
      0xFC903F20, // vld21.32 {q1, q2}, [r0]
      0xFC803F01 // vst40.32 {q1-q4}, [r0]
    };
    for (int bits : loadsAndStores) {
      Core core = prepared(false);
      Core before = prepared(false);
      core.r[0] += 2;
      before.r[0] += 2;
      Instruction instruction = decode(bits);
      GuestFault fault =
          assertThrows(GuestFault.class, () -> FpDispatch.execute(core, instruction));
      assertEquals(FaultKind.UNALIGNED, fault.kind());
      assertEquals("", CoreChanges.between(before, core));
    }
  }

  @Test
  void nothingIsAskedOfTheAddressesOfInactiveLanes() {
    Core core = prepared(false);
    core.r[0] += 2;
    core.vpr = 0x88_0000;
    FpDispatch.execute(core, decode(0xED303F04));
    assertEquals(BASE + 2 - 16, core.r[0]);
  }

  @Test
  void aFaultInTheMiddleLeavesBasesAndBeatsToBeginAgain() {
    Core core = prepared(true);
    Core before = prepared(true);
    core.s[10] += 2;
    before.s[10] += 2;
    assertThrows(GuestFault.class, () -> FpDispatch.execute(core, decode(0xFD343E02)));
    assertEquals("s4=73727170 s5=97969594", CoreChanges.between(before, core));
  }
}
