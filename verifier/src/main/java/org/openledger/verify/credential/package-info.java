/**
 * Content credentials of adapters: manifests as the Coalition for Content Provenance and Authenticity specifies them (C2PA 2.2), which its
 * tools read beside the file. Of one adapter and one log there is one manifest, so the check writes it again and compares the bytes.
 */
@NullMarked
package org.openledger.verify.credential;

import org.jspecify.annotations.NullMarked;
