/**
 * What repeats an earlier row: the same text, nearly the same, or one that stands in others for the most part. Uses
 * rows alone. The earliest signed row leads, whatever Datanet it is in, and the work is bounded whatever was filed.
 */
@NullMarked
package org.openledger.datanet.screening;

import org.jspecify.annotations.NullMarked;
