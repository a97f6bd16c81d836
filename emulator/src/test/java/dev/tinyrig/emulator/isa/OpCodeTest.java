package dev.tinyrig.emulator.isa;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Field;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The constants that engines switch over are the ordinals of the operations, all of them. */
final class OpCodeTest {
  @Test
  void constantsAreTheOrdinals() throws IllegalAccessException {
    Map<String, Integer> constants = new LinkedHashMap<>();
    for (Field field : OpCode.class.getFields()) {
      constants.put(field.getName(), field.getInt(null));
    }
    Map<String, Integer> ordinals = new LinkedHashMap<>();
    for (Op op : Op.values()) {
      ordinals.put(op.name(), op.ordinal());
    }
    assertEquals(ordinals, constants);
  }
}
