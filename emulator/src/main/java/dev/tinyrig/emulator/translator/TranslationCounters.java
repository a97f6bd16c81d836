package dev.tinyrig.emulator.translator;

/**
 * What the translating engine has done.
 *
 * @param regions translated regions
 * @param failures hot lines that could not be translated
 * @param dropped regions dropped because memory or permissions changed
 * @param entries how often translated code was entered
 * @param bails how often the interpreter had to finish a line
 * @param interpreted instructions executed by the interpreter
 * @param lines lines in these regions, again for each that was made anew
 * @param largest bytes of bytecode of the largest region
 */
public record TranslationCounters(
    int regions,
    int failures,
    int dropped,
    long entries,
    long bails,
    long interpreted,
    long lines,
    int largest) {}
