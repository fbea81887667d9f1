package org.openledger.agency;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.openledger.verify.Fields;
import org.openledger.verify.Require;
import org.openledger.verify.agency.Action;
import org.openledger.verify.agency.Rules;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Json;

/**
 * What the rules said of a call.
 *
 * @param licences that its Datanets were under
 */
record Decision(List<Rules.Verdict> verdicts, List<Action.Licensed> licences) {
    /** Of what is not decided call by call. */
    static final Decision NONE = new Decision(List.of(), List.of());

    Rules.Found together() {
        return Rules.together(verdicts);
    }

    /** Why it does not hold, as sentences of the rules that say so. */
    String why() {
        Rules.Found worst = together();
        String all = verdicts.stream()
                .filter(verdict -> verdict.found() == worst)
                .map(Rules.Verdict::says)
                .collect(Collectors.joining("; "));
        return all.length() <= 400 ? all : all.substring(0, 399) + "…";
    }

    String text() {
        return new String(
                CanonicalJson.write(Json.object()
                        .put(
                                "rules",
                                Json.array(verdicts.stream()
                                        .map(each -> Json.object()
                                                .put("rule", each.rule().word())
                                                .put("found", each.found().word())
                                                .put("says", each.says())
                                                .build())
                                        .toList()))
                        .put(
                                "licences",
                                Json.array(licences.stream()
                                        .map(each -> Json.object()
                                                .put("datanet", each.datanet())
                                                .put("licence", each.licence())
                                                .build())
                                        .toList()))
                        .build()),
                StandardCharsets.UTF_8);
    }

    static Decision parse(String text) {
        return Fields.read(
                "decision",
                CanonicalJson.parse(text.getBytes(StandardCharsets.UTF_8)),
                fields -> new Decision(
                        fields.objects(
                                "rules",
                                rule -> new Rules.Verdict(
                                        Require.word("rule", Rules.Rule.class, rule.text("rule")),
                                        Require.word("found", Rules.Found.class, rule.text("found")),
                                        rule.text("says"))),
                        fields.objects(
                                "licences", each -> new Action.Licensed(each.text("datanet"), each.text("licence")))));
    }
}
