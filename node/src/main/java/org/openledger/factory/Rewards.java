package org.openledger.factory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.openledger.factory.RunValue.OfContributor;
import org.openledger.ledger.Charges;
import org.openledger.ledger.LedgerAccount;
import org.openledger.ledger.Reservation;
import org.openledger.store.Refusal.Kind;
import org.openledger.verify.OpenAmount;
import org.openledger.verify.Payments;
import org.openledger.verify.Receipt.Payment;
import org.openledger.verify.Role;

/**
 * The training part of the reward: what a builder promises with a run to those whose rows make the model better on rows that nobody
 * trained on. It is set aside when the run is asked for, and paid in one entry in the transaction that keeps the values, or given up
 * with the run.
 *
 * <p>Contributors with a positive value share it in proportion to that, by largest remainder, the earlier address first where
 * remainders are equal; a negative value costs nothing. Where nobody's value is positive, or training did not lower the loss at all, it
 * goes to the commons of the run's Datanets in equal parts.
 */
public final class Rewards {
    private final Charges charges;

    public Rewards(Charges charges) {
        this.charges = charges;
    }

    /** @throws FactoryException when the owner has too little for what is promised; nothing is then set aside */
    void promise(Handle tx, Run run) {
        long gwei = run.request().rewardGwei();
        if (gwei == 0) {
            return;
        }
        require(charges.promise(tx, run.request().owner(), run.id(), gwei, run.createdMillis()), run.request());
    }

    /** @throws FactoryException when the owner has too little for what would be promised; nothing is set aside */
    void requireCovered(Handle handle, RunRequest request) {
        if (request.rewardGwei() > 0) {
            charges.shortfall(handle, request.owner(), request.rewardGwei())
                    .ifPresent(shortfall -> require(shortfall, request));
        }
    }

    private static void require(Reservation reservation, RunRequest request) {
        reservation
                .lack("the reward is " + OpenAmount.of(request.rewardGwei()), request.owner(), "promise less")
                .ifPresent(why -> {
                    throw new FactoryException(Kind.UNPAID, why);
                });
    }

    /** Whether it was paid; it is given up where its owner took back what was set aside for it. */
    boolean pay(Handle tx, Run run, long timeMillis, List<Payment> payments) {
        return charges.reward(tx, run.request().owner(), run.id(), timeMillis, payments);
    }

    /** The run earns nobody anything: what was set aside is free again. */
    void giveUp(Handle tx, String run) {
        charges.giveUp(tx, run);
    }

    /** The ids of the holds that runs under way may have. */
    public static Set<String> underWay(Handle handle) {
        return new HashSet<>(
                RunTable.promising(handle).stream().map(Charges::promiseId).toList());
    }

    /**
     * Divides a reward.
     *
     * @param values of the contributors
     * @param fell by how much the held-out loss fell
     * @param datanets whose commons have what nobody earned
     */
    static List<Payment> divide(long gwei, List<OfContributor> values, double fell, List<String> datanets) {
        List<OfContributor> earning = values.stream()
                .filter(each -> fell > 0 && each.nanonats() > 0)
                .sorted(Comparator.comparing(OfContributor::contributor))
                .toList();
        List<Payment> payments = new ArrayList<>();
        if (earning.isEmpty()) {
            List<String> commons = datanets.stream().distinct().sorted().toList();
            long[] parts =
                    Payments.apportion(gwei, commons.stream().mapToLong(_ -> 1).toArray());
            for (int i = 0; i < parts.length; i++) {
                add(payments, LedgerAccount.commons(commons.get(i)).name(), Role.COMMONS, parts[i]);
            }
        } else {
            long[] parts = Payments.apportion(
                    gwei, earning.stream().mapToLong(OfContributor::nanonats).toArray());
            for (int i = 0; i < parts.length; i++) {
                add(payments, earning.get(i).contributor(), Role.CONTRIBUTOR, parts[i]);
            }
        }
        return List.copyOf(payments);
    }

    private static void add(List<Payment> payments, String account, Role role, long gwei) {
        if (gwei > 0) {
            payments.add(new Payment(account, role, gwei));
        }
    }
}
