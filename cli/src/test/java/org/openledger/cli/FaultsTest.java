package org.openledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.app.FoundationParts;
import org.openledger.app.folder.Repairing;
import org.openledger.chain.Chain;
import org.openledger.chain.Finality;
import org.openledger.client.NodeClient;
import org.openledger.kept.Fsck;
import org.openledger.kept.KeptFile;
import org.openledger.kept.KeptFiles;
import org.openledger.kept.KeptNode;
import org.openledger.kept.Repairs;
import org.openledger.store.Database;
import org.openledger.store.LocalDisk;
import org.openledger.store.Refusal;
import org.openledger.store.seal.Finding;
import tools.jackson.databind.JsonNode;

/** Whatever is damaged of what a node keeps, fsck names the table or the file. */
@Tag("integration")
final class FaultsTest {
    private static final int SAMPLE = 40;
    private static final long SAMPLE_SEED = 7;
    private static final Pattern PLAIN_WORD = Pattern.compile("[a-z]+");
    /** No damage, and a chain of its own to look at. */
    private static final Fault WHOLE_CHAIN = new Fault("chain/journal", "whole", () -> true);

    @TempDir
    static Path folder;

    private static Path data;
    private static Path whole;
    private static Chain chain;

    @BeforeAll
    static void play() {
        whole = folder.resolve("whole");
        data = folder.resolve("data");
        PlayedFolder.make(whole);
        TrainedFolder.copy(whole, data);
        chain = FoundationParts.chainToRead(Loop.configuration(whole), operator());
    }

    @AfterAll
    static void stop() {
        chain.close();
    }

    private static String operator() {
        try (KeptNode node = FoundationParts.openToRead(Loop.configuration(whole))) {
            return node.operator();
        }
    }

    @Test
    void aWholeFolderHasNoFinding() throws IOException {
        Map<Path, byte[]> before = contents();
        assertThat(sentences(findings(WHOLE_CHAIN))).isEmpty();
        Map<Path, byte[]> after = contents();
        assertThat(after).containsOnlyKeys(before.keySet());
        after.forEach((file, content) -> assertThat(content).as("%s", file).isEqualTo(before.get(file)));
    }

    private static Map<Path, byte[]> contents() throws IOException {
        Map<Path, byte[]> contents = new LinkedHashMap<>();
        for (Path file : FileFaults.files(data)) {
            contents.put(file, Files.readAllBytes(data.resolve(file)));
        }
        return contents;
    }

    @Test
    void everyFileIsOfOneClassAndEveryCheckedClassHasAFile() throws IOException {
        List<Path> files = FileFaults.files(whole);
        assertThat(files)
                .allSatisfy(file ->
                        assertThat(FileFaults.classesOf(file)).as("%s", file).hasSize(1));
        assertThat(KeptFiles.all().stream()
                        .filter(kept -> kept.kind() == KeptFile.Kind.CHECKED)
                        .filter(kept -> files.stream().noneMatch(kept::has))
                        .map(kept -> kept.name().pattern()))
                // a chain writes its first snapshot when it is longer than this loop's
                .isSubsetOf("chain/snapshot-[0-9]+");
    }

    @Test
    void whatFollowsFromTheRestIsMadeAgainAndNothingElse() throws Exception {
        harm("UPDATE ledger_balance SET gwei = gwei + 1");
        harm("DELETE FROM row_credit");
        harm("DELETE FROM shingle_block");
        harm("DELETE FROM row_seal WHERE table_name = 'row_credit'");
        delete("log/tile");
        delete("retrieval/1/1/manifest");
        assertThat(repairs())
                .extracting(Repairs.Repair::where, Repairs.Repair::what)
                .contains(
                        tuple("ledger_balance", "made again from ledger_entry, ledger_hold, ledger_posting"),
                        tuple("row_credit", "made again from datanet_row, inference, row_credit_erased"),
                        tuple("shingle_block", "made again from datanet, datanet_row"),
                        tuple("log", "tiles made again from log_entry"));
        assertThat(sentences(findings(WHOLE_CHAIN))).isEmpty();
        harm("DELETE FROM shingle_block");
        harm("UPDATE datanet_row SET content = content || ' ' WHERE line = 1");
        harm("UPDATE datanet SET owner = '0x1111111111111111111111111111111111111111'");
        List<String> damaged = sentences(findings(WHOLE_CHAIN));
        assertThat(repairs()).noneMatch(Repairs.Repair::made);
        assertThat(sentences(findings(WHOLE_CHAIN))).isEqualTo(damaged);
        restore();
    }

    @Test
    void theMasterKeyIsNotBlamedForADamagedFingerprint() throws Exception {
        harm("UPDATE setting SET value = '00' WHERE name = 'identity.master-key-fingerprint'");
        assertThat(findings(WHOLE_CHAIN)).extracting(Finding::where).containsOnly("setting");
        restore();
    }

    private static void harm(String sql) throws SQLException {
        assertThat(TableFaults.execute(data, sql)).as(sql).isTrue();
    }

    private static void delete(String relative) throws IOException {
        for (Path file : FileFaults.files(data)) {
            if (file.startsWith(relative)) {
                Files.delete(data.resolve(file));
            }
        }
    }

    private static List<Repairs.Repair> repairs() {
        return Repairing.run(Loop.configuration(data), findings(WHOLE_CHAIN));
    }

    @Test
    void aSampleOfFaultsIsNamed() throws Exception {
        List<Fault> faults = faults(new Random(SAMPLE_SEED));
        Collections.shuffle(faults, new Random(SAMPLE_SEED));
        assertAllNamed(faults.subList(0, SAMPLE));
    }

    @Test
    @Tag("campaign")
    void everyFaultIsNamed() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("FaultsTest seed " + seed);
        assertAllNamed(faults(new Random(seed)));
    }

    private static List<Fault> faults(Random random) throws IOException, SQLException {
        List<Fault> faults = new ArrayList<>(TableFaults.of(data, random));
        faults.addAll(FileFaults.of(data, random));
        return faults;
    }

    private static void assertAllNamed(List<Fault> faults) throws Exception {
        int done = 0;
        int found = 0;
        List<String> missed = new ArrayList<>();
        for (Fault fault : faults) {
            if (!fault.harm().doIt()) {
                restore();
                continue;
            }
            done++;
            List<Finding> findings = findings(fault);
            if (names(findings, fault.where())) {
                found++;
            } else {
                missed.add(fault + " → " + sentences(findings));
            }
            restore();
        }
        report(done, found, missed);
        assertThat(missed).isEmpty();
        assertThat(done).isGreaterThan(faults.size() / 2);
    }

    /**
     * A finding names the table or the file, or the folder of a file where the folder has one digest. Of the database's file it names
     * the table that lies there. In a sentence only what is no word of a language is a name.
     */
    private static boolean names(List<Finding> findings, String where) {
        return findings.stream()
                .anyMatch(finding -> finding.where().equals(where)
                        || where.equals(FileFaults.DATABASE)
                        || where.startsWith(finding.where() + "/")
                        || (!PLAIN_WORD.matcher(where).matches()
                                && finding.sentence().contains(where)));
    }

    private static List<String> sentences(List<Finding> findings) {
        return findings.stream().map(Finding::sentence).toList();
    }

    /** Damage outside the chain's folder leaves the chain as it is, so that one is enough for all of it. */
    private static List<Finding> findings(Fault fault) {
        boolean ofChain = fault.where().startsWith("chain/");
        try (KeptNode node = ofChain
                ? FoundationParts.openToRead(Loop.configuration(data))
                : KeptNode.open(data, Database.urlIn(data), _ -> new OpenChain(chain))) {
            return new Fsck(node)
                    .run().stream()
                            .flatMap(section -> section.findings().stream())
                            .toList();
        } catch (Refusal refused) {
            return List.of(new Finding(refused.getMessage(), "", "", ""));
        }
    }

    private static void restore() throws IOException {
        for (Path file : FileFaults.files(data)) {
            if (!Files.exists(whole.resolve(file))) {
                Files.delete(data.resolve(file));
            }
        }
        for (Path file : FileFaults.files(whole)) {
            Path kept = data.resolve(file);
            if (!Files.exists(kept) || Files.mismatch(whole.resolve(file), kept) >= 0) {
                Files.createDirectories(kept.getParent());
                Files.copy(whole.resolve(file), kept, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void report(int done, int found, List<String> missed) throws IOException {
        System.out.println("FaultsTest: " + found + " of " + done + " faults are named");
        Optional<String> file = Optional.ofNullable(System.getProperty("openledger.json"));
        if (file.isPresent()) {
            Map<String, Object> counts = new LinkedHashMap<>();
            counts.put("faults", done);
            counts.put("named", found);
            counts.put("missed", missed);
            new LocalDisk()
                    .replace(
                            Path.of(file.get()),
                            NodeClient.JSON
                                    .writerWithDefaultPrettyPrinter()
                                    .writeValueAsString(counts)
                                    .getBytes(StandardCharsets.UTF_8));
        }
    }

    /** A chain that stays open when who reads it is done. */
    private record OpenChain(Chain chain) implements Chain {
        @Override
        public long id() {
            return chain.id();
        }

        @Override
        public JsonNode call(String method, JsonNode parameters) {
            return chain.call(method, parameters);
        }

        @Override
        public Finality finality() {
            return chain.finality();
        }

        @Override
        public void close() {}
    }
}
