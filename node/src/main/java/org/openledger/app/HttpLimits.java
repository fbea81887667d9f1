package org.openledger.app;

import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openledger.api.http.Admission;
import org.openledger.api.limit.ClientAddresses;
import org.openledger.api.limit.Hosts;
import org.openledger.setting.SettingValues;
import org.openledger.setting.Settings;
import org.openledger.store.Refusal;

/** What callers of a node may do, as its operator set it. */
final class HttpLimits {
    private HttpLimits() {}

    /** The names that the node answers to: where it listens, its site, and others that the operator named. */
    static Hosts hosts(SettingValues values) {
        return new Hosts(Stream.of(
                        Stream.of(values.get(Settings.HTTP_HOST)),
                        values.find(Settings.HTTP_SITE_URL).map(site -> String.valueOf(site.getHost())).stream(),
                        values.find(Settings.HTTP_HOSTS).stream().flatMap(names -> Arrays.stream(names.split(","))))
                .flatMap(names -> names));
    }

    static Admission.Options admission(SettingValues values) {
        return new Admission.Options(
                Settings.RATES.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, rate -> values.get(rate.getValue()))),
                values.get(Settings.LIMITS_BURST),
                OptionalInt.of(values.getInt(Settings.DATABASE_MAX_CONNECTIONS)),
                values.get(Settings.LIMITS_WAIT),
                values.find(Settings.HTTP_TRUSTED_PROXIES)
                        .map(HttpLimits::proxies)
                        .orElse(ClientAddresses.DIRECT));
    }

    private static ClientAddresses proxies(String words) {
        try {
            return ClientAddresses.behind(words);
        } catch (IllegalArgumentException wrong) {
            throw new Refusal(
                    Refusal.Kind.INVALID,
                    Settings.HTTP_TRUSTED_PROXIES.name() + " is no list of addresses and networks: " + words
                            + ". Write it as 10.0.0.1,192.168.0.0/16.",
                    wrong);
        }
    }
}
