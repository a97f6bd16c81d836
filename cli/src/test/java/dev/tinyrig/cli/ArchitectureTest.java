package dev.tinyrig.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.core.FaultKind;
import dev.tinyrig.emulator.timing.TimingModel;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The flow is one-way: emulator, then peripherals and traces, then the command line. No package may
 * know a later stage, and only the command line prints, exits or looks at a clock on the wall.
 */
final class ArchitectureTest {
  private static final String EMULATOR = "dev.tinyrig.emulator..";
  private static final String PERIPHERALS = "dev.tinyrig.peripherals..";
  private static final String TRACES = "dev.tinyrig.traces..";
  private static final String FIXTURES = "dev.tinyrig.fixtures..";
  private static final String CLI = "dev.tinyrig.cli..";
  private static final String[] LIBRARIES = {EMULATOR, PERIPHERALS, TRACES, FIXTURES};

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.tinyrig");

  @Test
  void everyModuleIsLookedAt() {
    for (String module : List.of("emulator", "peripherals", "traces", "fixtures", "cli")) {
      String prefix = "dev.tinyrig." + module;
      assertTrue(
          PRODUCT.stream().anyMatch(type -> type.getPackageName().startsWith(prefix)),
          "no class of " + prefix + " was found: the rules would hold of nothing");
    }
  }

  @Test
  void emulatorKnowsNoLaterStage() {
    noClasses()
        .that()
        .resideInAPackage(EMULATOR)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(PERIPHERALS, TRACES, FIXTURES, CLI)
        .check(PRODUCT);
  }

  @Test
  void emulatorUsesNothingButTheJdk() {
    noClasses()
        .that()
        .resideInAPackage(EMULATOR)
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages(EMULATOR, "java..", "javax..", "jdk..")
        .check(PRODUCT);
  }

  @Test
  void peripheralsKnowNoLaterStage() {
    noClasses()
        .that()
        .resideInAPackage(PERIPHERALS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(TRACES, FIXTURES, CLI)
        .check(PRODUCT);
  }

  @Test
  void tracesSeeOnlyWhatProbesAndTheDebugPortDeliver() {
    DescribedPredicate<JavaClass> stateOfTheMachine =
        resideInAnyPackage(
                "dev.tinyrig.emulator.interpreter..",
                "dev.tinyrig.emulator.translator..",
                "dev.tinyrig.emulator.semantics..",
                "dev.tinyrig.emulator.core..",
                "dev.tinyrig.emulator.scs..",
                "dev.tinyrig.emulator.memory..",
                "dev.tinyrig.emulator.timing..")
            // What stands in the records that the debug port and the probes hand out.
            .and(not(belongToAnyOf(CoreModel.class, FaultKind.class, TimingModel.Label.class)));
    noClasses()
        .that()
        .resideInAPackage(TRACES)
        .should()
        .dependOnClassesThat(stateOfTheMachine.or(resideInAnyPackage(PERIPHERALS, FIXTURES, CLI)))
        .check(PRODUCT);
  }

  @Test
  void fixturesKnowNothingOfTheSimulator() {
    noClasses()
        .that()
        .resideInAPackage(FIXTURES)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(EMULATOR, PERIPHERALS, TRACES, CLI)
        .check(PRODUCT);
  }

  @Test
  void librariesDoNotPrint() {
    noClasses()
        .that()
        .resideInAnyPackage(LIBRARIES)
        .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
        .check(PRODUCT);
  }

  @Test
  void librariesDoNotExit() {
    noClasses()
        .that()
        .resideInAnyPackage(LIBRARIES)
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "halt", int.class)
        .check(PRODUCT);
  }

  @Test
  void whatTheGuestOrAReportSeesHasNoWallClock() {
    noClasses()
        .that()
        .resideInAnyPackage(EMULATOR, PERIPHERALS, TRACES)
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(Instant.class, "now")
        .check(PRODUCT);
  }

  @Test
  void nothingMutableIsStatic() {
    fields()
        .that()
        .areStatic()
        .and()
        .areDeclaredInClassesThat()
        .resideInAPackage("dev.tinyrig..")
        .should()
        .haveModifier(JavaModifier.FINAL)
        .check(PRODUCT);
  }

  @Test
  void errorsAreTyped() {
    noClasses()
        .that()
        .areNotAssignableTo(RuntimeException.class)
        .should()
        .callConstructor(RuntimeException.class, String.class)
        .orShould()
        .callConstructor(RuntimeException.class, String.class, Throwable.class)
        .orShould()
        .callConstructor(RuntimeException.class, Throwable.class)
        .check(PRODUCT);
  }
}
