package org.openledger.builder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What others may see of a class changes its signature, and nothing else does. */
@Tag("unit")
final class ClassSignatureTest {
    private static final String BEFORE = """
            import java.util.*;
            @SuppressWarnings("a") @Deprecated
            public sealed class Seen extends AbstractList<String> implements Runnable permits Seen.First, Seen.Second {
                static final int LIMIT = 7;
                static final List<String> NAMES = List.of("a");
                protected long field;
                private int secret;
                private static final int HIDDEN = 3;
                public String get(int index) { return "x" + secret + HIDDEN; }
                public int size() { return NAMES.size(); }
                public void run() { Runnable local = () -> field++; local.run(); }
                <T extends Number> List<T> of(T value, String... others) throws java.io.IOException { return List.of(value); }
                private void hide() {}
                static final class First extends Seen {}
                static final class Second extends Seen {}
                record Pair(int left, String right) {}
                enum Colour { RED, BLUE }
                @interface Mark { int value() default 1; }
                interface Shape { default int corners() { return 3; } }
            }
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"x\" + secret => \"y\" + secret",
                "List.of(\"a\") => List.of(\"b\", \"c\")",
                "HIDDEN = 3 => HIDDEN = 4",
                "private int secret; => private int secret; private String more;",
                "private void hide() {} => ",
                "private void hide() {} => private int hide(int more) { return more; }",
                "field++ => field += new Object() { int step() { return 2; } }.step()",
                "Runnable local = () -> field++; local.run(); => class Local {} new Local();",
                "NAMES.size() => NAMES.stream().map(name -> name + 1).toList().size()",
                "corners() { return 3; } => corners() { return 4; }",
                "import java.util.*; => \n\n// a comment\nimport java.util.*;"
            })
    void staysWhenOthersSeeNoDifference(String change) throws IOException {
        assertThat(signature(change)).isEqualTo(signature(" => "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LIMIT = 7 => LIMIT = 8",
                "static final int LIMIT => static int LIMIT",
                "protected long field => public long field",
                "protected long field => protected int field",
                "implements Runnable => implements Runnable, java.io.Serializable",
                "AbstractList<String> => AbstractList<Object>",
                "@Deprecated => ",
                "permits Seen.First, Seen.Second => permits Seen.First",
                "static final class Second extends Seen {} => static non-sealed class Second extends Seen {}",
                "public int size() => public final int size()",
                "private void hide() => void hide()",
                "T extends Number => T extends Integer",
                "String... others => String[] others",
                "T value, => T other,",
                "throws java.io.IOException => ",
                "int left => long left",
                "String right => String wrong",
                "RED, BLUE => BLUE, RED",
                "RED, BLUE => RED, BLUE, GREEN",
                "default 1 => default 2",
                "default int corners() { return 3; } => int corners();",
                "record Pair => private record Pair",
                "enum Colour { RED, BLUE } => "
            })
    void changesWhenOthersSeeADifference(String change) throws IOException {
        assertThat(signature(change)).isNotEqualTo(signature(" => "));
    }

    private String signature(String change) throws IOException {
        List<String> sides = List.of(change.split(" => ", -1));
        String source = BEFORE.replace(sides.get(0).isEmpty() ? "no such text" : sides.get(0), sides.get(1))
                .replace("return List.of(value)", "return (List) List.of()");
        if (change.startsWith("permits")) {
            source = source.replace("static final class Second extends Seen {}", "");
        }
        Path home = Files.createTempDirectory(folder, "home");
        Files.writeString(home.resolve("Seen.java"), source);
        Tree tree = new Tree(home);
        TreeMap<String, String> digests = new TreeMap<>();
        digests.put("Seen.java", "");
        Path classes = Files.createDirectory(home.resolve("classes"));
        Compiler compiler = new Compiler(tree, Runtime.version().feature(), List.of());
        return new CompiledSet("", compiler.compile(digests, classes)).signature();
    }
}
