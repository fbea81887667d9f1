package org.openledger.verify.dataset;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.openledger.verify.MerkleTree;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.Json.JsonObject;
import org.openledger.verify.bytes.VerifyException;
import org.openledger.verify.datanet.Members;
import org.openledger.verify.datanet.SignedStatement;
import org.openledger.verify.datanet.Signing;

/**
 * One version of a Datanet as a folder.
 *
 * <pre>
 * dataset.json                  which version of which Datanet, who signed it, the log's checkpoint and proofs
 * proof/manifest.json           what the owner signed: its root, its rows, its contributions
 * proof/leaves                  the leaves of its rows, 32 bytes each, in the order of its tree
 * proof/rows.jsonl              the rows in that order: leaf, salt and content; of those that were taken back the leaf alone
 * proof/contributions/ID.json   what a contributor signed
 * proof/contributions/ID.leaves the leaves that it signed for, in the order of the upload's lines
 * proof/terms.txt               the terms that contributors signed
 * data/…                        the rows for other tools, see {@link Format}
 * README.md                     the card
 * croissant.json                the description
 * </pre>
 *
 * All below {@code proof} is held by digests, roots and signatures. The last three follow from it and from {@code dataset.json}:
 * {@link #complete} writes them, {@link #check} writes them again and compares.
 */
public final class DatasetFolder {
    public static final String SCHEMA = "openledger.dataset/2";
    /** Of folders whose description is Croissant 1.0. */
    private static final String BEFORE = "openledger.dataset/1";

    public static final String INDEX = "dataset.json";
    public static final String MANIFEST = "proof/manifest.json";
    public static final String LEAVES = "proof/leaves";
    public static final String ROWS = "proof/rows.jsonl";
    public static final String TERMS = "proof/terms.txt";

    private static final String CARD = "README.md";
    private static final String DESCRIPTION = "croissant.json";
    private static final int SALT_BYTES = 16;
    private static final int MAX_NAMED = 100;

    private final Path folder;
    private final DerivedFiles derived;
    private final Members index;
    private final Format format;
    private final List<String> wrong = new ArrayList<>();
    private final List<String> byContract = new ArrayList<>();
    private final Set<String> expected = new TreeSet<>();
    private final Set<String> signedLeaves = new HashSet<>();
    /** The fields that any row has. */
    private final Set<String> present = new HashSet<>();

    private final Map<String, String> logged = new HashMap<>();
    private final List<DescribedVersion.Contribution> contributions = new ArrayList<>();
    private Optional<DescribedVersion> version = Optional.empty();
    private String dataSha256 = "";
    private long dataBytes;
    private long characters;
    private long rows;
    private long withdrawn;

    private DatasetFolder(Path folder, DerivedFiles derived) throws IOException {
        this.folder = folder;
        this.derived = derived;
        this.index = index(Files.readAllBytes(folder.resolve(INDEX)));
        if (!List.of(SCHEMA, BEFORE).contains(index.text("schema"))) {
            throw new VerifyException(INDEX + " is of " + index.text("schema") + ", not of " + SCHEMA);
        }
        index.only(
                "schema",
                "format",
                "name",
                "token",
                "number",
                "owner",
                "licence",
                "rowSchema",
                "termsDigest",
                "chainId",
                "registry",
                "operator",
                "manifest",
                "deadlineSeconds",
                "signature",
                "publishedMillis",
                "transaction",
                "contributions",
                "log");
        this.format = Format.of(index.text("format"))
                .orElseThrow(() -> new VerifyException(INDEX + " names the format " + index.text("format")
                        + ", which is none of " + List.of(Format.values())));
        expected.addAll(List.of(INDEX, MANIFEST, LEAVES, ROWS, TERMS, CARD, DESCRIPTION, format.file()));
    }

    private static Members index(byte[] bytes) {
        try {
            return new Members(INDEX, (JsonObject) CanonicalJson.parseCanonical(bytes));
        } catch (VerifyException | ClassCastException malformed) {
            throw new VerifyException(INDEX + ": " + malformed.getMessage());
        }
    }

    /**
     * What a check found.
     *
     * @param rows with their content
     * @param withdrawn of which only the leaf is there
     * @param byContract signatures that are no key's own: those of contract wallets, which only the chain can check
     * @param wrong what does not hold, one sentence each, with the name of the file
     */
    public record Report(
            String name,
            long number,
            long rows,
            long withdrawn,
            int contributions,
            List<String> byContract,
            List<String> wrong) {
        public Report {
            byContract = List.copyOf(byContract);
            wrong = List.copyOf(wrong);
        }
    }

    /** Whether a folder says that it is one of these. */
    public static boolean isOne(Path folder) {
        return Files.isRegularFile(folder.resolve(INDEX));
    }

    /** Checks everything; {@link VerifyException} where the folder is none of these. */
    public static Report check(Path folder) throws IOException {
        return examine(folder).report();
    }

    /**
     * What a folder says, and whether it holds.
     *
     * @param version empty where what would describe it does not hold
     * @param logKey of the log that has it
     * @param sha256 of the data's file
     * @param bytes of the data's file
     * @param characters of all fields of all rows that are there, in Unicode code points
     */
    public record Examined(
            Report report,
            Optional<DescribedVersion> version,
            String logKey,
            String sha256,
            long bytes,
            long characters) {}

    /** Checks everything, and reads what it is of; {@link VerifyException} where the folder is none of these. */
    public static Examined examine(Path folder) throws IOException {
        DatasetFolder checked = new DatasetFolder(folder, new DerivedFiles.Compared(folder));
        checked.run();
        checked.requireNoOther();
        return new Examined(
                checked.report(),
                checked.version,
                checked.index.member("log").text("key"),
                checked.dataSha256,
                checked.dataBytes,
                checked.characters);
    }

    /** Writes the data's file, the card and the description beside what proves them; a proof that does not hold is in the report. */
    public static Report complete(Path folder) throws IOException {
        DatasetFolder written = new DatasetFolder(folder, new DerivedFiles.Written(folder));
        written.run();
        return written.report();
    }

    private Report report() {
        return new Report(
                index.text("name"),
                index.number("number"),
                rows,
                withdrawn,
                contributions.size(),
                byContract,
                wrong.size() > MAX_NAMED ? wrong.subList(0, MAX_NAMED) : wrong);
    }

    private void run() throws IOException {
        attempt(TERMS, () -> blob(TERMS, index.text("termsDigest")));
        List<String> records = new ArrayList<>();
        for (Members named : index.list("contributions")) {
            named.only("id", "record");
            records.add(named.text("record"));
            attempt("proof/contributions/" + named.text("id") + ".json", () -> contribution(named));
        }
        Optional<Members> manifest = attempt(MANIFEST, () -> manifest(records));
        Optional<byte[]> leaves = manifest.flatMap(found -> attempt(LEAVES, () -> leaves(found)));
        manifest.ifPresent(found -> attempt(INDEX, () -> {
            requireSigner(
                    index.text("owner"),
                    Signing.signerOf(
                            found, index.text("manifest"), index.number("deadlineSeconds"), index.text("signature")),
                    "the version");
            return true;
        }));
        attempt(INDEX, () -> {
            index.member("log").only("key", "checkpoint", "entries");
            index.member("log").list("entries").forEach(entry -> entry.only("kind", "id", "digest", "index", "proof"));
            if (index.member("log").list("entries").size() != logged.size()) {
                throw new VerifyException("it has entries of the log that nothing here needs");
            }
            Signing.requireLogged(index.member("log"), logged);
            return true;
        });
        if (manifest.isPresent() && leaves.isPresent()) {
            derive(manifest.get(), leaves.get());
        }
    }

    private interface Step<T> {
        T run() throws IOException;
    }

    /** What one file lacks keeps no other from being checked. */
    private <T> Optional<T> attempt(String file, Step<T> step) {
        try {
            return Optional.of(step.run());
        } catch (IOException e) {
            wrong.add(file + ": cannot read " + e.getMessage());
        } catch (VerifyException | ArithmeticException | NumberFormatException e) {
            wrong.add(file + ": " + e.getMessage());
        }
        return Optional.empty();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new VerifyException(otherwise);
        }
    }

    private byte[] blob(String name, String digest) throws IOException {
        byte[] content = Files.readAllBytes(folder.resolve(name));
        require(Hex.of(Hashes.sha256(content)).equals(digest), "it has another digest than " + digest);
        return content;
    }

    private Members contribution(Members named) throws IOException {
        String id = named.text("id");
        require(id.matches("[0-9]{1,18}"), "\"" + id + "\" is no contribution's number");
        String file = "proof/contributions/" + id;
        expected.add(file + ".json");
        expected.add(file + ".leaves");
        String digest = named.text("record");
        logged.put("contribution " + id, digest);
        Members record = Members.parse(file + ".json", blob(file + ".json", digest));
        requireOurs(record);
        List<byte[]> found = cut(Files.readAllBytes(folder.resolve(file + ".leaves")), file + ".leaves");
        require(
                found.size() == record.number("rows")
                        && Hex.of(MerkleTree.root(found)).equals(record.text("root")),
                file + ".leaves does not have the root that was signed");
        found.forEach(leaf -> signedLeaves.add(Hex.of(leaf)));
        requireSigner(record.text("contributor"), Signing.signerOf(record), "contribution " + id);
        contributions.add(new DescribedVersion.Contribution(
                id,
                record.text("contributor"),
                record.number("rows"),
                record.optionalMember("statement").map(said -> SignedStatement.of(said.object()))));
        return record;
    }

    private static List<byte[]> cut(byte[] list, String file) {
        require(list.length % Hashes.BYTES == 0, file + " is no list of leaves of 32 bytes");
        List<byte[]> leaves = new ArrayList<>(list.length / Hashes.BYTES);
        for (int at = 0; at < list.length; at += Hashes.BYTES) {
            leaves.add(Arrays.copyOfRange(list, at, at + Hashes.BYTES));
        }
        return leaves;
    }

    private Members manifest(List<String> records) throws IOException {
        String digest = index.text("manifest");
        logged.put("version " + index.text("token") + "/" + index.number("number"), digest);
        Members manifest = Members.parse(MANIFEST, blob(MANIFEST, digest));
        requireOurs(manifest);
        require(
                manifest.text("name").equals(index.text("name"))
                        && manifest.text("licence").equals(index.text("licence"))
                        && manifest.number("number") == index.number("number"),
                "it is of another name, licence or number than " + INDEX + " says");
        require(manifest.texts("contributions").equals(records), "it names other contributions than " + INDEX);
        return manifest;
    }

    private void requireOurs(Members document) {
        require(
                document.text("datanet").equals(index.text("token"))
                        && document.number("chainId") == index.number("chainId")
                        && document.text("registry").equals(index.text("registry"))
                        && document.text("termsDigest").equals(index.text("termsDigest")),
                "it is of another Datanet, registry or terms than " + INDEX + " says");
    }

    private void requireSigner(String by, String signer, String what) {
        if (!signer.equals(by)) {
            byContract.add("the signature of " + what + " is not the key's of " + by);
        }
    }

    private byte[] leaves(Members manifest) throws IOException {
        byte[] list = blob(LEAVES, manifest.text("leavesDigest"));
        List<byte[]> leaves = cut(list, LEAVES);
        require(
                leaves.size() == manifest.number("rows"),
                "it has " + leaves.size() + " leaves, signed were " + manifest.number("rows"));
        require(Hex.of(MerkleTree.root(leaves)).equals(manifest.text("root")), "its leaves do not have the root");
        return list;
    }

    /** The files that follow from all this, in one pass over the rows. */
    private void derive(Members manifest, byte[] leaves) throws IOException {
        DerivedFiles.Sink data = derived.open(format.file());
        Optional<Boolean> whole;
        try (data) {
            RowWriter writer = format.isParquet()
                    ? new ParquetWriter(data, RowFields.of(index.text("rowSchema")))
                    : new JsonLinesWriter(data);
            whole = attempt(ROWS, () -> rows(leaves, writer, data));
            writer.end();
        }
        data.difference().ifPresent(wrong::add);
        if (whole.isEmpty()) {
            return;
        }
        DescribedVersion described = described(manifest);
        version = Optional.of(described);
        dataSha256 = data.sha256();
        dataBytes = data.length();
        derive(CARD, DatasetCard.of(described));
        derive(
                DESCRIPTION,
                Croissant.of(
                        described, dataSha256, dataBytes, index.text("schema").equals(SCHEMA)));
    }

    private void derive(String name, byte[] content) throws IOException {
        DerivedFiles.Sink sink = derived.open(name);
        try (sink) {
            sink.write(content);
        }
        sink.difference().ifPresent(wrong::add);
    }

    private boolean rows(byte[] leaves, RowWriter writer, DerivedFiles.Sink data) throws IOException {
        int place = 0;
        try (BufferedReader lines = Files.newBufferedReader(folder.resolve(ROWS))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String at = "row " + (place + 1) + ": ";
                require(place < leaves.length / Hashes.BYTES, at + "the version has no such row");
                String leaf = Hex.of(Arrays.copyOfRange(leaves, place * Hashes.BYTES, (place + 1) * Hashes.BYTES));
                place++;
                data.row(place);
                row(at, leaf, line.getBytes(StandardCharsets.UTF_8), writer);
            }
        }
        require(place == leaves.length / Hashes.BYTES, "it ends after row " + place);
        requireLines(place);
        return true;
    }

    /** A line ends with one line feed, and so does the file: readers of lines forgive other ends. */
    private void requireLines(long lines) throws IOException {
        long feeds = 0;
        int last = '\n';
        try (BufferedInputStream in = new BufferedInputStream(Files.newInputStream(folder.resolve(ROWS)))) {
            for (int each = in.read(); each >= 0; each = in.read()) {
                require(each != '\r', "row " + (feeds + 1) + ": it ends with a carriage return");
                feeds += each == '\n' ? 1 : 0;
                last = each;
            }
        }
        require(feeds == lines && last == '\n', "row " + lines + ": it does not end with a line feed");
    }

    private void row(String at, String leaf, byte[] line, RowWriter writer) throws IOException {
        Members row;
        try {
            row = new Members(ROWS, (JsonObject) CanonicalJson.parseCanonical(line));
        } catch (VerifyException | ClassCastException malformed) {
            throw new VerifyException(at + "it is no row: " + malformed.getMessage());
        }
        require(row.optionalText("leaf").orElse("").equals(leaf), at + "it does not have the leaf " + leaf);
        require(signedLeaves.contains(leaf), at + "no contribution here has its leaf");
        if (row.optionalText("content").isEmpty()) {
            require(
                    row.optionalText("withheld").orElse("").equals("withdrawn")
                            && row.object().members().size() == 2,
                    at + "it has neither content nor why there is none");
            withdrawn++;
            return;
        }
        String salt = row.optionalText("salt").orElse("");
        byte[] content = row.text("content").getBytes(StandardCharsets.UTF_8);
        require(
                Hex.isBytes(salt, SALT_BYTES, false)
                        && row.object().members().size() == 3
                        && Hex.of(Hashes.sha256(new byte[] {0}, Hex.parse(salt), content))
                                .equals(leaf),
                at + "salt and content do not give its leaf");
        rows++;
        JsonObject parsed = (JsonObject) CanonicalJson.parse(content);
        present.addAll(parsed.members().keySet());
        characters += characters(parsed);
        writer.write(content, parsed);
    }

    /** Code points of all texts in a row, whatever their depth; names of members are none of them. */
    private static long characters(Json value) {
        if (value instanceof Json.JsonString text) {
            return text.value().codePointCount(0, text.value().length());
        }
        if (value instanceof JsonObject object) {
            return object.members().values().stream()
                    .mapToLong(DatasetFolder::characters)
                    .sum();
        }
        return value instanceof Json.JsonArray array
                ? array.items().stream().mapToLong(DatasetFolder::characters).sum()
                : 0;
    }

    /** Parquet has a column for every field of the schema; lines of JSON have what rows have. */
    private List<String> fields() {
        return RowFields.of(index.text("rowSchema")).stream()
                .filter(field -> format.isParquet() || present.contains(field))
                .toList();
    }

    private DescribedVersion described(Members manifest) {
        return new DescribedVersion(
                format,
                manifest.text("name"),
                manifest.text("licence"),
                fields(),
                manifest.number("number"),
                manifest.number("rows"),
                rows,
                manifest.text("root"),
                manifest.text("termsDigest"),
                manifest.optionalText("note").orElse(""),
                index.number("publishedMillis"),
                manifest.number("chainId"),
                manifest.text("registry"),
                manifest.text("datanet"),
                index.text("transaction"),
                index.text("operator"),
                index.text("owner"),
                index.text("signature"),
                index.number("deadlineSeconds"),
                contributions);
    }

    /** What stands beside the files of a version could be taken for a part of it. */
    private void requireNoOther() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(path -> !Files.isDirectory(path))
                    .map(path -> folder.relativize(path).toString().replace('\\', '/'))
                    .filter(name -> !expected.contains(name))
                    .sorted()
                    .limit(MAX_NAMED)
                    .forEach(name -> wrong.add(name + ": it is no part of the version"));
        }
    }
}
