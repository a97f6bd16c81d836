package dev.tinyrig.emulator.translator;

import java.lang.classfile.Label;
import java.lang.constant.ConstantDescs;
import java.util.function.IntConsumer;

/** Bytecode that finds out where in its window an access is, or in which of two. */
final class WindowCode {
  private final RegionCompiler region;
  private final Asm asm;

  WindowCode(RegionCompiler region, Asm asm) {
    this.region = region;
    this.asm = asm;
  }

  /**
   * Leaves the region unless accesses are inside; else their offset is in a local, and in another
   * one their array where there are two windows.
   *
   * @param pushPlus pushes the address of the first of them plus a number
   * @param size bytes of the largest of them, to a multiple of which all are aligned
   * @param span how far the last one is behind the first
   * @param offset local for the offset
   * @param array local for the array
   */
  void check(
      IntConsumer pushPlus, Window window, int size, int span, int offset, int array, int exit) {
    pushOutside(pushPlus, window, size, span, offset);
    if (window.other() == null) {
      asm.code.ifne(region.leaveBy(exit));
      return;
    }
    Label second = asm.label();
    Label done = asm.label();
    asm.code.ifne(second);
    found(window, offset, array);
    asm.code.goto_(done);
    asm.bind(second);
    pushOutside(pushPlus, window.other(), size, span, offset);
    asm.code.ifne(region.leaveBy(exit));
    found(window.other(), offset, array);
    asm.bind(done);
  }

  /** Pushes what is 0 if all is inside and aligned. */
  private void pushOutside(IntConsumer pushPlus, Window window, int size, int span, int offset) {
    pushPlus.accept(-window.base());
    asm.keep(offset);
    if (span != 0) {
      asm.push(span);
      asm.code.iadd();
      asm.get(offset);
      asm.code.ior();
    }
    asm.push(window.outside(size));
    asm.code.iand();
  }

  private void found(Window window, int offset, int array) {
    asm.addTo(offset, window.start());
    pushArray(window);
    asm.code.astore(array);
  }

  private void pushArray(Window window) {
    asm.constant(region.constant(window.bytes()), ConstantDescs.CD_byte.arrayType());
  }

  /** Takes the wait states of accesses off the cycles that are left. */
  void waits(Window window, boolean store, int times, int array) {
    int here = times * (store ? window.writeWaits() : window.readWaits());
    Window other = window.other();
    int there = other == null ? here : times * (store ? other.writeWaits() : other.readWaits());
    if (here == there) {
      asm.addTo(Asm.LEFT, -here);
      return;
    }
    Label second = asm.label();
    Label known = asm.label();
    asm.code.aload(array);
    pushArray(window);
    asm.code.if_acmpne(second);
    asm.addTo(Asm.LEFT, -here);
    asm.code.goto_(known);
    asm.bind(second).addTo(Asm.LEFT, -there).bind(known);
  }
}
