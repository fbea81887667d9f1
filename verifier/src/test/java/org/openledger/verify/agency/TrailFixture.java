package org.openledger.verify.agency;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.openledger.verify.Checkpoint;
import org.openledger.verify.LogEntry;
import org.openledger.verify.LogKey;
import org.openledger.verify.MerkleTree;
import org.openledger.verify.Receipt;
import org.openledger.verify.ReceiptFile;
import org.openledger.verify.ThrowawayKey;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.TypedDocument;

/** A family of two mandates with what was done under them, by keys of its own; an operator who lies re-signs all of it. */
final class TrailFixture {
    static final long CHAIN = 31_337;
    static final String ESCROW = "0x" + "e5".repeat(20);
    static final long BEGIN = 1_800_000_000L;
    static final Mandate.Tool SEARCH = new Mandate.Tool("search_rows", "a1".repeat(32), ToolClass.READ);
    static final Mandate.Tool DRAFT = new Mandate.Tool("contribute_rows", "b2".repeat(32), ToolClass.WRITE);

    final Random random;
    final ThrowawayKey operator;
    final ThrowawayKey principal;
    final ThrowawayKey agent;
    final LogKey logKey = LogKey.generate("openledger.local/demo");
    final List<Trail.Given> mandates = new ArrayList<>();
    final List<Trail.Entry> entries = new ArrayList<>();

    TrailFixture(long seed) {
        random = new Random(seed);
        operator = ThrowawayKey.random(random);
        principal = ThrowawayKey.random(random);
        agent = ThrowawayKey.random(random);
        Mandate root = mandate("11".repeat(16), Optional.empty(), 1_000);
        give(root, principal);
        give(mandate("22".repeat(16), Optional.of(root.id()), 400), agent);
    }

    /** What a call of the fixture is. */
    record Called(
            String mandate,
            Mandate.Tool tool,
            Json.JsonObject arguments,
            Action.End verdict,
            Optional<Boolean> trusted,
            Optional<ThrowawayKey> approver) {}

    /** A trail with a read, a declined change, an approved change, and an end. */
    static TrailFixture whole(long seed) {
        TrailFixture fixture = new TrailFixture(seed);
        String root = "11".repeat(16);
        String child = "22".repeat(16);
        Json.JsonObject one = Json.object()
                .put(Rules.DATANETS, Json.array(List.of(Json.of(1))))
                .build();
        fixture.call(new Called(root, SEARCH, one, Action.End.EXECUTED, Optional.of(false), Optional.empty()));
        Json.JsonObject other = Json.object()
                .put(Rules.DATANETS, Json.array(List.of(Json.of(9))))
                .build();
        fixture.call(new Called(child, SEARCH, other, Action.End.DECLINED, Optional.empty(), Optional.empty()));
        Json.JsonObject change =
                Json.object().put(Rules.DATANET, 1).put("rows", "planted words").build();
        fixture.call(new Called(
                root, DRAFT, change, Action.End.EXECUTED, Optional.of(true), Optional.of(fixture.principal)));
        fixture.call(new Called(child, SEARCH, one, Action.End.EXECUTED, Optional.of(false), Optional.empty()));
        fixture.end(child);
        fixture.call(new Called(root, SEARCH, one, Action.End.EXECUTED, Optional.of(false), Optional.empty()));
        return fixture;
    }

    Mandate mandate(String id, Optional<String> parent, long budget) {
        return new Mandate(
                id,
                operator.address(),
                principal.address(),
                agent.address(),
                "kitchen",
                "Write down how a starter is fed, in Datanet 1.",
                parent,
                BEGIN,
                BEGIN + 3_600,
                new Mandate.Caps(budget, 100, 300, 50),
                new Mandate.Scope(
                        List.of(DRAFT, SEARCH), List.of("helper"), List.of("1"), List.of("CC0-1.0"), List.of()),
                new Mandate.ApprovalTerms(50, List.of(), List.of(principal.address())),
                new Mandate.Provenance(0));
    }

    void give(Mandate mandate, ThrowawayKey by) {
        mandates.add(new Trail.Given(
                mandate,
                by.address(),
                Hex.prefixed(by.sign(mandate.document(CHAIN, ESCROW).digest())),
                false,
                new ReceiptFile.Inclusion(0, 1, List.of())));
    }

    private Mandate mandateOf(String id) {
        return mandates.stream()
                .map(Trail.Given::mandate)
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private List<Mandate> chain(String id) {
        List<Mandate> chain = new ArrayList<>(List.of(mandateOf(id)));
        mandateOf(id).parent().ifPresent(parent -> chain.add(mandateOf(parent)));
        return chain;
    }

    private long millis() {
        return (BEGIN + 10 + entries.size()) * 1_000;
    }

    private String previous() {
        return entries.isEmpty()
                ? Action.NOTHING
                : entries.get(entries.size() - 1).record().digest();
    }

    void call(Called called) {
        String id = Hex.of(
                ("action " + entries.size() + " ".repeat(16)).substring(0, 16).getBytes(StandardCharsets.US_ASCII));
        String salt = "0c".repeat(16);
        List<Mandate> chain = chain(called.mandate);
        boolean tainted = entries.stream()
                .flatMap(entry -> entry.record().result().stream())
                .anyMatch(result -> !result.trusted());
        Map<String, String> licences = new HashMap<>();
        Rules.datanetsOf(called.arguments).forEach(each -> licences.put(each, "CC0-1.0"));
        List<Rules.Verdict> rules = Rules.decide(new Rules.Facts(
                chain,
                Set.of(),
                millis(),
                called.tool,
                called.arguments,
                licences,
                0,
                tainted,
                TrustedWords.of(chain.get(chain.size() - 1).task(), List.of()),
                Map.of(),
                Optional.empty()));
        String request = Action.requestDigest(id, called.mandate, called.tool, called.arguments, Optional.empty());
        long deadline = millis() / 1_000 + 60;
        Optional<Action.Approval> approval = called.approver.map(by -> new Action.Approval(
                by.address(),
                Hex.prefixed(by.sign(TypedDocument.of(
                                Mandate.DOMAIN,
                                CHAIN,
                                ESCROW,
                                Action.Approval.TYPE,
                                Action.Approval.fields(id, request, called.mandate, called.tool.name(), deadline))
                        .digest())),
                deadline));
        boolean counts = called.verdict != Action.End.DECLINED;
        add(
                new Action(
                        id,
                        entries.size() + 1L,
                        previous(),
                        millis(),
                        millis(),
                        operator.address(),
                        called.mandate,
                        new Action.Client("test", "mcp"),
                        called.tool,
                        TrailVerifier.digest(salt, called.arguments),
                        entries.size(),
                        licences.entrySet().stream()
                                .map(each -> new Action.Licensed(each.getKey(), each.getValue()))
                                .toList(),
                        rules,
                        called.verdict,
                        counts ? "" : "not allowed",
                        approval,
                        new Action.Cost(0, 0, spent(chain, counts)),
                        called.trusted.map(trusted ->
                                new Action.Result(ReceiptFile.Opening.digest(salt, "what came back"), trusted)),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        1),
                new Trail.Opening(salt, called.arguments, called.trusted.map(trusted -> "what came back")));
    }

    private List<Action.Spent> spent(List<Mandate> chain, boolean counts) {
        return chain.stream()
                .map(each -> new Action.Spent(
                        each.id(),
                        0,
                        (counts ? 1 : 0)
                                + entries.stream()
                                        .map(Trail.Entry::record)
                                        .filter(Action::counts)
                                        .filter(record -> record.cost().chain().stream()
                                                .anyMatch(
                                                        spent -> spent.mandate().equals(each.id())))
                                        .count()))
                .toList();
    }

    void end(String mandate) {
        String salt = "0d".repeat(16);
        Json.JsonObject arguments = Json.object().put("by", principal.address()).build();
        add(
                new Action(
                        "ee".repeat(16),
                        entries.size() + 1L,
                        previous(),
                        millis(),
                        millis(),
                        operator.address(),
                        mandate,
                        new Action.Client("", "node"),
                        Action.END,
                        TrailVerifier.digest(salt, arguments),
                        entries.size(),
                        List.of(),
                        List.of(),
                        Action.End.EXECUTED,
                        "",
                        Optional.empty(),
                        new Action.Cost(0, 0, spent(chain(mandate), false)),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(mandate),
                        Optional.empty(),
                        Optional.empty(),
                        1),
                new Trail.Opening(salt, arguments, Optional.empty()));
    }

    void add(Action record, Trail.Opening opening) {
        entries.add(new Trail.Entry(
                record,
                operator.signOperator(record.canonicalBytes()),
                new ReceiptFile.Inclusion(0, 1, List.of()),
                opening));
    }

    /** The file, as an operator seals it who has everything logged that is in it. */
    byte[] bytes() {
        return bytes(mandates, entries);
    }

    byte[] bytes(List<Trail.Given> given, List<Trail.Entry> listed) {
        List<byte[]> leaves = new ArrayList<>();
        given.forEach(each -> leaves.add(LogEntry.of(
                        LogEntry.MANDATE, each.mandate().id(), each.mandate().digest())
                .leafHash()));
        listed.forEach(each -> leaves.add(each.record().logEntry().leafHash()));
        List<Trail.Given> logged = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            Trail.Given each = given.get(i);
            logged.add(new Trail.Given(
                    each.mandate(), each.signer(), each.signature(), each.byContract(), inclusion(leaves, i)));
        }
        List<Trail.Entry> entered = new ArrayList<>();
        for (int i = 0; i < listed.size(); i++) {
            Trail.Entry each = listed.get(i);
            entered.add(new Trail.Entry(
                    each.record(), each.signature(), inclusion(leaves, given.size() + i), each.opening()));
        }
        Checkpoint checkpoint = new Checkpoint("openledger.local/demo", leaves.size(), Hex.of(MerkleTree.root(leaves)));
        return seal(new Trail(
                operator.address(),
                CHAIN,
                ESCROW,
                new Receipt.LogIdentity("openledger.local/demo", logKey.vkey()),
                logged,
                entered,
                checkpoint.sign(logKey),
                List.of()));
    }

    byte[] seal(Trail trail) {
        return trail.sealed(operator.signOperator(trail.bytesToSeal()));
    }

    private static ReceiptFile.Inclusion inclusion(List<byte[]> leaves, int index) {
        return new ReceiptFile.Inclusion(
                index,
                leaves.size(),
                MerkleTree.inclusion(leaves, index, leaves.size()).stream()
                        .map(Hex::of)
                        .toList());
    }

    /** One record changed in one member, signed again with all that follows it. */
    void forge(int at, UnaryOperator<Json.JsonObject> change) {
        List<Trail.Entry> before = List.copyOf(entries);
        entries.clear();
        for (int i = 0; i < before.size(); i++) {
            Json.JsonObject json = before.get(i).record().json();
            json = with(i == at ? change.apply(json) : json, "previous", Json.of(previous()));
            add(
                    Action.fromJson(CanonicalJson.parse(CanonicalJson.write(json))),
                    before.get(i).opening());
        }
    }

    static Json.JsonObject with(Json.JsonObject object, String name, Json value) {
        Map<String, Json> members = new HashMap<>(object.members());
        members.put(name, value);
        return Json.object().putAll(members).build();
    }
}
