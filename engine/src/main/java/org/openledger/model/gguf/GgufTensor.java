package org.openledger.model.gguf;

/**
 * One tensor of a file.
 *
 * @param rows 1 for a vector
 * @param columns numbers of a row, which stand together
 * @param vector whether it has one dimension
 * @param begin of its bytes, in the file
 */
record GgufTensor(String name, GgufType type, long rows, int columns, boolean vector, long begin) {
    /** Bytes of a row. */
    long rowBytes() {
        return (long) columns / type.blockNumbers() * type.blockBytes();
    }

    /** Its shape as other files give it: [rows, columns], or [columns] for a vector. */
    long[] shape() {
        return vector ? new long[] {columns} : new long[] {rows, columns};
    }
}
