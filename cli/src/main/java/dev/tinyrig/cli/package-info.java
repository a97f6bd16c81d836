/**
 * The command line: the only place that prints, exits or looks at the host's clock. Start reading
 * at {@code Main}; each command is one class. It puts the other modules together and computes
 * nothing about the guest itself.
 */
package dev.tinyrig.cli;
