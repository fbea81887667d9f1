package org.openledger.client;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** What the sources say of records and of their components: the words of the document. */
final class Descriptions {
    private final Map<String, String> ofRecords = new TreeMap<>();
    private final Map<String, String> ofComponents = new TreeMap<>();

    /** Reads all sources below a folder. */
    static Descriptions read(Path sources) throws IOException {
        Descriptions descriptions = new Descriptions();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> all = Files.walk(sources)) {
            List<Path> java =
                    all.filter(path -> path.toString().endsWith(".java")).toList();
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(java));
            DocTrees trees = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                descriptions.new Reader(trees, unit).scan(new TreePath(unit), null);
            }
        }
        return descriptions;
    }

    Optional<String> of(Class<?> record) {
        return Optional.ofNullable(ofRecords.get(record.getCanonicalName()));
    }

    Optional<String> of(Class<?> record, String component) {
        return Optional.ofNullable(ofComponents.get(record.getCanonicalName() + "#" + component));
    }

    private final class Reader extends TreePathScanner<Void, Void> {
        private final DocTrees trees;
        private String place;

        Reader(DocTrees trees, CompilationUnitTree unit) {
            this.trees = trees;
            this.place = String.valueOf(unit.getPackageName());
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            String outer = place;
            place = outer + "." + type.getSimpleName();
            if (type.getKind() == Tree.Kind.RECORD) {
                DocCommentTree comment = trees.getDocCommentTree(getCurrentPath());
                if (comment != null) {
                    keep(comment);
                }
            }
            super.visitClass(type, null);
            place = outer;
            return null;
        }

        private void keep(DocCommentTree comment) {
            ofRecords.put(place, text(comment.getFullBody()));
            comment.getBlockTags().forEach(tag -> {
                if (tag instanceof ParamTree param && !param.isTypeParameter()) {
                    ofComponents.put(place + "#" + param.getName(), text(param.getDescription()));
                }
            });
        }

        private static String text(List<?> parts) {
            StringBuilder text = new StringBuilder();
            parts.forEach(text::append);
            return text.toString().replaceAll("\\{@code ([^}]*)}", "`$1`").replaceAll("\\s+", " ");
        }
    }
}
