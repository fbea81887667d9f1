/**
 * One version of a Datanet as a folder that others load, and that anyone checks. What people and their tools read of it, the data's
 * file, the card and the description, follows from what is signed: the check writes each again and compares the bytes. So the same
 * version has the same bytes, and one that is changed is found by the name of its file.
 */
@NullMarked
package org.openledger.verify.dataset;

import org.jspecify.annotations.NullMarked;
