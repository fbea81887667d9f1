package org.openledger.cli.spans;

/**
 * The last line of what {@code spans match} writes.
 *
 * @param summary of all queries
 */
record MatchSummary(Totals summary) {
    /**
     * How long all queries took.
     *
     * @param queries that were looked up
     * @param minTokens shorter spans were left out
     * @param warmUpQueries that were looked up before anything was timed
     * @param indexDigest SHA-256 of the index
     * @param indexTokens tokens of the index
     * @param openMillis that opening the index took
     * @param totalMillis of all queries
     * @param p50Millis the median of the queries' times
     * @param p99Millis which 99 % of them stay within
     */
    record Totals(
            int queries,
            int minTokens,
            int warmUpQueries,
            String indexDigest,
            long indexTokens,
            double openMillis,
            double totalMillis,
            double p50Millis,
            double p99Millis) {}
}
