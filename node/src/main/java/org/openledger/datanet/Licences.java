package org.openledger.datanet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openledger.chain.rights.StatedLicence;
import org.openledger.datanet.record.Licence;
import org.openledger.datanet.row.DatanetException;
import org.openledger.store.Refusal.Kind;
import org.openledger.verify.UsageRights;

/**
 * The licences a Datanet may have: those of the SPDX list (https://spdx.org/licenses/) that are used for data and text, with
 * what they permit. Kept in {@code licences.tsv}; a licence is added there after reading it.
 */
public final class Licences {
    private static final SortedMap<String, Licence> BY_SPDX = read();

    private Licences() {}

    public static Collection<Licence> all() {
        return BY_SPDX.values();
    }

    public static Optional<Licence> find(String spdx) {
        return Optional.ofNullable(BY_SPDX.get(spdx));
    }

    /** The licence with exactly this identifier; {@link DatanetException} names the nearest spelling otherwise. */
    public static Licence require(String spdx) {
        Licence licence = BY_SPDX.get(spdx);
        if (licence != null) {
            return licence;
        }
        String advice = BY_SPDX.keySet().stream()
                .filter(known -> known.equalsIgnoreCase(spdx))
                .findFirst()
                .map(known -> "did you mean " + known + "?")
                .orElse("choose one of " + String.join(", ", BY_SPDX.keySet()));
        throw new DatanetException(Kind.INVALID, "unknown SPDX licence id: " + advice);
    }

    /** What the chain states, under its name in the list where it has one. */
    static Licence of(StatedLicence stated) {
        return new Licence(stated.spdx(), find(stated.spdx()).map(Licence::name).orElse(stated.spdx()), stated.uses());
    }

    private static SortedMap<String, Licence> read() {
        SortedMap<String, Licence> licences = new TreeMap<>();
        try (InputStream in = Licences.class.getResourceAsStream("licences.tsv")) {
            if (in == null) {
                throw new IllegalStateException("licences.tsv is missing from the jar");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    Licence licence = parse(line);
                    licences.put(licence.spdx(), licence);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("licences.tsv cannot be read", e);
        }
        return Collections.unmodifiableSortedMap(licences);
    }

    private static Licence parse(String line) {
        String[] cells = line.split("\t", -1);
        if (cells.length != 3) {
            throw new IllegalStateException("licences.tsv has a line without three cells: " + line);
        }
        String permits = cells[1];
        return new Licence(
                cells[0],
                cells[2],
                UsageRights.bits(
                        permits.contains("c"), permits.contains("d"), permits.contains("a"), permits.contains("s")));
    }
}
