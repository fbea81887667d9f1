package org.openledger.datanet.row;

/**
 * What screening compares of a row.
 *
 * @param prompt what is asked; empty where the row asks nothing
 * @param context a text that the question is about, which many rows may share
 * @param answer what is to be learnt
 */
public record RowParts(String prompt, String context, String answer) {
    /** A text that asks nothing. */
    public static RowParts of(String text) {
        return new RowParts("", "", text);
    }

    /** In the order in which a reader meets them. */
    String whole() {
        return prompt + "\n" + context + "\n" + answer;
    }
}
