/**
 * The few helpers around libtorch: scopes, safetensors files, seeds.
 */
@NullMarked
package org.openledger.tensor;

import org.jspecify.annotations.NullMarked;
