/**
 * The demo's story: people contribute rows, a model is trained and asked, and everybody is paid. It starts a node, then
 * uses its HTTP API alone, as anyone can.
 */
@NullMarked
package org.openledger.demo;

import org.jspecify.annotations.NullMarked;
