package org.openledger.attribution.influence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openledger.attribution.calibration.Calibration;
import org.openledger.attribution.calibration.Corner;
import org.openledger.model.file.FileDigests;
import org.openledger.tensor.AtomicFile;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code manifest.json} of a folder of counterfactual adapters: what they belong to and how they were made. Its SHA-256 is the
 * digest of the whole folder, since it holds the SHA-256 of every other file.
 *
 * @param baseDigest the base model
 * @param adapterDigest the adapter that all rows gave
 * @param rowsDigest the training rows, in order, with their groups
 * @param seed of the run, and of the resampling of answers
 * @param configuration the run's settings, by name
 * @param groups one for each group left out, in the order of the effects
 * @param together one for each set of groups that are alike, left out together
 * @param coded runs that leave out many groups at once, from which each group's effect is told; where there are any, no group has a
 *     file of its own
 * @param predictablePpm how much of other real removals the effects foresee, see {@link Predictability}
 * @param smoothPpm see {@link Smoothness}; empty in folders of before it was measured, and where there is one group
 * @param support the scale of support that was found of the run, and what it is a scale of; empty until it is
 * @param calibration what other seeds showed of the run; empty until it is fitted
 */
record Manifest(
        String baseDigest,
        String adapterDigest,
        String rowsDigest,
        long seed,
        SortedMap<String, String> configuration,
        List<Group> groups,
        List<Together> together,
        Coded coded,
        int predictablePpm,
        Optional<Integer> smoothPpm,
        Optional<SupportScale> support,
        Optional<Calibration> calibration) {
    static final String FILE = "manifest.json";
    private static final String SCHEMA = "openledger.counterfactual-adapters/9";

    /** The same of runs that leave out many groups at once. */
    private static final String CODED = "openledger.counterfactual-adapters/10";

    /** Of runs in which who leads an answer was not measured alone. */
    private static final String CODED_UNLED = "openledger.counterfactual-adapters/8";

    /** Of runs that left out all who are alike three times, so that these divide everything equally. */
    private static final String CODED_TOGETHER = "openledger.counterfactual-adapters/7";

    /**
     * Older ones: in 6 who leads an answer was not measured alone; 5 has no calibration, does not say how smooth the run was, and asked how predictable it was of rows that it had
     * learnt; 4 has no scale of support; of 3, how predictable the run was is what its first order foresaw; 1 and 2 do not say, which counts as wholly, and
     * 1 has no sets of groups.
     */
    private static final List<String> SCHEMAS = List.of(
            CODED,
            CODED_UNLED,
            CODED_TOGETHER,
            SCHEMA,
            "openledger.counterfactual-adapters/6",
            "openledger.counterfactual-adapters/5",
            "openledger.counterfactual-adapters/4",
            "openledger.counterfactual-adapters/3",
            "openledger.counterfactual-adapters/2",
            "openledger.counterfactual-adapters/1");

    private static final String ENCODING = "bfloat16-difference";
    private static final List<String> ENCODINGS = List.of(ENCODING, "float32-difference");
    static final int WHOLLY_PPM = 1_000_000;
    private static final int MAX_BYTES = 64 << 20;
    private static final Pattern FILE_NAME = Pattern.compile("[0-9]{1,9}\\.safetensors");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** One group left out: its name, how many rows it gave, and the file with its difference; empty where it has none of its own. */
    record Group(String name, int rows, String file, String sha256) {}

    /** Groups left out together: their names, and the file with the difference. */
    record Together(List<String> groups, String file, String sha256) {}

    /** Runs that leave out many groups at once, and the sets of groups that are alike, by name. */
    record Coded(List<Together> runs, List<List<String>> alike) {
        static final Coded NONE = new Coded(List.of(), List.of());

        Coded {
            runs = List.copyOf(runs);
            alike = List.copyOf(alike);
        }

        boolean isEmpty() {
            return runs.isEmpty();
        }
    }

    Manifest {
        groups = List.copyOf(groups);
        together = List.copyOf(together);
    }

    /** What is to be made, without what was. */
    Manifest plan() {
        return new Manifest(
                baseDigest,
                adapterDigest,
                rowsDigest,
                seed,
                configuration,
                List.of(),
                List.of(),
                Coded.NONE,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same with what was fitted to the run. */
    Manifest with(SupportScale found, Calibration fitted) {
        return new Manifest(
                baseDigest,
                adapterDigest,
                rowsDigest,
                seed,
                configuration,
                groups,
                together,
                coded,
                predictablePpm,
                smoothPpm,
                Optional.of(found),
                Optional.of(fitted));
    }

    /** Every file with a difference, and whom it leaves out: the groups alone, then sets of them; or those of the coded runs. */
    List<Together> leftOut() {
        return coded.isEmpty()
                ? Stream.concat(
                                groups.stream()
                                        .map(group ->
                                                new Together(List.of(group.name()), group.file(), group.sha256())),
                                together.stream())
                        .toList()
                : coded.runs();
    }

    void write(Path folder) {
        ObjectNode root = JSON.createObjectNode();
        root.put("schema", coded.isEmpty() ? SCHEMA : CODED);
        root.put("encoding", ENCODING);
        root.put("base", baseDigest);
        root.put("adapter", adapterDigest);
        root.put("rows", rowsDigest);
        root.put("seed", seed);
        root.put("predictablePpm", predictablePpm);
        smoothPpm.ifPresent(ppm -> root.put("smoothPpm", ppm));
        support.ifPresent(scale -> root.putObject("support")
                .put("by", scale.by().name().toLowerCase(Locale.ROOT))
                .put("nonePpm", scale.nonePpm())
                .put("allPpm", scale.allPpm()));
        calibration.ifPresent(fitted -> write(root.putObject("calibration"), fitted));
        ObjectNode settings = root.putObject("configuration");
        configuration.forEach(settings::put);
        ArrayNode list = root.putArray("groups");
        for (Group group : groups) {
            ObjectNode written = list.addObject().put("name", group.name()).put("rows", group.rows());
            if (coded.isEmpty()) {
                written.put("file", group.file()).put("sha256", group.sha256());
            }
        }
        write(root.putArray("together"), together);
        if (!coded.isEmpty()) {
            write(root.putArray("coded"), coded.runs());
            ArrayNode sets = root.putArray("alike");
            coded.alike().forEach(set -> set.forEach(sets.addArray()::add));
        }
        AtomicFile.write(
                folder.resolve(FILE), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
    }

    private static void write(ArrayNode list, List<Together> sets) {
        for (Together set : sets) {
            ObjectNode written = list.addObject();
            ArrayNode names = written.putArray("groups");
            set.groups().forEach(names::add);
            written.put("file", set.file()).put("sha256", set.sha256());
        }
    }

    private static void write(ObjectNode node, Calibration calibration) {
        write(node, "factorsPpm", calibration.factorsPpm());
        if (!calibration.leadFactorsPpm().isEmpty()) {
            write(node, "leadFactorsPpm", calibration.leadFactorsPpm());
        }
        node.put("commonPpm", calibration.commonPpm()).put("answers", calibration.answers());
        ArrayNode corners = node.putArray("confidence");
        calibration
                .confidence()
                .forEach(corner ->
                        corners.addObject().put("statedPpm", corner.statedPpm()).put("foundPpm", corner.foundPpm()));
    }

    private static void write(ObjectNode node, String name, List<Integer> factors) {
        ArrayNode list = node.putArray(name);
        factors.forEach(list::add);
    }

    /** Whether a folder has one: its training has finished. */
    static boolean exists(Path folder) {
        return Files.isRegularFile(folder.resolve(FILE));
    }

    /** Reads a manifest and compares every file it names with its digest. */
    static Manifest read(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new InfluenceException(file + " is larger than " + MAX_BYTES + " bytes");
            }
            Manifest manifest = parse(JSON.readTree(Files.readString(file, StandardCharsets.UTF_8)), file);
            for (Together set : manifest.leftOut()) {
                requireWhole(folder.resolve(set.file()), set.sha256());
            }
            return manifest;
        } catch (IOException e) {
            throw new InfluenceException("cannot read the counterfactual adapters in " + folder + ": " + e, e);
        } catch (JacksonException e) {
            throw new InfluenceException(file + " is damaged: " + e.getOriginalMessage(), e);
        }
    }

    private static void requireWhole(Path delta, String sha256) throws IOException {
        if (!FileDigests.ofFile(delta).equals(sha256)) {
            throw new InfluenceException(delta + " is damaged: its checksum differs from the one in " + FILE
                    + ". Train the counterfactual adapters again");
        }
    }

    private static Manifest parse(JsonNode root, Path file) {
        if (!SCHEMAS.contains(text(root, "schema")) || !ENCODINGS.contains(text(root, "encoding"))) {
            throw new InfluenceException(file + " has the format " + text(root, "schema") + ", "
                    + text(root, "encoding") + "; this program reads " + SCHEMA + ", " + ENCODING);
        }
        Coded coded = List.of(CODED, CODED_UNLED, CODED_TOGETHER).contains(text(root, "schema"))
                ? new Coded(sets(root.path("coded"), file), alike(root.path("alike")))
                : Coded.NONE;
        List<Group> groups = new ArrayList<>();
        for (JsonNode group : root.path("groups")) {
            groups.add(new Group(
                    text(group, "name"),
                    group.path("rows").asInt(0),
                    coded.isEmpty() ? fileName(group, file) : "",
                    coded.isEmpty() ? text(group, "sha256") : ""));
        }
        Set<String> known = groups.stream().map(Group::name).collect(Collectors.toSet());
        for (Together run : coded.runs()) {
            if (!known.containsAll(run.groups())) {
                throw new InfluenceException(file + " is damaged: a run leaves out somebody who is none of its groups");
            }
        }
        List<String> alike = coded.alike().stream().flatMap(List::stream).toList();
        if (!known.containsAll(alike) || Set.copyOf(alike).size() < alike.size()) {
            throw new InfluenceException(
                    file + " is damaged: somebody is alike to others who is none of its groups, or stands in two sets");
        }
        SortedMap<String, String> configuration = new TreeMap<>();
        for (Map.Entry<String, JsonNode> setting : root.path("configuration").properties()) {
            configuration.put(setting.getKey(), setting.getValue().asString(""));
        }
        return new Manifest(
                text(root, "base"),
                text(root, "adapter"),
                text(root, "rows"),
                root.path("seed").asLong(0),
                configuration,
                groups,
                sets(root.path("together"), file),
                coded,
                root.path("predictablePpm").asInt(WHOLLY_PPM),
                root.has("smoothPpm") ? Optional.of(root.path("smoothPpm").asInt(0)) : Optional.empty(),
                support(root.path("support"), file),
                calibration(root.path("calibration"), file));
    }

    private static List<List<String>> alike(JsonNode sets) {
        return sets.valueStream()
                .map(set -> set.valueStream().map(name -> name.asString("")).toList())
                .toList();
    }

    private static List<Together> sets(JsonNode list, Path file) {
        List<Together> sets = new ArrayList<>();
        for (JsonNode set : list) {
            List<String> names = set.path("groups")
                    .valueStream()
                    .map(name -> name.asString(""))
                    .toList();
            sets.add(new Together(names, fileName(set, file), text(set, "sha256")));
        }
        return sets;
    }

    private static Optional<Calibration> calibration(JsonNode fitted, Path file) {
        if (fitted.isMissingNode()) {
            return Optional.empty();
        }
        try {
            requireKnown(
                    fitted,
                    "calibration",
                    List.of("factorsPpm", "leadFactorsPpm", "commonPpm", "confidence", "answers"));
            return Optional.of(new Calibration(
                    factors(fitted, "factorsPpm"),
                    factors(fitted, "leadFactorsPpm"),
                    fitted.path("commonPpm").asInt(-1),
                    fitted.path("confidence")
                            .valueStream()
                            .map(corner -> new Corner(
                                    corner.path("statedPpm").asInt(-1),
                                    corner.path("foundPpm").asInt(-1)))
                            .toList(),
                    fitted.path("answers").asInt(-1)));
        } catch (IllegalArgumentException wrong) {
            throw new InfluenceException(file + " is damaged: " + wrong.getMessage(), wrong);
        }
    }

    private static List<Integer> factors(JsonNode fitted, String name) {
        return fitted.path(name).valueStream().map(factor -> factor.asInt(-1)).toList();
    }

    private static Optional<SupportScale> support(JsonNode scale, Path file) {
        if (scale.isMissingNode()) {
            return Optional.empty();
        }
        try {
            requireKnown(scale, "scale of support", List.of("by", "nonePpm", "allPpm"));
            // those of before do not say it
            String by = scale.path("by").asString("pieces");
            return Optional.of(new SupportScale(
                    scale.path("nonePpm").asInt(-1), scale.path("allPpm").asInt(-1), SupportScale.By.named(by)));
        } catch (IllegalArgumentException wrong) {
            throw new InfluenceException(file + " is damaged: " + wrong.getMessage(), wrong);
        }
    }

    private static void requireKnown(JsonNode node, String what, List<String> known) {
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            if (!known.contains(member.getKey())) {
                throw new IllegalArgumentException("its " + what + " has \"" + member.getKey() + "\", which none has");
            }
        }
    }

    private static String fileName(JsonNode node, Path manifest) {
        String name = text(node, "file");
        if (!FILE_NAME.matcher(name).matches()) {
            throw new InfluenceException(manifest + " names the file \"" + name + "\", which is none of this format's");
        }
        return name;
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asString("");
    }
}
