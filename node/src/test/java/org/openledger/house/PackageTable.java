package org.openledger.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table of packages in ARCHITECTURE.md: its rows in order, each a module and a package. */
record PackageTable(List<Row> rows) {
    private static final Pattern ROW = Pattern.compile("\\| (\\w+) \\| `([a-z.]+)` \\| .+ \\|");
    private static final String HEADING = "## Packages";

    /** One package of one module; the name stands without {@code org.openledger}. */
    record Row(String module, String name) {
        String fullName() {
            return "org.openledger." + name;
        }
    }

    static PackageTable read() {
        Path page = Path.of("..", "ARCHITECTURE.md");
        try {
            List<Row> rows = new ArrayList<>();
            boolean inside = false;
            for (String line : Files.readAllLines(page)) {
                inside = line.startsWith("## ") ? line.equals(HEADING) : inside;
                Matcher row = ROW.matcher(line);
                if (inside && row.matches()) {
                    rows.add(new Row(row.group(1), row.group(2)));
                }
            }
            return new PackageTable(List.copyOf(rows));
        } catch (IOException e) {
            throw new UncheckedIOException("the table of packages cannot be read from " + page, e);
        }
    }

    /** The packages of a module, those that may use nothing of it first. */
    List<Row> of(String module) {
        return rows.stream().filter(row -> row.module().equals(module)).toList();
    }
}
