/**
 * The few helpers around libtorch: scopes that free native memory, conversions between Java arrays and tensors, products,
 * safetensors files, atomic files and seeds. It uses libtorch and the JDK only. What must stay true: a tensor made inside a
 * {@link org.openledger.tensor.Scope} is freed when the scope closes unless it is kept or owned, and no file of this package is
 * ever seen half written.
 */
@NullMarked
package org.openledger.tensor;

import org.jspecify.annotations.NullMarked;
