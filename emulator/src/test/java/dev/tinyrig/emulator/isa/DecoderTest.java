package dev.tinyrig.emulator.isa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.emulator.core.CoreModel;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Operands, features and what is UNDEFINED. */
class DecoderTest {
  private static final Decoder M7 = new Decoder(CoreModel.CORTEX_M7.features());

  private record Case(int bits, String operands) {}

  private static Instruction decode(CoreModel core, int bits) {
    return decode(new Decoder(core.features()), bits);
  }

  private static Instruction decode(Decoder decoder, int bits) {
    return (bits & 0xFFFF_0000) == 0
        ? decoder.decode(0x1000, bits, 0)
        : decoder.decode(0x1000, bits >>> 16, bits & 0xFFFF);
  }

  private static String show(Instruction i) {
    return "%s d%d n%d m%d a%d imm%d shift%d/%d flags%d cond%d target%x%s"
        .formatted(
            i.op,
            i.d,
            i.n,
            i.m,
            i.a,
            i.imm,
            i.shift,
            i.amount,
            i.flags,
            i.cond,
            i.target,
            i.writeBack ? " wb" : "");
  }

  @Test
  void operandsFollowTheConventions() {
    // The words are what arm-none-eabi-as makes of the instruction in the comment.
    List<Case> cases =
        List.of(
            // adds r1, r2, r3
            new Case(0x18D1, "ADD_REG d1 n2 m3 a0 imm0 shift0/0 flags2 cond14 target0"),
            // lsrs r1, r2, #32
            new Case(0x0811, "LSR_IMM d1 n0 m2 a0 imm0 shift0/32 flags2 cond14 target0"),
            // add r8, sp
            new Case(0x44E8, "ADD_REG d8 n8 m13 a0 imm0 shift0/0 flags0 cond14 target0"),
            // muls r3, r5
            new Case(0x436B, "MUL d3 n5 m3 a0 imm0 shift0/0 flags2 cond14 target0"),
            // ldr r2, [pc, #8]
            new Case(0x4A02, "LDR_LIT d2 n15 m0 a0 imm8 shift0/0 flags0 cond14 target100c"),
            // push {r4, lr}
            new Case(0xB510, "PUSH d0 n13 m0 a0 imm16400 shift0/0 flags0 cond14 target0 wb"),
            // ldmia r1!, {r0, r2} and ldmia r1, {r0, r1}
            new Case(0xC905, "LDM d0 n1 m0 a0 imm5 shift0/0 flags0 cond14 target0 wb"),
            new Case(0xC903, "LDM d0 n1 m0 a0 imm3 shift0/0 flags0 cond14 target0"),
            // beq to itself
            new Case(0xD0FE, "B_COND d0 n0 m0 a0 imm-4 shift0/0 flags0 cond0 target1000"),
            // cbnz r3, 4 behind the next but one
            new Case(0xB913, "CBNZ d0 n3 m0 a0 imm4 shift0/0 flags0 cond14 target1008"),
            // cpsid i
            new Case(0xB672, "CPS d0 n0 m0 a0 imm2 shift0/1 flags0 cond14 target0"),
            // bl backwards to itself
            new Case(0xF7FFFFFE, "BL d0 n0 m0 a0 imm-4 shift0/0 flags0 cond14 target1000"),
            // mov.w r1, #0x80000000 and movs.w r1, #0xff00ff and movw r1, #0x1234
            new Case(
                0xF04F4100, "MOV_IMM d1 n0 m0 a0 imm-2147483648 shift0/1 flags0 cond14 target0"),
            new Case(0xF05F11FF, "MOV_IMM d1 n0 m0 a0 imm16711935 shift0/2 flags1 cond14 target0"),
            new Case(0xF2412134, "MOV_IMM d1 n0 m0 a0 imm4660 shift0/2 flags0 cond14 target0"),
            // subs.w r1, r2, r3, asr #32 and orr.w r1, r2, r3, rrx
            new Case(0xEBB21123, "SUB_REG d1 n2 m3 a0 imm0 shift2/4 flags1 cond14 target0"),
            new Case(0xEA420133, "ORR_REG d1 n2 m3 a0 imm0 shift4/1 flags0 cond14 target0"),
            // bfi r1, r2, #4, #8 and ssat r1, #8, r2, asr #3
            new Case(0xF362110B, "BFI d1 n2 m0 a0 imm4 shift0/8 flags0 cond14 target0"),
            new Case(0xF32201C7, "SSAT d1 n2 m0 a0 imm8 shift2/3 flags0 cond14 target0"),
            // ldrd r1, r2, [r3, #-8]! and ldr.w r1, [r2], #-3 and ldr.w r1, [r2, r3, lsl #2]
            new Case(0xE9731202, "LDRD_PRE d1 n3 m0 a2 imm-8 shift0/0 flags0 cond14 target0 wb"),
            new Case(0xF8521903, "LDR_POST d1 n2 m0 a0 imm-3 shift0/0 flags0 cond14 target0 wb"),
            new Case(0xF8521023, "LDR_REG d1 n2 m3 a0 imm0 shift0/2 flags0 cond14 target0"),
            // strex r1, r2, [r3, #4] and umull r1, r2, r3, r4
            new Case(0xE8432101, "STREX d2 n3 m0 a1 imm4 shift0/0 flags0 cond14 target0"),
            new Case(0xFBA31204, "UMULL d1 n3 m4 a2 imm0 shift0/0 flags0 cond14 target0"),
            // smlad r1, r2, r3, r4 and sxtab r1, r2, r3, ror #16
            new Case(0xFB224103, "SMLAD d1 n2 m3 a4 imm0 shift0/0 flags0 cond14 target0"),
            new Case(0xFA42F1A3, "SXTAB d1 n2 m3 a0 imm0 shift0/16 flags0 cond14 target0"),
            // vadd.f32 s1, s2, s3 and vadd.f64 d1, d2, d3
            new Case(0xEE710A21, "VADD_F32 d1 n2 m3 a0 imm0 shift0/0 flags0 cond14 target0"),
            new Case(0xEE321B03, "VADD_F64 d1 n2 m3 a0 imm0 shift0/0 flags0 cond14 target0"),
            // vmov.f32 s1, #1.0 and vcvt.s32.f32 s1, s1, #4 and vpush {d8-d9}
            new Case(
                0xEEF70A00,
                "VMOV_IMM_F32 d1 n0 m0 a0 imm1065353216 shift0/0 flags0 cond14 target0"),
            new Case(
                0xEEFE0ACE, "VCVT_TO_FIXED_F32 d1 n0 m1 a0 imm4 shift1/32 flags0 cond14 target0"),
            new Case(0xED2D8B04, "VSTM_64 d8 n13 m0 a0 imm2 shift0/1 flags0 cond14 target0 wb"),
            // vselge.f32 s0, s1, s2
            new Case(0xFE200A81, "VSEL_F32 d0 n1 m2 a0 imm0 shift0/0 flags0 cond10 target0"));
    for (Case c : cases) {
      assertEquals(c.operands(), show(decode(M7, c.bits())), Integer.toHexString(c.bits()));
    }
  }

  private record Lacking(CoreModel core, int bits, Op op, String why) {}

  @Test
  void coresLackWhatTheyLack() {
    List<Lacking> cases =
        List.of(
            new Lacking(
                CoreModel.CORTEX_M3,
                0xFB224103,
                Op.UNDEFINED,
                "SMLAD (fb22 4103) needs the DSP extension"),
            new Lacking(
                CoreModel.CORTEX_M3,
                0xF3220103,
                Op.UNDEFINED,
                "SSAT16 (f322 0103) needs the DSP extension"),
            new Lacking(CoreModel.CORTEX_M0PLUS, 0xBF08, Op.UNDEFINED, "IT (bf08) needs Armv7-M"),
            new Lacking(
                CoreModel.CORTEX_M0PLUS,
                0xEE710A21,
                Op.UNDEFINED,
                "VADD.F32 (ee71 0a21) needs a floating-point unit"),
            new Lacking(
                CoreModel.CORTEX_M3,
                0xEE710A21,
                Op.COPROCESSOR,
                "VADD.F32 (ee71 0a21) needs a floating-point unit"),
            new Lacking(
                CoreModel.CORTEX_M4F,
                0xEE321B03,
                Op.UNDEFINED,
                "VADD.F64 (ee32 1b03) needs double-precision floating point"),
            new Lacking(
                CoreModel.CORTEX_M4F,
                0xFE200A81,
                Op.UNDEFINED,
                "VSELGE.F32 (fe20 0a81) needs FPv5"),
            new Lacking(
                CoreModel.CORTEX_M7, 0xF8D50901, Op.LDR_IMM, "LDR (immediate) T3 (f8d5 0901)"),
            new Lacking(
                CoreModel.CORTEX_M7,
                0xEE010F10,
                Op.COPROCESSOR,
                "Coprocessor data processing or move (ee01 0f10) accesses coprocessor 15, which has"
                    + " no such instruction"),
            new Lacking(
                CoreModel.CORTEX_M7,
                0xF8510F04,
                Op.LDR_PRE,
                "LDR (immediate) T4 pre-indexed (f851 0f04)"),
            new Lacking(
                CoreModel.CORTEX_M7,
                0xF8511F04,
                Op.UNDEFINED,
                "LDR (immediate) T4 pre-indexed (f851 1f04) is UNPREDICTABLE: the base is written"
                    + " back and transferred"),
            new Lacking(CoreModel.CORTEX_M7, 0x4771, Op.UNDEFINED, "4771 is not an instruction"),
            new Lacking(CoreModel.CORTEX_M7, 0xB640, Op.UNDEFINED, "b640 is not an instruction"));
    for (Lacking c : cases) {
      Decoder decoder = new Decoder(c.core().features());
      Instruction i = decode(decoder, c.bits());
      assertEquals(c.op(), i.op, c.why());
      assertEquals(c.why(), decoder.whyUndefined(i));
    }
  }

  private record Flow(int bits, boolean endsBlock, boolean branches) {}

  @Test
  void blocksEndWhereTheFlowMayChange() {
    List<Flow> cases =
        List.of(
            new Flow(0xBF08, false, false), // it eq
            new Flow(0xD0FE, false, true), // beq
            new Flow(0xB913, false, true), // cbnz
            new Flow(0xE7FE, true, true), // b
            new Flow(0x4770, true, true), // bx lr
            new Flow(0xF7FFFFFE, true, true), // bl
            new Flow(0xBD10, true, true), // pop {r4, pc}
            new Flow(0xBC10, false, false), // pop {r4}
            new Flow(0x46F7, true, true), // mov pc, lr
            new Flow(0x448F, true, true), // add pc, r1
            new Flow(0xF8DFF000, true, true), // ldr pc, [pc]
            new Flow(0xE8DFF001, true, true), // tbb
            new Flow(0xDF00, true, false), // svc
            new Flow(0xBE00, true, false), // bkpt
            new Flow(0xBF30, true, false), // wfi
            new Flow(0xB672, true, false), // cpsid i
            new Flow(0xF3BF8F6F, true, false), // isb
            new Flow(0xF3BF8F4F, false, false), // dsb
            new Flow(0xDE00, true, false), // udf
            new Flow(0x18D1, false, false)); // adds
    for (Flow c : cases) {
      Instruction i = decode(CoreModel.CORTEX_M7, c.bits());
      assertEquals(c.endsBlock(), i.endsBlock, i.toString());
      assertEquals(c.branches(), i.branches, i.toString());
    }
  }

  @Test
  void everyWordDecodes() {
    for (int bits = 0; bits < 0x1_0000; bits++) {
      Instruction i = M7.decode(0, bits, 0xFFFF);
      assertEquals(Decoder.isWide(bits) ? 4 : 2, i.length);
    }
  }

  @Test
  void unpredictableOperandsAreTold() {
    assertFalse(Decoder.unpredictable(decode(M7, 0x4770)).isPresent());
    assertTrue(Decoder.unpredictable(decode(M7, 0xEB0D0D0D)).isPresent());
  }
}
