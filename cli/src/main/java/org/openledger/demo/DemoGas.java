package org.openledger.demo;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.openledger.cli.terminal.Table;
import org.openledger.client.NodeClient;
import org.openledger.client.node.OutboxLine;

/**
 * The gas of everything that the operator sent, beside what the answers earned.
 *
 * @param kinds the most expensive first
 * @param onceGas of what a deployment takes once, whatever follows
 * @param loopGas of all else
 * @param answers that were settled
 * @param feesGwei of them; what the operator advanced for data and is paid back is none
 * @param loopOfFees the loop's gas at one gwei, in parts of the fees: below 1 the fees pay for the chain
 * @param answersToPay from how many such answers on they do, the loop's gas being the same
 */
record DemoGas(
        List<Kind> kinds,
        long onceGas,
        long loopGas,
        long answers,
        long feesGwei,
        double loopOfFees,
        long answersToPay) {
    /** Contracts, the operator's bond, and what binds them: done once for a deployment. */
    private static final Set<String> ONCE = Set.of("deployment", "bond", "other");

    private static final double PARTS = 1_000.0;

    DemoGas {
        kinds = List.copyOf(kinds);
    }

    /**
     * What transactions of one kind took.
     *
     * @param once whether a deployment takes them once
     */
    record Kind(String kind, int count, long gas, boolean once) {
        private Kind and(Kind other) {
            return new Kind(kind, count + other.count, gas + other.gas, once);
        }
    }

    /** Reads the receipt of each transaction that is in a block. */
    static DemoGas of(NodeClient node, long answers, long feesGwei) {
        TreeMap<String, Kind> kinds = new TreeMap<>();
        for (OutboxLine line : node.outbox()) {
            line.transaction()
                    .flatMap(hash -> node.chainTransaction(hash).gas())
                    .ifPresent(gas -> kinds.merge(
                            line.kind(), new Kind(line.kind(), 1, gas, ONCE.contains(line.kind())), Kind::and));
        }
        return of(kinds.values(), answers, feesGwei);
    }

    static DemoGas of(Collection<Kind> kinds, long answers, long feesGwei) {
        long once = kinds.stream().filter(Kind::once).mapToLong(Kind::gas).sum();
        long loop = kinds.stream().mapToLong(Kind::gas).sum() - once;
        List<Kind> sorted = kinds.stream()
                .sorted(Comparator.comparing(Kind::once)
                        .thenComparing(Comparator.comparingLong(Kind::gas).reversed()))
                .toList();
        double loopOfFees = Math.round(PARTS * loop / Math.max(1, feesGwei)) / PARTS;
        long answersToPay = Math.ceilDiv(Math.multiplyExact(loop, answers), Math.max(1, feesGwei));
        return new DemoGas(sorted, once, loop, answers, feesGwei, loopOfFees, answersToPay);
    }

    Table table() {
        Table table = new Table("transactions", "number", "gas", "");
        kinds.forEach(
                kind -> table.row(kind.kind(), kind.count(), "%,d".formatted(kind.gas()), kind.once() ? "once" : ""));
        return table;
    }

    String says() {
        return ("without what is paid once, the chain took %,d gas: at a billionth of an OPEN each, %.2f times the fees of the %d"
                        + " answers; from %d such answers on they pay for it")
                .formatted(loopGas, loopOfFees, answers, answersToPay);
    }
}
