package dev.tinyrig.emulator.oracle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The registers that instructions of a program in thread mode can see. */
public final class ArchitecturalState {
  /** R0..R12, SP, LR. */
  public final int[] r = new int[15];

  /** Address of the next instruction. */
  public int pc;

  /** N Z C V Q in bits 31..27, GE in 19..16. */
  public int apsr;

  /** FPSCR with its NZCV flags. */
  public int fpscr;

  /** S0..S31 as raw bits. */
  public final int[] s = new int[32];

  /** Takes over another state. */
  public void set(ArchitecturalState other) {
    System.arraycopy(other.r, 0, r, 0, r.length);
    System.arraycopy(other.s, 0, s, 0, s.length);
    pc = other.pc;
    apsr = other.apsr;
    fpscr = other.fpscr;
  }

  /** Whether all registers are equal. */
  public boolean sameAs(ArchitecturalState other) {
    return pc == other.pc
        && apsr == other.apsr
        && fpscr == other.fpscr
        && Arrays.equals(r, other.r)
        && Arrays.equals(s, other.s);
  }

  /** The registers that differ, as {@code R3 00000001 != 00000002}. */
  public List<String> differences(ArchitecturalState other) {
    List<String> found = new ArrayList<>();
    for (int i = 0; i < r.length; i++) {
      compare(found, "R" + i, r[i], other.r[i]);
    }
    compare(found, "PC", pc, other.pc);
    compare(found, "APSR", apsr, other.apsr);
    compare(found, "FPSCR", fpscr, other.fpscr);
    for (int i = 0; i < s.length; i++) {
      compare(found, "S" + i, s[i], other.s[i]);
    }
    return found;
  }

  private static void compare(List<String> found, String name, int ours, int theirs) {
    if (ours != theirs) {
      found.add(String.format("%s %08x != %08x", name, ours, theirs));
    }
  }
}
