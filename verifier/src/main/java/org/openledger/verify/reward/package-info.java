/**
 * What accounts have earned, as trees under whose roots a contract pays, and the file of a tree's leaves. A proof leads from
 * one leaf to a root; it holds under no other leaf.
 */
@NullMarked
package org.openledger.verify.reward;

import org.jspecify.annotations.NullMarked;
