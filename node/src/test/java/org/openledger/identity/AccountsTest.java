package org.openledger.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.identity.credential.ApiKey;
import org.openledger.identity.credential.ApiKeys;
import org.openledger.identity.credential.KeyTerms;
import org.openledger.store.Database;
import org.openledger.store.ListRequest;
import org.openledger.store.MigratedDatabase;
import org.web3j.crypto.Hash;

@Tag("unit")
final class AccountsTest {
    @TempDir
    Path folder;

    private Database database;
    private Accounts accounts;

    @BeforeEach
    void open() {
        database = MigratedDatabase.open(folder);
        accounts = new Accounts(database, MasterKey.openOrCreate(folder), InstantSource.system());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aCustodialAccountSignsWithItsOwnKey() {
        Account ana = accounts.create("Ana");
        byte[] hash = Hash.sha3("x".getBytes(StandardCharsets.UTF_8));
        byte[] signature = accounts.signer(ana.address()).sign(hash);
        assertThat(Signature.recover(hash, signature)).isEqualTo(ana.address());
        assertThat(Signer.of(HexFormat.of()
                                .parseHex(
                                        accounts.signer(ana.address()).export().substring(2)))
                        .address())
                .isEqualTo(ana.address());
    }

    @Test
    void theMasterKeyFileIsReadableByItsOwnerOnly() throws IOException {
        Path file = folder.resolve("master.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> MasterKey.openOrCreate(folder))
                .isInstanceOf(IdentityException.class)
                .hasMessageContaining("chmod 600");
    }

    @Test
    void keysOpenAgainAfterARestart() {
        Account ana = accounts.create("Ana");
        Accounts again = new Accounts(database, MasterKey.openOrCreate(folder), InstantSource.system());
        assertThat(again.signer(ana.address()).address()).isEqualTo(ana.address());
    }

    @Test
    void anotherMasterKeyIsRefusedAtOnce() throws IOException {
        Files.delete(folder.resolve("master.key"));
        assertThatThrownBy(() -> new Accounts(database, MasterKey.openOrCreate(folder), InstantSource.system()))
                .isInstanceOf(IdentityException.class)
                .hasMessageContaining("restore");
    }

    @Test
    void aSealedKeyMovedToAnotherAccountDoesNotOpen() {
        Account ana = accounts.create("Ana");
        Account ben = accounts.create("Ben");
        database.write(tx -> tx.execute(
                "UPDATE account SET wrapped_key = (SELECT wrapped_key FROM account WHERE address = ?),"
                        + " sealed_key = (SELECT sealed_key FROM account WHERE address = ?) WHERE address = ?",
                ana.address(),
                ana.address(),
                ben.address()));
        assertThatThrownBy(() -> accounts.signer(ben.address()))
                .isInstanceOf(IdentityException.class)
                .hasMessageContaining("does not open");
    }

    @Test
    void theDatabaseHoldsNoPrivateKey() throws IOException {
        Account ana = accounts.create("Ana");
        byte[] key = accounts.signer(ana.address()).privateKey();
        database.write(tx -> tx.execute("UPDATE setting SET value = value"));
        for (String file : new String[] {"openledger.db", "openledger.db-wal"}) {
            String content = new String(Files.readAllBytes(folder.resolve(file)), StandardCharsets.ISO_8859_1);
            assertThat(content).doesNotContain(new String(key, StandardCharsets.ISO_8859_1));
            assertThat(content).doesNotContain(HexFormat.of().formatHex(key));
        }
    }

    @Test
    void thereIsOneOperator() {
        Account operator = accounts.operator();
        assertThat(accounts.operator()).isEqualTo(operator);
        assertThat(operator.role()).isEqualTo(Account.Role.OPERATOR);
        assertThat(new AccountLists(database).accounts(ListRequest.first(10)).list())
                .containsExactly(operator);
    }

    @Test
    void aWalletHasNoKeyHere() {
        String address = "0x" + "ab".repeat(20);
        assertThatThrownBy(() -> accounts.signer(address))
                .isInstanceOf(IdentityException.class)
                .hasMessageContaining("keeps no key");
    }

    @Test
    void aMistypedAddressIsRefused() {
        assertThat(Address.parse("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"))
                .isEqualTo("0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed");
        assertThatThrownBy(() -> Address.parse("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD"))
                .isInstanceOf(IdentityException.class)
                .hasMessageContaining("checksum");
        assertThatThrownBy(() -> Address.parse("0x12")).isInstanceOf(IdentityException.class);
    }

    @Test
    void anApiKeyIsFoundUntilItIsRevokedAndNeverStoredInTheClear() {
        ApiKeys keys = new ApiKeys(database, InstantSource.system(), ApiKeys.STANDARD_MAX_KEYS);
        String payer = accounts.create("Payer").address();
        String key = keys.issue(payer, KeyTerms.labelled("laptop")).secret();
        ApiKey known = keys.lookup(key).orElseThrow();
        assertThat(known.payer()).isEqualTo(payer);
        assertThat(keys.lookup(key + "x")).isEmpty();
        assertThat(keys.lookup("sk-other")).isEmpty();
        List<String> stored = database.read(
                handle -> handle.createQuery("SELECT digest FROM api_key UNION ALL SELECT digest FROM api_key_secret")
                        .mapTo(String.class)
                        .list());
        assertThat(stored).hasSize(2).doesNotContain(key).allMatch(digest -> digest.length() == 64);
        keys.revoke(known.id());
        assertThat(keys.lookup(key)).isEmpty();
        assertThat(keys.list(ListRequest.first(10)).list())
                .singleElement()
                .matches(line -> line.key().revokedMillis().isPresent());
    }
}
