package org.openledger.datanet;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.openledger.chain.rights.Grant;
import org.openledger.chain.rights.StatedLicence;
import org.openledger.chain.rights.VersionRights;
import org.openledger.datanet.record.Datanet;
import org.openledger.datanet.record.Licence;
import org.openledger.datanet.record.Version;
import org.openledger.datanet.record.VersionTable;
import org.openledger.datanet.row.DatanetException;
import org.openledger.store.Database;
import org.openledger.store.Refusal.Kind;
import org.openledger.verify.UsageRights;
import org.openledger.verify.UsageRights.Reason;

/**
 * Whether licences permit a use of versions of Datanets: the version's own as the chain has it, terms that cost nothing, or a licence
 * that the holder bought. Under contracts from before licences, and until the chain was read, the licence is that of the Datanet.
 *
 * <p>A model fine-tuned on data, and an answer given from it, are treated as adaptations of the data: the careful reading, under which
 * no owner is surprised. So a licence without derivatives allows neither, and one without commercial use allows none for money.
 * Share-alike data may be mixed with others only when all carry the same licence, since what is made of them would have to carry it.
 * Attribution is met by every receipt.
 */
public final class Rights {
    private static final long RETRY_MILLIS = 2_000;
    private static final long LOOK_MILLIS = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Database database;
    private final InstantSource clock;

    public Rights(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What is made of the data. */
    public enum Use {
        /** A model that learns from it. */
        MODEL(
                UsageRights.Use.TRAIN,
                "training of models",
                "model may be made of it",
                "model served for money may be made of it"),
        /** Answers that are given it as sources. */
        SOURCES(
                UsageRights.Use.RETRIEVE,
                "retrieval",
                "answer may draw on it",
                "answer given for money may draw on it"),
        /** Answers of a model that learnt from it. */
        ANSWERS(
                UsageRights.Use.GENERATE,
                "answers of models",
                "model that learnt from it may answer",
                "model that learnt from it may answer for money");

        private final UsageRights.Use use;
        private final String called;
        private final String made;
        private final String sold;

        Use(UsageRights.Use use, String called, String made, String sold) {
            this.use = use;
            this.called = called;
            this.made = made;
            this.sold = sold;
        }
    }

    /** A version that is to be used. */
    public record Used(Datanet datanet, long version) {}

    /**
     * What is to be done, and by whom.
     *
     * @param paid whether for money
     * @param holder whose licences count, a lower-case address; empty for anybody
     */
    public record Purpose(Use use, boolean paid, Optional<String> holder) {}

    /** What holds for one version. */
    public record Held(Used used, Grant grant) {
        /** By the version's own licence alone, as the node knows it. */
        static Held byOwn(Used used, Purpose purpose) {
            StatedLicence own = recorded(used.datanet());
            return new Held(
                    used,
                    new Grant(
                            UsageRights.objection(own.uses(), purpose.use().use, purpose.paid()),
                            own.spdx(),
                            own.uses(),
                            /* bought= */ false));
        }

        private boolean mixes(Held other) {
            return UsageRights.mix(grant.uses(), grant.spdx(), other.grant.uses(), other.grant.spdx());
        }
    }

    /** {@link #held(Handle, Used, Purpose, long)} of each, now. */
    public List<Held> held(List<Used> used, Purpose purpose) {
        return database.read(
                handle -> held(handle, used, purpose, clock.instant().getEpochSecond()));
    }

    /** {@link #objectionTo} of each, now. */
    public Optional<String> objection(List<Used> used, Purpose purpose) {
        return objectionTo(held(used, purpose), purpose);
    }

    /** As a transaction sees it. */
    public static Optional<String> objection(Handle handle, List<Used> used, Purpose purpose, long nowSeconds) {
        return objectionTo(held(handle, used, purpose, nowSeconds), purpose);
    }

    /** What holds for each version, as a transaction sees it. */
    public static List<Held> held(Handle handle, List<Used> used, Purpose purpose, long nowSeconds) {
        return used.stream()
                .map(each -> held(handle, each, purpose, nowSeconds))
                .toList();
    }

    private static Held held(Handle handle, Used used, Purpose purpose, long nowSeconds) {
        Optional<String> token = known(handle, used.datanet());
        return token.map(id -> new Held(
                        used,
                        VersionRights.of(handle, id, used.version(), purpose.holder())
                                .grant(purpose.use().use, purpose.paid(), nowSeconds)))
                .orElseGet(() -> Held.byOwn(used, purpose));
    }

    /** A version's own licence; of the next version, the one that it would be published under. */
    public static StatedLicence licenceOf(Handle handle, Used used) {
        return known(handle, used.datanet())
                .flatMap(id -> VersionRights.stated(handle, id, used.version()))
                .orElseGet(() -> recorded(used.datanet()));
    }

    private static Optional<String> known(Handle handle, Datanet datanet) {
        return datanet.token().filter(id -> VersionRights.known(handle, id));
    }

    private static StatedLicence recorded(Datanet datanet) {
        return new StatedLicence(datanet.licence().spdx(), datanet.licence().uses());
    }

    /** The newest version on chain of a Datanet, or the one to come where there is none. */
    public static Used newest(Handle handle, Datanet datanet) {
        return new Used(
                datanet,
                VersionTable.latestPublished(handle, datanet.id())
                        .map(Version::number)
                        .orElse(1L));
    }

    /**
     * Waits until the chain was read as far as a version's publication, a look of the node at the chain away; refuses one that was not, since
     * another licence than is known could hold for it.
     */
    public void requireRead(Used used) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isRead(used)) {
            if (System.nanoTime() > deadline) {
                throw new DatanetException(
                        Kind.NOT_READY.retryAfter(RETRY_MILLIS),
                        "version " + used.version() + " of Datanet "
                                + used.datanet().id() + " was not read from the chain yet: try again in a few seconds");
            }
            try {
                Thread.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new DatanetException(Kind.NOT_READY.retryAfter(RETRY_MILLIS), "the node is stopping");
            }
        }
    }

    private boolean isRead(Used used) {
        return database.read(handle -> known(handle, used.datanet())
                .map(id -> VersionRights.published(handle, id, used.version()))
                .orElse(true));
    }

    /** Why the use is not permitted, naming every version that stands in the way; empty when it is. */
    public static Optional<String> objectionTo(List<Held> all, Purpose purpose) {
        List<String> objections = new ArrayList<>();
        for (Held each : all) {
            each.grant().objection().ifPresent(reason -> objections.add(sentence(each, purpose, reason)));
        }
        SortedSet<String> apart = new TreeSet<>();
        for (Held one : all) {
            if (!all.stream().allMatch(one::mixes)) {
                apart.add(one.grant().spdx());
            }
        }
        if (!apart.isEmpty()) {
            objections.add(
                    String.join(" and ", apart) + " each ask that what is made of them carries that licence alone");
        }
        return objections.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", objections) + ".");
    }

    private static String sentence(Held held, Purpose purpose, Reason reason) {
        Use use = purpose.use();
        String version = "Version " + held.used().version() + " of Datanet "
                + held.used().datanet().id() + " (" + held.used().datanet().name() + ") is under ";
        String spdx = held.grant().spdx();
        return switch (reason) {
            case DERIVATIVES -> version + spdx + ", which allows no adaptation, so no " + use.made;
            case COMMERCIAL -> version + spdx + ", which allows no commercial use, so no " + use.sold;
            case USE -> version + spdx + ", which does not allow the " + use.called + ", so no " + use.made;
            case EXPIRED ->
                version + spdx + ", which does not allow the " + use.called + (purpose.paid() ? " for money" : "")
                        + ", and the licence of " + purpose.holder().orElse("its holder")
                        + " that did has expired";
            case UNSTATED -> version + "no licence, which permits nothing, so no " + use.made;
            case NONE, NOT_ONE_USE -> throw new IllegalStateException("there is no objection " + reason);
        };
    }

    /** What a licence lets others do with rows under it, in sentences. */
    public static List<String> says(Licence licence) {
        List<String> sentences = new ArrayList<>();
        if (!licence.derivatives()) {
            sentences.add(
                    "It allows no adaptation: no model learns from these rows here, and no answer draws on them.");
        } else {
            sentences.add("Models may learn from these rows, and answers may draw on them.");
            sentences.add(
                    licence.commercialUse()
                            ? "Such models and answers may be sold; you are paid a share of what your rows earn."
                            : "Neither may be sold: no money comes of these rows.");
        }
        for (Use use : Use.values()) {
            if (!licence.allows(use.use)) {
                sentences.add("It does not allow the " + use.called + ".");
            }
        }
        sentences.add(
                licence.attribution()
                        ? "You must be named, which every receipt does."
                        : "You need not be named; every receipt here names you all the same.");
        if (licence.shareAlike()) {
            sentences.add("What is made of these rows must carry the same licence.");
        }
        return List.copyOf(sentences);
    }
}
