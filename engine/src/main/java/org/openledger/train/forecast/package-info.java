/**
 * What a run will take, known before it starts: its tokens, which follow from rows and configuration, its memory, and its time, by the
 * speed of a few steps that are really taken. It uses {@code train} and {@code model}; nothing of a run that is asked about is kept.
 */
@NullMarked
package org.openledger.train.forecast;

import org.jspecify.annotations.NullMarked;
