package org.openledger.datanet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openledger.datanet.review.ReviewRole;
import org.openledger.identity.MasterKey;
import org.openledger.notification.Target;
import org.openledger.notification.Targets;
import org.openledger.notification.WebhookHosts;
import org.openledger.store.ListRequest;

/** Who is told of what, of a contribution's life; and that no word of a row or a person is in it. */
@Tag("unit")
final class TellingTest extends ReviewedDatanet {
    private Targets targets;

    @BeforeEach
    void addTargets() {
        targets = new Targets(
                database,
                new WebhookHosts(Set.of("127.0.0.1")),
                false,
                MasterKey.openOrCreate(folder).notifications(),
                () -> now);
        for (String account : List.of(owner, ana, ben, cem, dee)) {
            targets.add(account, Target.Kind.WEBHOOK, "http://127.0.0.1:9/" + account, List.of());
        }
        join(ben, ReviewRole.REVIEWER);
        join(cem, ReviewRole.READER);
    }

    /** Events and whom they were told, since the last call, the earlier first. */
    private List<String> told() {
        List<String> told = targets.told(ListRequest.first(100)).list().stream()
                .filter(each -> !each.notification().event().word().equals("connected"))
                .map(each -> each.notification().event().word() + " "
                        + name(each.target().account()))
                .sorted()
                .toList();
        assertThat(targets.told(ListRequest.first(100)).list()).allSatisfy(each -> {
            for (String text : TEXTS) {
                for (String word : text.split("[ .,]+", -1)) {
                    assertThat(word.length() > 4 && each.notification().words().contains(word))
                            .as(each.notification().words())
                            .isFalse();
                }
            }
            assertThat(each.notification().words()).doesNotContain("starter", "Kitchen", "secret question");
        });
        database.write(tx -> tx.execute("DELETE FROM notification"));
        return told;
    }

    private String name(String address) {
        return Map.of(owner, "owner", ana, "ana", ben, "ben", cem, "cem", dee, "dee")
                .getOrDefault(address, "?");
    }

    @Test
    void whoeverWaitsIsToldAndNobodyElse() throws IOException {
        long id = signed(ana, TEXTS);
        assertThat(told()).containsExactly("review ben", "review owner");
        ballots.ask(id, ben, Set.of(1L), "a secret question");
        assertThat(told()).containsExactly("asked ana");
        ballots.answer(id, ana, "a starter of my own");
        assertThat(told()).containsExactly("answered ben", "answered owner");
        contributions.rows(id, ListRequest.first(10), Optional.of(owner));
        contributions.review(id, owner, vote(Set.of(1L, 2L), Map.of()));
        assertThat(told()).isEmpty();
        contributions.review(id, owner, vote(Set.of(3L), Map.of(4L, "burnt")));
        assertThat(told()).containsExactly("decided ana");
        ballots.appeal(id, ana, Set.of(4L), "it is not");
        assertThat(told()).containsExactly("answered owner");
        contributions.review(id, owner, vote(Set.of(4L), Map.of()));
        assertThat(told()).containsExactly("decided ana");
    }
}
