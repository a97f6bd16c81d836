package dev.tinyrig.traces.tflm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.traces.model.Model;
import dev.tinyrig.traces.model.ModelReader;
import dev.tinyrig.traces.model.ModelWriter;
import dev.tinyrig.traces.model.ModelWriter.G;
import dev.tinyrig.traces.model.ModelWriter.O;
import dev.tinyrig.traces.model.ModelWriter.T;
import dev.tinyrig.traces.model.Operator;
import dev.tinyrig.traces.report.FindingRow;
import dev.tinyrig.traces.report.InvokeRow;
import dev.tinyrig.traces.report.OperatorRow;
import dev.tinyrig.traces.report.Report;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The interpreter's loop, played by hand in all its shapes, without a single symbol. */
final class OperatorFinderTest {
  private static final int MODEL = 0x4000;
  private static final int NODES = FakeGuest.RAM + 0x8000;
  private static final int REGISTRATIONS = FakeGuest.RAM + 0x9000;
  private static final int CONTEXT = FakeGuest.RAM + 0x100;
  private static final int STRIDE = 32;
  private static final int PREPARE_SITE = 0x210;
  private static final int INVOKE_SITE = 0x250;

  /** FULLY_CONNECTED, IF (runs subgraph 1), SOFTMAX; subgraph 1: LOGISTIC, ADD. */
  private static final byte[] FILE =
      ModelWriter.write(
          3,
          new G(
              List.of(
                  new T(9, 1, 4), new T(9, 2, 4), new T(9, 1, 2), new T(9, 1, 2), new T(9, 1, 2)),
              new int[] {0},
              new int[] {4},
              List.of(
                  new O(9, new int[] {0, 1}, new int[] {2}),
                  new O(118, new int[] {2}, new int[] {3}, 92, 1, 1),
                  new O(25, new int[] {3}, new int[] {4}))),
          new G(
              List.of(new T(9, 1, 2), new T(9, 1, 2), new T(9, 1, 2)),
              new int[] {0},
              new int[] {2},
              List.of(
                  new O(14, new int[] {0}, new int[] {1}),
                  new O(0, new int[] {0, 1}, new int[] {2}))));

  private final FakeGuest guest = new FakeGuest();
  private boolean folded;

  private void load(boolean withModel) {
    System.arraycopy(FILE, 0, guest.flash, MODEL, FILE.length);
    Model model = ModelReader.read(FILE);
    for (int g = 0; g < 2; g++) {
      for (Operator o : model.subgraphs().get(g).operators()) {
        int node = node(g, o.index());
        guest.put(node, MODEL + o.inputsOffset());
        guest.put(node + 4, MODEL + o.outputsOffset());
        int registration = REGISTRATIONS + (g * 8 + o.index()) * 32;
        guest.put(node + STRIDE - 4, registration);
        guest.put(registration + 8, (folded ? kernel(g, o.index()) : prepare(g, o.index())) | 1);
        guest.put(registration + 12, kernel(g, o.index()) | 1);
      }
    }
    if (!withModel) {
      guest.flash[MODEL + 4] = 0;
    }
    guest.start();
  }

  private static int node(int graph, int operator) {
    return NODES + graph * 0x400 + operator * STRIDE;
  }

  private static int kernel(int graph, int operator) {
    return 0x1000 + graph * 0x400 + operator * 0x40;
  }

  private static int prepare(int graph, int operator) {
    return kernel(graph, operator) + 0x20;
  }

  private void prepareAll() {
    guest.call(0x150, 0x200, false, 1, 2);
    for (int i = 0; i < 3; i++) {
      guest.call(PREPARE_SITE, folded ? kernel(0, i) : prepare(0, i), true, CONTEXT, node(0, i));
      guest.work(40);
      guest.ret(0);
    }
    guest.ret(0);
  }

  private void operator(int context, int graph, int i, int cycles, int status) {
    guest.work(5);
    guest.call(INVOKE_SITE, kernel(graph, i), true, context, node(graph, i));
    guest.work(cycles);
    guest.ret(status);
    // what a build of today calls as well: ResetTempAllocations through the vtable
    guest.call(INVOKE_SITE + 8, 0x700, true, FakeGuest.RAM + 0x300, 0);
    guest.work(7);
    guest.ret(0);
  }

  private void invoke(int context) {
    guest.call(0x170, 0x240, false, context, 0);
    guest.work(20);
    for (int i = 0; i < 3; i++) {
      operator(context, 0, i, 100 * (i + 1), 0);
    }
    guest.work(9);
    guest.ret(0);
  }

  private static void assertPartition(Report report) {
    for (InvokeRow i : report.invokes()) {
      assertEquals(
          i.cycles(), i.operatorCycles() + i.interpreterCycles() + i.interruptCycles(), "Invoke");
      long own = report.operatorsOf(i.index()).stream().mapToLong(OperatorRow::cycles).sum();
      assertEquals(i.operatorCycles(), own, "operators of Invoke " + i.index());
    }
  }

  @Test
  void operatorsOfSeveralInvokesAreToldFromTheirPreparation() {
    load(true);
    prepareAll();
    invoke(CONTEXT);
    invoke(CONTEXT);
    Report report = guest.report();
    assertPartition(report);
    assertEquals(2, report.invokes().size());
    assertEquals("complete", report.invokes().getFirst().state());
    assertEquals("function", report.invokes().getFirst().bounds());
    List<OperatorRow> rows = report.operatorsOf(1);
    assertEquals(
        List.of("FULLY_CONNECTED", "IF", "SOFTMAX"), rows.stream().map(OperatorRow::op).toList());
    // the call's own cycles belong to the loop, the return's to the operator
    assertEquals(List.of(103L, 203L, 303L), rows.stream().map(OperatorRow::cycles).toList());
    assertEquals(8, rows.getFirst().macs());
    // 20 in front, three times 5 + call 3 + reset (3 + 7 + 3), 9 + return 3 behind
    assertEquals(20 + 3 * (5 + 3 + 13) + 12, report.invokes().getFirst().interpreterCycles());
  }

  @Test
  void theSamePrepareAndInvokeFunctionAreToldByTheirCallSite() {
    folded = true;
    load(true);
    prepareAll();
    invoke(CONTEXT);
    Report report = guest.report();
    assertPartition(report);
    assertEquals(1, report.invokes().size());
    assertEquals(3, report.operators().size());
  }

  @Test
  void interruptsBelongToNoOperator() {
    load(true);
    guest.call(0x170, 0x240, false, CONTEXT, 0);
    guest.interrupt(50);
    guest.call(INVOKE_SITE, kernel(0, 0), true, CONTEXT, node(0, 0));
    guest.work(60);
    guest.interrupt(70);
    guest.interrupt(30);
    guest.work(40);
    guest.ret(0);
    operator(CONTEXT, 0, 1, 10, 0);
    operator(CONTEXT, 0, 2, 10, 0);
    guest.ret(0);
    guest.interrupt(1000);
    Report report = guest.report();
    assertPartition(report);
    assertEquals(150, report.invokes().getFirst().interruptCycles());
    assertEquals(103, report.operators().getFirst().cycles());
    assertEquals(4, report.exceptions().getFirst().count());
    assertEquals(1150, report.exceptions().getFirst().cycles());
  }

  @Test
  void aFailingOperatorEndsTheInvoke() {
    load(true);
    prepareAll();
    guest.call(0x170, 0x240, false, CONTEXT, 0);
    operator(CONTEXT, 0, 0, 10, 0);
    operator(CONTEXT, 0, 1, 10, 1);
    guest.ret(1);
    Report report = guest.report();
    assertPartition(report);
    assertEquals("failed", report.invokes().getFirst().state());
    assertEquals(1, report.operators().getLast().status());
    assertTrue(codes(report).contains("operator.invoke-failed"), codes(report).toString());
  }

  @Test
  void subgraphsOfControlFlowOperatorsNest() {
    load(true);
    guest.call(0x170, 0x240, false, CONTEXT, 0);
    operator(CONTEXT, 0, 0, 10, 0);
    guest.call(INVOKE_SITE, kernel(0, 1), true, CONTEXT, node(0, 1));
    guest.work(11);
    guest.call(0x1070, 0x240, false, CONTEXT, 1);
    operator(CONTEXT, 1, 0, 20, 0);
    operator(CONTEXT, 1, 1, 30, 0);
    guest.ret(0);
    guest.ret(0);
    operator(CONTEXT, 0, 2, 40, 0);
    guest.ret(0);
    Report report = guest.report();
    assertPartition(report);
    assertEquals(1, report.invokes().size());
    List<OperatorRow> rows = report.operators();
    assertEquals(
        List.of("FULLY_CONNECTED", "IF", "LOGISTIC", "ADD", "SOFTMAX"),
        rows.stream().map(OperatorRow::op).toList());
    assertEquals(List.of(-1, -1, 1, 1, -1), rows.stream().map(OperatorRow::parent).toList());
    assertEquals(23, rows.get(2).cycles());
    assertEquals(1, rows.get(2).subgraph());
  }

  @Test
  void twoInterpretersOfOneModelAreApart() {
    load(true);
    invoke(CONTEXT);
    invoke(CONTEXT + 0x40);
    invoke(CONTEXT);
    Report report = guest.report();
    assertPartition(report);
    assertEquals(List.of(0, 1, 0), report.invokes().stream().map(InvokeRow::interpreter).toList());
  }

  @Test
  void anInvokeInlinedIntoItsCallerIsCountedFromFirstToLastOperator() {
    load(true);
    guest.call(0x110, 0x140, false, 0, 0);
    prepareInline();
    guest.work(100_000);
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 3; i++) {
        operator(CONTEXT, 0, i, 10, 0);
      }
    }
    Report report = guest.report();
    assertPartition(report);
    assertEquals(2, report.invokes().size());
    assertEquals("loop", report.invokes().getFirst().bounds());
    assertEquals("complete", report.invokes().get(1).state());
    assertTrue(report.invokes().getFirst().cycles() < 200);
  }

  private void prepareInline() {
    for (int i = 0; i < 3; i++) {
      guest.call(PREPARE_SITE, prepare(0, i), true, CONTEXT, node(0, i));
      guest.ret(0);
    }
  }

  @Test
  void anOperatorLeftByLongjmpEndsThere() {
    load(true);
    guest.call(0x170, 0x240, false, CONTEXT, 0);
    guest.call(INVOKE_SITE, kernel(0, 0), true, CONTEXT, node(0, 0));
    guest.call(0x1010, 0x600, false, 0, 0);
    guest.work(50);
    guest.longjmp(3);
    guest.work(500);
    invoke(CONTEXT);
    Report report = guest.report();
    assertPartition(report);
    assertEquals(2, report.invokes().size());
    assertTrue(report.operators().getFirst().cycles() < 100);
    assertEquals("complete", report.invokes().get(1).state());
  }

  @Test
  void theRunMayEndInsideAnOperator() {
    load(true);
    guest.call(0x170, 0x240, false, CONTEXT, 0);
    operator(CONTEXT, 0, 0, 10, 0);
    guest.call(INVOKE_SITE, kernel(0, 1), true, CONTEXT, node(0, 1));
    guest.work(33);
    Report first = guest.report();
    guest.work(67);
    Report second = guest.report();
    assertPartition(first);
    assertPartition(second);
    assertEquals("running", second.invokes().getFirst().state());
    assertEquals(100, second.operators().getLast().cycles());
  }

  @Test
  void withoutAModelThePatternOfCallsTells() {
    load(false);
    prepareAll();
    invoke(CONTEXT);
    invoke(CONTEXT);
    Report report = guest.report();
    assertPartition(report);
    assertEquals(2, report.invokes().size());
    assertEquals("?", report.operators().getFirst().op());
    assertEquals(
        List.of(103L, 203L, 303L),
        report.operatorsOf(0).stream().map(OperatorRow::cycles).toList());
    assertTrue(codes(report).contains("invoke.uncertain"), codes(report).toString());
  }

  private static List<String> codes(Report report) {
    return report.findings().stream().map(FindingRow::code).toList();
  }
}
