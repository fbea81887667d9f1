package org.openledger.datanet;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.openledger.chain.rights.VersionRights;
import org.openledger.datanet.record.ChainState;
import org.openledger.datanet.record.Datanet;
import org.openledger.datanet.record.DatanetTable;
import org.openledger.datanet.record.Licence;
import org.openledger.datanet.record.PolicyRule;
import org.openledger.datanet.record.PolicyRuleTable;
import org.openledger.datanet.record.PublicRecord;
import org.openledger.datanet.row.DatanetException;
import org.openledger.datanet.row.Schema;
import org.openledger.datanet.row.Treatment;
import org.openledger.datanet.screening.ScreeningPolicy;
import org.openledger.identity.Address;
import org.openledger.identity.GivenName;
import org.openledger.store.Blobs;
import org.openledger.store.Database;
import org.openledger.store.Refusal.Kind;
import org.openledger.verify.Receipt;

/** The Datanets of this node. */
public final class Datanets {
    /** As the contract allows. */
    public static final int MAX_NAME_BYTES = 128;

    private static final GivenName NAMED = new GivenName("a Datanet's name", "name", /* least= */ 1, MAX_NAME_BYTES);

    public static final int MAX_TERMS_BYTES = 1 << 20;

    private final Database database;
    private final Blobs blobs;
    private final PublicRecord record;
    private final InstantSource clock;

    public Datanets(Database database, Blobs blobs, PublicRecord record, InstantSource clock) {
        this.database = database;
        this.blobs = blobs;
        this.record = record;
        this.clock = clock;
    }

    /**
     * Makes a Datanet. Its terms are stored, their SHA-256 goes on chain and is what every contributor signs.
     *
     * @param spdx a licence of {@link Licences}
     */
    public Datanet create(String owner, String name, Schema schema, String spdx, String termsText) {
        String title = NAMED.of(name);
        if (title.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
            throw new DatanetException(
                    Kind.INVALID.at("name"), "a Datanet's name has 1 to " + MAX_NAME_BYTES + " bytes of UTF-8");
        }
        byte[] terms = termsText.getBytes(StandardCharsets.UTF_8);
        if (termsText.isBlank() || terms.length > MAX_TERMS_BYTES) {
            throw new DatanetException(
                    Kind.INVALID, "a Datanet's terms have 1 to " + MAX_TERMS_BYTES + " bytes of UTF-8");
        }
        Licence licence = Licences.require(spdx);
        String ownerAddress = Address.parse(owner);
        String termsDigest = blobs.put(terms);
        return database.transact(tx -> {
            Datanet datanet = new Datanet(
                    DatanetTable.nextId(tx),
                    Optional.empty(),
                    ownerAddress,
                    title,
                    schema,
                    licence,
                    termsDigest,
                    clock.millis(),
                    ChainState.PENDING,
                    "");
            DatanetTable.insert(tx, datanet);
            record.datanetCreated(tx, datanet);
            return datanet;
        });
    }

    /** The Datanet with this number; {@link DatanetException} when there is none. */
    public Datanet require(long id) {
        return database.read(handle -> require(handle, id));
    }

    /** What becomes of rows of a Datanet in which something is found. */
    public ScreeningPolicy policy(long id) {
        return database.read(handle -> PolicyRuleTable.policy(handle, id));
    }

    /** What its owner said of that, in the order in which it was said. */
    public List<PolicyRule> rules(long id) {
        return database.read(handle -> PolicyRuleTable.of(handle, id));
    }

    /**
     * From here on this becomes of rows in which something is found. Who said so stays, and the log has it.
     *
     * @param by the address that says so: its owner's
     */
    public PolicyRule rule(long id, String by, String finding, Treatment act) {
        ScreeningPolicy.requireFinding(finding);
        return database.transact(tx -> {
            require(tx, id).requireOwner(by, "say what becomes of rows");
            PolicyRule rule = PolicyRuleTable.add(tx, id, finding, act, Address.parse(by), clock.millis());
            record.ruleSet(tx, rule);
            return rule;
        });
    }

    /** Who owns the Datanet with an id on chain; empty where none here has it. */
    public Optional<String> owner(String token) {
        return database.read(handle -> DatanetTable.byToken(handle, token)).map(DatanetTable.Row::owner);
    }

    /** Under what a version of the Datanet with an id on chain is used. */
    public Receipt.Licensed licensed(String token, long version) {
        return database.read(handle -> DatanetTable.byToken(handle, token)
                        .map(row -> new Receipt.Licensed(
                                Rights.licenceOf(handle, new Rights.Used(licensed(handle, row), version))
                                        .spdx(),
                                row.termsDigest())))
                .orElseThrow(() -> new DatanetException(
                        Kind.UNKNOWN, "there is no Datanet with the id " + token + " on chain here"));
    }

    /** One of them; {@link DatanetException} where it is not there. */
    public static Datanet require(Handle handle, long id) {
        return DatanetTable.find(handle, id)
                .map(row -> licensed(handle, row))
                .orElseThrow(() -> new DatanetException(Kind.UNKNOWN, "there is no Datanet " + id + ": see the list"));
    }

    /** All of them, the oldest first. */
    public List<Datanet> list() {
        return database.read(handle -> DatanetTable.all(handle).stream()
                .map(row -> licensed(handle, row))
                .toList());
    }

    /** The terms text that a digest stands for. */
    public String terms(String termsDigest) {
        return new String(blobs.read(termsDigest), StandardCharsets.UTF_8);
    }

    /** Its licence is that of its next version, as the chain says where it was read. */
    private static Datanet licensed(Handle handle, DatanetTable.Row row) {
        return row.with(row.token()
                .flatMap(token -> VersionRights.stated(handle, token, VersionRights.NEXT))
                .map(Licences::of)
                .orElseGet(() -> Licences.require(row.licence())));
    }
}
