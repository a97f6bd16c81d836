package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.OpCode;
import dev.tinyrig.emulator.time.Clock;

/**
 * From an operation to the code that executes it: one jump table over all integer operations, whose
 * cases are a static call each; the floating-point ones have a table of their own.
 *
 * <p>The method must stay below 8,000 bytes of bytecode, or HotSpot would never compile it.
 */
final class Dispatch {
  static {
    Linkage.initialise();
  }

  private Dispatch() {}

  /**
   * Executes instructions in line from {@code code[first]}, whose conditions hold, and adds their
   * cycles, until an instruction that may branch has executed (its cycles are not added yet), an IT
   * block begins, {@code limit} is reached or the deadline has come.
   *
   * <p>The loop stands around the jump table, not in the caller, because a call per instruction
   * costs a third of the speed. When an instruction faults, {@code r[15] - 4} is its address.
   *
   * @return the index behind the last instruction, or the complement of the index of an executed
   *     instruction that may branch
   */
  static int line(Core c, Clock clock, Instruction[] code, int[] executed, int first, int limit) {
    int at = first;
    do {
      Instruction i = code[at];
      c.r[15] = i.address + 4;
      switch (i.code) {
        case OpCode.ADC_IMM -> DataOps.adcImm(c, i);
        case OpCode.ADC_REG -> DataOps.adcReg(c, i);
        case OpCode.ADD_IMM -> DataOps.addImm(c, i);
        case OpCode.ADD_REG -> DataOps.addReg(c, i);
        case OpCode.ADR -> DataOps.adr(c, i);
        case OpCode.AND_IMM -> DataOps.andImm(c, i);
        case OpCode.AND_REG -> DataOps.andReg(c, i);
        case OpCode.BIC_IMM -> DataOps.bicImm(c, i);
        case OpCode.BIC_REG -> DataOps.bicReg(c, i);
        case OpCode.CMN_IMM -> DataOps.cmnImm(c, i);
        case OpCode.CMN_REG -> DataOps.cmnReg(c, i);
        case OpCode.CMP_IMM -> DataOps.cmpImm(c, i);
        case OpCode.CMP_REG -> DataOps.cmpReg(c, i);
        case OpCode.EOR_IMM -> DataOps.eorImm(c, i);
        case OpCode.EOR_REG -> DataOps.eorReg(c, i);
        case OpCode.MOV_IMM -> DataOps.movImm(c, i);
        case OpCode.MOV_REG -> DataOps.movReg(c, i);
        case OpCode.MOVT -> DataOps.movt(c, i);
        case OpCode.MVN_IMM -> DataOps.mvnImm(c, i);
        case OpCode.MVN_REG -> DataOps.mvnReg(c, i);
        case OpCode.ORN_IMM -> DataOps.ornImm(c, i);
        case OpCode.ORN_REG -> DataOps.ornReg(c, i);
        case OpCode.ORR_IMM -> DataOps.orrImm(c, i);
        case OpCode.ORR_REG -> DataOps.orrReg(c, i);
        case OpCode.RSB_IMM -> DataOps.rsbImm(c, i);
        case OpCode.RSB_REG -> DataOps.rsbReg(c, i);
        case OpCode.SBC_IMM -> DataOps.sbcImm(c, i);
        case OpCode.SBC_REG -> DataOps.sbcReg(c, i);
        case OpCode.SUB_IMM -> DataOps.subImm(c, i);
        case OpCode.SUB_REG -> DataOps.subReg(c, i);
        case OpCode.TEQ_IMM -> DataOps.teqImm(c, i);
        case OpCode.TEQ_REG -> DataOps.teqReg(c, i);
        case OpCode.TST_IMM -> DataOps.tstImm(c, i);
        case OpCode.TST_REG -> DataOps.tstReg(c, i);
        case OpCode.ASR_IMM -> ShiftOps.asrImm(c, i);
        case OpCode.ASR_REG -> ShiftOps.asrReg(c, i);
        case OpCode.LSL_IMM -> ShiftOps.lslImm(c, i);
        case OpCode.LSL_REG -> ShiftOps.lslReg(c, i);
        case OpCode.LSR_IMM -> ShiftOps.lsrImm(c, i);
        case OpCode.LSR_REG -> ShiftOps.lsrReg(c, i);
        case OpCode.ROR_IMM -> ShiftOps.rorImm(c, i);
        case OpCode.ROR_REG -> ShiftOps.rorReg(c, i);
        case OpCode.RRX -> ShiftOps.rrx(c, i);
        case OpCode.BFC -> BitOps.bfc(c, i);
        case OpCode.BFI -> BitOps.bfi(c, i);
        case OpCode.SBFX -> BitOps.sbfx(c, i);
        case OpCode.UBFX -> BitOps.ubfx(c, i);
        case OpCode.CLZ -> BitOps.clz(c, i);
        case OpCode.RBIT -> BitOps.rbit(c, i);
        case OpCode.REV -> BitOps.rev(c, i);
        case OpCode.REV16 -> BitOps.rev16(c, i);
        case OpCode.REVSH -> BitOps.revsh(c, i);
        case OpCode.SXTB -> BitOps.sxtb(c, i);
        case OpCode.SXTH -> BitOps.sxth(c, i);
        case OpCode.UXTB -> BitOps.uxtb(c, i);
        case OpCode.UXTH -> BitOps.uxth(c, i);
        case OpCode.SSAT -> BitOps.ssat(c, i);
        case OpCode.USAT -> BitOps.usat(c, i);
        case OpCode.MUL -> MultiplyOps.mul(c, i);
        case OpCode.MLA -> MultiplyOps.mla(c, i);
        case OpCode.MLS -> MultiplyOps.mls(c, i);
        case OpCode.UMULL -> MultiplyOps.umull(c, i);
        case OpCode.UMLAL -> MultiplyOps.umlal(c, i);
        case OpCode.SMULL -> MultiplyOps.smull(c, i);
        case OpCode.SMLAL -> MultiplyOps.smlal(c, i);
        case OpCode.SDIV -> MultiplyOps.sdiv(c, i);
        case OpCode.UDIV -> MultiplyOps.udiv(c, i);
        case OpCode.LDR_IMM -> LoadStoreOps.ldrImm(c, i);
        case OpCode.LDR_PRE -> LoadStoreOps.ldrPre(c, i);
        case OpCode.LDR_POST -> LoadStoreOps.ldrPost(c, i);
        case OpCode.LDR_LIT -> LoadStoreOps.ldrLit(c, i);
        case OpCode.LDR_REG -> LoadStoreOps.ldrReg(c, i);
        case OpCode.LDRB_IMM -> LoadStoreOps.ldrbImm(c, i);
        case OpCode.LDRB_PRE -> LoadStoreOps.ldrbPre(c, i);
        case OpCode.LDRB_POST -> LoadStoreOps.ldrbPost(c, i);
        case OpCode.LDRB_LIT -> LoadStoreOps.ldrbLit(c, i);
        case OpCode.LDRB_REG -> LoadStoreOps.ldrbReg(c, i);
        case OpCode.LDRH_IMM -> LoadStoreOps.ldrhImm(c, i);
        case OpCode.LDRH_PRE -> LoadStoreOps.ldrhPre(c, i);
        case OpCode.LDRH_POST -> LoadStoreOps.ldrhPost(c, i);
        case OpCode.LDRH_LIT -> LoadStoreOps.ldrhLit(c, i);
        case OpCode.LDRH_REG -> LoadStoreOps.ldrhReg(c, i);
        case OpCode.LDRSB_IMM -> LoadStoreOps.ldrsbImm(c, i);
        case OpCode.LDRSB_PRE -> LoadStoreOps.ldrsbPre(c, i);
        case OpCode.LDRSB_POST -> LoadStoreOps.ldrsbPost(c, i);
        case OpCode.LDRSB_LIT -> LoadStoreOps.ldrsbLit(c, i);
        case OpCode.LDRSB_REG -> LoadStoreOps.ldrsbReg(c, i);
        case OpCode.LDRSH_IMM -> LoadStoreOps.ldrshImm(c, i);
        case OpCode.LDRSH_PRE -> LoadStoreOps.ldrshPre(c, i);
        case OpCode.LDRSH_POST -> LoadStoreOps.ldrshPost(c, i);
        case OpCode.LDRSH_LIT -> LoadStoreOps.ldrshLit(c, i);
        case OpCode.LDRSH_REG -> LoadStoreOps.ldrshReg(c, i);
        case OpCode.LDRT -> LoadStoreOps.ldrt(c, i);
        case OpCode.LDRBT -> LoadStoreOps.ldrbt(c, i);
        case OpCode.LDRHT -> LoadStoreOps.ldrht(c, i);
        case OpCode.LDRSBT -> LoadStoreOps.ldrsbt(c, i);
        case OpCode.LDRSHT -> LoadStoreOps.ldrsht(c, i);
        case OpCode.STR_IMM -> LoadStoreOps.strImm(c, i);
        case OpCode.STR_PRE -> LoadStoreOps.strPre(c, i);
        case OpCode.STR_POST -> LoadStoreOps.strPost(c, i);
        case OpCode.STR_REG -> LoadStoreOps.strReg(c, i);
        case OpCode.STRB_IMM -> LoadStoreOps.strbImm(c, i);
        case OpCode.STRB_PRE -> LoadStoreOps.strbPre(c, i);
        case OpCode.STRB_POST -> LoadStoreOps.strbPost(c, i);
        case OpCode.STRB_REG -> LoadStoreOps.strbReg(c, i);
        case OpCode.STRH_IMM -> LoadStoreOps.strhImm(c, i);
        case OpCode.STRH_PRE -> LoadStoreOps.strhPre(c, i);
        case OpCode.STRH_POST -> LoadStoreOps.strhPost(c, i);
        case OpCode.STRH_REG -> LoadStoreOps.strhReg(c, i);
        case OpCode.STRT -> LoadStoreOps.strt(c, i);
        case OpCode.STRBT -> LoadStoreOps.strbt(c, i);
        case OpCode.STRHT -> LoadStoreOps.strht(c, i);
        case OpCode.LDRD_IMM -> PairOps.ldrdImm(c, i);
        case OpCode.LDRD_PRE -> PairOps.ldrdPre(c, i);
        case OpCode.LDRD_POST -> PairOps.ldrdPost(c, i);
        case OpCode.LDRD_LIT -> PairOps.ldrdLit(c, i);
        case OpCode.STRD_IMM -> PairOps.strdImm(c, i);
        case OpCode.STRD_PRE -> PairOps.strdPre(c, i);
        case OpCode.STRD_POST -> PairOps.strdPost(c, i);
        case OpCode.LDREX -> PairOps.ldrex(c, i);
        case OpCode.LDREXB -> PairOps.ldrexb(c, i);
        case OpCode.LDREXH -> PairOps.ldrexh(c, i);
        case OpCode.STREX -> PairOps.strex(c, i);
        case OpCode.STREXB -> PairOps.strexb(c, i);
        case OpCode.STREXH -> PairOps.strexh(c, i);
        case OpCode.CLREX -> PairOps.clrex(c, i);
        case OpCode.LDM -> BlockTransferOps.ldm(c, i);
        case OpCode.LDMDB -> BlockTransferOps.ldmdb(c, i);
        case OpCode.POP -> BlockTransferOps.pop(c, i);
        case OpCode.STM -> BlockTransferOps.stm(c, i);
        case OpCode.STMDB -> BlockTransferOps.stmdb(c, i);
        case OpCode.PUSH -> BlockTransferOps.push(c, i);
        case OpCode.B -> BranchOps.b(c, i);
        case OpCode.B_COND -> BranchOps.bCond(c, i);
        case OpCode.BX -> BranchOps.bx(c, i);
        case OpCode.CBZ -> BranchOps.cbz(c, i);
        case OpCode.CBNZ -> BranchOps.cbnz(c, i);
        case OpCode.TBB -> BranchOps.tbb(c, i);
        case OpCode.TBH -> BranchOps.tbh(c, i);
        case OpCode.BL -> BranchOps.bl(c, i);
        case OpCode.BLX_REG -> BranchOps.blxReg(c, i);
        case OpCode.WLS -> LoopOps.wls(c, i);
        case OpCode.DLS -> LoopOps.dls(c, i);
        case OpCode.LE -> LoopOps.le(c, i);
        case OpCode.LE_FOREVER -> LoopOps.leForever(c, i);
        case OpCode.WLSTP -> LoopOps.wlstp(c, i);
        case OpCode.VMRS_SYSTEM,
            OpCode.VMSR_SYSTEM,
            OpCode.VLDR_SYSTEM,
            OpCode.VLDR_SYSTEM_POST,
            OpCode.VSTR_SYSTEM,
            OpCode.VSTR_SYSTEM_POST,
            OpCode.VSCCLRM ->
            FpSystemOps.execute(c, i);
        case OpCode.CSEL -> SelectOps.csel(c, i);
        case OpCode.CSINC -> SelectOps.csinc(c, i);
        case OpCode.CSINV -> SelectOps.csinv(c, i);
        case OpCode.CSNEG -> SelectOps.csneg(c, i);
        case OpCode.CLRM -> SelectOps.clrm(c, i);
        case OpCode.LSLL_IMM -> LongShiftOps.lsllImm(c, i);
        case OpCode.LSLL_REG -> LongShiftOps.lsllReg(c, i);
        case OpCode.LSRL_IMM -> LongShiftOps.lsrlImm(c, i);
        case OpCode.ASRL_IMM -> LongShiftOps.asrlImm(c, i);
        case OpCode.ASRL_REG -> LongShiftOps.asrlReg(c, i);
        case OpCode.SQSHLL -> LongShiftOps.sqshll(c, i);
        case OpCode.UQSHLL -> LongShiftOps.uqshll(c, i);
        case OpCode.SRSHRL -> LongShiftOps.srshrl(c, i);
        case OpCode.URSHRL -> LongShiftOps.urshrl(c, i);
        case OpCode.SQRSHRL -> LongShiftOps.sqrshrl(c, i);
        case OpCode.UQRSHLL -> LongShiftOps.uqrshll(c, i);
        case OpCode.SQSHL -> LongShiftOps.sqshl(c, i);
        case OpCode.UQSHL -> LongShiftOps.uqshl(c, i);
        case OpCode.SRSHR -> LongShiftOps.srshr(c, i);
        case OpCode.URSHR -> LongShiftOps.urshr(c, i);
        case OpCode.SQRSHR -> LongShiftOps.sqrshr(c, i);
        case OpCode.UQRSHL -> LongShiftOps.uqrshl(c, i);
        case OpCode.IT -> BranchOps.it(c, i);
        case OpCode.WFE -> SystemOps.wfe(c, i);
        case OpCode.WFI -> SystemOps.wfi(c, i);
        case OpCode.SEV -> SystemOps.sev(c, i);
        case OpCode.SVC -> SystemOps.svc(c, i);
        case OpCode.BKPT -> SystemOps.bkpt(c, i);
        case OpCode.CPS -> SystemOps.cps(c, i);
        case OpCode.MRS -> SystemOps.mrs(c, i);
        case OpCode.MSR -> SystemOps.msr(c, i);
        case OpCode.UDF -> throw SystemOps.udf(c, i);
        case OpCode.UNDEFINED -> throw SystemOps.undefined(c, i);
        case OpCode.COPROCESSOR -> throw SystemOps.coprocessor(c, i);
        case OpCode.QADD -> DspOps.qadd(c, i);
        case OpCode.QDADD -> DspOps.qdadd(c, i);
        case OpCode.QSUB -> DspOps.qsub(c, i);
        case OpCode.QDSUB -> DspOps.qdsub(c, i);
        case OpCode.SADD8 -> SimdOps.sadd8(c, i);
        case OpCode.SADD16 -> SimdOps.sadd16(c, i);
        case OpCode.SASX -> SimdOps.sasx(c, i);
        case OpCode.SSAX -> SimdOps.ssax(c, i);
        case OpCode.SSUB8 -> SimdOps.ssub8(c, i);
        case OpCode.SSUB16 -> SimdOps.ssub16(c, i);
        case OpCode.QADD8 -> SimdOps.qadd8(c, i);
        case OpCode.QADD16 -> SimdOps.qadd16(c, i);
        case OpCode.QASX -> SimdOps.qasx(c, i);
        case OpCode.QSAX -> SimdOps.qsax(c, i);
        case OpCode.QSUB8 -> SimdOps.qsub8(c, i);
        case OpCode.QSUB16 -> SimdOps.qsub16(c, i);
        case OpCode.SHADD8 -> SimdOps.shadd8(c, i);
        case OpCode.SHADD16 -> SimdOps.shadd16(c, i);
        case OpCode.SHASX -> SimdOps.shasx(c, i);
        case OpCode.SHSAX -> SimdOps.shsax(c, i);
        case OpCode.SHSUB8 -> SimdOps.shsub8(c, i);
        case OpCode.SHSUB16 -> SimdOps.shsub16(c, i);
        case OpCode.UADD8 -> SimdOps.uadd8(c, i);
        case OpCode.UADD16 -> SimdOps.uadd16(c, i);
        case OpCode.UASX -> SimdOps.uasx(c, i);
        case OpCode.USAX -> SimdOps.usax(c, i);
        case OpCode.USUB8 -> SimdOps.usub8(c, i);
        case OpCode.USUB16 -> SimdOps.usub16(c, i);
        case OpCode.UQADD8 -> SimdOps.uqadd8(c, i);
        case OpCode.UQADD16 -> SimdOps.uqadd16(c, i);
        case OpCode.UQASX -> SimdOps.uqasx(c, i);
        case OpCode.UQSAX -> SimdOps.uqsax(c, i);
        case OpCode.UQSUB8 -> SimdOps.uqsub8(c, i);
        case OpCode.UQSUB16 -> SimdOps.uqsub16(c, i);
        case OpCode.UHADD8 -> SimdOps.uhadd8(c, i);
        case OpCode.UHADD16 -> SimdOps.uhadd16(c, i);
        case OpCode.UHASX -> SimdOps.uhasx(c, i);
        case OpCode.UHSAX -> SimdOps.uhsax(c, i);
        case OpCode.UHSUB8 -> SimdOps.uhsub8(c, i);
        case OpCode.UHSUB16 -> SimdOps.uhsub16(c, i);
        case OpCode.SEL -> SimdOps.sel(c, i);
        case OpCode.SMLABB -> DspOps.smlabb(c, i);
        case OpCode.SMLABT -> DspOps.smlabt(c, i);
        case OpCode.SMLATB -> DspOps.smlatb(c, i);
        case OpCode.SMLATT -> DspOps.smlatt(c, i);
        case OpCode.SMLAD -> DspOps.smlad(c, i);
        case OpCode.SMLADX -> DspOps.smladx(c, i);
        case OpCode.SMLALBB -> DspOps.smlalbb(c, i);
        case OpCode.SMLALBT -> DspOps.smlalbt(c, i);
        case OpCode.SMLALTB -> DspOps.smlaltb(c, i);
        case OpCode.SMLALTT -> DspOps.smlaltt(c, i);
        case OpCode.SMLALD -> DspOps.smlald(c, i);
        case OpCode.SMLALDX -> DspOps.smlaldx(c, i);
        case OpCode.SMLAWB -> DspOps.smlawb(c, i);
        case OpCode.SMLAWT -> DspOps.smlawt(c, i);
        case OpCode.SMLSD -> DspOps.smlsd(c, i);
        case OpCode.SMLSDX -> DspOps.smlsdx(c, i);
        case OpCode.SMLSLD -> DspOps.smlsld(c, i);
        case OpCode.SMLSLDX -> DspOps.smlsldx(c, i);
        case OpCode.SMMLA -> DspOps.smmla(c, i);
        case OpCode.SMMLAR -> DspOps.smmlar(c, i);
        case OpCode.SMMLS -> DspOps.smmls(c, i);
        case OpCode.SMMLSR -> DspOps.smmlsr(c, i);
        case OpCode.SMMUL -> DspOps.smmul(c, i);
        case OpCode.SMMULR -> DspOps.smmulr(c, i);
        case OpCode.SMUAD -> DspOps.smuad(c, i);
        case OpCode.SMUADX -> DspOps.smuadx(c, i);
        case OpCode.SMULBB -> DspOps.smulbb(c, i);
        case OpCode.SMULBT -> DspOps.smulbt(c, i);
        case OpCode.SMULTB -> DspOps.smultb(c, i);
        case OpCode.SMULTT -> DspOps.smultt(c, i);
        case OpCode.SMULWB -> DspOps.smulwb(c, i);
        case OpCode.SMULWT -> DspOps.smulwt(c, i);
        case OpCode.SMUSD -> DspOps.smusd(c, i);
        case OpCode.SMUSDX -> DspOps.smusdx(c, i);
        case OpCode.PKHBT -> DspOps.pkhbt(c, i);
        case OpCode.PKHTB -> DspOps.pkhtb(c, i);
        case OpCode.SSAT16 -> DspOps.ssat16(c, i);
        case OpCode.USAT16 -> DspOps.usat16(c, i);
        case OpCode.SXTAB -> DspOps.sxtab(c, i);
        case OpCode.SXTAB16 -> DspOps.sxtab16(c, i);
        case OpCode.SXTAH -> DspOps.sxtah(c, i);
        case OpCode.SXTB16 -> DspOps.sxtb16(c, i);
        case OpCode.UXTAB -> DspOps.uxtab(c, i);
        case OpCode.UXTAB16 -> DspOps.uxtab16(c, i);
        case OpCode.UXTAH -> DspOps.uxtah(c, i);
        case OpCode.UXTB16 -> DspOps.uxtb16(c, i);
        case OpCode.UMAAL -> DspOps.umaal(c, i);
        case OpCode.USAD8 -> DspOps.usad8(c, i);
        case OpCode.USADA8 -> DspOps.usada8(c, i);
        case OpCode.NOP,
            OpCode.YIELD,
            OpCode.DMB,
            OpCode.DSB,
            OpCode.ISB,
            OpCode.DBG,
            OpCode.PLD,
            OpCode.PLI,
            OpCode.BF,
            OpCode.BFCSEL,
            OpCode.BFL,
            OpCode.BFX,
            OpCode.BFLX -> {}
        case OpCode.SG,
            OpCode.BXNS,
            OpCode.BLXNS,
            OpCode.TT,
            OpCode.TTT,
            OpCode.TTA,
            OpCode.TTAT,
            OpCode.LDA,
            OpCode.LDAB,
            OpCode.LDAH,
            OpCode.STL,
            OpCode.STLB,
            OpCode.STLH,
            OpCode.LDAEX,
            OpCode.LDAEXB,
            OpCode.LDAEXH,
            OpCode.STLEX,
            OpCode.STLEXB,
            OpCode.STLEXH,
            OpCode.VLSTM,
            OpCode.VLLDM ->
            SecurityOps.execute(c, i);
        case OpCode.PAC,
            OpCode.PACBTI,
            OpCode.BTI,
            OpCode.AUT,
            OpCode.PACG,
            OpCode.AUTG,
            OpCode.BXAUT ->
            PointerOps.execute(c, i);
        default -> FpDispatch.execute(c, i);
      }
      if (i.branches) {
        return ~at;
      }
      clock.cycles += executed[at];
      at++;
    } while (at < limit && clock.cycles < clock.deadline && c.it == 0);
    return at;
  }
}
