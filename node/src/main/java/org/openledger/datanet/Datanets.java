package org.openledger.datanet;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.openledger.datanet.record.ChainState;
import org.openledger.datanet.record.Datanet;
import org.openledger.datanet.record.Licence;
import org.openledger.datanet.record.PublicRecord;
import org.openledger.datanet.row.DatanetException;
import org.openledger.datanet.row.Schema;
import org.openledger.identity.Address;
import org.openledger.store.Blobs;
import org.openledger.store.Database;
import org.openledger.store.Refusal.Kind;

/** The Datanets of this node. */
public final class Datanets {
    /** As the contract allows. */
    public static final int MAX_NAME_BYTES = 128;

    public static final int MAX_TERMS_BYTES = 1 << 20;
    private static final int MAX_LISTED = 1000;

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
        String title = name.strip();
        int nameBytes = title.getBytes(StandardCharsets.UTF_8).length;
        if (nameBytes == 0 || nameBytes > MAX_NAME_BYTES || title.chars().anyMatch(Character::isISOControl)) {
            throw new DatanetException(
                    Kind.INVALID,
                    "a Datanet's name has 1 to " + MAX_NAME_BYTES + " bytes of UTF-8 and no control characters");
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
            long id = tx.createQuery("SELECT coalesce(max(id), 0) + 1 FROM datanet")
                    .mapTo(Long.class)
                    .one();
            Datanet datanet = new Datanet(
                    id,
                    Optional.empty(),
                    ownerAddress,
                    title,
                    schema,
                    licence,
                    termsDigest,
                    clock.millis(),
                    ChainState.PENDING,
                    "");
            tx.execute(
                    """
                    INSERT INTO datanet (id, owner, name, schema_name, licence, terms_digest, created_millis, chain_state, chain_detail)
                    VALUES (?, ?, ?, ?, ?, ?, ?, 'PENDING', '')""", id, ownerAddress, title, schema.name(), licence.spdx(), termsDigest, datanet.createdMillis());
            record.datanetCreated(tx, datanet);
            return datanet;
        });
    }

    /** The Datanet with this number; {@link DatanetException} when there is none. */
    public Datanet require(long id) {
        return database.read(handle -> require(handle, id));
    }

    static Datanet require(Handle handle, long id) {
        return handle.createQuery("SELECT * FROM datanet WHERE id = :id")
                .bind("id", id)
                .map(Datanets::toDatanet)
                .findOne()
                .orElseThrow(() -> new DatanetException(Kind.UNKNOWN, "there is no Datanet " + id + ": see the list"));
    }

    /** The oldest first, at most 1000. */
    public List<Datanet> list() {
        return database.read(handle -> handle.createQuery("SELECT * FROM datanet ORDER BY id LIMIT :limit")
                .bind("limit", MAX_LISTED)
                .map(Datanets::toDatanet)
                .list());
    }

    /** The terms text that a digest stands for. */
    public String terms(String termsDigest) {
        return new String(blobs.read(termsDigest), StandardCharsets.UTF_8);
    }

    private static Datanet toDatanet(ResultSet row, StatementContext context) throws SQLException {
        return new Datanet(
                row.getLong("id"),
                Optional.ofNullable(row.getString("token")),
                row.getString("owner"),
                row.getString("name"),
                Schema.valueOf(row.getString("schema_name")),
                Licences.require(row.getString("licence")),
                row.getString("terms_digest"),
                row.getLong("created_millis"),
                ChainState.valueOf(row.getString("chain_state")),
                row.getString("chain_detail"));
    }
}
