package dev.tinyrig.cli;

/** The version of the program, as reports name it. */
final class Version {
  static final String OF_TINYRIG = "0.1.0";

  private Version() {}
}
