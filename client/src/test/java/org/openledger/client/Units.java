package org.openledger.client;

import java.util.Map;
import java.util.Optional;

/** The units of numbers, which stand last in their names. */
final class Units {
    private static final Map<String, String> BY_ENDING = Map.ofEntries(
            Map.entry("gwei", "Unit: gwei, 10⁻⁹ of the chain's coin."),
            Map.entry("Gwei", "Unit: gwei, 10⁻⁹ of the chain's coin."),
            Map.entry("Wei", "Unit: wei, 10⁻¹⁸ of the chain's coin, as a decimal text."),
            Map.entry("ppm", "Unit: parts per million."),
            Map.entry("Ppm", "Unit: parts per million."),
            Map.entry("Bps", "Unit: basis points, 1/10,000."),
            Map.entry("Millis", "Unit: milliseconds; a time counts them since 1970 in UTC."),
            Map.entry("Seconds", "Unit: seconds; a time counts them since 1970 in UTC."),
            Map.entry("nanonats", "Unit: 10⁻⁹ nats a token."),
            Map.entry("Nanonats", "Unit: 10⁻⁹ nats."),
            Map.entry("Micronats", "Unit: 10⁻⁶ nats."),
            Map.entry("seconds", "Unit: seconds."));

    private Units() {}

    static Optional<String> of(String name) {
        return BY_ENDING.entrySet().stream()
                .filter(each -> name.endsWith(each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
