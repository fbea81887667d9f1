package org.openledger.datanet.file;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.openledger.datanet.row.DatanetException;
import org.openledger.store.Refusal.Kind;

/** Files that are no list of records, known by how they begin. */
final class ForeignFile {
    private static final String EXPORT = "export its table as CSV and send that";
    private static final String AS_TEXT = "save its text as plain text or Markdown and send that";
    private static final String NO_TEXT = "rows are text: write what it says into a text, CSV or JSON file";
    private static final String UNPACK = "unpack it, or pack it with gzip, zstd or zip";

    private record Magic(int at, String bytes, String name, String advice) {
        /** A text may begin with the same letters: then no byte of it is zero. */
        boolean fits(String head) {
            boolean letters = bytes.chars().allMatch(c -> c >= ' ' && c < 0x7F);
            boolean says = !letters || bytes.equals("%PDF-") || bytes.startsWith("{") || head.indexOf('\0') >= 0;
            return says && head.startsWith(bytes, at);
        }
    }

    /** By ISO 8859-1, a character a byte. */
    private static final List<Magic> MAGIC = List.of(
            new Magic(0, "%PDF-", "a PDF", AS_TEXT),
            new Magic(0, "\u00D0\u00CF\u0011\u00E0", "a document of old Office (xls, doc, ppt)", EXPORT),
            new Magic(0, "{\\rtf", "a rich text (RTF)", AS_TEXT),
            new Magic(0, "SQLite format 3\0", "an SQLite database", EXPORT),
            new Magic(0, "\u0089PNG", "a PNG image", NO_TEXT),
            new Magic(0, "\u00FF\u00D8\u00FF", "a JPEG image", NO_TEXT),
            new Magic(0, "GIF8", "a GIF image", NO_TEXT),
            new Magic(0, "RIFF", "an image, a sound or a film (RIFF)", NO_TEXT),
            new Magic(0, "II*\0", "a TIFF image", NO_TEXT),
            new Magic(0, "MM\0*", "a TIFF image", NO_TEXT),
            new Magic(4, "ftyp", "a film or an image (MP4, HEIC)", NO_TEXT),
            new Magic(0, "ID3", "a sound (MP3)", NO_TEXT),
            new Magic(0, "\u00FF\u00FB", "a sound (MP3)", NO_TEXT),
            new Magic(0, "OggS", "a sound or a film (Ogg)", NO_TEXT),
            new Magic(0, "fLaC", "a sound (FLAC)", NO_TEXT),
            new Magic(0, "\u001AE\u00DF\u00A3", "a film (Matroska, WebM)", NO_TEXT),
            new Magic(0, "BZh", "packed with bzip2", UNPACK),
            new Magic(0, "\u00FD7zXZ\0", "packed with xz", UNPACK),
            new Magic(0, "7z\u00BC\u00AF'\u001C", "a 7z archive", UNPACK),
            new Magic(0, "Rar!\u001A\u0007", "a RAR archive", UNPACK),
            new Magic(0, "\u0004\"M\u0018", "packed with lz4", UNPACK),
            new Magic(0, "]\0\0", "packed with lzma", UNPACK),
            new Magic(0, "x\u009C", "packed with zlib", UNPACK),
            new Magic(0, "x\u00DA", "packed with zlib", UNPACK),
            new Magic(0, "\u00FF\u0006\0\0sNaPpY", "packed with snappy", UNPACK),
            new Magic(0, "\u007FELF", "a program", NO_TEXT),
            new Magic(0, "\u00CA\u00FE\u00BA\u00BE", "a Java class", NO_TEXT),
            new Magic(0, "\u0093NUMPY", "an array of NumPy", "write its rows as JSON lines"),
            new Magic(0, "\u0089HDF\r\n", "an HDF5 file", "write its rows as Parquet or JSON lines"),
            new Magic(0, "ARROW1", "an Arrow file", "write it as Parquet: table.to_parquet"),
            new Magic(0, "FEA1", "a Feather file", "write it as Parquet"),
            new Magic(0, "\u00FF\u00FF\u00FF\u00FF", "an Arrow stream", "write it as Parquet: dataset.to_parquet"),
            new Magic(0, "ORC", "an ORC file", "write it as Parquet"),
            new Magic(0, "Obj\u0001", "an Avro file", "write its rows as JSON lines"),
            new Magic(0, "GGUF", "a model (GGUF)", NO_TEXT),
            new Magic(0, "wOFF", "a font", NO_TEXT),
            new Magic(0, "wOF2", "a font", NO_TEXT));

    /** A list of objects, the first of which has two members. */
    private static final Pattern YAML_LIST = Pattern.compile(
            "(---\\s*\\n)?(\\w+:[ \\t]*\\n)? *- \\w[\\w -]{0,60}:( .*)?\\n {2,}\\w[\\w -]{0,60}:( .*)?\\n");

    private static final Pattern SQL_DUMP = Pattern.compile(
            "-- (mysql|mariadb|postgresql|sqlite).{0,40}dump|pragma foreign_keys *= *off;|insert into \\S+ values *\\(");

    private static final Pattern MARKDOWN_TABLE =
            Pattern.compile("\\|[^\\n]*\\|[ \\t\\r]*\\n\\|[\\s:|-]+\\|[ \\t\\r]*\\n");

    private static final Pattern MAIL =
            Pattern.compile("(from \\S+ \\w{3} \\w{3} +\\d+ \\d\\d:\\d\\d|return-path: |received: from |delivered-to: "
                    + "|(?=(?:[\\w-]+: .*\\n|[ \\t]+\\S.*\\n)*from: )(?=(?:[\\w-]+: .*\\n|[ \\t]+\\S.*\\n)*date: )"
                    + "(?=(?:[\\w-]+: .*\\n|[ \\t]+\\S.*\\n)*subject: ))");

    private static final Pattern SUBTITLES = Pattern.compile(
            "(webvtt\\s|1\\r?\\n\\d\\d:\\d\\d:\\d\\d,\\d{3} --> |\\[script info\\]\\s|\\[\\d\\d:\\d\\d\\.\\d\\d\\])");

    /** A web page, with or without a remark before it. */
    private static final Pattern HTML =
            Pattern.compile("(<!--.{0,1000}?-->\\s*)?<(!doctype html|html|head|body)[\\s>].*", Pattern.DOTALL);

    private static final Pattern ELEMENT =
            Pattern.compile("</?(div|p|table|tr|td|ul|ol|li|section|article|main|br|span|h[1-6])[\\s/>].*");
    /** A text in Markdown may begin with some of HTML. */
    private static final double MOST = 0.8;

    private static final Pattern BIBLIOGRAPHY = Pattern.compile(
            "@(article|book|inproceedings|misc|incollection|phdthesis|techreport|online|comment|string)\\s*\\{"
                    + "|ty {2}- \\w+\\r?\\n");

    /** A list or an object with a name before it, or in a call. */
    private static final Pattern PROGRAM = Pattern.compile(
            "(#.*\\n|//.*\\n|import .*\\n|\\s)*(export (default )?)?((const|let|var) )?(\\w[\\w.]* *= *|\\w+\\(|default )\\[\\s*[\\[{].*",
            Pattern.DOTALL);

    private static final Pattern SETTINGS =
            Pattern.compile("(#.*\\n|;.*\\n|\\s)*\\[{1,2}[\\w.\" -]+\\]{1,2}[ \\t]*\\r?\\n\\s*[\\w.-]+ *=");

    private static final Pattern OLD_PICKLE =
            Pattern.compile("\\(lp\\d\\n|\\(dp\\d\\n|c(copy_reg|copyreg|__builtin__|builtins|numpy\\S*|pandas\\S*)\\n");

    /** Letters beyond ASCII in the encodings of old mail, of which each byte is ASCII. */
    private static final Pattern UTF_7 = Pattern.compile("\\+A[A-Q][A-Za-z0-9+/]-");

    private static final Pattern HZ = Pattern.compile("~\\{([!-}][!-}])+~\\}");

    private ForeignFile() {}

    /** A sentence for a file that no rows are read from. */
    static DatanetException refusal(String what) {
        return new DatanetException(Kind.INVALID, "this is no file of rows but " + what);
    }

    /** What a file is and what to do with it, where it is none that rows are read from. */
    static Optional<String> named(byte[] head) {
        String bytes = new String(head, 0, Math.min(head.length, 4096), StandardCharsets.ISO_8859_1);
        for (Magic magic : MAGIC) {
            if (magic.fits(bytes)) {
                return Optional.of(magic.name() + ": " + magic.advice());
            }
        }
        if (bytes.length() > 2 && bytes.charAt(0) == '\u0080' && bytes.charAt(1) >= 2 && bytes.charAt(1) <= 5) {
            return Optional.of("a Python pickle: write its rows as JSON lines; a pickle is a program and is never run");
        }
        if (isRecordsOfTensorFlow(bytes)) {
            return Optional.of("records of TensorFlow (TFRecord): write them as JSON lines");
        }
        if (bytes.length() > 9 && bytes.charAt(8) == '{' && bytes.startsWith("\0\0", 6)) {
            return Optional.of("weights of a model (safetensors): " + NO_TEXT);
        }
        String start = bytes.stripLeading().toLowerCase(Locale.ROOT);
        if (start.startsWith("\u00EF\u00BB\u00BF")) {
            start = start.substring(3).stripLeading();
        }
        if (HTML.matcher(start).matches() || isOfElements(start)) {
            return Optional.of("a web page (HTML): " + AS_TEXT);
        }
        if (start.startsWith("--") && start.contains("\ncontent-disposition: form-data")) {
            return Optional.of(
                    "a form of a web page (multipart): send the file itself, as in curl --data-binary @FILE");
        }
        if (start.startsWith("version https://git-lfs.github.com/")) {
            return Optional.of("a pointer of Git LFS in its place: fetch the file itself, with git lfs pull");
        }
        if (YAML_LIST.matcher(start).lookingAt()) {
            return Optional.of("YAML: write its records as JSON lines");
        }
        if (SQL_DUMP.matcher(start).lookingAt()) {
            return Optional.of("a dump of a database (SQL): " + EXPORT);
        }
        if (MARKDOWN_TABLE.matcher(start).lookingAt()) {
            return Optional.of("a table in Markdown: write it as CSV");
        }
        if (MAIL.matcher(start).lookingAt()) {
            return Optional.of("mail: " + AS_TEXT);
        }
        if (SUBTITLES.matcher(start).lookingAt()) {
            return Optional.of("subtitles: " + AS_TEXT);
        }
        return ofProgram(bytes, start);
    }

    private static boolean isOfElements(String start) {
        List<String> lines = start.lines().filter(line -> !line.isBlank()).toList();
        long elements = lines.stream()
                .filter(line -> ELEMENT.matcher(line.strip()).matches())
                .count();
        return !lines.isEmpty() && ELEMENT.matcher(lines.getFirst()).matches() && elements >= MOST * lines.size();
    }

    /** What programs write for themselves. */
    private static Optional<String> ofProgram(String bytes, String start) {
        if (OLD_PICKLE.matcher(start).lookingAt()) {
            return Optional.of("a Python pickle: write its rows as JSON lines; a pickle is a program and is never run");
        }
        if (BIBLIOGRAPHY.matcher(start).lookingAt()) {
            return Optional.of("a bibliography (BibTeX, RIS): write what is meant as CSV or JSON lines");
        }
        if (PROGRAM.matcher(start).matches()) {
            return Optional.of("a program with a list in it: send the list alone, as JSON");
        }
        if (SETTINGS.matcher(start).lookingAt()) {
            return Optional.of("a file of settings (TOML, INI): write its records as JSON lines");
        }
        if (start.startsWith("msgid \"")) {
            return Optional.of("translations of a program (PO): write what is meant as CSV");
        }
        if (start.startsWith("warc/1.")) {
            return Optional.of("an archive of web pages (WARC): write what is meant as JSON lines");
        }
        if (HZ.matcher(bytes).results().count() > 1
                || UTF_7.matcher(bytes).results().count() > 2) {
            return Optional.of("a text in an encoding of old mail (UTF-7, HZ): save it as UTF-8");
        }
        if (start.startsWith("begin:vcard") || start.startsWith("begin:vcalendar")) {
            return Optional.of("an address book or a calendar: write what is meant as CSV or JSON lines");
        }
        if (start.startsWith("<?xml")
                || start.startsWith("<!doctype")
                || start.startsWith("<svg")
                || start.startsWith("<rss")) {
            return Optional.of("XML: write its records as CSV or JSON lines");
        }
        return Optional.empty();
    }

    /** Each record has its length in eight bytes, four of a checksum, and begins with its only field. */
    private static boolean isRecordsOfTensorFlow(String bytes) {
        return bytes.length() > 16
                && bytes.startsWith("\0\0\0\0", 4)
                && bytes.charAt(0) + bytes.charAt(1) + bytes.charAt(2) + bytes.charAt(3) > 0
                && bytes.charAt(12) == '\n';
    }

    /** What a zip is by the names of its files, where it is more than a folder of files. */
    static Optional<String> ofZip(List<String> names) {
        if (names.contains("[Content_Types].xml")) {
            boolean table = names.stream().anyMatch(name -> name.startsWith("xl/"));
            boolean text = names.stream().anyMatch(name -> name.startsWith("word/"));
            return Optional.of(
                    table
                            ? "an Excel workbook (xlsx): " + EXPORT
                            : text ? "a Word document (docx): " + AS_TEXT : "an Office document: " + AS_TEXT);
        }
        if (names.contains("mimetype")) {
            return Optional.of("a document of OpenOffice, or an e-book (ODF, EPUB): " + AS_TEXT);
        }
        if (names.contains("META-INF/MANIFEST.MF")) {
            return Optional.of("a Java archive: " + NO_TEXT);
        }
        if (names.stream().anyMatch(name -> name.endsWith("/data.pkl"))) {
            return Optional.of("weights or tensors of PyTorch: " + NO_TEXT);
        }
        if (names.stream().anyMatch(name -> name.endsWith(".npy"))) {
            return Optional.of("arrays of NumPy (npz): write their rows as JSON lines");
        }
        return Optional.empty();
    }
}
