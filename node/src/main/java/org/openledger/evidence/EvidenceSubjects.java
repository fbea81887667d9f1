package org.openledger.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.openledger.agency.Actions;
import org.openledger.answer.InferenceTable;
import org.openledger.datanet.Datanets;
import org.openledger.datanet.record.ContributionTable;
import org.openledger.datanet.record.VersionTable;
import org.openledger.datanet.row.RowTable;
import org.openledger.export.PublishedVersions;
import org.openledger.registry.Model;
import org.openledger.registry.Models;
import org.openledger.store.Database;
import org.openledger.store.Refusal;

/** What an id, an address, a leaf or a name stands for, of the things that packs can be of. */
public final class EvidenceSubjects {
    private static final int MAX_MEANT = 100;
    private static final String RECEIPT_OR_ACT = "[0-9a-f]{32}";
    private static final String DIGEST = "[0-9a-f]{64}";
    private static final String ADDRESS = "0x[0-9a-f]{40}";
    private static final String VERSION = "[0-9]{1,18}(@[0-9]{1,18})?";

    private final Database database;
    private final Models models;
    private final Actions actions;

    public EvidenceSubjects(Database database, Models models, Actions actions) {
        this.database = database;
        this.models = models;
        this.actions = actions;
    }

    /** A thing that a pack can be of, as this node calls it. */
    public sealed interface Subject {
        /** As a caller names it. */
        String of();

        /** For people. */
        String name();

        /** A version of a model. */
        record OfModel(Model model) implements Subject {
            @Override
            public String of() {
                return model.id();
            }

            @Override
            public String name() {
                return model.name() + ", version " + model.number();
            }
        }

        /** A published version of a Datanet. */
        record OfVersion(long datanet, long number, String called) implements Subject {
            @Override
            public String of() {
                return datanet + "@" + number;
            }

            @Override
            public String name() {
                return called + ", version " + number;
            }
        }

        /** An answer. */
        record OfReceipt(String id) implements Subject {
            @Override
            public String of() {
                return id;
            }

            @Override
            public String name() {
                return "answer " + id;
            }
        }

        /** What an agent did. */
        record OfAction(Actions.Kept action) implements Subject {
            @Override
            public String of() {
                return action.id();
            }

            @Override
            public String name() {
                return action.tool().name() + " of an agent";
            }
        }
    }

    /** The one thing that a text stands for. */
    public Subject require(String text) {
        List<Subject> meant = meant(text);
        if (meant.size() != 1) {
            throw new Refusal(
                    Refusal.Kind.INVALID.at("of"),
                    text + " stands for " + meant.size() + " things that evidence can be of: "
                            + String.join(", ", meant.stream().map(Subject::of).toList()) + ". Name one of them.");
        }
        return meant.getFirst();
    }

    /** What a text can stand for; refused where that is nothing. */
    public List<Subject> meant(String text) {
        String wanted = text.strip();
        String small = wanted.toLowerCase(Locale.ROOT);
        List<Subject> found = new ArrayList<>();
        if (small.matches(VERSION)) {
            database.read(handle -> found.add(version(handle, small)));
        } else if (small.matches(RECEIPT_OR_ACT)) {
            if (database.read(handle -> InferenceTable.find(handle, small)).isPresent()) {
                found.add(new Subject.OfReceipt(small));
            } else {
                actions.find(small).map(Subject.OfAction::new).ifPresent(found::add);
            }
        } else if (small.matches(DIGEST)) {
            models.ofAdapter(small).map(Subject.OfModel::new).ifPresent(found::add);
            database.read(handle -> found.addAll(ofLeaf(handle, small)));
        } else if (small.matches(ADDRESS)) {
            models.list().stream()
                    .filter(model -> model.owner().equals(small))
                    .map(Subject.OfModel::new)
                    .forEach(found::add);
            database.read(handle -> found.addAll(ofContributor(handle, small)));
        }
        if (found.isEmpty()) {
            found.addAll(named(wanted));
        }
        if (found.isEmpty()) {
            throw new Refusal(
                    Refusal.Kind.UNKNOWN.at("of"),
                    "Nothing here that evidence can be of is called " + wanted
                            + ": name a receipt, an agent's act, a model, a Datanet's ID@VERSION, a row's leaf or an"
                            + " address that gave rows.");
        }
        return found.subList(0, Math.min(found.size(), MAX_MEANT));
    }

    private static Subject version(Handle handle, String text) {
        int at = text.indexOf('@');
        long datanet = Long.parseLong(at < 0 ? text : text.substring(0, at));
        String called = Datanets.require(handle, datanet).name();
        long number = at < 0
                ? VersionTable.latestPublished(handle, datanet)
                        .orElseThrow(() -> new Refusal(
                                Refusal.Kind.UNKNOWN.at("of"),
                                "Datanet " + datanet + " has no published version: its owner publishes one."))
                        .number()
                : Long.parseLong(text.substring(at + 1));
        return new Subject.OfVersion(
                datanet,
                PublishedVersions.requirePublished(handle, datanet, number).number(),
                called);
    }

    private static List<Subject> ofLeaf(Handle handle, String leaf) {
        return RowTable.kept(handle, leaf)
                .filter(row -> row.firstVersion().isPresent())
                .map(row -> RowTable.versionsOf(handle, row).stream()
                        .<Subject>map(number -> new Subject.OfVersion(
                                row.datanet(),
                                number,
                                Datanets.require(handle, row.datanet()).name()))
                        .toList())
                .orElse(List.of());
    }

    private static List<Subject> ofContributor(Handle handle, String address) {
        return ContributionTable.datanetsOf(handle, address).stream()
                .flatMap(datanet -> VersionTable.latestPublished(handle, datanet).stream())
                .<Subject>map(version -> new Subject.OfVersion(
                        version.datanet(),
                        version.number(),
                        Datanets.require(handle, version.datanet()).name()))
                .toList();
    }

    /** The version with this id, the newest version of a name, or the one of them with a number. */
    private List<Subject> named(String text) {
        Optional<Model> byId = models.find(text);
        if (byId.isPresent()) {
            return List.of(new Subject.OfModel(byId.get()));
        }
        int at = text.lastIndexOf('@');
        String name = at < 0 ? text : text.substring(0, at);
        List<Model> versions = database.read(handle -> models.named(handle, name));
        return versions.stream()
                .filter(model -> at < 0
                        ? model.equals(versions.getLast())
                        : text.substring(at + 1).equals(Long.toString(model.number())))
                .<Subject>map(Subject.OfModel::new)
                .toList();
    }
}
