package org.openledger.datanet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.openledger.datanet.record.Datanet;
import org.openledger.datanet.record.Licence;
import org.openledger.verify.UsageRights;

/**
 * Whether the licences of Datanets permit a use. A model fine-tuned on data, and an answer given from it, are treated as
 * adaptations of the data: the careful reading, under which no owner is surprised. So a licence without derivatives allows
 * neither, and one without commercial use allows none for money. Share-alike data may be mixed with others only when all carry the
 * same licence, since what is made of them would have to carry it. Attribution is met by every receipt.
 */
public final class Rights {
    private Rights() {}

    /** What is made of the data. */
    public enum Use {
        /** A model that learns from it. */
        MODEL(UsageRights.Use.TRAIN, "model may be made of it", "model served for money may be made of it"),
        /** Answers that are given it as sources. */
        SOURCES(UsageRights.Use.RETRIEVE, "answer may draw on it", "answer given for money may draw on it");

        private final UsageRights.Use use;
        private final String made;
        private final String sold;

        Use(UsageRights.Use use, String made, String sold) {
            this.use = use;
            this.made = made;
            this.sold = sold;
        }
    }

    /** Why the use is not permitted, naming every Datanet that stands in the way; empty when it is. */
    public static Optional<String> objection(List<Datanet> datanets, Use use, boolean paid) {
        List<String> objections = new ArrayList<>();
        for (Datanet datanet : datanets) {
            objection(datanet.licence(), use, paid)
                    .ifPresent(why -> objections.add("Datanet " + datanet.id() + " (" + datanet.name() + ") is under "
                            + datanet.licence().spdx() + ", which " + why));
        }
        SortedSet<String> apart = new TreeSet<>();
        for (Datanet one : datanets) {
            for (Datanet other : datanets) {
                if (!mix(one.licence(), other.licence())) {
                    apart.add(one.licence().spdx());
                }
            }
        }
        if (!apart.isEmpty()) {
            objections.add(
                    String.join(" and ", apart) + " each ask that what is made of them carries that licence alone");
        }
        return objections.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", objections) + ".");
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
        sentences.add(
                licence.attribution()
                        ? "You must be named, which every receipt does."
                        : "You need not be named; every receipt here names you all the same.");
        if (licence.shareAlike()) {
            sentences.add("What is made of these rows must carry the same licence.");
        }
        return List.copyOf(sentences);
    }

    private static Optional<String> objection(Licence licence, Use use, boolean paid) {
        return UsageRights.objection(licence.uses(), use.use, paid).map(reason -> switch (reason) {
            case DERIVATIVES -> "allows no adaptation, so no " + use.made;
            case COMMERCIAL -> "allows no commercial use, so no " + use.sold;
            case NONE, NOT_ONE_USE, UNSTATED, USE, EXPIRED ->
                throw new IllegalStateException("a licence of the list has the objection " + reason);
        });
    }

    private static boolean mix(Licence one, Licence other) {
        return UsageRights.mix(one.uses(), one.spdx(), other.uses(), other.spdx());
    }
}
