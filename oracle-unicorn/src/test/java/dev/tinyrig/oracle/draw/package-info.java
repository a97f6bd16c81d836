/** Random instructions and operands for comparisons with independent implementations. */
package dev.tinyrig.oracle.draw;
