/**
 * From a file's columns to a row's fields. KnownShapes that data sets come in are known by the names of their columns; what is
 * not known is said by who sends the file. What is no field becomes metadata: nothing is lost.
 */
@NullMarked
package org.openledger.datanet.mapping;

import org.jspecify.annotations.NullMarked;
