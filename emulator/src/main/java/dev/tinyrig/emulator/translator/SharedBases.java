package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Accesses of a line off the same value of a register, as far as they are expected in one memory:
 * the first of them asks whether all of them are inside and aligned, and the others need not. What
 * is added to the register in between does not matter.
 */
final class SharedBases {
  private static final int SP = 13;
  private static final int ALWAYS = 14;

  /** Groups that a line may have. */
  private static final int MOST = 48;

  /** What a register was when it was last set to something new, and the accesses off it. */
  private record Value(List<Group> groups) {
    Value() {
      this(new ArrayList<>());
    }
  }

  /** Accesses that are checked together, with offsets from the same value. */
  private static final class Group {
    Window window;

    /** Whether none of them stores. */
    boolean loads = true;

    /** Index of the first one. */
    final int leader;

    /** What had been added to the register before it. */
    final int moved;

    /** The largest of their sizes, and the offset of one that has it. */
    int size;

    int anchor;
    int lowest;
    int highest;
    int members;
    int local = -1;
    int array;

    Group(Window window, int leader, int moved, int size, int offset) {
      this.window = window;
      this.leader = leader;
      this.moved = moved;
      this.size = size;
      anchor = offset;
      lowest = offset;
      highest = offset;
    }

    /** Whether an access is in the same window, and aligned if the others are. */
    boolean fits(Window other, boolean stores, int otherSize, int offset) {
      return (window.equals(other) || loads && !stores && isPartOf(other))
          && (offset - anchor & Math.min(size, otherSize) - 1) == 0;
    }

    /** Whether one of the windows is the other one, or another place besides. */
    private boolean isPartOf(Window wider) {
      return window.base() == wider.base() && (window.other() == null || wider.other() == null);
    }

    void add(Window wider, boolean stores, int newSize, int offset, int times) {
      members++;
      loads &= !stores;
      if (window.other() == null) {
        window = wider; // where one goes, the others do
      }
      if (newSize > size) {
        size = newSize;
        anchor = offset;
      }
      lowest = Math.min(lowest, offset);
      highest = Math.max(highest, offset + newSize * (times - 1));
    }

    /** The offset, a multiple of the largest size from the anchor, of the first or last bytes. */
    int aligned(int offset) {
      return anchor + (offset - anchor & -size);
    }
  }

  /** An access and how far it is from its value. */
  private record Member(Group group, int offset) {}

  private final RegionCompiler region;
  private final Member[] members;
  private final Value[] values = new Value[16];

  /** What has been added to each register since it had its value. */
  private final int[] moved = new int[16];

  SharedBases(RegionCompiler region, Segment segment, IntPredicate joined) {
    this.region = region;
    members = new Member[segment.length()];
    for (int k = segment.from(); k < segment.length(); k++) {
      if (joined.test(k)) {
        Arrays.fill(values, null);
      }
      int it = segment.it()[k];
      follow(k, segment.block().code[k], it != 0 && it >>> 4 < ALWAYS);
    }
    int locals = 0;
    for (int k = 0; k < members.length; k++) {
      Member member = members[k];
      if (member != null && member.group.local < 0) {
        if (member.group.members > 1 && locals < MOST) {
          member.group.array = Asm.ARRAYS + locals;
          member.group.local = Asm.BASES + locals++;
        } else {
          members[k] = null;
        }
      }
    }
  }

  private void follow(int k, Instruction i, boolean conditional) {
    int base = Transfer.base(i);
    int times = Transfer.times(i);
    if (times != 0 && base < 15 && !region.sites().unaligned(i)) {
      access(k, i, base, times, conditional);
    }
    int added = added(i, base, times != 0);
    for (int left = RegionCompiler.writes(i) & 0x7FFF; left != 0; left &= left - 1) {
      int register = Integer.numberOfTrailingZeros(left);
      if (register == base && added != 0 && !conditional) {
        moved[register] += added;
      } else {
        values[register] = null;
      }
    }
  }

  private void access(int k, Instruction i, int base, int times, boolean conditional) {
    boolean stores = Transfer.stores(i);
    if (!(region.access(i, stores) instanceof Window window)) {
      return;
    }
    if (values[base] == null) {
      values[base] = new Value();
      moved[base] = 0;
    }
    int size = Transfer.size(i);
    int offset = moved[base] + Transfer.displacement(i);
    Group group = null;
    for (Group other : values[base].groups) {
      if (other.fits(window, stores, size, offset)) {
        group = other;
      }
    }
    if (group == null) {
      if (conditional) {
        return; // its check would not always be made
      }
      group = new Group(window, k, moved[base], size, offset);
      values[base].groups.add(group);
    }
    group.add(window, stores, size, offset, times);
    members[k] = new Member(group, offset);
  }

  /** What an instruction adds to the register that it shifts, or 0 when it sets it. */
  private static int added(Instruction i, int base, boolean access) {
    int added;
    if (access) {
      added = (Transfer.loaded(i) >>> base & 1) != 0 ? 0 : Transfer.writtenBack(i);
    } else if (i.d == i.n && (i.op == Op.ADD_IMM || i.op == Op.SUB_IMM)) {
      added = i.op == Op.ADD_IMM ? i.imm : -i.imm;
    } else {
      return 0;
    }
    return base == SP && (added & 3) != 0 ? 0 : added;
  }

  /** The window of the access at an index if it shares its base, else null. */
  Window window(int index) {
    return members[index] == null ? null : members[index].group.window;
  }

  /** The local with the array of such an access, where it may be in either of two. */
  int array(int index) {
    return members[index].group.array;
  }

  /** Writes the check of all accesses that share a base where the first of them comes. */
  void check(int index, Instruction i, Asm asm, WindowCode windows, int exit) {
    Group group = members[index].group;
    if (group.leader != index) {
      return;
    }
    Window window = group.window;
    int low = group.aligned(group.lowest);
    int high = group.aligned(group.highest);
    windows.check(
        plus -> asm.sum(Transfer.base(i), low - group.moved + plus),
        window,
        group.size,
        high - low,
        group.local,
        group.array,
        exit);
    if (window.other() == null) {
      asm.get(group.local).push(window.inside(group.size));
      asm.code.iand();
      asm.set(group.local);
    }
  }

  /** Pushes the offset in the window of what is so many bytes behind the address. */
  void push(int index, int behind, Asm asm) {
    Member member = members[index];
    asm.sumOf(
        member.group.local, member.offset + behind - member.group.aligned(member.group.lowest));
  }
}
