/**
 * Builds what the launcher runs, and runs the checks. A step is done again when the content of what it depends on has changed,
 * whatever the times of files say. It needs the JDK alone and runs from source. What stays true: a build that ended is one
 * that a build from nothing would have given; one that failed or was cut off is never run.
 */
@NullMarked
package org.openledger.builder;

import org.jspecify.annotations.NullMarked;
