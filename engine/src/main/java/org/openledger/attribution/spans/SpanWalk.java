package org.openledger.attribution.spans;

/** A walk over an answer, from its end to its start, that finds every maximal matching span. */
interface SpanWalk {
    /** Takes the spans as they are found, from right to left: ranks low to high are the suffixes that begin with the span. */
    interface Found {
        void span(int start, int length, int low, int high);
    }

    /** Finds the maximal spans of at least {@code minLength} tokens. */
    void walk(int[] answer, int minLength, Found found);
}
