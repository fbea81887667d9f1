package org.openledger.agency;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openledger.mcp.McpException;
import org.openledger.mcp.McpServer;
import org.openledger.store.Refusal.Kind;
import org.openledger.verify.agency.ToolClass;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Json;

/**
 * Tools of other people's servers, as tools that mandates may name: {@code server__tool}. A mandate pins where a server is and all
 * that it says of a tool, and each call asks the server again what the tool is: one that was changed, renamed or added since is not
 * the one that was signed for. Whatever such a tool does counts as a change, and whatever it answers may be a stranger's words.
 */
public final class Servers {
    private static final String BETWEEN = "__";
    private static final int MAX_ARGUMENT_BYTES = 256 * 1024;

    private final Map<String, McpServer> byName = new HashMap<>();

    public Servers(List<McpServer> servers) {
        for (McpServer server : servers) {
            if (!server.name().matches("[a-z][a-z0-9]{0,19}")) {
                throw new AgencyException(
                        Kind.INVALID.at("agents.servers"),
                        "a server's name has 1 to 20 lowercase letters and digits, not '" + server.name() + "'");
            }
            byName.put(server.name(), server);
        }
    }

    /**
     * A tool of a server.
     *
     * @param called what its server calls it
     * @param foreign what its server says of it, and nothing else
     */
    public record Foreign(String called, Json.JsonObject foreign, AgentTool tool) {}

    /** Every tool of a server as it is now; two whose names mandates cannot tell apart are left out. */
    public List<Foreign> tools(String server) throws InterruptedException {
        McpServer asked = require(server);
        List<Foreign> tools = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Set<String> twice = new HashSet<>();
        for (McpServer.Definition definition : asked.tools()) {
            String name = nameOf(server, definition.name());
            if (!names.add(name)) {
                twice.add(name);
            }
            if (name.length() <= 64) {
                tools.add(new Foreign(definition.name(), definition.definition(), tool(asked, name, definition)));
            }
        }
        return tools.stream()
                .filter(tool -> !twice.contains(tool.tool().name()))
                .toList();
    }

    /** The tool that mandates call by this name, where it is one of a server. */
    Optional<AgentTool> find(String name) throws InterruptedException {
        int between = name.indexOf(BETWEEN);
        String server = between < 0 ? "" : name.substring(0, between);
        if (!byName.containsKey(server)) {
            return Optional.empty();
        }
        return tools(server).stream()
                .map(Foreign::tool)
                .filter(tool -> tool.name().equals(name))
                .findFirst();
    }

    private McpServer require(String server) {
        McpServer found = byName.get(server);
        if (found == null) {
            throw McpServer.unknown(server);
        }
        return found;
    }

    /** What mandates call a tool: lowercase letters, digits and _. */
    public static String nameOf(String server, String called) {
        return server + BETWEEN + called.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
    }

    private static AgentTool tool(McpServer server, String name, McpServer.Definition definition) {
        return new AgentTool(
                name,
                ToolClass.WRITE,
                Json.object()
                        .put("server", server.url().toString())
                        .put("tool", definition.definition())
                        .build(),
                Servers::problem,
                "",
                /* findsAgain= */ false,
                acting -> call(server, definition.name(), acting));
    }

    private static Effect call(McpServer server, String tool, Acting acting) throws InterruptedException {
        try {
            return Effect.free(server.call(tool, acting.arguments()), /* trusted= */ false);
        } catch (McpException failed) {
            throw new McpException(
                    failed.kind(),
                    failed.getMessage() + " Whether it was done there is not known; it is not sent again.");
        }
    }

    private static Optional<String> problem(Json.JsonObject arguments) {
        int bytes = CanonicalJson.write(arguments).length;
        return bytes <= MAX_ARGUMENT_BYTES
                ? Optional.empty()
                : Optional.of("the arguments have " + bytes + " bytes, more than " + MAX_ARGUMENT_BYTES);
    }
}
