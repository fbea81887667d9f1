package org.openledger.verify.evidence;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.openledger.verify.VerifierKey;
import org.openledger.verify.evidence.Claim.Question;

/** The claims of a pack as a page for people: one file, no script, nothing that it loads. */
final class ClaimsPage {
    private static final String HEAD = """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <style>
            :root { color-scheme: light dark; }
            body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; }
            li { margin: .5rem 0; overflow-wrap: anywhere; }
            .known { font-weight: 600; }
            .evidence { font: .85rem/1.4 ui-monospace, monospace; opacity: .8; }
            </style>
            """;

    private ClaimsPage() {}

    static byte[] of(PackManifest pack, List<Claim> claims) {
        StringBuilder page = new StringBuilder(HEAD);
        String title = "Evidence of " + pack.subject();
        page.append("<title>").append(escaped(title)).append("</title>\n<h1>").append(escaped(title));
        page.append("</h1>\n<p>Made ")
                .append(Urn.seconds(pack.madeMillis()))
                .append(" by the operator ")
                .append(escaped(pack.operator()))
                .append(", chain ")
                .append(pack.chainId())
                .append(", log ")
                .append(escaped(VerifierKey.parse(pack.logKey()).name()))
                .append(
                        ".</p>\n<p>Each sentence is shown by the parts it names, stated by whom it names, or not known. ")
                .append(
                        "None of them is legal advice, or says that a law is kept. Check the file without any network: ")
                .append("<code>java -jar openledger-verifier.jar FILE</code>.</p>\n");
        for (Question question : Question.values()) {
            page.append("<h2>")
                    .append(escaped(question.sentence()))
                    .append(" ")
                    .append(Claim.answer(claims, question).word())
                    .append("</h2>\n<ul>\n");
            claims.stream().filter(claim -> claim.question() == question).forEach(claim -> {
                page.append("<li><span class=\"known\">")
                        .append(escaped(claim.known()))
                        .append("</span>: ");
                page.append(escaped(claim.says())).append(".");
                if (!claim.evidence().isEmpty()) {
                    page.append(" <span class=\"evidence\">")
                            .append(escaped(String.join(", ", claim.evidence())))
                            .append("</span>");
                }
                page.append("</li>\n");
            });
            page.append("</ul>\n");
        }
        return page.append("</html>\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
