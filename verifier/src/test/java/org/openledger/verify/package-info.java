/** The promises of the verifier, each with the test that shows it. Signing exists here only, with throwaway keys. */
@NullMarked
package org.openledger.verify;

import org.jspecify.annotations.NullMarked;
