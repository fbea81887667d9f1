package org.openledger.builder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.web3j.codegen.SolidityFunctionWrapper;
import org.web3j.protocol.core.methods.response.AbiDefinition;

/**
 * Turns forge's artifacts into Java with web3j's own generator: {@code GenerateBindings FORGE_OUT TARGET NAME...}. web3j's
 * command line takes one contract at a time, as separate ABI and bytecode files, which forge does not write.
 */
final class GenerateBindings {
    private static final String PACKAGE = "org.openledger.chain.contracts";
    private static final int ADDRESS_BITS = 160;
    private static final String QUIET = "@SuppressWarnings({\"rawtypes\", \"unchecked\"})";

    private GenerateBindings() {}

    public static void main(String[] arguments) throws IOException, ClassNotFoundException {
        Path artifacts = Path.of(arguments[0]);
        Path target = Path.of(arguments[1]);
        Files.createDirectories(target);
        for (String name : Arrays.asList(arguments).subList(2, arguments.length)) {
            generate(artifacts.resolve(name + ".sol").resolve(name + ".json"), name, target);
        }
    }

    private static void generate(Path artifact, String name, Path target) throws IOException, ClassNotFoundException {
        ObjectMapper json = new ObjectMapper();
        JsonNode tree = json.readTree(artifact.toFile());
        List<AbiDefinition> abi = new ArrayList<>();
        for (JsonNode definition : tree.get("abi")) {
            abi.add(json.treeToValue(definition, AbiDefinition.class));
        }
        String bytecode = tree.get("bytecode").get("object").asText().replaceFirst("^0x", "");
        new SolidityFunctionWrapper(true, false, false, ADDRESS_BITS)
                .generateJavaFiles(name, bytecode, abi, target.toString(), PACKAGE, Map.of());
        quieten(target.resolve(PACKAGE.replace('.', '/')).resolve(name + ".java"));
    }

    /** Generated code is not ours to improve: the compiler is told to pass it over. */
    private static void quieten(Path file) throws IOException {
        String source = Files.readString(file);
        Files.writeString(file, source.replace("@SuppressWarnings(\"rawtypes\")", QUIET));
    }
}
