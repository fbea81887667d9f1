package org.openledger.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/** Lines of columns, as wide as their longest cell. */
public final class Table {
    private static final String GAP = "  ";
    private static final int MAX_CELL_CHARACTERS = 72;

    private final List<String> headings;
    private final List<List<String>> lines = new ArrayList<>();

    public Table(String... headings) {
        this.headings = List.of(headings);
    }

    public Table row(Object... cells) {
        if (cells.length != headings.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + headings.size() + " columns");
        }
        List<String> line = new ArrayList<>(cells.length);
        for (Object cell : cells) {
            line.add(printable(cell.toString()));
        }
        lines.add(line);
        return this;
    }

    /** Numbers stand right, texts left. */
    public String render(String indent) {
        StringBuilder out = new StringBuilder();
        int[] widths = widths();
        append(out, indent, headings, widths);
        lines.forEach(line -> append(out, indent, line, widths));
        return out.toString();
    }

    private int[] widths() {
        int[] widths = headings.stream().mapToInt(String::length).toArray();
        for (List<String> line : lines) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], line.get(column).length());
            }
        }
        return widths;
    }

    private void append(StringBuilder out, String indent, List<String> line, int[] widths) {
        StringBuilder text = new StringBuilder(indent);
        for (int column = 0; column < widths.length; column++) {
            String cell = line.get(column);
            String padding = " ".repeat(widths[column] - cell.length());
            text.append(numeric(column) ? padding + cell : cell + padding).append(GAP);
        }
        out.append(text.toString().stripTrailing()).append('\n');
    }

    private boolean numeric(int column) {
        return !lines.isEmpty()
                && lines.stream().map(line -> line.get(column)).allMatch(cell -> cell.matches("[-+]?[\\d,.]*( %)?|–"));
    }

    private static String printable(String cell) {
        String clean = cell.replaceAll("\\p{Cntrl}", " ");
        return clean.length() <= MAX_CELL_CHARACTERS ? clean : clean.substring(0, MAX_CELL_CHARACTERS - 1) + "…";
    }
}
