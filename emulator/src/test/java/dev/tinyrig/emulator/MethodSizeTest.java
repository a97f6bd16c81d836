package dev.tinyrig.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * HotSpot never compiles a method above {@code HugeMethodLimit} (8,000 bytes of bytecode): it would
 * stay interpreted for ever and nobody would see why. No method of this module may pass it. Class
 * initialisers run once, so that long tables may stand in them.
 */
final class MethodSizeTest {
  private static final int HUGE_METHOD_LIMIT = 8_000;

  @Test
  void noMethodIsTooBigForTheCompiler() throws IOException {
    List<Path> classFiles;
    try (Stream<Path> files = Files.walk(Path.of("target", "classes"))) {
      classFiles = files.filter(file -> file.toString().endsWith(".class")).sorted().toList();
    }
    assertTrue(!classFiles.isEmpty(), "no compiled class found: nothing was checked");

    List<String> tooBig = new ArrayList<>();
    for (Path file : classFiles) {
      tooBig.addAll(methodsAbove(HUGE_METHOD_LIMIT, Files.readAllBytes(file)));
    }
    assertEquals(List.of(), tooBig, "methods above " + HUGE_METHOD_LIMIT + " bytes; split them");
  }

  @Test
  void theCheckSeesABigMethod() throws IOException {
    try (var in = MethodSizeTest.class.getResourceAsStream("MethodSizeTest.class")) {
      assertTrue(methodsAbove(10, in.readAllBytes()).toString().contains("theCheckSeesABigMethod"));
    }
  }

  private static List<String> methodsAbove(int limit, byte[] classFile) {
    ClassModel type = ClassFile.of().parse(classFile);
    List<String> found = new ArrayList<>();
    for (MethodModel method : type.methods()) {
      int bytes = method.code().map(code -> ((CodeAttribute) code).codeLength()).orElse(0);
      if (bytes > limit && !method.methodName().equalsString("<clinit>")) {
        found.add(
            type.thisClass().asInternalName()
                + "."
                + method.methodName().stringValue()
                + ": "
                + bytes
                + " bytes");
      }
    }
    return found;
  }
}
