/**
 * The second engine: guest code becomes JVM bytecode.
 *
 * <p>{@link dev.tinyrig.emulator.translator.TranslatingEngine} lets the interpreter execute until a
 * line of code is hot. {@code RegionFinder} then chooses a region: the lines of the function that
 * lead there and that are reached from there, as far as they have been executed before. {@code
 * RegionCompiler} makes one method of it, in a hidden class, with the guest's registers in JVM
 * locals; {@code TranslationCache} keeps the regions and merges or replaces them. What a run has
 * shown is a {@link dev.tinyrig.emulator.translator.TranslationProfile}, which lets {@code
 * Foresight} have the regions of a later run made when they are first entered.
 *
 * <p>Translated code is exact by construction. It enters a line only when nothing can become due
 * inside of it, whatever the line does; and an access that is not one to plain memory, or any other
 * thing that is out of the ordinary, leaves the translated code <em>before</em> the instruction has
 * had an effect ({@code Bail}), so that the interpreter executes it. Devices, faults, events,
 * stores into code and changes of protection are therefore the interpreter's affair alone.
 *
 * <p>What a line asks once need not be asked again in it: {@code SharedBases} are accesses off one
 * register that are checked together ({@code WindowCode} writes the check, which may choose between
 * two memories), {@code CheckedRanges} are those of vectors, and {@code SmallSums} are sums that
 * cannot overflow and leave Q alone. Where such a question is answered no, the region is left
 * before the instruction that asks.
 *
 * <p>{@code Watch} writes what observers need: counters, of which {@code Origins} tells the line in
 * which a run began, and calls of listeners ({@code Prober}), which keeps back calls that return at
 * once until their number is enough ({@code CallSite}).
 *
 * <p>Vectors are two longs each ({@code VectorCode}, {@code VectorMemoryCode}); {@code Predicate}
 * is what is known of the bytes that an instruction works on when its code is written. {@code
 * FloatCode} and {@code DoubleCode} call the units that compute where the host's result is the
 * guest's.
 *
 * <p>This package must not know how faults, exceptions or devices work, and holds no state that a
 * guest or a report could see.
 */
package dev.tinyrig.emulator.translator;
