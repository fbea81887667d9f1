package org.openledger.cli.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** Lines of columns, as wide as their longest cell. */
public final class Table {
    private static final String GAP = "  ";
    private static final int LEAST_TEXT_CHARACTERS = 8;

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

    /** Numbers stand right, texts left; where lines end somewhere, the longest texts are cut. */
    public String render(String indent) {
        return render(indent, Terminal.columns());
    }

    String render(String indent, OptionalInt columns) {
        StringBuilder out = new StringBuilder();
        int[] widths = widths();
        columns.ifPresent(most -> narrow(widths, most - indent.length()));
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

    /** Takes from the widest text until the line fits, or no text is left that can be cut. */
    private void narrow(int[] widths, int most) {
        int total = Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1);
        while (total > most) {
            int widest = -1;
            for (int column = 0; column < widths.length; column++) {
                boolean canBeCut = widths[column] > LEAST_TEXT_CHARACTERS && !numeric(column);
                if (canBeCut && (widest < 0 || widths[column] > widths[widest])) {
                    widest = column;
                }
            }
            if (widest < 0) {
                return;
            }
            widths[widest]--;
            total--;
        }
    }

    private void append(StringBuilder out, String indent, List<String> line, int[] widths) {
        StringBuilder text = new StringBuilder(indent);
        for (int column = 0; column < widths.length; column++) {
            String cell = cut(line.get(column), widths[column]);
            String padding = " ".repeat(widths[column] - cell.length());
            text.append(numeric(column) ? padding + cell : cell + padding).append(GAP);
        }
        out.append(text.toString().stripTrailing()).append('\n');
    }

    private boolean numeric(int column) {
        return !lines.isEmpty()
                && lines.stream().map(line -> line.get(column)).allMatch(cell -> cell.matches("[-+]?[\\d,.]*( %)?|–"));
    }

    private static String cut(String cell, int most) {
        return cell.length() <= most ? cell : cell.substring(0, most - 1) + "…";
    }

    /** Without what moves a terminal, ends a line, or turns what stands beside it. */
    private static String printable(String cell) {
        return cell.replaceAll("[\\p{Cc}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]", " ");
    }
}
