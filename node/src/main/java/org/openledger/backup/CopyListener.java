package org.openledger.backup;

/** Told how far a backup, a check or a restore is. */
public interface CopyListener {
    /** Nobody looks. */
    CopyListener NONE = (_, _, _) -> {};

    /**
     * So much of a step is done.
     *
     * @param step what is done, in words
     */
    void at(String step, long doneBytes, long totalBytes);
}
