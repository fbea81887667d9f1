package org.openledger.datanet.intake;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openledger.datanet.row.Schema;

/** Files as programs and people export them, in the encodings of their languages, with what each must become. */
final class FileExports {
    private final List<FileKinds.Kind> kinds = new ArrayList<>();

    private FileExports() {}

    static List<FileKinds.Kind> all() {
        FileExports exports = new FileExports();
        exports.encodings();
        exports.headings();
        exports.chats();
        exports.benchmarks();
        exports.tables();
        exports.annotations();
        exports.judged();
        exports.tools();
        exports.foreign();
        exports.packed();
        return exports.kinds;
    }

    private void rows(String name, Schema schema, String text, int rows, String says) {
        kinds.add(new FileKinds.Kind(name, schema, FileKinds.utf8(text), rows, says));
    }

    private void refused(String name, Schema schema, String text, String says) {
        rows(name, schema, text, 0, says);
    }

    private void encodings() {
        encoded("windows-1250", "Kdy se má prořezávat hrušeň?", "V zimě, když strom odpočívá, odřízněte větve.");
        encoded("ISO-8859-2", "Kdy se má prořezávat hrušeň?", "V zimě, když strom odpočívá. Žluťoučký kůň úpěl ódy.");
        encoded("IBM852", "Kdy se má prořezávat hrušeň?", "V zimě, když strom odpočívá, odřízněte větve.");
        for (String charset : List.of("windows-1251", "KOI8-R", "IBM866", "x-MacCyrillic", "ISO-8859-5")) {
            encoded(charset, "Когда лучше всего обрезать грушу?", "Зимой, когда дерево спит, срежьте ветви.");
        }
        encoded("windows-1253", "Πότε κλαδεύουμε την αχλαδιά;", "Τον χειμώνα, όταν το δέντρο κοιμάται.");
        encoded("windows-1254", "Armut ağacı ne zaman budanır?", "Kışın, ağaç uyurken, birbirine değen dalları kesin.");
        encoded("windows-1255", "מתי גוזמים את עץ האגס?", "בחורף, כשהעץ ישן, חותכים את הענפים המצטלבים.");
        encoded("windows-1256", "متى نقلم شجرة الكمثرى؟", "في الشتاء عندما تكون الشجرة نائمة نقطع الأغصان.");
        encoded("windows-1257", "Kada genėti kriaušę?", "Žiemą, kai medis miega, nupjaukite šakas.");
        encoded("x-windows-874", "ควรตัดแต่งต้นแพร์เมื่อไหร่", "ในฤดูหนาว เมื่อต้นไม้หลับ ให้ตัดกิ่งที่ไขว้กัน");
        encoded("IBM850", "Où se trouve le château ?", "Près de l'église, à côté de la forêt.");
        encoded("ISO-8859-15", "Combien coûte l'œuvre ?", "Elle coûte 300 € et se trouve près de l'église.");
        encoded("x-MacRoman", "Où se trouve le château ?", "Près de l’église, à côté de la forêt – c’est très joli.");
        encoded("x-MacRoman", "What’s up?", "It’s “fine” — really… that’s all");
        encoded("x-MacRoman", "Wie heißt das größte Dorf?", "Es heißt Überlingen und liegt schön.");
        encoded("Big5", "梨樹什麼時候修剪比較好？", "冬天剪去交叉的枝條就可以了。");
        encoded("EUC-JP", "梨の木はいつ剪定しますか。", "冬に交差した枝を切ります。");
        encoded("ISO-2022-JP", "梨の木はいつ剪定しますか。", "冬に交差した枝を切ります。");
        String twice = new String(FileKinds.utf8("Für Jürgen, schöne Grüße"), Charset.forName("windows-1252"));
        refused("UTF-8 written twice", Schema.TEXT, "{\"text\": \"" + twice + "\"}\n", "written as UTF-8 twice");
        rows("accents that look like that", Schema.TEXT, "{\"text\": \"AÇÃO É NÃO\"}\n", 1, "JSON");
        refused("UTF-7", Schema.TEXT, "Tr+AOg-s pr+AOg-s de l'+AOk-glise et de la for+AOo-t.\n", "UTF-7");
        refused("HZ", Schema.TEXT, "~{@fJwJ2C4J1:rP^<t~}\n\n~{6,Ll<tH%=;2f5DV&Lu~}\n", "HZ");
        kinds.add(new FileKinds.Kind(
                "MessagePack",
                Schema.TEXT,
                "\u0092\u0081\u00A4text\u00A5hello\u0081\u00A4text\u00A5world".getBytes(StandardCharsets.ISO_8859_1),
                0,
                "no text in the file's encoding"));
    }

    private void encoded(String charset, String question, String answer) {
        String row = "{\"instruction\": \"%s\", \"response\": \"%s\"}\n".formatted(question, answer);
        byte[] bytes = row.getBytes(Charset.forName(charset));
        kinds.add(new FileKinds.Kind(charset + ": " + question, Schema.INSTRUCTION, bytes, 1, charset + " (guessed)"));
    }

    private void headings() {
        rows(
                "headings with rules",
                Schema.TEXT,
                "Bread\n=====\n\nAll.\n\nRye\n---\n\nDark.\n\nWheat\n---\nLight.\n",
                3,
                "Markdown");
        rows("a rule below a list", Schema.TEXT, "# Bread\n\n- rye\n---\n\nMore.\n", 1, "Markdown");
        rows("paragraphs between rules", Schema.TEXT, "One.\n\n-----\n\nTwo.\n\n=====\n\nThree.\n", 3, "plain text");
    }

    private static String message(String id, String parent, String role, String text, String more, String tree) {
        return "{\"message_id\": \"%s\", \"parent_id\": %s, \"role\": \"%s\", \"text\": \"%s\"%s"
                        .formatted(id, parent, role, text, more)
                + ", \"lang\": \"en\", \"message_tree_id\": \"%s\"}\n".formatted(tree);
    }

    private void chats() {
        String first = message("a", "null", "prompter", "Why is whey green?", "", "t");
        String answers = message("b", "\"a\"", "assistant", "It is not.", ", \"rank\": 1.0", "t")
                + message("c", "\"a\"", "assistant", "Riboflavin tints it.", ", \"rank\": 0.0", "t");
        String other = message("d", "null", "prompter", "Name a river.", "", "u")
                + message("e", "\"d\"", "assistant", "The Rhine.", "", "u");
        rows("OASST's messages", Schema.CHAT, first + answers + other, 2, "of each tree of messages");
        rows(
                "OASST's messages of one turn",
                Schema.INSTRUCTION,
                first + answers + other,
                2,
                "of each tree of messages");
        rows("OASST's messages as texts", Schema.TEXT, first + answers + other, 5, "JSON lines");
        String table =
                "message_id,parent_id,role,text,rank,message_tree_id\na,,prompter,Why?,,t\nb,a,assistant,So.,0.0,t\n";
        rows("OASST's messages in CSV", Schema.CHAT, table, 1, "CSV, of each tree");
        refused("OASST's messages without their first", Schema.CHAT, answers, "does not stand beside it");
        String pair =
                "{\"chosen\": \"\\n\\nHuman: %1$s\\n\\nAssistant: Yes.\", \"rejected\": \"\\n\\nHuman: %1$s\\n\\nAssistant: No.\"}\n";
        String pairs =
                pair.formatted("Is rye ripe?") + pair.formatted("Hi\\n\\nAssistant: Hello.\\n\\nHuman: Is it ripe?");
        rows("pairs of transcripts", Schema.PREFERENCE, pairs, 2, "JSON lines");
        String transcripts = "{\"text\": \"Human: Is rye ripe?\\n\\nAssistant: Yes.\"}\n";
        rows("transcripts", Schema.CHAT, transcripts, 1, "JSON");
        rows("transcripts as texts", Schema.TEXT, transcripts, 1, "JSON");
        rows(
                "ChatGPT's export",
                Schema.CHAT,
                "[{\"title\": \"Rye\", \"mapping\": {\"r\": {\"message\": null, \"parent\": null, \"children\": [\"a\"]},"
                        + " \"a\": {\"message\": {\"author\": {\"role\": \"user\"}, \"content\": {\"parts\": [\"Why?\"]}}, \"parent\": \"r\","
                        + " \"children\": [\"b\"]}, \"b\": {\"message\": {\"author\": {\"role\": \"assistant\"}, \"content\": {\"parts\":"
                        + " [\"So.\"]}}, \"parent\": \"a\", \"children\": []}}}]",
                1,
                "a JSON list");
        rows(
                "Claude's export",
                Schema.CHAT,
                "[{\"name\": \"Rye\", \"chat_messages\": [{\"sender\": \"human\", \"text\": \"Why?\"}, {\"sender\": \"assistant\", \"text\": \"So.\"}]}]",
                1,
                "a JSON list");
        rows(
                "Gemini's form",
                Schema.CHAT,
                "{\"contents\": [{\"role\": \"user\", \"parts\": [{\"text\": \"Why?\"}]}, {\"role\": \"model\", \"parts\": [{\"text\": \"So.\"}]}]}",
                1,
                "JSON lines");
        rows(
                "one chat with a list of something else",
                Schema.CHAT,
                "{\"conversation\": [{\"role\": \"user\", \"content\": \"Why?\"}, {\"role\": \"assistant\", \"content\": \"So.\"}],"
                        + " \"moderation\": [{\"flagged\": false}]}",
                1,
                "JSON lines");
    }

    private void benchmarks() {
        rows(
                "SQuAD",
                Schema.INSTRUCTION,
                "{\"data\": [{\"title\": \"Rye\", \"paragraphs\": [{\"context\": \"Rye is dark.\", \"qas\": [{\"id\": \"1\", \"question\": \"Which colour?\","
                        + " \"answers\": [{\"text\": \"dark\", \"answer_start\": 7}]}, {\"id\": \"2\", \"question\": \"Which plant?\", \"answers\":"
                        + " [{\"text\": \"Rye\", \"answer_start\": 0}]}]}]}]}",
                2,
                "a row for each question");
        rows(
                "SQuAD of Hugging Face",
                Schema.INSTRUCTION,
                "{\"context\": \"Rye is dark.\", \"question\": \"Which colour?\", \"answers\": {\"text\": [\"dark\"], \"answer_start\": [7]}}\n",
                1,
                "JSON");
        rows(
                "HumanEval",
                Schema.INSTRUCTION,
                "{\"task_id\": \"1\", \"prompt\": \"def f(x):\", \"canonical_solution\": \"  return x\", \"test\": \"\"}\n",
                1,
                "JSON");
        rows("MBPP", Schema.INSTRUCTION, "{\"task_id\": 1, \"text\": \"Double x.\", \"code\": \"2 * x\"}\n", 1, "JSON");
        refused(
                "multiple choice",
                Schema.INSTRUCTION,
                "{\"question\": \"Two and two?\", \"choices\": [\"3\", \"4\"], \"answer\": 1}\n",
                "number of one of the choices");
        refused(
                "MMLU",
                Schema.TEXT,
                "\"Two and two?\",3,4,5,6,B\n\"Which planet is red?\",Venus,Mars,Earth,Saturn,B\n\"Who?\",A,B,C,D,A\n",
                "does not name its columns");
    }

    private void tables() {
        String good = "instruction,response\nWhy?,So.\nWhen?,Now.\n";
        for (String above : List.of("My great set of 2024\n\n", "# exported today\n", "My set,\n,\n")) {
            refused("a table below " + above.strip(), Schema.TEXT, above + good, "names the columns of a table");
        }
        refused("two lines of names", Schema.INSTRUCTION, "Input,Output\ninstruction,response\n", "once more");
        refused("a line of names again", Schema.INSTRUCTION, "question,answer\nquestion,answer\n", "once more");
        refused(
                "single quotes in CSV",
                Schema.INSTRUCTION,
                "instruction,response\n'Why, then?','So.'\n",
                "double quotes");
        rows("names with pictures", Schema.INSTRUCTION, "📝 instruction,💬 response\nWhy?,So.\n", 1, "CSV");
        rows("a mark of order twice", Schema.INSTRUCTION, "\uFEFF\uFEFFinstruction,response\nWhy?,So.\n", 1, "CSV");
        refused(
                "names over lines",
                Schema.TEXT,
                "\"instruction\n(en)\",\"response\n(en)\"\nWhy?,So.\n",
                "instruction\n(en)");
        refused(
                "a form's answers",
                Schema.INSTRUCTION,
                "Timestamp,What is your question?,And its answer?\n2024/01/02 3:04:05 PM GMT+1,Why?,So.\n2024/01/03 3:04:05 AM GMT+1,When?,Now.\n",
                "the columns are Timestamp, What is your question?");
        refused(
                "tabs without names",
                Schema.TEXT,
                "Is it alive?\tYes, it is.\nIs it ripe?\tNo.\n",
                "does not name its columns");
        refused("one column of which there is the name", Schema.TEXT, "text\n", "no rows");
        refused(
                "a list with remarks",
                Schema.INSTRUCTION,
                "// mine\n[\n{\"instruction\": \"a?\", \"response\": \"b\"}]\n",
                "a comment");
        for (String value : List.of("null", "true", "17", "[1, 2, 3]")) {
            refused("only " + value, Schema.TEXT, value + "\n", "one value of JSON");
        }
    }

    private void annotations() {
        refused(
                "what Prodigy's annotators turned down",
                Schema.LABEL,
                "{\"text\": \"a\", \"label\": \"GOOD\", \"_input_hash\": 1, \"answer\": \"reject\"}\n",
                "answered 'reject'");
        rows(
                "what they took",
                Schema.LABEL,
                "{\"text\": \"a\", \"label\": \"GOOD\", \"_input_hash\": 1, \"answer\": \"accept\"}\n",
                1,
                "JSON");
        rows(
                "Argilla",
                Schema.LABEL,
                "{\"text\": \"a\", \"annotation\": \"good\", \"status\": \"Validated\"}\n",
                1,
                "JSON");
    }

    /** Each with the better answer "So." and the worse one "No.". */
    static final Map<String, String> JUDGED = Map.ofEntries(
            Map.entry(
                    "SHP",
                    "{'post_id': 'a', 'history': 'Why?', 'human_ref_A': 'No.', 'human_ref_B': 'So.', 'labels': 0, 'score_A': 3, 'score_B': 9}"),
            Map.entry(
                    "Chatbot Arena",
                    "{'model_a': 'x', 'model_b': 'y', 'winner': 'model_b', 'conversation_a': [{'role': 'user', 'content': 'Why?'},"
                            + " {'role': 'assistant', 'content': 'No.'}], 'conversation_b': [{'role': 'user', 'content': 'Why?'},"
                            + " {'role': 'assistant', 'content': 'So.'}]}"),
            Map.entry(
                    "Arena's 55,000",
                    "{'id': 1, 'prompt': '[\\\"Why?\\\"]', 'response_a': '[\\\"So.\\\"]', 'response_b': '[\\\"No.\\\"]', 'winner_model_a': 1,"
                            + " 'winner_model_b': 0, 'winner_tie': 0}"),
            Map.entry(
                    "WebGPT",
                    "{'question': {'dataset': 'eli5', 'id': 'q', 'full_text': 'Why?'}, 'answer_0': 'So.', 'score_0': 0.5,"
                            + " 'answer_1': 'No.', 'score_1': -0.5}"),
            Map.entry(
                    "PKU-SafeRLHF",
                    "{'prompt': 'Why?', 'response_0': 'No.', 'response_1': 'So.', 'better_response_id': 1, 'safer_response_id': 0}"),
            Map.entry(
                    "HelpSteer 2",
                    "{'prompt': 'Why?', 'response_1': 'So.', 'response_2': 'No.', 'preference_strength': -2, 'split': 'train'}"),
            Map.entry(
                    "HelpSteer 3",
                    "{'context': [{'role': 'user', 'content': 'Why?'}], 'response1': 'No.', 'response2': 'So.', 'overall_preference': 3}"),
            Map.entry(
                    "AlpacaFarm",
                    "{'instruction': 'Why?', 'input': '', 'output_1': 'No.', 'output_2': 'So.', 'preference': 2}"),
            Map.entry(
                    "summaries",
                    "{'info': {'id': 't', 'post': 'Why?'}, 'summaries': [{'text': 'No.', 'policy': 'a'}, {'text': 'So.', 'policy': 'b'}],"
                            + " 'choice': 1}"),
            Map.entry(
                    "UltraFeedback",
                    "{'source': 's', 'instruction': 'Why?', 'models': ['a', 'b', 'c'], 'completions': [{'response': 'Hm.', 'overall_score': 5.5},"
                            + " {'response': 'So.', 'overall_score': 8.5}, {'response': 'No.', 'overall_score': 2.0}]}"),
            Map.entry(
                    "Nectar",
                    "{'prompt': '\\n\\nHuman: Why? \\n\\nAssistant: ', 'answers': [{'answer': 'No.', 'rank': 3.0}, {'answer': 'So.', 'rank': 1.0},"
                            + " {'answer': 'Hm.', 'rank': 2.0}]}"));

    private void judged() {
        JUDGED.forEach((name, record) -> rows(name, Schema.PREFERENCE, quoted(record), 2, "the one judged best"));
        refused(
                "a match that nobody won",
                Schema.PREFERENCE,
                quoted(JUDGED.getOrDefault("Chatbot Arena", "")
                        .replace("'winner': 'model_b'", "'winner': 'tie (bothbad)'")),
                "neither of its answers was judged better");
        refused(
                "answers of the same score",
                Schema.PREFERENCE,
                quoted(JUDGED.getOrDefault("WebGPT", "").replace("-0.5", "0.5")),
                "neither of its answers was judged better");
        refused(
                "judged answers as instructions",
                Schema.INSTRUCTION,
                quoted(JUDGED.getOrDefault("WebGPT", "")),
                "a Datanet of PREFERENCE takes its answers as pairs");
        refused(
                "two answers that nobody judged",
                Schema.PREFERENCE,
                quoted("{'prompt': 'Why?', 'response_a': 'So.', 'response_b': 'No.'}"),
                "no column of this file");
    }

    /** Two lines of JSON that is written with single quotes here. */
    static String quoted(String record) {
        return (record.replace('\'', '"') + "\n").repeat(2);
    }

    private static String labelStudio(String annotations) {
        return quoted("{'id': 7, 'data': {'text': 'Rye is dark.', 'source': 'book'}, 'annotations': [" + annotations
                + "]," + " 'predictions': []}");
    }

    private static String said(String sentiment, boolean cancelled) {
        return "{'id': 1, 'was_cancelled': " + cancelled
                + ", 'result': [{'from_name': 'sentiment', 'to_name': 'text', 'type': 'choices', 'value': {'choices': ['"
                + sentiment
                + "']}}]}";
    }

    private void tools() {
        String kind = "what its annotators agree on";
        rows("Label Studio", Schema.LABEL, labelStudio(said("good", false)), 2, kind);
        rows("two who agree", Schema.LABEL, labelStudio(said("good", false) + "," + said("good", false)), 2, kind);
        rows("one who skipped it", Schema.LABEL, labelStudio(said("good", false) + "," + said("bad", true)), 2, kind);
        refused(
                "two who do not",
                Schema.LABEL,
                labelStudio(said("good", false) + "," + said("bad", false)),
                "different things of sentiment");
        refused("nobody", Schema.LABEL, labelStudio(""), "nobody has annotated it");
        rows(
                "Label Studio's own names",
                Schema.LABEL,
                labelStudio(said("good", false)).replace("\"from_name\": \"sentiment\"", "\"from_name\": \"class\""),
                2,
                kind);
        rows(
                "Argilla 2",
                Schema.LABEL,
                quoted(
                        "{'id': 'a', 'fields': {'text': 'Rye is dark.'}, 'metadata': {}, 'suggestions': {}, 'status': 'completed',"
                                + " 'responses': {'label': [{'value': 'good', 'user_id': 'u'}, {'value': 'good', 'user_id': 'v'}]}}"),
                2,
                kind);
        rows(
                "Argilla 1",
                Schema.LABEL,
                quoted(
                        "{'fields': {'text': 'Rye is dark.'}, 'responses': [{'user_id': 'u', 'status': 'submitted', 'values': {'label':"
                                + " {'value': 'good'}}}, {'user_id': 'v', 'status': 'discarded', 'values': {'label': {'value': 'bad'}}}]}"),
                2,
                kind);
        rows(
                "answers written in Argilla",
                Schema.INSTRUCTION,
                quoted("{'fields': {'prompt': 'Why?'}, 'responses': {'response': [{'value': 'So.', 'user_id': 'u'}]}}"),
                2,
                kind);
    }

    private void foreign() {
        Map<String, String> texts = Map.ofEntries(
                Map.entry("@article{a,\n  title = {On bread},\n}\n", "BibTeX"),
                Map.entry("TY  - JOUR\nTI  - On bread\nER  - \n", "RIS"),
                Map.entry("<div><p>Hello</p></div>\n", "HTML"),
                Map.entry("<!-- saved -->\n<html><body>Hello</body></html>\n", "HTML"),
                Map.entry("<p>One.</p>\n\n<p>Two.</p>\n", "HTML"),
                Map.entry("[Script Info]\nTitle: x\n\n[Events]\n", "subtitles"),
                Map.entry("[00:12.00]Line one\n[00:17.20]Line two\n", "subtitles"),
                Map.entry("From MAILER-DAEMON Sat Jan  3 01:05:34 1996\nFrom: a\n\nHello\n", "mail"),
                Map.entry("From: A <a@b.org>\nTo: b@c.org\nSubject: Hi\nDate: Mon, 1 Jan 2024\n\nHello\n", "mail"),
                Map.entry("var data = [{\"text\": \"a\"}];\n", "a program"),
                Map.entry("callback([{\"text\": \"a\"}]);\n", "a program"),
                Map.entry("export const data = [\n  { text: 'a' }\n];\n", "a program"),
                Map.entry("DATA = [\n  {'text': 'a'}\n]\n", "a program"),
                Map.entry("[[rows]]\ntext = \"a\"\n", "TOML"),
                Map.entry("[row]\ntext=a\n", "INI"),
                Map.entry("rows:\n  - text: a\n    label: b\n", "YAML"),
                Map.entry("msgid \"\"\nmsgstr \"\"\n", "PO"),
                Map.entry("WARC/1.0\r\nWARC-Type: warcinfo\r\n", "WARC"),
                Map.entry("(lp0\n(dp1\nVtext\np2\nVa\np3\nsa.", "pickle"),
                Map.entry("x\u009C\u0001\u0002", "zlib"),
                Map.entry("]\0\0\u0080\0", "lzma"),
                Map.entry("\u0014\0\0\0\0\0\0\0\u0001\u0002\u0003\u0004\n\u0012\n\u0010text\0", "TFRecord"));
        texts.forEach((text, says) -> kinds.add(new FileKinds.Kind(
                "foreign: " + says + ": " + text.strip().lines().findFirst().orElse(""),
                Schema.TEXT,
                text.getBytes(StandardCharsets.ISO_8859_1),
                0,
                says)));
        rows(
                "Markdown that begins with HTML",
                Schema.TEXT,
                "<p align=center>\n\n# Rye\n\nDark.\n\nSour.\n",
                2,
                "Markdown");
        rows("a text with an equals sign", Schema.TEXT, "x = 3 is all.\n\nMore.\n", 2, "plain text");
    }

    private void packed() {
        byte[] rows = FileKinds.utf8(FileKinds.lines());
        kinds.add(new FileKinds.Kind(
                "a zip of Windows",
                Schema.INSTRUCTION,
                FileKinds.zip(Map.of("data\\train\\rows.jsonl", rows), true),
                3,
                "in zip"));
        kinds.add(new FileKinds.Kind(
                "an empty file in a zip",
                Schema.INSTRUCTION,
                FileKinds.zip(Map.of("train.jsonl", rows, "validation.jsonl", new byte[0]), true),
                3,
                "in zip"));
        kinds.add(new FileKinds.Kind(
                "a drive in a zip",
                Schema.INSTRUCTION,
                FileKinds.zip(Map.of("C:\\rows.jsonl", rows), true),
                0,
                "leads out"));
        kinds.add(new FileKinds.Kind(
                "a name with a line's end",
                Schema.INSTRUCTION,
                FileKinds.zip(Map.of("a\nb.jsonl", rows), true),
                0,
                "nobody sees"));
    }
}
