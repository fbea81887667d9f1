@NullMarked
package org.openledger.verify.agency;

import org.jspecify.annotations.NullMarked;
