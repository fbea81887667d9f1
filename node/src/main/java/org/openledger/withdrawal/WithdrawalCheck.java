package org.openledger.withdrawal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.openledger.datanet.Datanets;
import org.openledger.datanet.row.Row;
import org.openledger.datanet.row.RowTable;
import org.openledger.log.Log;
import org.openledger.store.Blobs;
import org.openledger.store.StoreException;
import org.openledger.store.seal.Finding;
import org.openledger.verify.LogEntry;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.VerifyException;

/** Compares withdrawals with the log, their public records and the rows that are gone, and what was said of notices with the log. */
public final class WithdrawalCheck {
    private static final String RESTORE = "restore the database from a backup";
    private static final int LEAF_BYTES = 32;

    private final Log log;
    private final Blobs blobs;
    private final List<Finding> findings = new ArrayList<>();

    private WithdrawalCheck(Log log, Blobs blobs) {
        this.log = log;
        this.blobs = blobs;
    }

    public static List<Finding> fsck(Handle handle, Log log, Blobs blobs) {
        WithdrawalCheck check = new WithdrawalCheck(log, blobs);
        WithdrawalTable.all(handle).forEach(withdrawal -> check.check(handle, withdrawal));
        TakedownTable.allActs(handle).forEach(act -> check.check(handle, act));
        return check.findings;
    }

    private void check(Handle handle, Withdrawal withdrawal) {
        String key = Long.toString(withdrawal.id());
        LogEntry entry = WithdrawalRecord.entry(
                Datanets.require(handle, withdrawal.datanet()), withdrawal.id(), withdrawal.digest());
        requireLogged(handle, "withdrawal", key, entry, withdrawal.logIndex());
        List<Row> rows = RowTable.withdrawnBy(handle, withdrawal.id());
        rows.stream()
                .filter(row -> !row.isErased() || row.state() != Row.State.WITHDRAWN)
                .forEach(row ->
                        report("datanet_row", Long.toString(row.id()), "it was taken back, and some of it is there"));
        if (rows.size() != withdrawal.rows()) {
            report(
                    "withdrawal",
                    key,
                    "it took back " + withdrawal.rows() + " rows, and " + rows.size() + " are known of it");
        }
        requireRecord(withdrawal, rows);
    }

    /** The record is a file that names another, which has the leaves; a finding names the one that is damaged. */
    private void requireRecord(Withdrawal withdrawal, List<Row> rows) {
        String file = withdrawal.digest();
        try {
            file = listOf(blobs.read(file));
            if (!sorted(blobs.read(file))
                    .equals(rows.stream().map(Row::leaf).sorted().toList())) {
                report("withdrawal", Long.toString(withdrawal.id()), "its public record names other rows");
            }
        } catch (StoreException | VerifyException damaged) {
            findings.add(new Finding(
                    Blobs.nameOf(file),
                    "",
                    "the public record of withdrawal " + withdrawal.id() + " is not there or another one",
                    "restore the folder blobs from a backup"));
        }
    }

    private static String listOf(byte[] file) {
        if (CanonicalJson.parse(file) instanceof Json.JsonObject record
                && record.members().get(WithdrawalRecord.LEAVES) instanceof Json.JsonString list) {
            return list.value();
        }
        throw new VerifyException("this is no record of a withdrawal");
    }

    private static List<String> sorted(byte[] leaves) {
        return IntStream.range(0, leaves.length / LEAF_BYTES)
                .mapToObj(i -> Hex.of(Arrays.copyOfRange(leaves, i * LEAF_BYTES, (i + 1) * LEAF_BYTES)))
                .sorted()
                .toList();
    }

    private void check(Handle handle, Takedown.Act act) {
        TakedownTable.find(handle, act.takedown())
                .ifPresentOrElse(
                        takedown -> requireLogged(
                                handle,
                                "takedown_act",
                                act.takedown() + ", " + act.number(),
                                Takedowns.entry(takedown.datanet(), act, TakedownTable.leaves(handle, act.takedown())),
                                act.logIndex()),
                        () -> report("takedown_act", act.takedown() + ", " + act.number(), "its notice is not there"));
    }

    private void requireLogged(Handle handle, String table, String key, LogEntry entry, long index) {
        OptionalLong found = log.find(handle, entry.leafHash());
        if (found.isEmpty() || found.getAsLong() != index) {
            report(table, key, "the log does not say so at entry " + index);
        }
    }

    private void report(String where, String key, String what) {
        findings.add(new Finding(where, key, what, RESTORE));
    }
}
