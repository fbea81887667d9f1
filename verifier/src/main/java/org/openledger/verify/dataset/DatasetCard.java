package org.openledger.verify.dataset;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.datanet.SignedStatement;

/** The card of a version: README.md, with metadata as the Hugging Face Hub reads it. What people wrote is quoted, and is no Markdown. */
final class DatasetCard {
    /** Identifiers of licences that the Hub knows, which are those of SPDX in small letters. */
    private static final Set<String> HUB_LICENCES = Set.of(
            "apache-2.0",
            "mit",
            "cc0-1.0",
            "cc-by-2.0",
            "cc-by-2.5",
            "cc-by-3.0",
            "cc-by-4.0",
            "cc-by-sa-3.0",
            "cc-by-sa-4.0",
            "cc-by-nc-2.0",
            "cc-by-nc-3.0",
            "cc-by-nc-4.0",
            "cc-by-nd-4.0",
            "cc-by-nc-nd-3.0",
            "cc-by-nc-nd-4.0",
            "cc-by-nc-sa-2.0",
            "cc-by-nc-sa-3.0",
            "cc-by-nc-sa-4.0",
            "cdla-sharing-1.0",
            "cdla-permissive-1.0",
            "cdla-permissive-2.0",
            "odc-by",
            "odbl",
            "gfdl",
            "wtfpl",
            "bsd-2-clause",
            "bsd-3-clause",
            "gpl-3.0",
            "unlicense");

    private static final String SPECIAL = "\\`*_{}[]<>()#+-.!|~&$@:";

    private DatasetCard() {}

    static byte[] of(DescribedVersion version) {
        StringBuilder card = new StringBuilder("---\n");
        card.append("pretty_name: ").append(quoted(version.name())).append('\n');
        licence(version, card);
        if (!version.languages().isEmpty()) {
            card.append("language:\n");
            version.languages().stream()
                    .map(tag -> tag.split("-", -1)[0].toLowerCase(Locale.ROOT))
                    .distinct()
                    .forEach(tag -> card.append("- ").append(quoted(tag)).append('\n'));
        }
        card.append("size_categories:\n- ")
                .append(quoted(size(version.shown())))
                .append('\n');
        card.append("tags:\n- openledger\n- croissant\n");
        card.append("configs:\n- config_name: default\n  data_files:\n  - split: train\n    path: ")
                .append(quoted(version.format().file()))
                .append("\n---\n\n");
        body(version, card);
        return card.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void licence(DescribedVersion version, StringBuilder card) {
        String hub = version.licence().toLowerCase(Locale.ROOT);
        if (HUB_LICENCES.contains(hub)) {
            card.append("license: ").append(hub).append('\n');
        } else {
            card.append("license: other\nlicense_name: ").append(quoted(hub)).append('\n');
            card.append("license_link: proof/terms.txt\n");
        }
    }

    private static void body(DescribedVersion version, StringBuilder card) {
        card.append("# ").append(plain(version.name())).append("\n\n");
        card.append("Version ")
                .append(version.number())
                .append(": ")
                .append(version.rows())
                .append(" rows");
        long gone = version.rows() - version.shown();
        if (gone > 0) {
            card.append(", of which ").append(gone).append(" were taken back and are not here");
        }
        card.append(". Licence: ").append(plain(version.licence())).append("; the terms are in `proof/terms.txt`.\n\n");
        if (!version.note().isEmpty()) {
            card.append("What is new: ").append(plain(version.note())).append("\n\n");
        }
        card.append("A row has the fields ")
                .append(version.fields().stream()
                        .map(field -> "`" + field + "`")
                        .collect(Collectors.joining(", ")));
        card.append(
                version.format().isParquet()
                        ? "; `metadata` is JSON, what else the contributor's file said.\n\n"
                        : ".\n\n");
        card.append("## Where it comes from\n\n");
        card.append(
                "| contribution | contributor | rows | description | language | collection | personal data | contact |\n");
        card.append("| --- | --- | --- | --- | --- | --- | --- | --- |\n");
        version.contributions().forEach(each -> contribution(each, card));
        card.append("\nWhat is not stated is unknown.\n\n## How to cite it\n\n")
                .append(plain(version.citation()))
                .append("\n\n## How to check it\n\n");
        card.append(
                "`java -jar openledger-verifier.jar --dataset DIR` computes every file here from what was signed.\n\n");
        line(card, "Published", Instant.ofEpochMilli(version.publishedMillis()).toString());
        line(card, "Root", version.root());
        line(card, "Owner", version.owner());
        line(card, "Owner's signature", version.signature());
        line(
                card,
                "Good until",
                Instant.ofEpochSecond(version.deadlineSeconds()).toString());
        line(card, "Chain", Long.toString(version.chainId()));
        line(card, "Registry", version.registry());
        line(card, "Datanet on chain", version.token());
        line(card, "Registered by", version.transaction().isEmpty() ? "not sent yet" : version.transaction());
        line(card, "Operator", version.operator());
    }

    private static void contribution(DescribedVersion.Contribution each, StringBuilder card) {
        Optional<SignedStatement> statement = each.statement();
        List<String> cells = List.of(
                each.id(),
                each.contributor(),
                Long.toString(each.rows()),
                said(statement.flatMap(SignedStatement::description)),
                said(statement.flatMap(SignedStatement::language)),
                said(statement.flatMap(SignedStatement::collection)),
                said(statement.flatMap(SignedStatement::personalData)),
                said(statement.flatMap(SignedStatement::contact)));
        card.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static String said(Optional<String> words) {
        return words.map(DatasetCard::plain).orElse(SignedStatement.NOT_STATED);
    }

    private static void line(StringBuilder card, String name, String value) {
        card.append("- ").append(name).append(": `").append(value).append("`\n");
    }

    /** A text as a string of YAML, which JSON's are. */
    private static String quoted(String text) {
        return new String(CanonicalJson.write(Json.of(text)), StandardCharsets.UTF_8)
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029")
                .replace("\u0085", "\\u0085")
                .replace("\ufeff", "\\ufeff");
    }

    /** A text on one line, in which nothing is Markdown, HTML or a formula. */
    static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        text.codePoints().forEach(each -> {
            int type = Character.getType(each);
            if (Character.isWhitespace(each) || Character.isSpaceChar(each) || type == Character.CONTROL) {
                plain.append(' ');
            } else if (type == Character.FORMAT || type == Character.SURROGATE || type == Character.UNASSIGNED) {
                plain.append("\\[U+").append("%04X".formatted(each)).append("\\]");
            } else {
                plain.append(SPECIAL.indexOf(each) >= 0 || each == '=' ? "\\" : "")
                        .appendCodePoint(each);
            }
        });
        return plain.toString().strip();
    }

    private static String size(long rows) {
        long[] bounds = {1_000, 10_000, 100_000, 1_000_000, 10_000_000};
        String[] names = {"n<1K", "1K<n<10K", "10K<n<100K", "100K<n<1M", "1M<n<10M"};
        for (int i = 0; i < bounds.length; i++) {
            if (rows < bounds[i]) {
                return names[i];
            }
        }
        return "10M<n<100M";
    }
}
