package org.openledger.app;

import org.openledger.api.http.LiveEvents;
import org.openledger.setting.Settings;
import org.openledger.withdrawal.Erasing;
import org.openledger.withdrawal.Takedowns;
import org.openledger.withdrawal.Withdrawals;

/** What takes rows back. */
record WithdrawalParts(Withdrawals withdrawals, Takedowns takedowns, Erasing erasing) {
    static WithdrawalParts open(
            FoundationParts on,
            CommunityParts community,
            AnsweringParts answering,
            FactoryParts factory,
            LiveEvents events,
            Lifecycle lifecycle) {
        Erasing erasing = lifecycle.keep(new Erasing(
                on.database(),
                community.uploads(),
                answering.retrieval(),
                factory.models(),
                factory.rows(),
                answering.attributor(),
                answering.erasure(),
                on.clock(),
                done -> events.announce(LiveEvents.Kind.DATANET, new Notice(Long.toString(done.datanet())))));
        Withdrawals withdrawals = new Withdrawals(
                on.database(),
                on.blobs(),
                on.log(),
                () -> {
                    answering.publisher().request();
                    erasing.wake();
                },
                on.clock());
        Takedowns takedowns = new Takedowns(
                on.database(),
                on.log(),
                withdrawals,
                answering.publisher()::request,
                on.clock(),
                on.values().get(Settings.DATANETS_ANSWER_TIME));
        return new WithdrawalParts(withdrawals, takedowns, erasing);
    }

    /** What the page's event stream says of a Datanet whose rows are gone. */
    private record Notice(String id) {}
}
