package org.openledger.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.builder.Build.Goal;

/** A build gives what a build from nothing would give, and does no more than it must. */
@Tag("integration")
final class BuildTest {
    private static final String SAYS = "base of base leaf";

    @TempDir
    Path folder;

    private SmallTree small;

    @BeforeEach
    void buildOnce() throws Exception {
        small = SmallTree.in(folder);
        small.build(Goal.JARS);
        assertThat(small.say()).isEqualTo(SAYS);
        small.age();
    }

    /** The build is the one that an empty folder would get. */
    private void assertAsFromNothing(SmallTree built) throws IOException {
        Map<String, byte[]> classes = built.classes();
        Path home = Files.createTempDirectory(folder, "fresh");
        SmallTree fresh = built.copyTo(home, false).keptIn(home.resolve("none"));
        fresh.resolveLibraries();
        fresh.build(Goal.CLASSES);
        Map<String, byte[]> expected = fresh.classes();
        assertThat(classes.keySet()).isEqualTo(expected.keySet());
        expected.forEach((name, bytes) -> assertThat(classes.get(name)).as(name).isEqualTo(bytes));
    }

    @Nested
    final class OfOneFile {
        @Test
        void aTouchedFileCompilesNothing() throws Exception {
            Files.setLastModifiedTime(small.tree.at(SmallTree.LEAF), FileTime.from(Instant.now()));
            assertThat(small.build(Goal.JARS)).isEmpty();
            assertThat(small.made()).isEmpty();
        }

        @Test
        void aChangedBodyCompilesItsFileAlone() throws Exception {
            small.replace(SmallTree.BASE, "\"of \"", "\"for \"");
            small.build(Goal.JARS);
            assertThat(small.made()).containsExactly("Base$Inner.class", "Base.class");
            assertThat(small.say()).isEqualTo("base for base leaf");
            assertAsFromNothing(small);
        }

        @Test
        void aConstantThatOthersCopiedCompilesThem() throws Exception {
            small.replace(SmallTree.BASE, "NAME = \"base\"", "NAME = \"other\"");
            small.build(Goal.JARS);
            assertThat(small.say()).isEqualTo("other of other leaf");
            assertAsFromNothing(small);
        }

        @Test
        void aSignatureThatOthersUseCompilesThem() throws Exception {
            small.replace(SmallTree.LEAF, "String word()", "CharSequence word()");
            small.build(Goal.JARS);
            assertThat(small.made()).contains("Top.class").doesNotContain("Base.class");
            assertThat(small.say()).isEqualTo(SAYS);
            assertAsFromNothing(small);
        }

        @Test
        void aChangeUnderTestsIsSeenByTheNextProduct() throws Exception {
            small.replace(SmallTree.BASE, "NAME = \"base\"", "NAME = \"other\"");
            small.build(Goal.TESTS);
            small.build(Goal.JARS);
            assertThat(small.say()).isEqualTo("other of other leaf");
        }

        @Test
        void aNewResourceIsPacked() throws Exception {
            small.write("cli/src/main/resources/note.txt", "another note");
            small.build(Goal.JARS);
            assertThat(small.made()).isEmpty();
            assertThat(Files.readString(small.tree.built("openledger.jar"), StandardCharsets.ISO_8859_1))
                    .contains("another note");
        }
    }

    @Nested
    final class OfSourcesThatGo {
        @Test
        void aDeletedSourceTakesItsClassesAlong() throws Exception {
            small.replace(SmallTree.MAIN, "new Leaf().word()", "\"none\"");
            Files.delete(small.tree.at(SmallTree.LEAF));
            small.build(Goal.JARS);
            assertThat(small.classes()).doesNotContainKey("Leaf.class");
            assertThat(small.say()).isEqualTo("base of base none");
        }

        @Test
        void aTypeThatGoesTakesItsClassAlong() throws Exception {
            small.replace(SmallTree.BASE, "public static final class Inner {}", "");
            small.build(Goal.JARS);
            assertThat(small.classes()).doesNotContainKey("Base$Inner.class");
            assertAsFromNothing(small);
        }

        @Test
        void aDeletedSourceThatIsUsedFails() throws Exception {
            Files.delete(small.tree.at(SmallTree.LEAF));
            assertThatThrownBy(() -> small.build(Goal.JARS)).isInstanceOf(BuildException.class);
        }
    }

    @Nested
    final class ThatFails {
        @Test
        void brokenSourcesLeaveNothingToRun() throws Exception {
            small.replace(SmallTree.LEAF, "\"leaf\"", "leaf");
            assertThatThrownBy(() -> small.build(Goal.JARS))
                    .isInstanceOf(BuildException.class)
                    .hasMessageContaining("Leaf.java:3")
                    .hasMessageContaining("do not compile");
            assertThat(small.tree.built("classes.stamp")).doesNotExist();
            small.replace(SmallTree.LEAF, "return leaf", "return \"twig\"");
            small.build(Goal.JARS);
            assertThat(small.made()).containsExactly("Leaf.class");
            assertThat(small.say()).isEqualTo("base of base twig");
        }

        @Test
        void whatWasCutOffIsDoneAgain() throws Exception {
            for (Path file : FileTree.files(small.tree.built("classes"))) {
                Files.write(file, new byte[0]);
            }
            small.write("target/build/unsure.stamp", "");
            FileTree.delete(small.cache);
            small.resolveLibraries();
            small.replace(SmallTree.LEAF, "\"leaf\"", "\"twig\"");
            // all notes are gone, those on libraries as well
            assertThatThrownBy(() -> small.build(Goal.JARS)).isInstanceOf(BuildException.class);
            small.resolveLibraries();
            small.build(Goal.JARS);
            assertThat(small.say()).isEqualTo("base of base twig");
            assertAsFromNothing(small);
        }

        @Test
        void whatChangedMeanwhileIsReadAgain() throws Exception {
            // The list of inputs is made; then somebody edits.
            small.write(
                    "builder/inputs",
                    Tree.read(small.tree.at("builder/inputs")) + "\n[ -e edited ] || sed -i s/leaf/twig/ "
                            + SmallTree.LEAF + "\n[ -e edited ] || touch edited\n");
            small.replace(SmallTree.LEAF, "\"leaf\"", "\"a leaf\"");
            assertThatThrownBy(() -> small.build(Goal.JARS)).isInstanceOf(BuildException.class);
            small.resolveLibraries();
            small.build(Goal.JARS);
            assertThat(small.say()).isEqualTo("base of base a twig");
            assertAsFromNothing(small);
        }
    }

    @Nested
    final class ThatIsKept {
        @Test
        void anotherBranchAndBackCompilesOnce() throws Exception {
            small.replace(SmallTree.BASE, "NAME = \"base\"", "NAME = \"other\"");
            assertThat(small.build(Goal.JARS)).contains("Compiling");
            small.replace(SmallTree.BASE, "NAME = \"other\"", "NAME = \"base\"");
            assertThat(small.build(Goal.JARS)).isEmpty();
            assertThat(small.say()).isEqualTo(SAYS);
            assertAsFromNothing(small);
        }

        @Test
        void aCopyCompilesNothing() throws Exception {
            SmallTree copy = small.copyTo(folder.resolve("copy"), true);
            FileTree.delete(small.cache);
            copy.age();
            assertThat(copy.build(Goal.JARS)).isEmpty();
            assertThat(copy.made()).isEmpty();
            assertThat(copy.say()).isEqualTo(SAYS);
        }

        @Test
        void aCloneTakesWhatIsKept() throws Exception {
            SmallTree clone = small.copyTo(folder.resolve("clone"), false);
            assertThat(clone.build(Goal.JARS)).isEmpty();
            assertThat(clone.say()).isEqualTo(SAYS);
            clone.replace(SmallTree.LEAF, "\"leaf\"", "\"twig\"");
            clone.age();
            clone.build(Goal.JARS);
            assertThat(clone.made()).containsExactly("Leaf.class");
            assertThat(clone.say()).isEqualTo("base of base twig");
        }

        @Test
        void aColdCacheCompilesAll() throws Exception {
            SmallTree clone = small.copyTo(folder.resolve("clone"), false);
            FileTree.delete(small.cache);
            clone.resolveLibraries();
            assertThat(clone.build(Goal.JARS)).contains("classes/verifier", "classes/cli");
            assertThat(clone.say()).isEqualTo(SAYS);
        }

        @Test
        void whatIsKeptBadlyIsBuiltAgain() throws Exception {
            SmallTree clone = small.copyTo(folder.resolve("clone"), false);
            Path kept = FileTree.files(small.cache).getFirst();
            byte[] bytes = Files.readAllBytes(kept);
            Files.write(kept, Arrays.copyOf(bytes, bytes.length / 2));
            assertThatThrownBy(() -> clone.build(Goal.JARS)).isInstanceOf(BuildException.class);
            clone.resolveLibraries();
            clone.build(Goal.JARS);
            assertThat(clone.say()).isEqualTo(SAYS);
        }

        @Test
        void onlyTheLastAreKept() throws Exception {
            for (int i = 0; i < 8; i++) {
                small.replace(SmallTree.LEAF, i == 0 ? "leaf" : "leaf" + (i - 1), "leaf" + i);
                small.build(Goal.JARS);
            }
            assertThat(FileTree.files(small.cache)).hasSize(5);
        }
    }

    @Test
    void twoAtOnceBuildOneAfterTheOther() throws Exception {
        small.replace(SmallTree.BASE, "NAME = \"base\"", "NAME = \"other\"");
        List<Process> builders = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            ProcessBuilder builder = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "src/main/java/org/openledger/builder/Main.java",
                    small.tree.home().toString(),
                    "jars");
            builder.environment().put("XDG_CACHE_HOME", small.cache.toString());
            builders.add(builder.redirectErrorStream(true)
                    .redirectOutput(folder.resolve("said" + i).toFile())
                    .start());
        }
        for (Process builder : builders) {
            assertThat(builder.waitFor()).isZero();
        }
        String said = Files.readString(folder.resolve("said0")) + Files.readString(folder.resolve("said1"));
        assertThat(said.split("Compiling classes/verifier", -1)).as(said).hasSize(2);
        assertThat(small.say()).isEqualTo("other of other leaf");
        assertAsFromNothing(small);
    }
}
