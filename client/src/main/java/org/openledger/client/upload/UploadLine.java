package org.openledger.client.upload;

import java.util.Optional;

/**
 * A file that is being sent.
 *
 * @param id by which a contribution names it
 * @param length of the whole file in bytes
 * @param offset how many bytes of it are here
 * @param fingerprint by which its sender knows it again
 * @param endsMillis when it is gone, if no piece comes
 */
public record UploadLine(String id, long length, long offset, Optional<String> fingerprint, long endsMillis) {}
