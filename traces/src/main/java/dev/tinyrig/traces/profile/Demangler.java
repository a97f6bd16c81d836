package dev.tinyrig.traces.profile;

import java.util.Map;

/**
 * Turns C++ symbols (Itanium C++ ABI, 5.1) into the names that people write: namespaces, classes
 * and functions, without parameters and template arguments. What it cannot read it returns
 * unchanged.
 */
public final class Demangler {
  private static final Map<String, String> OPERATORS =
      Map.ofEntries(
          Map.entry("nw", "new"),
          Map.entry("na", "new[]"),
          Map.entry("dl", "delete"),
          Map.entry("da", "delete[]"),
          Map.entry("cl", "()"),
          Map.entry("ix", "[]"),
          Map.entry("eq", "=="),
          Map.entry("ne", "!="),
          Map.entry("lt", "<"),
          Map.entry("gt", ">"),
          Map.entry("le", "<="),
          Map.entry("ge", ">="),
          Map.entry("pl", "+"),
          Map.entry("mi", "-"),
          Map.entry("ml", "*"),
          Map.entry("dv", "/"),
          Map.entry("aS", "="),
          Map.entry("pL", "+="),
          Map.entry("mI", "-="),
          Map.entry("pt", "->"),
          Map.entry("de", "*"),
          Map.entry("ls", "<<"),
          Map.entry("rs", ">>"),
          Map.entry("pp", "++"),
          Map.entry("mm", "--"));

  private final String text;
  private int at;

  private Demangler(String text) {
    this.text = text;
  }

  /** The readable form of a linker's symbol. */
  public static String readable(String symbol) {
    String base = symbol;
    int clone = symbol.indexOf('.');
    if (clone > 0) {
      base = symbol.substring(0, clone);
    }
    if (!base.startsWith("_Z")) {
      return base;
    }
    Demangler d = new Demangler(base);
    d.at = 2;
    String name = d.encodingName();
    return name == null || name.isEmpty() ? base : name;
  }

  private boolean more() {
    return at < text.length();
  }

  private char peek() {
    return more() ? text.charAt(at) : '\0';
  }

  private boolean take(char c) {
    if (peek() == c) {
      at++;
      return true;
    }
    return false;
  }

  /** The name of an encoding; the parameters behind it are left unread. Null when unreadable. */
  private String encodingName() {
    if (take('T')) {
      return special();
    }
    if (take('N')) {
      return nested();
    }
    if (take('Z')) {
      return local();
    }
    take('L');
    String name;
    if (text.startsWith("St", at)) {
      at += 2;
      String inner = unqualified("");
      name = inner == null ? null : "std::" + inner;
    } else {
      name = unqualified("");
    }
    if (name != null && peek() == 'I' && !skipArguments()) {
      return null;
    }
    return name;
  }

  private String special() {
    char kind = peek();
    at++;
    String what =
        switch (kind) {
          case 'V' -> "vtable for ";
          case 'I' -> "typeinfo for ";
          case 'S' -> "typeinfo name for ";
          default -> null;
        };
    String name = what == null ? null : encodingName();
    return name == null ? null : what + name;
  }

  /** Function, E, then the entity inside of it. */
  private String local() {
    String function = encodingName();
    if (function == null) {
      return null;
    }
    while (more() && peek() != 'E') {
      if (!skipOne()) {
        return null;
      }
    }
    if (!take('E')) {
      return null;
    }
    String entity = peek() == 's' ? "string" : encodingName();
    return entity == null ? null : function + "::" + entity;
  }

  private String nested() {
    while (peek() == 'K' || peek() == 'V' || peek() == 'r' || peek() == 'R' || peek() == 'O') {
      at++;
    }
    StringBuilder name = new StringBuilder();
    String last = "";
    while (!take('E')) {
      if (!more()) {
        return null;
      }
      if (peek() == 'I') {
        if (!skipArguments()) {
          return null;
        }
        continue;
      }
      String part;
      if (text.startsWith("St", at)) {
        at += 2;
        part = "std";
      } else if (peek() == 'S') {
        return null; // a substitution as a prefix needs the table of earlier parts
      } else {
        take('L');
        part = unqualified(last);
      }
      if (part == null) {
        return null;
      }
      if (part.equals("(anonymous)")) {
        continue;
      }
      name.append(name.isEmpty() ? "" : "::").append(part);
      last = part;
    }
    return name.toString();
  }

  private String unqualified(String enclosing) {
    char c = peek();
    if (c >= '0' && c <= '9') {
      return sourceName();
    }
    if ((c == 'C' || c == 'D') && at + 1 < text.length()) {
      char kind = text.charAt(at + 1);
      if (kind >= '0' && kind <= '5') {
        at += 2;
        return c == 'C' ? enclosing : "~" + enclosing;
      }
    }
    if (c == 'U' && text.startsWith("Ul", at)) {
      return lambda();
    }
    if (at + 2 <= text.length()) {
      String operator = OPERATORS.get(text.substring(at, at + 2));
      if (operator != null) {
        at += 2;
        return "operator" + (Character.isLetter(operator.charAt(0)) ? " " : "") + operator;
      }
    }
    return null;
  }

  private String lambda() {
    at += 2;
    while (more() && peek() != 'E') {
      if (!skipOne()) {
        return null;
      }
    }
    if (!take('E')) {
      return null;
    }
    while (more() && peek() != '_') {
      at++;
    }
    take('_');
    return "{lambda}";
  }

  private String sourceName() {
    int length = 0;
    while (peek() >= '0' && peek() <= '9' && length < 100_000) {
      length = length * 10 + (peek() - '0');
      at++;
    }
    if (length == 0 || at + length > text.length()) {
      return null;
    }
    String name = text.substring(at, at + length);
    at += length;
    return name.startsWith("_GLOBAL__N") ? "(anonymous)" : name;
  }

  private boolean skipArguments() {
    at++;
    while (!take('E')) {
      if (!more() || !skipOne()) {
        return false;
      }
    }
    return true;
  }

  /** One piece of a type or template argument. */
  private boolean skipOne() {
    char c = peek();
    if (c >= '0' && c <= '9') {
      return sourceName() != null;
    }
    at++;
    return switch (c) {
      case 'N', 'I', 'X', 'J', 'F' -> skipToEnd();
      case 'L' -> skipLiteral();
      case 'Z' -> skipToEnd() && (text.startsWith("Ul", at) ? lambda() != null : skipOne());
      case 'S', 'T' -> skipSubstitution(c == 'S');
      default -> true;
    };
  }

  private boolean skipToEnd() {
    while (!take('E')) {
      if (!more() || !skipOne()) {
        return false;
      }
    }
    return true;
  }

  private boolean skipSubstitution(boolean mayBeStandard) {
    if (mayBeStandard && "tabsiod".indexOf(peek()) >= 0) {
      at++;
      return true;
    }
    while (more() && peek() != '_') {
      at++;
    }
    return take('_');
  }

  private boolean skipLiteral() {
    if (text.startsWith("_Z", at)) {
      at += 2;
    } else if (peek() == 'N' || Character.isDigit(peek())) {
      if (!skipOne()) {
        return false;
      }
    } else {
      at++;
    }
    while (more() && peek() != 'E') {
      if (peek() == 'N' || peek() == 'I') {
        if (!skipOne()) {
          return false;
        }
      } else {
        at++;
      }
    }
    return take('E');
  }
}
