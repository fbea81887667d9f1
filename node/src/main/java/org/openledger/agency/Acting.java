package org.openledger.agency;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.openledger.ledger.Budget;
import org.openledger.verify.agency.Mandate;
import org.openledger.verify.agency.Rules;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json;

/**
 * A call that the gate let through, while it runs.
 *
 * @param action its id
 * @param arguments all of them
 * @param mostGwei that it may cost
 * @param running tells what to stop when the mandate ends
 */
public record Acting(
        String action, Mandate mandate, Json.JsonObject arguments, long mostGwei, RunningCalls.Place running) {
    String text(String name) {
        return optionalText(name).orElseThrow();
    }

    Optional<String> optionalText(String name) {
        return arguments.members().get(name) instanceof Json.JsonString text
                ? Optional.of(text.value())
                : Optional.empty();
    }

    Optional<Integer> number(String name) {
        return arguments.members().get(name) instanceof Json.JsonInteger number
                ? Optional.of(Math.toIntExact(number.value()))
                : Optional.empty();
    }

    /** The Datanets that it names. */
    List<Long> datanets() {
        return Rules.datanetsOf(arguments).stream().map(Long::parseLong).toList();
    }

    /** Whether the rows of all of them are trusted. */
    boolean trusts(List<Long> datanets) {
        return datanets.stream().allMatch(each -> mandate.trustedDatanets().contains(Long.toString(each)));
    }

    /** The id of the one answer that it may ask for: asked for again, it is found. */
    public String inference() {
        return inferenceOf(action);
    }

    static String inferenceOf(String action) {
        return Hex.of(Hashes.sha256(("answer of " + action).getBytes(StandardCharsets.UTF_8)))
                .substring(0, Mandate.ID_DIGITS);
    }

    /** What bounds that answer beside the deposit. */
    public Budget budget() {
        return new Budget("mandate:" + mandate.id(), Optional.of(mostGwei), Optional.empty(), Optional.empty());
    }
}
