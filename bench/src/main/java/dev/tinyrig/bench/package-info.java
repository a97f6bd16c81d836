/** Benchmarks of the engines. Not shipped and no part of a test's verdict. */
package dev.tinyrig.bench;
