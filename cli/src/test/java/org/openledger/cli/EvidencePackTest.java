package org.openledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.app.Node;
import org.openledger.client.ClientException;
import org.openledger.client.NodeClient;
import org.openledger.client.agent.ActionsQuery;
import org.openledger.client.evidence.EvidenceAnswers;
import org.openledger.client.evidence.EvidenceQuery;
import org.openledger.client.evidence.EvidenceWanted;
import org.openledger.client.evidence.Permit;
import org.openledger.client.receipt.ReceiptsQuery;
import org.openledger.client.version.VersionRow;
import org.openledger.client.version.VersionRowsQuery;
import org.openledger.client.withdrawal.NewWithdrawal;
import org.openledger.verify.Checkpoint;
import org.openledger.verify.LogEntry;
import org.openledger.verify.LogKey;
import org.openledger.verify.MerkleTree;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.VerifyException;
import org.openledger.verify.chain.BlockHeader;
import org.openledger.verify.chain.StateWitness;
import org.openledger.verify.command.Main;
import org.openledger.verify.datanet.Members;
import org.openledger.verify.evidence.Claim;
import org.openledger.verify.evidence.Credential;
import org.openledger.verify.evidence.EvidencePack;
import org.openledger.verify.evidence.PackManifest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Packs of a real node, checked as a stranger does: with the file alone. */
@Tag("loop")
final class EvidencePackTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    static Path folder;

    private static Path data;
    private static Node node;
    private static NodeClient client;

    @BeforeAll
    static void start() {
        data = folder.resolve("data");
        PlayedFolder.make(data);
        node = Node.start(Loop.configuration(data));
        client = NodeClient.ofDataFolder(data);
    }

    @AfterAll
    static void nothingDiffersAfterwards() {
        client.close();
        node.close();
        assertThat(WholeLoopTest.findings(data)).isEmpty();
    }

    private static String aReceipt(boolean erased) {
        return client.receipts(ReceiptsQuery.page(/* offset= */ 0, /* limit= */ 100)).list().stream()
                .filter(line -> line.state().equals("receipted"))
                .map(line -> client.receipt(line.id()))
                .filter(detail ->
                        detail.erased().isPresent() == erased && detail.model().equals(Loop.MODEL))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private static byte[] pack(String of) {
        return client.makeEvidence(new EvidenceWanted(of, /* conversation= */ false));
    }

    private static String anAction() {
        return client
                .actions(new ActionsQuery(
                        Optional.empty(), Optional.empty(), Optional.of("closed"), Optional.empty(), 0, 10))
                .list()
                .stream()
                .filter(line -> line.state().equals("executed"))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private static EvidencePack.Report check(byte[] pack) {
        return EvidencePack.check(pack, EvidencePack.Wanted.nothing());
    }

    private static Map<String, Claim.Answer> answers(byte[] pack) {
        EvidencePack.Report report = check(pack);
        assertThat(report.wrong()).isEmpty();
        return Arrays.stream(Claim.Question.values())
                .collect(Collectors.toMap(Claim.Question::word, question -> Claim.answer(report.claims(), question)));
    }

    private static NavigableMap<String, byte[]> parts(byte[] pack) throws IOException {
        TreeMap<String, byte[]> parts = new TreeMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(pack))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                parts.put(entry.getName(), in.readAllBytes());
            }
        }
        return parts;
    }

    private static byte[] zip(Map<String, byte[]> parts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                ZipEntry entry = new ZipEntry(part.getKey());
                CRC32 sum = new CRC32();
                sum.update(part.getValue());
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(part.getValue().length);
                entry.setCrc(sum.getValue());
                out.putNextEntry(entry);
                out.write(part.getValue());
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void packsOfEveryKindAreAcceptedAndAnswerFiveQuestions() throws IOException {
        String receipt = aReceipt(/* erased= */ false);
        Map<String, Claim.Answer> answer = answers(pack(receipt));
        assertThat(answer)
                .containsEntry("dataset", Claim.Answer.YES)
                .containsEntry("value", Claim.Answer.PARTLY)
                .containsEntry("traced", Claim.Answer.YES);
        assertThat(answer.get("paid")).isNotEqualTo(Claim.Answer.NO);
        assertThat(answers(pack(Loop.MODEL))).containsEntry("traced", Claim.Answer.YES);
        byte[] version = pack("1@1");
        assertThat(answers(version))
                .containsEntry("dataset", Claim.Answer.YES)
                .containsEntry("traced", Claim.Answer.YES);
        assertThat(parts(version).keySet()).as("answers that it shaped").anyMatch(name -> name.startsWith("receipts/"));
        assertThat(answers(pack(anAction()))).containsEntry("traced", Claim.Answer.YES);
    }

    /** A pack of each kind there is. */
    private static Map<PackManifest.Kind, byte[]> ofEveryKind() {
        Map<PackManifest.Kind, byte[]> packs = new EnumMap<>(PackManifest.Kind.class);
        for (PackManifest.Kind kind : PackManifest.Kind.values()) {
            packs.put(
                    kind,
                    pack(
                            switch (kind) {
                                case MODEL -> Loop.MODEL;
                                case VERSION -> "1@1";
                                case RECEIPT -> aReceipt(/* erased= */ false);
                                case ACTION -> anAction();
                            }));
        }
        return packs;
    }

    @Test
    void eachRemovedChangedDoubledSwappedOrAddedPartIsRefusedByItsName() throws IOException {
        for (byte[] pack : ofEveryKind().values()) {
            NavigableMap<String, byte[]> whole = parts(pack);
            assertThat(check(pack).wrong()).isEmpty();
            String before = whole.lastKey();
            for (String name : whole.keySet()) {
                requireRefused(zip(withPart(whole, name, null)), name);
                byte[] other = whole.get(name).clone();
                other[other.length / 2] ^= 1;
                requireRefused(zip(withPart(whole, name, other)), name);
                requireRefused(doubled(whole, name), name);
                NavigableMap<String, byte[]> swapped = withPart(whole, name, whole.get(before));
                swapped.put(before, whole.get(name));
                requireRefused(zip(swapped), name, before);
                before = name;
            }
            requireRefused(
                    zip(withPart(whole, "datasets/1-1/notes.txt", "more".getBytes(StandardCharsets.UTF_8))),
                    "datasets/1-1/notes.txt");
            assertThat(check(zip(whole)).wrong())
                    .as("another program's ZIP of the same parts")
                    .singleElement()
                    .asString()
                    .startsWith("the ZIP:");
        }
    }

    private static NavigableMap<String, byte[]> withPart(
            Map<String, byte[]> parts, String name, byte @Nullable [] content) {
        TreeMap<String, byte[]> other = new TreeMap<>(parts);
        if (content == null) {
            other.remove(name);
        } else {
            other.put(name, content);
        }
        return other;
    }

    /** A ZIP that has a part twice, which no writer of the library makes: another name is written over. */
    private static byte[] doubled(Map<String, byte[]> parts, String name) throws IOException {
        String placeholder = "~".repeat(name.length());
        byte[] zip = zip(withPart(parts, placeholder, "twice".getBytes(StandardCharsets.UTF_8)));
        return new String(zip, StandardCharsets.ISO_8859_1)
                .replace(placeholder, name)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** By the name of one of these. */
    private static void requireRefused(byte[] pack, String... names) {
        List<String> wrong;
        try {
            wrong = check(pack).wrong();
        } catch (VerifyException noPack) {
            wrong = List.of(String.valueOf(noPack.getMessage()));
        }
        assertThat(wrong).as("without or with another " + List.of(names)).isNotEmpty();
        assertThat(wrong).anyMatch(sentence -> Arrays.stream(names).anyMatch(sentence::startsWith));
    }

    @Test
    void anyByteOfTheFileCountsAtRandom() {
        byte[] pack = pack(aReceipt(/* erased= */ false));
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            byte[] other = pack.clone();
            int at = random.nextInt(other.length);
            other[at] ^= (byte) (1 << random.nextInt(8));
            boolean accepted;
            try {
                accepted = check(other).wrong().isEmpty();
            } catch (VerifyException refused) {
                accepted = false;
            }
            assertThat(accepted).as("seed %d, byte %d", seed, at).isFalse();
        }
    }

    /** Signs parts as their operator could, under a log of its own with the same key. */
    private static byte[] signedAgain(byte[] pack, NavigableMap<String, byte[]> parts) throws IOException {
        LogKey key = LogKey.parse(Files.readString(data.resolve("log.key")));
        JsonNode before = JSON.readTree(parts(pack).get("evidence.json"));
        TreeMap<String, byte[]> content = new TreeMap<>(parts);
        content.keySet().removeAll(List.of("evidence.json", "credential.json", "log.json"));
        TreeMap<String, String> digests = new TreeMap<>();
        content.forEach((name, bytes) -> digests.put(name, Hex.of(Hashes.sha256(bytes))));
        PackManifest manifest = new PackManifest(
                new PackManifest.Subject(
                        PackManifest.Kind.valueOf(
                                before.at("/subject/kind").asString().toUpperCase(Locale.ROOT)),
                        before.at("/subject/id").asString()),
                before.at("/madeMillis").asLong(),
                before.at("/operator").asString(),
                before.at("/chainId").asLong(),
                key.vkey(),
                digests);
        LogEntry entry = manifest.logEntry();
        String root = Hex.of(MerkleTree.root(List.of(entry.leafHash())));
        byte[] log = CanonicalJson.write(Json.object()
                .put("key", key.vkey())
                .put("checkpoint", new Checkpoint(key.verifierKey().name(), /* size= */ 1, root).sign(key))
                .put(
                        "entries",
                        Json.array(List.of(Json.object()
                                .put("kind", entry.kind())
                                .put("id", entry.id())
                                .put("digest", entry.digest())
                                .put("index", 0)
                                .put("proof", Json.array(List.of()))
                                .build())))
                .build());
        return new EvidencePack.Complete(manifest, content, List.of()).sealed(Credential.issue(manifest, key), log);
    }

    @Test
    void anOperatorWhoSignsMoreThanTheProofsSayIsRefusedByTheNameOfThePart() throws IOException {
        byte[] pack = pack(aReceipt(/* erased= */ false));
        NavigableMap<String, byte[]> honest = parts(pack);
        assertThat(check(signedAgain(pack, honest)).wrong()).isEmpty();
        Map<String, List<String>> lies = Map.of(
                "claims.json", List.of("not known", "shown"),
                "claims.html", List.of("not known", "shown"),
                "exports/bom.cdx.json", List.of("not stated", "no personal data"),
                "exports/spdx.json", List.of("not stated", "public domain"),
                "exports/training-summary.json", List.of("not stated", "none"),
                "exports/prov.json", List.of("\"ol:rows\":", "\"ol:rowz\":"),
                "models/", List.of("\"owner\":\"0x", "\"owner\":\"0xa"),
                "datasets/1-1/README.md", List.of("rows", "cows"));
        for (Map.Entry<String, List<String>> lie : lies.entrySet()) {
            TreeMap<String, byte[]> told = new TreeMap<>(honest);
            String name = honest.keySet().stream()
                    .filter(each -> each.startsWith(lie.getKey()) && !each.endsWith(".c2pa"))
                    .findFirst()
                    .orElseThrow();
            String text = new String(honest.get(name), StandardCharsets.UTF_8);
            String other =
                    text.replace(lie.getValue().getFirst(), lie.getValue().getLast());
            assertThat(other).as(name).isNotEqualTo(text);
            told.put(name, other.getBytes(StandardCharsets.UTF_8));
            assertThat(check(signedAgain(pack, told)).wrong())
                    .as(name)
                    .anySatisfy(sentence -> assertThat(sentence).startsWith(name));
        }
        TreeMap<String, byte[]> more = new TreeMap<>(honest);
        more.put("legal-opinion.txt", "All is well.".getBytes(StandardCharsets.UTF_8));
        assertThat(check(signedAgain(pack, more)).wrong())
                .containsExactly("legal-opinion.txt: it is no part of a pack");
        TreeMap<String, byte[]> less = new TreeMap<>(honest);
        less.keySet().removeIf(name -> name.startsWith("datasets/1-1/"));
        assertThat(check(signedAgain(pack, less)).wrong())
                .anySatisfy(
                        sentence -> assertThat(sentence).contains("version 1/1").contains("is not here"));
    }

    private static Map<String, Claim.Answer> answersAsOf(byte[] pack, String block) {
        EvidencePack.Report report =
                EvidencePack.check(pack, new EvidencePack.Wanted(Optional.empty(), Optional.of(block)));
        assertThat(report.wrong()).isEmpty();
        return Arrays.stream(Claim.Question.values())
                .collect(Collectors.toMap(Claim.Question::word, question -> Claim.answer(report.claims(), question)));
    }

    private static JsonNode chainOf(byte[] pack) throws IOException {
        return JSON.readTree(parts(pack).get("chain.json"));
    }

    private static BlockHeader headerOf(byte[] pack) throws IOException {
        return StateWitness.parse(Members.parse(
                        "chain.json", Objects.requireNonNull(parts(pack).get("chain.json"))))
                .header();
    }

    @Test
    void whatTheRegistriesHoldIsShownAsOfABlockThatTheReaderNames() throws IOException {
        for (String of : List.of("1@1", Loop.MODEL, aReceipt(/* erased= */ false))) {
            byte[] pack = pack(of);
            assertThat(answers(pack)).containsEntry("rights", Claim.Answer.PARTLY);
            BlockHeader header = headerOf(pack);
            String block = header.hash();
            assertThat(client.chainBlock(header.number()).hash()).isEqualTo(block);
            assertThat(answersAsOf(pack, block)).containsEntry("rights", Claim.Answer.YES);
            String other = "0x" + "1".repeat(64);
            assertThat(EvidencePack.check(pack, new EvidencePack.Wanted(Optional.empty(), Optional.of(other)))
                            .wrong())
                    .singleElement()
                    .asString()
                    .startsWith("chain.json: it is of block")
                    .endsWith("not " + other);
        }
        assertThat(check(pack(Loop.MODEL)).claims())
                .filteredOn(claim -> claim.evidence().contains("chain.json"))
                .extracting(claim -> claim.question() + " " + claim.status())
                .contains("RIGHTS SHOWN", "RIGHTS STATED", "VALUE SHOWN");
    }

    private static byte[] witnessed(byte[] pack, Consumer<ObjectNode> change) throws IOException {
        ObjectNode chain = (ObjectNode) chainOf(pack);
        change.accept(chain);
        TreeMap<String, byte[]> told = new TreeMap<>(parts(pack));
        told.put("chain.json", CanonicalJson.write(CanonicalJson.parse(JSON.writeValueAsBytes(chain))));
        return signedAgain(pack, told);
    }

    @Test
    void anOperatorWhoSignsAnotherWitnessOfTheChainIsRefused() throws IOException {
        byte[] pack = pack(Loop.MODEL);
        Map<String, Consumer<ObjectNode>> lies = Map.of(
                "chain.json: it is of chain", chain -> chain.put("chainId", 1),
                "chain.json: it has 1 nodes that lead to nothing",
                        chain -> {
                            ArrayNode nodes = (ArrayNode) chain.get("nodes");
                            nodes.add("0xff");
                        },
                "chain.json: the node", chain -> ((ArrayNode) chain.get("nodes")).remove(0),
                "chain.json: its nodes are not in ascending order",
                        chain -> {
                            ArrayNode nodes = (ArrayNode) chain.get("nodes");
                            nodes.add(nodes.get(0));
                        });
        for (Map.Entry<String, Consumer<ObjectNode>> lie : lies.entrySet()) {
            assertThat(check(witnessed(pack, lie.getValue())).wrong())
                    .as(lie.getKey())
                    .anySatisfy(sentence -> assertThat(sentence).startsWith(lie.getKey()));
        }
        TreeMap<String, byte[]> less = new TreeMap<>(parts(pack));
        less.remove("chain.json");
        assertThat(check(signedAgain(pack, less)).wrong())
                .contains("claims.json: it does not say what the parts that are signed say");
    }

    @Test
    void theContentCredentialOfAnAdapterIsItsOwnAndTheLogs() throws IOException {
        byte[] pack = pack(Loop.MODEL);
        NavigableMap<String, byte[]> honest = parts(pack);
        String name = honest.keySet().stream()
                .filter(each -> each.endsWith(".c2pa"))
                .findFirst()
                .orElseThrow();
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 8; i++) {
            byte[] other = Objects.requireNonNull(honest.get(name)).clone();
            other[random.nextInt(other.length)] ^= (byte) (1 << random.nextInt(8));
            assertThat(check(signedAgain(pack, withPart(honest, name, other))).wrong())
                    .as("seed %d", seed)
                    .anySatisfy(sentence -> assertThat(sentence).startsWith(name));
        }
    }

    @Test
    void theJarsCommandLineChecksAPackAndNamesTheOperatorItWants() throws IOException {
        Path file = folder.resolve("jar.zip");
        Files.write(file, pack(Loop.MODEL));
        assertThat(run(file.toString())).isEqualTo(0);
        assertThat(run("--json", file.toString())).isEqualTo(0);
        assertThat(run("--operator", "0x" + "1".repeat(40), file.toString())).isEqualTo(1);
        assertThat(run(file.toString(), "--audit")).isEqualTo(2);
    }

    private static int run(String... arguments) {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return Main.run(arguments, nowhere, nowhere);
    }

    @Test
    void questionAndAnswerAreInAPackOnlyWhereTheirReaderAsksForThem() throws IOException {
        String receipt = aReceipt(/* erased= */ false);
        String question = client.receipt(receipt).question();
        assertThat(question).isNotBlank();
        Function<byte[], String> opening = pack -> {
            try {
                return new String(parts(pack).get("receipts/" + receipt + ".json"), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        };
        assertThat(opening.apply(pack(receipt))).doesNotContain("\"opening\"").doesNotContain(question);
        byte[] open = client.makeEvidence(new EvidenceWanted(receipt, /* conversation= */ true));
        assertThat(check(open).wrong()).isEmpty();
        assertThat(opening.apply(open)).contains("\"opening\"");
        try (NodeClient stranger = new NodeClient(client.node(), "")) {
            byte[] closed = stranger.makeEvidence(new EvidenceWanted(receipt, /* conversation= */ true));
            assertThat(opening.apply(closed)).doesNotContain("\"opening\"").doesNotContain(question);
            assertThatThrownBy(() -> stranger.makeEvidence(new EvidenceWanted(anAction(), false)))
                    .isInstanceOf(ClientException.class)
                    .hasMessageContaining("sign in");
            assertThat(stranger.evidence(new EvidenceQuery(receipt)).answers()).hasSize(5);
        }
    }

    @Test
    void aRowThatIsTakenBackIsInNoLaterPackAndEarlierOnesStillHold() throws IOException {
        byte[] before = pack("1@1");
        VersionRow row =
                client
                        .versionRows("1", 1, new VersionRowsQuery(Optional.empty(), Optional.empty(), 0, 50))
                        .list()
                        .stream()
                        .filter(each -> each.content().isPresent())
                        .filter(each -> client.previewWithdrawal(
                                                "1", NewWithdrawal.ofRows(each.contributor(), List.of(each.leaf())))
                                        .conversations()
                                == 0)
                        .findFirst()
                        .orElseThrow();
        String text = row.content().orElseThrow();
        assertThat(new String(before, StandardCharsets.UTF_8))
                .contains(row.salt().orElseThrow());
        String id = client.withdraw("1", NewWithdrawal.ofRows(row.contributor(), List.of(row.leaf())))
                .id();
        Loop.until(() -> client.withdrawal(id), line -> line.state().equals("done"));
        byte[] after = pack("1@1");
        assertThat(check(before).wrong()).isEmpty();
        EvidencePack.Report report = check(after);
        assertThat(report.wrong()).isEmpty();
        assertThat(new String(after, StandardCharsets.UTF_8))
                .doesNotContain(row.salt().orElseThrow())
                .doesNotContain(text);
        assertThat(parts(after).get("exports/training-summary.json"))
                .asString(StandardCharsets.UTF_8)
                .containsPattern("\"rowsTakenBack\":[1-9]");
        assertThat(report.claims())
                .anySatisfy(claim -> assertThat(claim.says()).containsPattern("and [1-9][0-9]* were taken back"));
    }

    @Test
    void receiptsAndAnswersSayWhatLicencesPermit() {
        String receipt = aReceipt(/* erased= */ false);
        assertThat(client.receipt(receipt).permits())
                .extracting(Permit::use, Permit::permitted)
                .containsExactly(tuple("unpaid", true), tuple("paid", true));
        assertThat(client.action(anAction()).permits()).hasSize(2);
    }

    @Test
    void anAddressIsAnsweredWithWhatCouldBeMeantAndNonsenseIsRefused() {
        String contributor = client.versionRows("1", 1, new VersionRowsQuery(Optional.empty(), Optional.empty(), 0, 1))
                .list()
                .getFirst()
                .contributor();
        EvidenceAnswers found = client.evidence(new EvidenceQuery(contributor));
        assertThat(found.subject().map(EvidenceAnswers.Subject::kind).orElse("several"))
                .isIn("version", "several");
        assertThatThrownBy(() -> client.evidence(new EvidenceQuery("nothing of this name")))
                .isInstanceOf(ClientException.class)
                .hasMessageContaining("nothing of this name");
    }
}
