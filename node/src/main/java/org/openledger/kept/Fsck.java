package org.openledger.kept;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jdbi.v3.core.HandleCallback;
import org.openledger.administration.ActCheck;
import org.openledger.agency.AgencyCheck;
import org.openledger.chain.ChainRecordsCheck;
import org.openledger.chain.local.ChainCopy;
import org.openledger.datanet.BondCheck;
import org.openledger.datanet.DatanetCheck;
import org.openledger.datanet.review.ReviewCheck;
import org.openledger.datanet.row.RowCheck;
import org.openledger.factory.building.BuildingCheck;
import org.openledger.identity.AccountCheck;
import org.openledger.ledger.Journal;
import org.openledger.ledger.LedgerCheck;
import org.openledger.receipt.ReceiptCheck;
import org.openledger.registry.Models;
import org.openledger.registry.RegistryCheck;
import org.openledger.retrieval.IndexCheck;
import org.openledger.settlement.SettlementCheck;
import org.openledger.settlement.events.ChainCheck;
import org.openledger.settlement.events.LogAnchorCheck;
import org.openledger.store.seal.Finding;
import org.openledger.store.seal.SealCheck;
import org.openledger.withdrawal.WithdrawalCheck;

/**
 * Compares everything that a stopped node keeps with what it follows from, area by area. Reads only. An area that cannot be read is
 * a finding, and keeps no other from being checked.
 */
public final class Fsck {
    private static final String UNSETTLED = "transactions are under way, which --finish waits for";
    private static final String RESTORE = "restore the database from a backup";

    private final KeptNode node;
    private final Journal journal = new Journal();
    private final Set<String> said = new HashSet<>();

    public Fsck(KeptNode node) {
        this.node = node;
    }

    /**
     * An area that was checked.
     *
     * @param compared false where what it needs cannot be read, or has not settled
     * @param note why it was not compared, or what is to be known; empty for most
     */
    public record Section(String name, List<Finding> findings, boolean compared, Optional<String> note) {
        static Section compared(String name, List<Finding> findings) {
            return new Section(name, findings, true, Optional.empty());
        }

        static Section notCompared(String name, String why) {
            return new Section(name, List.of(), false, Optional.of("not compared: " + why));
        }
    }

    public List<Section> run() {
        List<Section> sections = new ArrayList<>();
        sections.add(section("database", this::database));
        sections.add(sealed());
        sections.add(section("keys", () -> {
            List<Finding> findings = new ArrayList<>(read(new AccountCheck(node.masterKey())::fsck));
            findings.addAll(read(handle -> TokenCheck.fsck(handle, node.data())));
            return findings;
        }));
        sections.add(section("blobs", () -> {
            List<Finding> findings = new ArrayList<>(node.blobs().fsck());
            findings.addAll(read(handle -> DatanetCheck.fsckBlobs(handle, node.blobs())));
            return findings;
        }));
        sections.add(section("Datanets", () -> {
            List<Finding> findings = new ArrayList<>(read(RowCheck::fsck));
            findings.addAll(read(DatanetCheck::fsck));
            findings.addAll(read(handle ->
                    ReviewCheck.fsck(handle, (of, entry) -> node.log().find(of, entry.leafHash()))));
            findings.addAll(read(handle -> BondCheck.fsck(handle, journal)));
            return findings;
        }));
        sections.add(section("journal", () -> read(new LedgerCheck(journal)::fsck)));
        sections.add(section(
                "epochs", () -> of("settlement_epoch", read(new SettlementCheck(journal, node.operator())::fsck))));
        sections.add(section("receipts", () -> read(new ReceiptCheck(node.log(), journal, node.operator())::fsck)));
        sections.add(section("log", () -> node.log().fsck()));
        sections.add(section("acts", () -> read(new ActCheck(node.log())::fsck)));
        sections.add(section(
                "withdrawals", () -> read(handle -> WithdrawalCheck.fsck(handle, node.log(), node.blobs()))));
        sections.add(section("agents", () -> read(new AgencyCheck(node.log(), node.operator())::fsck)));
        sections.add(section("models", () -> {
            List<Finding> findings = new ArrayList<>(ModelCheck.fsck(node.database(), node.data()));
            findings.addAll(read(handle -> BuildingCheck.fsck(handle, journal, node.operator())));
            findings.addAll(read(new RegistryCheck(node.log(), new Models(node.database(), node.data()))::fsck));
            return findings;
        }));
        sections.add(section("search", () -> IndexCheck.fsck(node.data(), read(DatanetCheck::roots))));
        sections.add(section("chain", this::chain));
        sections.add(section(
                "versions on chain", () -> read(handle -> DatanetCheck.fsckOnChain(handle, node.bindings()))));
        sections.add(whenSettled(
                "money on chain",
                () -> of("chain", read(new ChainCheck(journal, node.bindings(), node.operator())::fsck))));
        sections.add(whenSettled(
                "log on chain", () -> read(new LogAnchorCheck(node.bindings(), node.log(), node.operator())::fsck)));
        return sections;
    }

    private List<Finding> database() {
        List<Finding> findings = new ArrayList<>();
        node.database()
                .integrityErrors()
                .forEach(error -> findings.add(new Finding("openledger.db", "", error, RESTORE)));
        return findings;
    }

    private Section sealed() {
        if (!isKeyOfDatabase()) {
            return Section.notCompared("rows", "master.key is not that of the database");
        }
        Section checked =
                section("rows", () -> read(new SealCheck(node.masterKey().rowSeals(), KeptTables.unsealed())::fsck));
        if (!checked.findings().isEmpty() || !checked.compared()) {
            return checked;
        }
        List<String> found = read(SealCheck::sealedAsFound);
        return new Section(
                checked.name(),
                checked.findings(),
                true,
                found.isEmpty()
                        ? Optional.empty()
                        : Optional.of("sealed at the upgrade, as they were found: " + String.join(", ", found)));
    }

    /** False where both can be read and do not belong together; the area of keys names it. */
    private boolean isKeyOfDatabase() {
        try {
            return read(new AccountCheck(node.masterKey())::isKeyOfDatabase);
        } catch (RuntimeException unreadable) {
            return true;
        }
    }

    private List<Finding> chain() {
        List<Finding> findings =
                new ArrayList<>(ChainCopy.damagedSnapshots(node.data().resolve("chain")));
        findings.addAll(read(new ChainRecordsCheck(node.client())::fsck));
        return findings;
    }

    /** What is on its way to the chain, or comes from it, stands on one side only: nothing to compare. */
    private Section whenSettled(String name, Supplier<List<Finding>> check) {
        AtomicBoolean settled = new AtomicBoolean(true);
        Section section = section(name, () -> {
            settled.set(read(new ChainRecordsCheck(node.client())::isSettled));
            return settled.get() ? check.get() : List.of();
        });
        return settled.get() ? section : Section.notCompared(name, UNSETTLED);
    }

    private Section section(String name, Supplier<List<Finding>> check) {
        try {
            return Section.compared(name, check.get());
        } catch (RuntimeException unreadable) {
            String why = String.valueOf(unreadable.getMessage());
            return said.add(why)
                    ? Section.compared(name, List.of(new Finding(name, "", why, "")))
                    : Section.notCompared(name, "what it needs cannot be read");
        }
    }

    private <T> T read(HandleCallback<T, RuntimeException> check) {
        return node.database().read(handle -> handle.inTransaction(check));
    }

    private static List<Finding> of(String where, List<String> sentences) {
        return sentences.stream()
                .map(sentence -> new Finding(where, "", sentence, RESTORE))
                .toList();
    }
}
