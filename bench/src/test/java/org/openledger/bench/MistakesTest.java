package org.openledger.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mistakes that people make: each is one sentence that says what to do, and nothing is done. */
@Tag("unit")
final class MistakesTest {
    private static final String BEN = "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed";

    @TempDir
    Path folder;

    /**
     * A mistake.
     *
     * @param typed words; {@code DIR} is a folder without a node, {@code FILE} a file that is nothing special
     * @param says what standard error contains
     */
    record Mistake(String typed, int code, String says) {}

    static Stream<Mistake> mistakes() {
        return Stream.of(
                new Mistake("contributee 1 FILE", 2, "Perhaps you meant: contribute"),
                new Mistake("dataset", 2, "no command 'dataset'"),
                new Mistake("foo --help", 2, "no command 'foo'"),
                new Mistake("--verson", 2, "Perhaps you meant: --version"),
                new Mistake("help contribut", 2, "no command 'contribut'"),
                new Mistake("help run creat", 2, "no command 'creat'"),
                new Mistake("completion tcsh", 2, "tcsh"),
                new Mistake("completion", 2, "SHELL"),
                new Mistake("spans", 2, "'spans' needs a command: build, match"),
                new Mistake("bench atribution", 2, "Perhaps you meant: attribution"),
                new Mistake("run craete x", 2, "Perhaps you meant: create"),
                new Mistake("run create x --owner " + BEN, 2, "--version"),
                new Mistake("run create x --owner 0xben --version 1:1", 2, "--owner: not an address"),
                new Mistake("run create x --owner " + BEN + " --version 1", 2, "DATANET:NUMBER"),
                new Mistake("run create x --owner " + BEN + " --version 1:1 --steps 0", 2, "--steps must be 1 to 100"),
                new Mistake("run create x --owner " + BEN + " --version 1:1 --held-out 120", 2, "0 to 100"),
                new Mistake("run create x --ownr " + BEN + " --version 1:1", 2, "Perhaps you meant: --owner"),
                new Mistake("run --jsn", 2, "Perhaps you meant: --json"),
                new Mistake("run --json --data DIR", 1, "no node runs on"),
                new Mistake("run show", 2, "ID"),
                new Mistake("datanet --data DIR", 1, "openledger up"),
                new Mistake("datanet create Bread --owner " + BEN + " --terms terms.txt", 1, "no file terms.txt"),
                new Mistake("datanet create Bread --owner " + BEN + " --terms DIR", 1, "is a folder: name a file"),
                new Mistake("datanet create Bread --owner " + BEN + " --terms FILE --schema poem", 2, "poem"),
                new Mistake("contribute 1 rows.jsonl --as " + BEN, 1, "no file rows.jsonl"),
                new Mistake("contribute 1 DIR --as " + BEN, 1, "no node runs"),
                new Mistake("contribute 1 FILE", 2, "--as"),
                new Mistake("contribute 1 FILE --as 0x5aaeb6053f3e94c9b9a09f33669435e7ef1beae", 2, "40 hex"),
                new Mistake("ask kitchen why --key k --sources 99 --datanet 1", 2, "--sources must be 1 to 32"),
                new Mistake("ask kitchen", 2, "QUESTION"),
                new Mistake("account deposit " + BEN + " 0", 2, "GWEI must be 1 or more"),
                new Mistake("account deposit " + BEN + " many", 2, "GWEI: 'many' is not a whole number"),
                new Mistake("account 0x12", 2, "ACCOUNT: not an address"),
                new Mistake("receipt --out", 2, "--out needs a value: FILE"),
                new Mistake("datanet review 1 --accept --data DIR", 2, "--accept needs a value: LINES"),
                new Mistake("verify FILE", 1, "no exported receipt"),
                new Mistake("verify missing.json", 1, "no file missing.json"),
                new Mistake("verify FILE --operator me", 2, "not an address"),
                new Mistake("validate --beacon zz", 2, "64 lower-case hex digits"),
                new Mistake("validate --node 127.0.0.1:8080", 2, "no URL"),
                new Mistake("validate --node http://127.0.0.1:9 --sample 1", 1, "does not answer"),
                new Mistake("validate --sample 0 --data DIR", 2, "--sample must be 1 or more"),
                new Mistake("fsck --data DIR", 1, "not the folder of a node"),
                new Mistake("fsck --data DIR/none", 1, "not the folder of a node"),
                new Mistake("fsck --port 8080", 2, "no option --port"),
                new Mistake("doctor --site http://x", 2, "no option --site"),
                new Mistake("doctor --port 70000", 2, "--port must be 0 to 65535"),
                new Mistake("demo --data FILEDIR --exit", 1, "is not empty"),
                new Mistake("up --port none", 1, "a whole number from 0 to 65535"),
                new Mistake("trace-rows", 2, "RECEIPT"),
                new Mistake("lds --rows FILE --methods BM52", 2, "no method 'BM52'"),
                new Mistake("lds --rows none.jsonl", 1, "no file none.jsonl"),
                new Mistake("lds --standard", 1, "name a file with --rows"),
                new Mistake("lds --standard --rows FILE --rank 8", 2, "leave out --rank"),
                new Mistake("lds --run 5f1e --rows FILE", 2, "leave out --rows"),
                new Mistake("lds --run 5f1e --data DIR", 1, "not the folder of a node"),
                new Mistake("lds --rows FILE --data DIR", 2, "leave out --data"),
                new Mistake("value --rows FILE --rate fast", 2, "--rate: 'fast' is not a number"),
                new Mistake("bench attribution --part speed", 2, "speed"),
                new Mistake("pretrain --out FILE", 1, "is a file: name a folder"),
                new Mistake("pretrain --out DIR/model --text book.txt", 1, "no file book.txt"),
                new Mistake("logits --base DIR --ids 1,two --out DIR/out", 2, "two"),
                new Mistake("logits --base DIR --ids 1 --out DIR/out", 1, "config.json"),
                new Mistake("spans build FILE --out DIR/index --tokenizer DIR", 1, "tokenizer.json"),
                new Mistake("spans match DIR --queries FILE --out DIR/spans", 1, "no span index"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsOneSentenceAndNothingIsDone(Mistake mistake) throws IOException {
        Path with = Files.createDirectory(folder.resolve("with"));
        Path file = Files.writeString(with.resolve("file"), "{\"a\": 1}\n");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        List<String> words = new ArrayList<>(Arrays.stream(mistake.typed().split(" "))
                .map(word -> word.replace("FILEDIR", with.toString())
                        .replace("FILE", file.toString())
                        .replace("DIR", empty.toString()))
                .toList());
        Ran ran = Ran.of(words);
        assertThat(ran.code()).as("%s", ran).isEqualTo(mistake.code());
        assertThat(ran.said()).hasSizeLessThanOrEqualTo(3).noneMatch(line -> line.startsWith("\tat "));
        assertThat(ran.said().getFirst()).startsWith("openledger: ").doesNotContain("defect");
        assertThat(String.join("\n", ran.said())).contains(mistake.says());
        try (Stream<Path> made = Files.list(empty)) {
            assertThat(made).as("what a refused command made").isEmpty();
        }
    }
}
