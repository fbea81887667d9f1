package org.openledger.condition;

import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openledger.verify.agency.Condition;
import org.openledger.verify.agency.Rules;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Json;

/**
 * Evaluates conditions. What can be written is bounded (characters, nodes, depth), what is put in is (bytes, items), and so are the
 * rounds that all its comprehensions make together; patterns take time linear in the text. What does not compile, goes beyond a bound or
 * fails does not hold.
 */
public final class Conditions implements Rules.Evaluator {
    static final int MAX_ARGUMENT_BYTES = 64 * 1024;
    static final int MAX_ITEMS = 1_000;
    private static final int MAX_NODES = 300;
    private static final int MAX_DEPTH = 32;
    private static final int MAX_PATTERN = 500;
    private static final int MAX_KEPT = 256;
    private static final long MILLIS_PER_SECOND = 1_000;

    private static final CelOptions OPTIONS = CelOptions.current()
            .maxExpressionCodePointSize(Condition.MAX_CHARACTERS)
            .maxParseExpressionNodeCount(MAX_NODES)
            .maxParseRecursionDepth(MAX_DEPTH)
            .comprehensionMaxIterations(MAX_ITEMS)
            .maxRegexProgramSize(MAX_PATTERN)
            .build();

    private final CelCompiler compiler = CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addVar("tool", SimpleType.STRING)
            .addVar("toolClass", SimpleType.STRING)
            .addVar("arguments", MapType.create(SimpleType.STRING, SimpleType.DYN))
            .addVar("mostGwei", SimpleType.INT)
            .addVar("seconds", SimpleType.INT)
            .addVar("tainted", SimpleType.BOOL)
            .addVar("licences", MapType.create(SimpleType.STRING, SimpleType.STRING))
            .setResultType(SimpleType.BOOL)
            .build();
    private final CelRuntime runtime =
            CelRuntimeFactory.legacyCelRuntimeBuilder().setOptions(OPTIONS).build();
    private final Map<String, CelRuntime.Program> programs =
            Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, /* accessOrder= */ true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, CelRuntime.Program> eldest) {
                    return size() > MAX_KEPT;
                }
            });

    /** Why a condition does not compile, as a sentence; empty where it does. */
    public Optional<String> problem(Condition condition) {
        try {
            program(condition);
            return Optional.empty();
        } catch (CelValidationException | CelEvaluationException wrong) {
            return Optional.of("the condition " + condition.name() + " does not compile: " + firstLine(wrong));
        }
    }

    private CelRuntime.Program program(Condition condition) throws CelValidationException, CelEvaluationException {
        CelRuntime.Program kept = programs.get(condition.cel());
        if (kept != null) {
            return kept;
        }
        CelRuntime.Program made =
                runtime.createProgram(compiler.compile(condition.cel()).getAst());
        programs.put(condition.cel(), made);
        return made;
    }

    @Override
    public Optional<String> broken(Condition condition, Rules.Facts facts) {
        if (CanonicalJson.write(facts.arguments()).length > MAX_ARGUMENT_BYTES) {
            return Optional.of("the arguments have more than " + MAX_ARGUMENT_BYTES + " bytes");
        }
        try {
            Map<String, Object> given = new LinkedHashMap<>();
            given.put("tool", facts.tool().name());
            given.put("toolClass", facts.tool().toolClass().word());
            given.put("arguments", value(facts.arguments(), new int[] {0}));
            given.put("mostGwei", facts.mostGwei());
            given.put("seconds", Math.floorDiv(facts.timeMillis(), MILLIS_PER_SECOND));
            given.put("tainted", facts.tainted());
            given.put("licences", facts.licences());
            return Boolean.TRUE.equals(program(condition).eval(given))
                    ? Optional.empty()
                    : Optional.of(condition.cel());
        } catch (CelValidationException | CelEvaluationException | IllegalArgumentException failed) {
            return Optional.of("it cannot be evaluated: " + firstLine(failed));
        }
    }

    private static Object value(Json json, int[] items) {
        if (items[0]++ > MAX_ITEMS) {
            throw new IllegalArgumentException("the arguments have more than " + MAX_ITEMS + " values");
        }
        return switch (json) {
            case Json.JsonObject object -> {
                Map<String, Object> map = new LinkedHashMap<>();
                object.members().forEach((name, each) -> map.put(name, value(each, items)));
                yield map;
            }
            case Json.JsonArray array -> {
                List<Object> list = new ArrayList<>();
                array.items().forEach(each -> list.add(value(each, items)));
                yield list;
            }
            case Json.JsonString text -> text.value();
            case Json.JsonInteger number -> number.value();
            case Json.JsonBoolean truth -> truth.value();
            case Json.JsonNull _ -> dev.cel.common.values.NullValue.NULL_VALUE;
        };
    }

    private static String firstLine(Exception wrong) {
        String message = String.valueOf(wrong.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
