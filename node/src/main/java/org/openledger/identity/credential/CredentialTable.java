package org.openledger.identity.credential;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * The SQL of credentials that have a life, and of their secrets, of which only digests are kept. A credential is known by the digest
 * of its first secret. Its table has the columns digest, last_used_millis, expires_millis and revoked_millis; the table of its
 * secrets has digest, ends_millis, and a column of the credential's table's name.
 *
 * @param table of the credentials
 * @param secrets the table of their secrets
 * @param row a record of the credentials' columns
 */
public record CredentialTable<R>(String table, String secrets, Class<R> row) {
    private <S extends SqlStatement<S>> S named(S statement) {
        return statement.define("table", table).define("secrets", secrets);
    }

    public void insertSecret(Handle transaction, String digest, String credential) {
        named(transaction.createUpdate("INSERT INTO <secrets> (digest, <table>) VALUES (:digest, :credential)"))
                .bind("digest", digest)
                .bind("credential", credential)
                .execute();
    }

    /** Lets the secrets of a credential end at a time, unless they end before; those that have ended are forgotten. */
    public void endSecrets(Handle transaction, String credential, long endsMillis, long nowMillis) {
        named(transaction.createUpdate("""
                        UPDATE <secrets> SET ends_millis = :ends
                        WHERE <table> = :credential AND (ends_millis IS NULL OR ends_millis > :ends)"""))
                .bind("credential", credential)
                .bind("ends", endsMillis)
                .execute();
        named(transaction.createUpdate("DELETE FROM <secrets> WHERE <table> = :credential AND ends_millis <= :now"))
                .bind("credential", credential)
                .bind("now", nowMillis)
                .execute();
    }

    /** The credential that a secret is of, as long as both hold. */
    public Optional<R> findLive(Handle handle, String secretDigest, long nowMillis) {
        return named(handle.createQuery("""
                        SELECT c.* FROM <secrets> s JOIN <table> c ON c.digest = s.<table>
                        WHERE s.digest = :digest AND (s.ends_millis IS NULL OR s.ends_millis > :now)
                            AND c.revoked_millis IS NULL AND (c.expires_millis IS NULL OR c.expires_millis > :now)"""))
                .bind("digest", secretDigest)
                .bind("now", nowMillis)
                .mapTo(row)
                .findOne();
    }

    public Optional<R> byDigest(Handle handle, String digest) {
        return named(handle.createQuery("SELECT * FROM <table> WHERE digest = :digest"))
                .bind("digest", digest)
                .mapTo(row)
                .findOne();
    }

    /** @param id the first digits of the digest, see {@link Secrets#id} */
    public Optional<R> byId(Handle handle, String id) {
        return named(handle.createQuery("SELECT * FROM <table> WHERE digest LIKE :pattern"))
                .bind("pattern", id + "%")
                .mapTo(row)
                .findOne();
    }

    public void used(Handle transaction, String digest, long nowMillis) {
        named(transaction.createUpdate("UPDATE <table> SET last_used_millis = :now WHERE digest = :digest"))
                .bind("now", nowMillis)
                .bind("digest", digest)
                .execute();
    }

    /** Ends a credential; one that has ended stays as it is. */
    public void revoke(Handle transaction, String digest, long nowMillis) {
        named(transaction.createUpdate(
                        "UPDATE <table> SET revoked_millis = :now WHERE digest = :digest AND revoked_millis IS NULL"))
                .bind("now", nowMillis)
                .bind("digest", digest)
                .execute();
    }
}
