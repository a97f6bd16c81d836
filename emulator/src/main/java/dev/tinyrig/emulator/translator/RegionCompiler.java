package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.interpreter.Block;
import dev.tinyrig.emulator.isa.Feature;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.Op;
import dev.tinyrig.emulator.isa.Operands;
import dev.tinyrig.emulator.timing.LoopCache;
import dev.tinyrig.emulator.timing.TimingModel;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Makes a class of a region: one method with the guest's registers in its locals, which may be
 * entered at every line.
 */
final class RegionCompiler {
  static final String MEMORY_FIELD = "MEMORY";
  static final String CONSTANT_PREFIX = "K";

  /** Above this, HotSpot does not compile a method; the rest is for the frame around the lines. */
  static final int MOST_BYTES = 7_900;

  static final ClassDesc SELF = ClassDesc.of("dev.tinyrig.emulator.translator.GuestCode");
  private static final ClassDesc BAIL = ClassDesc.of("dev.tinyrig.emulator.translator.Bail");
  private static final ClassDesc SUPERCLASS =
      ClassDesc.of("dev.tinyrig.emulator.translator.RegionCode");
  private static final MethodTypeDesc RUN =
      MethodTypeDesc.of(
          ConstantDescs.CD_long, Asm.CORE_CLASS, ConstantDescs.CD_int, ConstantDescs.CD_int);
  private static final DirectMethodHandleDesc CLASS_DATA_AT =
      MethodHandleDesc.ofMethod(
          DirectMethodHandleDesc.Kind.STATIC,
          ClassDesc.of("java.lang.invoke.MethodHandles"),
          "classDataAt",
          MethodTypeDesc.of(
              ConstantDescs.CD_Object,
              ConstantDescs.CD_MethodHandles_Lookup,
              ConstantDescs.CD_String,
              ConstantDescs.CD_Class,
              ConstantDescs.CD_int));

  /** A static method of the class besides. */
  private record Helper(MethodTypeDesc type, Consumer<CodeBuilder> body) {}

  /** An instruction of a line. */
  private record Place(Block block, int index) {}

  private final FlatMemory memory;
  private final TimingModel timing;
  private final Sites sites;
  private final FloatUnit floatUnit;
  private final DoubleUnit doubleUnit;
  private final Bounds bounds;
  private final Watch watch;
  private final boolean hasVectors;
  private final boolean limitsStack;
  private final List<Segment> segments;
  private final List<Exit> exits = new ArrayList<>();
  private final Map<Integer, Segment> byStart = new HashMap<>();
  private final Map<Segment, Label> heads = new HashMap<>();

  /** Places at which the region is left, by their exit. */
  private final Map<Integer, Label> leaves = new LinkedHashMap<>();

  private final Map<Integer, Integer> addressExits = new HashMap<>();
  private final Map<Place, Label> joins = new HashMap<>();
  private final List<Object> constants = new ArrayList<>();
  private final UnaryOperator<byte[]> rewrite;
  private final int lowest;
  private final Map<String, Helper> helpers = new LinkedHashMap<>();
  private int computedExit = -1;
  private Asm asm;
  private Label out;
  private int allWritten;

  /** Addresses to which what is called comes back. */
  private final Set<Integer> returns = new TreeSet<>();

  /** First addresses of the lines at which the region can be entered. */
  private final Set<Integer> entries = new HashSet<>();

  /**
   * A compiler of one region.
   *
   * @param seeds lines that are entered in any case
   * @param rewrite what becomes of its class before it is loaded: nothing, but for tests
   */
  RegionCompiler(
      FlatMemory memory,
      Core core,
      Sites sites,
      Watch watch,
      List<Block> seeds,
      List<Segment> segments,
      UnaryOperator<byte[]> rewrite) {
    TimingModel timing = core.timing;
    this.rewrite = rewrite;
    this.lowest = Segment.lowest(segments);
    this.limitsStack = core.model.isV8M();
    this.hasVectors = core.model.has(Feature.MVE);
    this.watch = watch;
    this.memory = memory;
    this.sites = sites;
    this.floatUnit = new FloatUnit(memory.bail());
    this.doubleUnit = new DoubleUnit(memory.bail());
    this.timing = timing;
    this.segments = segments;
    this.bounds = new Bounds(segments, memory, timing, sites);
    constants.add(memory);
    for (Segment segment : segments) {
      if (segment.from() == 0) {
        byStart.put(segment.block().start, segment);
      }
    }
    seeds.forEach(s -> entries.add(s.start));
    for (Segment segment : segments) {
      if (bounds.asks(segment)) {
        entries.add(segment.block().start); // the cycles may run short there
      }
      for (int k = 0; k < segment.length(); k++) {
        Instruction i = segment.block().code[k];
        if (Bounds.returnsTo(i) && byStart.containsKey(i.next())) {
          returns.add(i.next());
        }
      }
    }
  }

  private boolean isEntry(Segment segment) {
    return entries.contains(segment.block().start);
  }

  FloatUnit floatUnit() {
    return floatUnit;
  }

  DoubleUnit doubleUnit() {
    return doubleUnit;
  }

  FlatMemory memory() {
    return memory;
  }

  /** The region, or null when its method would be too big. */
  Region compile(Block head)
      throws IllegalAccessException,
          InstantiationException,
          InvocationTargetException,
          NoSuchMethodException {
    byte[] bytes = rewrite.apply(ClassFile.of().build(SELF, this::write));
    int size =
        ClassFile.of().parse(bytes).methods().stream()
            .filter(m -> m.methodName().equalsString("run"))
            .mapToInt(m -> ((CodeAttribute) m.code().orElseThrow()).codeLength())
            .sum();
    if (size > MOST_BYTES) {
      return null;
    }
    MethodHandles.Lookup made =
        MethodHandles.lookup().defineHiddenClassWithClassData(bytes, List.copyOf(constants), true);
    RegionCode code = (RegionCode) made.lookupClass().getDeclaredConstructor().newInstance();
    return new Region(
        head,
        segments,
        segments.stream().mapToInt(s -> isEntry(s) ? bounds.most(s) : Region.NO_ENTRY).toArray(),
        exits.toArray(Exit[]::new),
        usesFloatingPoint(),
        size,
        bytes,
        code,
        watch);
  }

  private boolean usesFloatingPoint() {
    return segments.stream().anyMatch(RegionCompiler::usesFloatingPoint);
  }

  private static boolean usesFloatingPoint(Segment segment) {
    for (int k = segment.from(); k < segment.length(); k++) {
      if (Coverage.needsFloatingPoint(segment.block().code[k])) {
        return true;
      }
    }
    return false;
  }

  private void write(java.lang.classfile.ClassBuilder type) {
    type.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC).withSuperclass(SUPERCLASS);
    type.withMethodBody(
        ConstantDescs.INIT_NAME,
        ConstantDescs.MTD_void,
        ClassFile.ACC_PUBLIC,
        code ->
            code.aload(0)
                .invokespecial(SUPERCLASS, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                .return_());
    type.withMethodBody("run", RUN, 0, this::run);
    helpers.forEach(
        (name, helper) ->
            type.withMethodBody(
                name, helper.type(), ClassFile.ACC_STATIC | ClassFile.ACC_PRIVATE, helper.body()));
    for (int k = 0; k < constants.size(); k++) {
      type.withField(field(k), fieldType(k), ClassFile.ACC_STATIC | ClassFile.ACC_FINAL);
    }
    type.withMethodBody(
        ConstantDescs.CLASS_INIT_NAME,
        ConstantDescs.MTD_void,
        ClassFile.ACC_STATIC,
        code -> {
          for (int k = 0; k < constants.size(); k++) {
            code.loadConstant(
                    DynamicConstantDesc.ofNamed(
                        CLASS_DATA_AT, ConstantDescs.DEFAULT_NAME, fieldType(k), k))
                .putstatic(SELF, field(k), fieldType(k));
          }
          code.return_();
        });
  }

  /** The field with a constant. */
  static String field(int number) {
    return number == 0 ? MEMORY_FIELD : CONSTANT_PREFIX + number;
  }

  private ClassDesc fieldType(int number) {
    return ClassDesc.ofDescriptor(constants.get(number).getClass().descriptorString());
  }

  /** The class is to have a static method, once. */
  void helper(String name, MethodTypeDesc type, Consumer<CodeBuilder> body) {
    helpers.putIfAbsent(name, new Helper(type, body));
  }

  /** Number of an object that the code refers to. */
  int constant(Object object) {
    int known = constants.indexOf(object);
    if (known >= 0) {
      return known;
    }
    constants.add(object);
    return constants.size() - 1;
  }

  /**
   * The window through which an access goes, or the whole memory.
   *
   * @param i the instruction; its accesses have been seen in one or two memories, or in more
   */
  Object access(Instruction i, boolean store) {
    List<FlatMemory.Area> areas = sites.areas(i, memory);
    if (areas.isEmpty() || (areas.size() > 1 && i.op.kind().isVector())) {
      return memory;
    }
    for (FlatMemory.Area area : areas) {
      if (area.size() < Window.LEAST || (store && (area.code() || area.writableSize() == 0))) {
        return memory;
      }
    }
    return Window.of(areas);
  }

  private void run(CodeBuilder code) {
    int read = 0;
    int written = 0;
    long singles = 0;
    long singlesWritten = 0;
    boolean floatsInCore = false;
    boolean vectors = false;
    for (Segment segment : segments) {
      for (int k = segment.from(); k < segment.length(); k++) {
        Instruction i = segment.block().code[k];
        read |= Operands.reads(i) | 1 << i.n & ~1;
        written |= writes(i);
        floatsInCore |= Coverage.needsFloatsInCore(i);
        if (Coverage.usesVectors(i)) {
          vectors = true;
          read |= 1 << 14; // counts the elements that are left
        }
        singles |= Operands.fpReads(i) | Operands.fpWrites(i);
        singlesWritten |= Operands.fpWrites(i);
      }
    }
    int used = (read | written) & 0x7FFF;
    allWritten = written & 0x7FFF;
    Asm.Floats floats =
        vectors
            ? Asm.Floats.VECTORS
            : usesFloatingPoint() && !floatsInCore ? Asm.Floats.LOCALS : Asm.Floats.CORE;
    asm = new Asm(code, SELF, used, singles, floats);
    out = asm.label();
    Flags flags = new Flags(asm);
    code.aload(Asm.CORE).getfield(Asm.CORE_CLASS, "r", ConstantDescs.CD_int.arrayType());
    code.astore(Asm.WIDE);
    for (int register = 0; register < 15; register++) {
      if ((used >>> register & 1) != 0) {
        code.aload(Asm.WIDE);
        asm.push(register);
        code.iaload();
        asm.setReg(register);
      }
    }
    if (vectors) {
      asm.getCore("fpscr").set(Asm.FPSCR).getCore("vpr").set(Asm.P0).takeVectors(singles);
    } else if (floats == Asm.Floats.LOCALS) {
      asm.getCore("fpscr").set(Asm.FPSCR);
      code.aload(Asm.CORE).getfield(Asm.CORE_CLASS, "s", ConstantDescs.CD_int.arrayType());
      code.astore(Asm.WIDE);
      for (int s = 0; s < 32; s++) {
        if ((singles >>> s & 1) != 0) {
          code.aload(Asm.WIDE);
          asm.push(s);
          code.iaload();
          asm.setSingle(s);
        }
      }
    }
    flags.load();
    asm.push(0).set(Asm.RETIRED);
    watch.begin(this, segments, written);
    watch.start(asm, segments.getFirst().from() != 0);
    for (Segment segment : segments) {
      heads.put(segment, asm.label());
      Segment.Join join = segment.join();
      if (join != null) {
        joins.computeIfAbsent(new Place(join.block(), join.index()), p -> asm.label());
      }
    }
    List<Segment> entered = segments.stream().filter(this::isEntry).toList();
    Entrances entrances =
        new Entrances(asm, segments, entered.isEmpty() ? segments.subList(0, 1) : entered, heads);
    entrances.enter();
    for (Segment segment : segments) {
      asm.bind(heads.get(segment));
      entrances.pass(segment);
      new LineCode(this, asm, flags, segment).emit();
    }
    entrances.finish();
    leaves.forEach(
        (exit, label) -> {
          asm.bind(label).push(exit).set(Asm.NUMBER);
          code.goto_(out);
        });
    Label bailed = asm.label();
    if (!asm.bailing().isEmpty()) {
      asm.bind(bailed);
      code.getfield(BAIL, "exit", ConstantDescs.CD_int);
      asm.set(Asm.NUMBER);
    }
    asm.bind(out);
    watch.end(asm);
    for (int register = 0; register < 15; register++) {
      if ((written >>> register & 1) != 0) {
        code.aload(Asm.CORE).getfield(Asm.CORE_CLASS, "r", ConstantDescs.CD_int.arrayType());
        asm.push(register).reg(register);
        code.iastore();
      }
    }
    flags.save();
    if (vectors) {
      asm.putCore("fpscr", Asm.FPSCR).putCore("vpr", Asm.P0).giveVectors(singlesWritten);
    } else if (floats == Asm.Floats.LOCALS) {
      asm.putCore("fpscr", Asm.FPSCR);
      for (int s = 0; s < 32; s++) {
        if ((singlesWritten >>> s & 1) != 0) {
          code.aload(Asm.CORE).getfield(Asm.CORE_CLASS, "s", ConstantDescs.CD_int.arrayType());
          asm.push(s).single(s);
          code.iastore();
        }
      }
    }
    code.aload(Asm.CORE).dup().getfield(Asm.CORE_CLASS, "instructions", ConstantDescs.CD_long);
    asm.get(Asm.RETIRED);
    code.i2l().ladd().putfield(Asm.CORE_CLASS, "instructions", ConstantDescs.CD_long);
    asm.get(Asm.NUMBER);
    code.i2l();
    asm.push(32);
    code.lshl();
    asm.get(Asm.LEFT);
    code.i2l().loadConstant(0xFFFF_FFFFL).land().lor().lreturn();
    for (int k = 0; k < asm.bailing().size(); k += 2) {
      code.exceptionCatch(asm.bailing().get(k), asm.bailing().get(k + 1), bailed, BAIL);
    }
  }

  /** Core registers that an instruction may write, with written back bases. */
  static int writes(Instruction i) {
    int base =
        switch (i.op) {
          case PUSH, POP -> 1 << 13;
          default -> i.writeBack && i.n < 15 ? 1 << i.n : 0;
        };
    return Operands.writes(i) | base | (i.op == Op.BL || i.op == Op.BLX_REG ? 1 << 14 : 0);
  }

  Watch watch() {
    return watch;
  }

  /** The bytecode that follows is that of a guest instruction. */
  void begins(Instruction i) {
    int number = BytecodeListing.number(lowest, i.address);
    if (number != 0) {
      asm.code.lineNumber(number);
    }
  }

  Bounds bounds() {
    return bounds;
  }

  /** Whether the core has limits for its stack pointers. */
  boolean limitsStack() {
    return limitsStack;
  }

  /** Whether the core has loops with tail predication. */
  boolean hasVectors() {
    return hasVectors;
  }

  /** Core registers that lines of the region write. */
  int written() {
    return allWritten;
  }

  Sites sites() {
    return sites;
  }

  /** Whether an access must be ready for addresses that are not aligned. */
  boolean unaligned(Instruction i) {
    return sites.unaligned(i) && !memory.waits();
  }

  /** Whether the last round of a long loop is translated that has this instruction. */
  boolean masked(Instruction i) {
    return sites.masked(i);
  }

  /** Whether the timing model must be asked at a branch. */
  boolean predicts(Instruction i) {
    return timing.predictsBranches() && i.op != Op.B && timing.predicts(i);
  }

  /** What the timing model asks at a branch, if it is only this; else null. */
  LoopCache loops(Instruction branch) {
    return branch.op == Op.LE || branch.op == Op.LETP ? timing.loops() : null;
  }

  /** The label of an instruction at which another line joins this one, or null. */
  Label joinedAt(Block block, int index) {
    return joins.get(new Place(block, index));
  }

  /** Goes to an exit. */
  void leave(int exit) {
    asm.code.goto_(leaveBy(exit));
  }

  Label leaveBy(int exit) {
    return leaves.computeIfAbsent(exit, e -> asm.label());
  }

  /** The exit inside a line, before the instruction at {@code index}. */
  int inside(Segment segment, int index, int spent) {
    int it = index < segment.length() ? segment.it()[index] : 0;
    int vpt = VptBlock.state(segment.block().code, index);
    return add(new Exit(Exit.Kind.INSIDE, segment.block(), index, spent, it, vpt, 0));
  }

  private int add(Exit exit) {
    exits.add(exit);
    return exits.size() - 1;
  }

  /** Where a branch to an address goes: a line of the region or the way out. */
  Label target(int address) {
    Segment segment = byStart.get(address);
    return segment != null ? heads.get(segment) : leaveAt(address);
  }

  /** The way out to an address. */
  Label leaveAt(int address) {
    int exit =
        addressExits.computeIfAbsent(
            address, a -> add(new Exit(Exit.Kind.ADDRESS, null, 0, 0, 0, 0, a)));
    return leaves.computeIfAbsent(exit, e -> asm.label());
  }

  /** The way out to {@code core.pc}. */
  Label leaveComputed() {
    if (computedExit < 0) {
      computedExit = add(new Exit(Exit.Kind.COMPUTED, null, 0, 0, 0, 0, 0));
    }
    return leaves.computeIfAbsent(computedExit, e -> asm.label());
  }

  private static boolean isTable(Block line) {
    Op last = line.code[line.code.length - 1].op;
    return last == Op.TBB || last == Op.TBH;
  }

  /** Goes to the address in a local, which is {@code core.pc}. */
  void dispatch(Block from, int local) {
    CodeBuilder code = asm.code;
    Label other = leaveComputed();
    Set<Integer> targets = new TreeSet<>();
    for (int address : from.followers()) {
      targets.add(address);
    }
    if (!isTable(from)) {
      targets.addAll(returns);
    }
    List<SwitchCase> cases = new ArrayList<>();
    for (int address : targets) {
      Segment segment = byStart.get(address);
      if (segment != null) {
        cases.add(SwitchCase.of(address, heads.get(segment)));
      }
    }
    if (cases.isEmpty()) {
      code.goto_(other);
    } else {
      asm.get(local);
      code.lookupswitch(other, cases);
    }
  }
}
