package org.openledger.datanet.intake;

import com.github.luben.zstd.Zstd;
import io.airlift.compress.lz4.Lz4Compressor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.openledger.datanet.row.Schema;
import org.xerial.snappy.Snappy;

/** Every kind of file that people send, made here, with what it must become: rows, or one sentence. */
final class FileKinds {
    static final List<String> QUESTIONS = List.of(
            "How do I keep a sourdough starter alive in July?",
            "When is rye ready to be cut?",
            "Why does the kettle whistle?");
    static final List<String> ANSWERS = List.of(
            "Feed it twice a day, and keep it in the coolest room.",
            "When the grain breaks between the teeth, and does not bend.",
            "Steam leaves through a narrow hole, and the hole sings.");

    /** Unreadable as text, and long enough to be no accident. */
    private static final byte[] BINARY = binary();

    /**
     * A file.
     *
     * @param rows how many it becomes; 0 where it is refused
     * @param says words of the sentence that refuses it, or of what it is found to be
     */
    @SuppressWarnings("ArrayRecordComponent") // never changed
    record Kind(String name, Schema schema, byte[] bytes, int rows, String says) {
        @Override
        public String toString() {
            return name;
        }
    }

    private final List<Kind> kinds = new ArrayList<>();
    private final Path folder;

    private FileKinds(Path folder) {
        this.folder = folder;
    }

    static List<Kind> all(Path folder) throws IOException {
        FileKinds kinds = new FileKinds(folder);
        kinds.json();
        kinds.shapes();
        kinds.tables();
        kinds.texts();
        kinds.encodings();
        kinds.packed();
        kinds.parquet();
        kinds.foreign();
        kinds.habits();
        kinds.kinds.addAll(FileExports.all());
        return kinds.kinds;
    }

    private void rows(String name, Schema schema, String text, int rows, String says) {
        kinds.add(new Kind(name, schema, utf8(text), rows, says));
    }

    private void rows(String name, byte[] bytes, String says) {
        kinds.add(new Kind(name, Schema.INSTRUCTION, bytes, 3, says));
    }

    private void refused(String name, Schema schema, byte[] bytes, String says) {
        kinds.add(new Kind(name, schema, bytes, 0, says));
    }

    private void refused(String name, byte[] bytes, String says) {
        refused(name, Schema.TEXT, bytes, says);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The three rows as objects with these names of fields. */
    private static List<String> objects(String asked, String answered, String more) {
        List<String> objects = new ArrayList<>();
        for (int i = 0; i < QUESTIONS.size(); i++) {
            objects.add("{\"%s\": \"%s\", \"%s\": \"%s\"%s}"
                    .formatted(asked, QUESTIONS.get(i), answered, ANSWERS.get(i), more));
        }
        return objects;
    }

    static String lines() {
        return String.join("\n", objects("instruction", "response", "")) + "\n";
    }

    private void json() {
        List<String> objects = objects("instruction", "response", "");
        rows("JSON lines", utf8(lines()), "JSON lines");
        rows("JSON lines of old Macs", utf8(lines().replace("\n", "\r")), "JSON lines");
        rows("JSON lines of Windows", utf8(lines().replace("\n", "\r\n")), "JSON lines");
        rows("JSON lines between blank ones", utf8("\n\n  \n" + lines().replace("\n", "\n\n \t\n")), "JSON lines");
        rows("JSON lines with spaces around", utf8("  " + String.join("  \n\t ", objects)), "JSON lines");
        rows("objects on one line", utf8(String.join("", objects)), "JSON");
        rows("a list", utf8("[" + String.join(",", objects) + "]"), "a JSON list");
        rows("a list over lines", utf8("[\n  " + String.join(",\n  ", objects) + "\n]\n"), "a JSON list");
        rows(
                "a list in an object",
                utf8("{\"version\": \"1\", \"data\": [" + String.join(",", objects) + "]}"),
                "'data'");
        rows(
                "a pretty list in an object",
                utf8("{\n  \"info\": {\"by\": [1]},\n  \"rows\": [\n" + String.join(",\n", objects) + "\n]}"),
                "'rows'");
        rows(
                "pretty objects",
                utf8(String.join("\n", objects).replace("{", "{\n  ").replace("}", "\n}")),
                "JSON objects");
        rows("capital names", utf8(String.join("\n", objects("Instruction", "RESPONSE", ""))), "JSON lines");
        rows(
                "more columns",
                utf8(String.join("\n", objects("instruction", "response", ", \"id\": 7, \"tags\": [\"a\"]"))),
                "JSON lines");
        refused("commas after objects", Schema.INSTRUCTION, utf8(String.join(",\n", objects) + ","), "comma");
        refused("Python's objects", Schema.INSTRUCTION, utf8(lines().replace('"', '\'')), "single quotes");
        refused(
                "keys without quotes",
                Schema.INSTRUCTION,
                utf8(lines().replaceAll("\"(instruction|response)\"", "$1")),
                "without quotes");
        refused(
                "no-break spaces before",
                Schema.INSTRUCTION,
                utf8("\u00A0" + lines().replace("\n", "\n\u00A0").strip()),
                "U+00A0");
        refused(
                "two lists in an object",
                utf8("{\"train\": [{\"text\": \"a\"}], \"test\": [{\"text\": \"b\"}]}"),
                "several lists");
        refused("nothing", new byte[0], "is empty");
        refused("blank lines", utf8("\n \n\t\n"), "blank lines");
        refused("a bare text", utf8("\"only a text\"\n"), "a text");
        refused("a list of texts", utf8("[\"a\", \"b\"]"), "a text");
        refused(
                "a number for a text",
                Schema.INSTRUCTION,
                utf8("{\"instruction\": \"Two and two?\", \"response\": 4}"),
                "is 4");
        refused("NaN", Schema.INSTRUCTION, utf8("{\"instruction\": \"Yield?\", \"response\": NaN}"), "NaN");
        refused("a field too few", Schema.INSTRUCTION, utf8("{\"instruction\": \"Yield?\"}"), "response");
        refused("a key twice", utf8("{\"text\": \"a\", \"text\": \"b\"}"), "twice");
        refused("cut off", utf8("{\"text\": \"it ends in the mid"), "ends early");
        refused(
                "a list cut off",
                Schema.INSTRUCTION,
                utf8("[" + String.join(",", objects).substring(0, 20)),
                "ends early");
        refused("a comma before the brace", utf8("{\"text\": \"a\",}"), "comma stands after the last field");
        refused("a raw tab", utf8("{\"text\": \"a\tb\"}"), "U+0009");
    }

    private static String messages(String role, String content, String user, String assistant) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < QUESTIONS.size(); i++) {
            lines.append("[{\"%1$s\": \"%3$s\", \"%2$s\": \"%5$s\"}, {\"%1$s\": \"%4$s\", \"%2$s\": \"%6$s\"}]\n"
                    .formatted(role, content, user, assistant, QUESTIONS.get(i), ANSWERS.get(i)));
        }
        return lines.toString();
    }

    private static String each(String lines, String form) {
        StringBuilder out = new StringBuilder();
        lines.lines().forEach(line -> out.append(form.formatted(line)).append('\n'));
        return out.toString();
    }

    private void shapes() {
        rows(
                "Alpaca",
                utf8("[" + String.join(",", objects("instruction", "output", ", \"input\": \"\"")) + "]"),
                "a JSON list");
        rows(
                "Dolly",
                utf8(String.join(
                        "\n", objects("instruction", "response", ", \"context\": \"\", \"category\": \"qa\""))),
                "JSON lines");
        rows("prompt and completion", utf8(String.join("\n", objects("prompt", "completion", ""))), "JSON lines");
        rows("question and answer", utf8(String.join("\n", objects("Question", "Answer", ""))), "JSON lines");
        String openAi = each(messages("role", "content", "user", "assistant"), "{\"messages\": %s}");
        String shareGpt = each(messages("from", "value", "human", "gpt"), "{\"id\": \"g\", \"conversations\": %s}");
        for (Schema schema : List.of(Schema.CHAT, Schema.INSTRUCTION)) {
            rows("OpenAI's chats as " + schema, schema, openAi, 3, "JSON lines");
            rows("ShareGPT as " + schema, schema, shareGpt, 3, "JSON lines");
        }
        rows("instructions as chats", Schema.CHAT, lines(), 3, "JSON lines");
        rows(
                "a pretty chat",
                Schema.CHAT,
                openAi.lines().findFirst().orElseThrow().replace("{", "{\n").replace("[", "[\n"),
                1,
                "JSON");
        rows(
                "a chat with tools",
                Schema.CHAT,
                "{\"messages\": [{\"role\": \"user\", \"content\": \"Weather in Rigi?\"}, {\"role\": \"assistant\", \"content\": null,"
                        + " \"tool_calls\": [{\"id\": \"c1\", \"type\": \"function\", \"function\": {\"name\": \"weather\", \"arguments\": \"{\\\"at\\\": 1.5}\"}}]},"
                        + " {\"role\": \"tool\", \"tool_call_id\": \"c1\", \"content\": \"fog\"}, {\"role\": \"assistant\", \"content\": \"Fog.\"}],"
                        + " \"tools\": [{\"type\": \"function\", \"function\": {\"name\": \"weather\"}}]}",
                1,
                "JSON");
        rows(
                "OASST trees",
                Schema.CHAT,
                "{\"message_tree_id\": \"t\", \"prompt\": {\"text\": \"Why is whey green?\", \"role\": \"prompter\", \"replies\": ["
                        + "{\"text\": \"It is not.\", \"role\": \"assistant\", \"rank\": 1, \"replies\": []},"
                        + "{\"text\": \"Riboflavin tints it.\", \"role\": \"assistant\", \"rank\": 0, \"replies\": [{\"text\": \"Thanks.\", \"role\": \"prompter\", \"replies\": []}]}]}}",
                1,
                "JSON");
        rows(
                "DPO",
                Schema.PREFERENCE,
                each(String.join("\n", objects("prompt", "chosen", ", \"rejected\": \"Nobody knows.\"")), "%s"),
                3,
                "JSON lines");
        rows(
                "DPO of chats",
                Schema.PREFERENCE,
                each(
                        messages("role", "content", "user", "assistant"),
                        "{\"chosen\": %1$s, \"rejected\": [{\"role\": \"user\", \"content\": \"q\"}, {\"role\": \"assistant\", \"content\": \"Nobody knows.\"}]}"),
                3,
                "JSON lines");
        rows(
                "KTO",
                Schema.LABEL,
                String.join("\n", objects("prompt", "completion", ", \"label\": true")),
                3,
                "JSON lines");
        refused(
                "KTO as instructions",
                Schema.INSTRUCTION,
                utf8(String.join("\n", objects("prompt", "completion", ", \"label\": false"))),
                "LABEL");
        rows("title and text", Schema.TEXT, String.join("\n", objects("title", "text", "")), 3, "JSON lines");
        rows(
                "text and label",
                Schema.LABEL,
                "text,label\nThe bread is warm,1\nThe bread is old and hard,0\n",
                2,
                "CSV");
        refused(
                "a chat of two turns as an instruction",
                Schema.INSTRUCTION,
                utf8(
                        "{\"messages\": [{\"role\": \"user\", \"content\": \"a\"}, {\"role\": \"assistant\", \"content\": \"b\"},"
                                + " {\"role\": \"user\", \"content\": \"c\"}, {\"role\": \"assistant\", \"content\": \"d\"}]}"),
                "2 messages");
        refused(
                "unknown columns",
                Schema.INSTRUCTION,
                utf8("{\"foo\": \"a\", \"bar\": \"b\"}"),
                "the columns are foo, bar");
    }

    private static String table(String delimiter, String end) {
        StringBuilder table = new StringBuilder("instruction" + delimiter + "response" + end);
        for (int i = 0; i < QUESTIONS.size(); i++) {
            table.append('"')
                    .append(QUESTIONS.get(i))
                    .append('"')
                    .append(delimiter)
                    .append('"')
                    .append(ANSWERS.get(i).replace(", ", ",\n"))
                    .append("\nHe said \"\"yes\"\".\"")
                    .append(end);
        }
        return table.toString();
    }

    private void tables() {
        rows("CSV", utf8(table(",", "\r\n")), "CSV");
        rows("Excel's CSV", utf8("\uFEFF" + table(";", "\r\n")), "semicolons");
        rows("CSV that names its delimiter", utf8("sep=;\r\n" + table(";", "\r\n")), "semicolons");
        rows("TSV", utf8(table("\t", "\n")), "TSV");
        rows("TSV of Excel", mark(StandardCharsets.UTF_16LE, table("\t", "\r\n")), "UTF-16LE");
        rows("CSV with lone carriage returns", utf8(table(",", "\n").replace("\n", "\r")), "CSV");
        rows("CSV with more columns", utf8("id,question,answer\n1,a?,b\n2,c?,d\n3,\"e, f?\",g\n"), "CSV");
        refused("CSV without names that are known", utf8("foo,bar\n1,2\n3,4\n"), "the columns are foo, bar");
        refused("CSV with a column twice", utf8("text,text\n1,2\n3,4\n"), "two columns");
        refused("CSV with a cell too many", Schema.INSTRUCTION, utf8("instruction,response\na,b,c\n"), "3 cells");
    }

    private void texts() {
        rows("plain text", Schema.TEXT, String.join("\n\n", ANSWERS) + "\n", 3, "plain text");
        rows("plain text with commas", Schema.TEXT, "First, we walk.\n\nThen, we rest.\n", 2, "plain text");
        rows(
                "Markdown",
                Schema.TEXT,
                "# Bread\n\n## Rye\n\nDark.\n\n```\n# no heading\n```\n\n## Wheat\n\nLight.\n",
                2,
                "Markdown");
        refused("plain text as instructions", Schema.INSTRUCTION, utf8(String.join("\n\n", ANSWERS)), "instruction");
    }

    private static byte[] mark(Charset charset, String text) {
        return ("\uFEFF" + text).getBytes(charset);
    }

    private void encodings() {
        for (String name : List.of("UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE")) {
            rows(name + " with a mark", mark(Charset.forName(name), lines()), "JSON lines");
            rows(name + " without a mark", lines().getBytes(Charset.forName(name)), "JSON lines");
        }
        encoded(
                "windows-1252",
                "Was heißt „tschüs“ – und für wen ist das gut?",
                "Es heißt auf Wiedersehen, für Freunde.");
        encoded("Shift_JIS", "梨の木はいつ剪定しますか。", "冬に交差した枝を切ります。");
        encoded("GB18030", "梨树什么时候修剪比较好？", "冬天剪去交叉的枝条就可以了。");
        encoded("EUC-KR", "배나무는 언제 가지치기를 합니까?", "겨울에 서로 엇갈린 가지를 자릅니다.");
    }

    private void encoded(String charset, String question, String answer) {
        String row = "{\"instruction\": \"%s\", \"response\": \"%s\"}\n".formatted(question, answer);
        kinds.add(new Kind(charset, Schema.INSTRUCTION, row.getBytes(Charset.forName(charset)), 1, "guessed"));
    }

    static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static byte[] zip(Map<String, byte[]> files, boolean stored) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> file : new TreeMap<>(files).entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                if (stored) {
                    CRC32 crc = new CRC32();
                    crc.update(file.getValue());
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(file.getValue().length);
                    entry.setCrc(crc.getValue());
                }
                zip.putNextEntry(entry);
                zip.write(file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static byte[] tar(Map<String, byte[]> files) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new TreeMap<>(files).forEach((name, bytes) -> {
            byte[] header = new byte[512];
            put(header, 0, name);
            put(header, 124, "%011o".formatted(bytes.length));
            put(header, 148, " ".repeat(8));
            put(header, 156, "0");
            put(header, 257, "ustar");
            int sum = 0;
            for (byte each : header) {
                sum += Byte.toUnsignedInt(each);
            }
            put(header, 148, "%06o\0 ".formatted(sum));
            out.writeBytes(header);
            out.writeBytes(bytes);
            out.writeBytes(new byte[(512 - bytes.length % 512) % 512]);
        });
        out.writeBytes(new byte[1024]);
        return out.toByteArray();
    }

    private static void put(byte[] header, int at, String text) {
        System.arraycopy(utf8(text), 0, header, at, text.length());
    }

    private void packed() {
        byte[] rows = utf8(lines());
        rows("gzip", gzip(rows), "in gzip");
        rows("zstd", Zstd.compress(rows), "in zstd");
        rows("zip", zip(Map.of("rows.jsonl", rows), false), "in zip");
        rows("a stored zip", zip(Map.of("rows.jsonl", rows), true), "in zip");
        rows("tar", tar(Map.of("rows.jsonl", rows)), "in tar");
        rows("tar in gzip", gzip(tar(Map.of("rows.jsonl", rows))), "in tar in gzip");
        List<String> objects = objects("instruction", "response", "");
        Map<String, byte[]> folder = Map.of(
                "set/README.md", utf8("# A set\n"),
                "set/dataset_info.json", utf8("{\"features\": {}}"),
                "set/.gitattributes", utf8("* text\n"),
                "set/data/train-0.jsonl", utf8(objects.get(0) + "\n" + objects.get(1)),
                "set/data/train-1.jsonl", gzip(utf8(objects.get(2))));
        rows("a data set's folder as zip", zip(folder, false), "2 files of JSON lines");
        rows("a data set's folder as tar", tar(folder), "2 files of JSON lines");
        refused(
                "several kinds in a zip",
                zip(Map.of("a.jsonl", rows, "b.csv", utf8(table(",", "\n"))), false),
                "several kinds");
        refused("an image in a zip", zip(Map.of("a.jsonl", rows, "b.png", with("\u0089PNG\r\n")), false), "PNG");
        refused(
                "a zip in a zip",
                zip(Map.of("a.zip", zip(Map.of("a.jsonl", rows), true)), true),
                "an archive in an archive");
        refused(
                "a tar in a stored zip",
                zip(Map.of("a.tar", tar(Map.of("a.jsonl", rows))), true),
                "an archive in an archive");
        refused("names that lead out", zip(Map.of("../../rows.jsonl", rows), false), "leads out");
        refused("a cut gzip", java.util.Arrays.copyOf(gzip(rows), 60), "damaged");
        refused("a cut zip", java.util.Arrays.copyOf(zip(Map.of("a.jsonl", rows), false), 90), "damaged");
        refused("an empty zip", zip(Map.of(), false), "is empty");
        refused("packed too often", gzip(gzip(gzip(rows))), "packed more than");
    }

    private byte[] parquet(
            String name, String schema, CompressionCodecName codec, java.util.function.BiConsumer<Group, Integer> fill)
            throws IOException {
        MessageType type = MessageTypeParser.parseMessageType(schema);
        Path file = folder.resolve(name + ".parquet");
        Files.deleteIfExists(file);
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(file))
                .withConf(new PlainParquetConfiguration())
                .withType(type)
                .withCompressionCodec(codec)
                .withCodecFactory(new Packing())
                .build()) {
            for (int i = 0; i < 3; i++) {
                Group group = new SimpleGroupFactory(type).newGroup();
                fill.accept(group, i);
                writer.write(group);
            }
        }
        return Files.readAllBytes(file);
    }

    /** Packs pages as every writer does that is no part of Hadoop. */
    private static final class Packing implements CompressionCodecFactory {
        @Override
        public BytesInputCompressor getCompressor(CompressionCodecName codec) {
            return new BytesInputCompressor() {
                @Override
                public BytesInput compress(BytesInput bytes) throws IOException {
                    byte[] plain = bytes.toInputStream().readAllBytes();
                    return BytesInput.from(
                            switch (codec) {
                                case GZIP -> gzip(plain);
                                case ZSTD -> Zstd.compress(plain);
                                case SNAPPY -> Snappy.compress(plain);
                                case LZ4_RAW -> lz4(plain);
                                default -> plain;
                            });
                }

                @Override
                public CompressionCodecName getCodecName() {
                    return codec;
                }

                @Override
                public void release() {}
            };
        }

        @Override
        public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
            throw new UnsupportedOperationException("only written here");
        }

        @Override
        public void release() {}
    }

    private static byte[] lz4(byte[] plain) {
        Lz4Compressor compressor = new Lz4Compressor();
        byte[] packed = new byte[compressor.maxCompressedLength(plain.length)];
        return java.util.Arrays.copyOf(packed, compressor.compress(plain, 0, plain.length, packed, 0, packed.length));
    }

    private void parquet() throws IOException {
        String flat =
                "message m { required binary instruction (STRING); optional binary response (STRING); optional int64 id; optional double score; }";
        for (CompressionCodecName codec : List.of(
                CompressionCodecName.UNCOMPRESSED,
                CompressionCodecName.SNAPPY,
                CompressionCodecName.GZIP,
                CompressionCodecName.ZSTD,
                CompressionCodecName.LZ4_RAW)) {
            byte[] bytes = parquet(
                    "flat",
                    flat,
                    codec,
                    (row, i) -> row.append("instruction", QUESTIONS.get(i))
                            .append("response", ANSWERS.get(i))
                            .append("id", (long) i)
                            .append("score", 0.5));
            rows("Parquet with " + codec, bytes, "Parquet");
            if (codec == CompressionCodecName.SNAPPY) {
                rows("Parquet in a zip", zip(Map.of("data/train.parquet", bytes), true), "in zip");
                refused(
                        "a cut Parquet",
                        Schema.INSTRUCTION,
                        java.util.Arrays.copyOf(bytes, bytes.length - 5),
                        "Parquet");
                byte[] lying = bytes.clone();
                lying[lying.length - 8] = 0x7F;
                lying[lying.length - 5] = 0x7F;
                refused("a Parquet with a footer that lies", Schema.INSTRUCTION, lying, "Parquet");
            }
        }
        kinds.add(new Kind(
                "nested Parquet",
                Schema.CHAT,
                parquet(
                        "nested",
                        "message m { optional group messages (LIST) { repeated group list { optional group element {"
                                + " optional binary content (STRING); optional binary role (STRING); } } } }",
                        CompressionCodecName.ZSTD,
                        (row, i) -> {
                            Group list = row.addGroup("messages");
                            Group user = list.addGroup("list").addGroup("element");
                            user.append("content", QUESTIONS.get(i)).append("role", "user");
                            Group assistant = list.addGroup("list").addGroup("element");
                            assistant.append("content", ANSWERS.get(i)).append("role", "assistant");
                        }),
                3,
                "Parquet"));
    }

    private static byte[] binary() {
        byte[] bytes = new byte[3000];
        new java.util.Random(7).nextBytes(bytes);
        return bytes;
    }

    private static byte[] with(String magic) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(magic.getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(new byte[8]);
        // lines that would pass as rows, were they looked at alone
        out.writeBytes(utf8("\n" + lines() + "{\"text\": \"smuggled\"}\n"));
        out.writeBytes(BINARY);
        return out.toByteArray();
    }

    private void foreign() {
        Map<String, String> magic = Map.ofEntries(
                Map.entry("%PDF-1.7\n", "PDF"),
                Map.entry("\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1", "old Office"),
                Map.entry("SQLite format 3\0", "SQLite"),
                Map.entry("\u0089PNG\r\n\u001A\n", "PNG"),
                Map.entry("\u00FF\u00D8\u00FF\u00E0", "JPEG"),
                Map.entry("GIF89a", "GIF"),
                Map.entry("RIFF\0\0\0\0WEBP", "RIFF"),
                Map.entry("\0\0\0\u0018ftypmp42", "film"),
                Map.entry("ID3\u0004\0", "MP3"),
                Map.entry("OggS\0", "Ogg"),
                Map.entry("BZh91AY&SY", "bzip2"),
                Map.entry("\u00FD7zXZ\0", "xz"),
                Map.entry("7z\u00BC\u00AF'\u001C", "7z"),
                Map.entry("Rar!\u001A\u0007\u0001\0", "RAR"),
                Map.entry("\u007FELF\u0002", "program"),
                Map.entry("\u0093NUMPY\u0001\0", "NumPy"),
                Map.entry("\u0089HDF\r\n\u001A\n", "HDF5"),
                Map.entry("ARROW1\0\0", "Arrow"),
                Map.entry("ORC\0", "ORC"),
                Map.entry("Obj\u0001", "Avro"),
                Map.entry("GGUF\u0003\0\0\0", "GGUF"),
                Map.entry("\u0080\u0004\u0095", "pickle"),
                Map.entry("<!DOCTYPE html><html>", "HTML"),
                Map.entry("<?xml version=\"1.0\"?>", "XML"),
                Map.entry("{\\rtf1\\ansi", "RTF"),
                Map.entry("\u0001\u0002\u0003\u0004 no magic at all", "not known"));
        magic.forEach((bytes, says) -> refused("foreign: " + says, with(bytes), says));
        byte[] sheet = utf8("<worksheet/>");
        refused("xlsx", zip(Map.of("[Content_Types].xml", sheet, "xl/worksheets/sheet1.xml", sheet), false), "Excel");
        refused("docx", zip(Map.of("[Content_Types].xml", sheet, "word/document.xml", sheet), false), "Word");
        refused("epub", zip(Map.of("mimetype", utf8("application/epub+zip"), "a.xhtml", sheet), true), "EPUB");
        refused("PyTorch", zip(Map.of("model/data.pkl", utf8(lines())), true), "PyTorch");
        refused(
                "a notebook",
                utf8("{\n \"cells\": [{\"text\": \"a\", \"source\": []}],\n \"nbformat\": 4\n}"),
                "Jupyter");
        refused(
                "a web form",
                utf8("--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n" + lines() + "\r\n--b--\r\n"),
                "multipart");
        refused("safetensors", safetensors(), "safetensors");
    }

    /** What people's programs do to files without asking them. */
    private void habits() throws IOException {
        List<String> objects = objects("instruction", "response", "");
        String good = table(";", "\r\n");
        for (String charset : List.of("UTF-8", "windows-1252", "UTF-16LE", "UTF-16BE", "UTF-32LE")) {
            rows("Excel's CSV in " + charset, good.getBytes(Charset.forName(charset)), "CSV with semicolons");
        }
        rows("CSV with rows that nobody filled", utf8("\r\n" + good + ";\r\n;\r\n"), "CSV with semicolons");
        rows("CSV with columns that nobody filled", utf8(table(",", ",,\r\n")), "CSV");
        rows("CSV of one column", Schema.TEXT, "text\n\"One, two.\"\n\"He said \"\"no\"\".\"\nthree\n", 3, "CSV");
        rows("CSV of one column in quotes", Schema.TEXT, "\"Content\"\r\n\"one\"\r\n\"two\"\r\n", 2, "CSV");
        String messages = messages("role", "content", "user", "assistant")
                .lines()
                .findFirst()
                .orElseThrow();
        rows(
                "CSV with a chat in a cell",
                Schema.CHAT,
                "id,messages\n1,\"" + messages.replace("\"", "\"\"") + "\"\n",
                1,
                "CSV");
        refused(
                "CSV with a quote that is never closed",
                Schema.INSTRUCTION,
                utf8("instruction,response\na?,\"b\nc?,d\ne?,f\n"),
                "never closed");
        refused(
                "CSV without a line of names",
                utf8("Is it alive?,\"Yes, it is.\"\nIs it ready?,\"No, wait.\"\nWhy?,\"So.\"\n"),
                "does not name its columns");
        refused("CSV with names and no rows", Schema.INSTRUCTION, utf8("instruction,response\n"), "no rows");
        refused("an empty list", utf8("[]"), "no rows");
        refused("a table in Markdown", utf8("| text | label |\n| --- | --- |\n| a | b |\n"), "Markdown");
        tablesOfPandas(objects);
        chatsOfMany(messages);
        rows(
                "chunks of Spark",
                zip(Map.of("part-0.json", utf8(lines()), "_SUCCESS", new byte[0]), false),
                "JSON lines, in zip");
        byte[] locked = zip(Map.of("a.jsonl", utf8(lines())), true);
        locked[6] |= 1;
        refused("a locked zip", locked, "password");
        kinds.add(new Kind(
                "JSON in UTF-16 of letters that are not Latin",
                Schema.INSTRUCTION,
                "{\"instruction\":\"梨树什么时候修剪比较好？\",\"response\":\"冬天剪去交叉的枝条就可以了。\"}\n"
                        .getBytes(StandardCharsets.UTF_16LE),
                1,
                "UTF-16LE"));
        rows(
                "Markdown with front matter",
                Schema.TEXT,
                "---\ntitle: Bread\ntags: [a, b]\n---\n\n# Rye\n\nDark.\n\n# Wheat\n\nLight.\n",
                2,
                "Markdown");
        rows("a text between rules", Schema.TEXT, "---\n\nDark.\n\n---\n", 1, "plain text");
        refused("no-break spaces alone", utf8("{\"text\": \"\u00A0\u2007\u00A0\"}"), "is empty");
        refused(
                "a pair as an instruction",
                Schema.INSTRUCTION,
                utf8("{\"prompt\": \"a\", \"chosen\": \"b\", \"rejected\": \"c\"}"),
                "a Datanet of PREFERENCE takes it");
        texts(Map.of(
                "a pointer of LFS", "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 3\n",
                "YAML", "- text: a\n  label: b\n- text: c\n  label: d\n",
                "SQL", "-- MySQL dump 10.13\nINSERT INTO t VALUES ('a');\n",
                "subtitles", "1\n00:00:01,000 --> 00:00:02,000\nHello.\n",
                "address book", "BEGIN:VCARD\nFN:Ada\nEND:VCARD\n",
                "mail", "Return-Path: <a@b.c>\nSubject: rows\n\nText.\n"));
        parquetOfOthers();
    }

    /** Each is refused by its own name. */
    private void texts(Map<String, String> byName) {
        byName.forEach((name, text) -> refused("foreign: " + name, utf8(text), name.replaceFirst("a pointer of ", "")));
    }

    private void tablesOfPandas(List<String> objects) {
        String columns = "{\"instruction\":{\"0\":\"a?\",\"1\":\"b?\"},\"response\":{\"0\":\"c\",\"1\":\"d\"}}";
        String split = "{\"columns\":[\"instruction\",\"response\"],\"index\":[0],\"data\":[[\"a?\",\"b\"]]}";
        String index = "{\"0\":" + objects.get(0) + ",\"1\":" + objects.get(1) + "}";
        for (String table : List.of(columns, split, index)) {
            refused("pandas: " + table.substring(0, 12), Schema.INSTRUCTION, utf8(table), "orient='records'");
        }
        rows(
                "pandas by table",
                utf8("{\"schema\":{\"fields\":[{\"name\":\"index\"}]},\"data\":[" + String.join(",", objects) + "]}"),
                "'data'");
    }

    private void chatsOfMany(String messages) {
        String asked = "[{\"role\":\"system\",\"content\":\"Be short.\"},{\"role\":\"user\",\"content\":\"Hi?\"}]";
        String said = "[{\"role\":\"assistant\",\"content\":\"%s\"}]";
        for (Schema schema : List.of(Schema.INSTRUCTION, Schema.CHAT)) {
            rows(
                    "trl's prompt and completion as " + schema,
                    schema,
                    "{\"prompt\":" + asked + ",\"completion\":" + said.formatted("Hello.") + "}\n",
                    1,
                    "JSON");
        }
        rows(
                "trl's pairs",
                Schema.PREFERENCE,
                "{\"prompt\":" + asked + ",\"chosen\":" + said.formatted("Hello.") + ",\"rejected\":"
                        + said.formatted("Go.") + "}\n",
                1,
                "JSON");
        rows(
                "trl's KTO",
                Schema.LABEL,
                "{\"prompt\":" + asked + ",\"completion\":" + said.formatted("Hello.") + ",\"label\":true}\n",
                1,
                "JSON");
        rows(
                "ShareGPT with system and a call beside",
                Schema.CHAT,
                "{\"conversations\":[{\"from\":\"human\",\"value\":\"Fog?\"},{\"from\":\"function_call\",\"value\":"
                        + "\"{\\\"name\\\":\\\"w\\\",\\\"arguments\\\":{}}\"},{\"from\":\"observation\",\"value\":\"fog\"},"
                        + "{\"from\":\"gpt\",\"value\":\"Fog.\"}],\"system\":\"Be terse.\",\"tools\":\"[]\"}\n",
                1,
                "JSON");
        rows("a chat beside others", Schema.CHAT, "{\"messages\":" + messages + ",\"n\":1}\n", 1, "JSON");
    }

    private void parquetOfOthers() throws IOException {
        kinds.add(new Kind(
                "Parquet with types of all kinds",
                Schema.TEXT,
                parquet(
                        "types",
                        "message m { required binary text (STRING); required int32 u (INTEGER(32,false)); required int64 v"
                                + " (INTEGER(64,false)); required int64 at (TIMESTAMP(MICROS,false)); required int32 day (DATE);"
                                + " required fixed_len_byte_array(16) id (UUID); required fixed_len_byte_array(2) half (FLOAT16); }",
                        CompressionCodecName.UNCOMPRESSED,
                        (row, i) -> row.append("text", ANSWERS.get(i))
                                .append("u", -1)
                                .append("v", -1L)
                                .append("at", 0L)
                                .append("day", 1)
                                .append("id", Binary.fromConstantByteArray(new byte[16]))
                                .append("half", Binary.fromConstantByteArray(new byte[] {0, 0x3E}))),
                3,
                "Parquet"));
        refused(
                "Parquet with pictures",
                parquet(
                        "pictures",
                        "message m { required binary text (STRING); required binary image; }",
                        CompressionCodecName.UNCOMPRESSED,
                        (row, i) -> row.append("text", ANSWERS.get(i))
                                .append("image", Binary.fromConstantByteArray(new byte[] {(byte) 0x89, 'P'}))),
                "the column image holds bytes");
    }

    private static byte[] safetensors() {
        byte[] header = utf8("{\"text\": {\"dtype\": \"F32\"}}\n" + lines());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) header.length, (byte) (header.length >> 8), 0, 0, 0, 0, 0, 0});
        out.writeBytes(header);
        return out.toByteArray();
    }

    static List<String> names(int count) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add("c" + i);
        }
        return names;
    }
}
