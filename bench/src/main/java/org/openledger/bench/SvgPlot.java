package org.openledger.bench;

import java.util.List;
import java.util.Locale;

/** Plots as SVG: bars with intervals, and curves; light or dark as the reader's screen is. */
final class SvgPlot {
    private static final int WIDTH = 720;
    private static final int LEFT = 210;
    private static final int TOP = 48;
    private static final int ROW = 26;
    private static final int CURVE_HEIGHT = 360;
    private static final int CURVE_LEFT = 64;
    private static final int MARGIN = 24;
    private static final int TICKS = 5;

    private final StringBuilder svg = new StringBuilder();

    /** A value with its interval. */
    record Bar(String label, double value, double low, double high) {}

    record Point(double x, double y) {}

    private SvgPlot(int height, String title) {
        line(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\">",
                WIDTH,
                height));
        svg.append("""
                <style>
                  :root { color-scheme: light dark; --ink: #1c1c1c; --line: #c8c8c8; --mark: #2b6cb0; --paper: #fff; }
                  @media (prefers-color-scheme: dark) { :root { --ink: #eee; --line: #555; --mark: #7ab3ef; --paper: #161616; } }
                  text { font: 13px system-ui, sans-serif; fill: var(--ink); }
                  .axis { stroke: var(--line); } .mark { fill: var(--mark); } .curve { stroke: var(--mark); fill: none; stroke-width: 2; }
                  .interval { stroke: var(--ink); }
                </style>
                """);
        line(String.format(
                Locale.ROOT, "<rect width=\"%d\" height=\"%d\" style=\"fill: var(--paper)\"/>", WIDTH, height));
        line(String.format(Locale.ROOT, "<title>%s</title>", escaped(title)));
        text(MARGIN, 28, "start", title);
    }

    /** Horizontal bars from 0, largest value first as given. */
    static String bars(String title, List<Bar> bars) {
        SvgPlot plot = new SvgPlot(TOP + ROW * bars.size() + 2 * MARGIN, title);
        double least = Math.min(0, bars.stream().mapToDouble(Bar::low).min().orElse(0));
        double most = Math.max(1e-9, bars.stream().mapToDouble(Bar::high).max().orElse(1));
        Axis axis = new Axis(least, most, LEFT, WIDTH - 2 * MARGIN);
        plot.verticals(axis, TOP, TOP + ROW * bars.size());
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            double y = TOP + ROW * i + 5;
            double from = Math.min(axis.at(0), axis.at(bar.value()));
            plot.text(LEFT - 10, y + 13, "end", bar.label());
            plot.line(String.format(
                    Locale.ROOT,
                    "<rect class=\"mark\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%d\"/>",
                    from,
                    y,
                    Math.abs(axis.at(bar.value()) - axis.at(0)),
                    ROW - 10));
            plot.stroke("interval", axis.at(bar.low()), y + 8, axis.at(bar.high()), y + 8);
        }
        return plot.end();
    }

    /** A line through points in ascending order of x; y from 0 to 1. */
    static String curve(String title, String xLabel, String yLabel, List<Point> points) {
        SvgPlot plot = new SvgPlot(CURVE_HEIGHT, title);
        int bottom = CURVE_HEIGHT - 2 * MARGIN;
        double most = points.stream().mapToDouble(Point::x).max().orElse(1);
        Axis x = new Axis(0, most, CURVE_LEFT, WIDTH - MARGIN);
        Axis y = new Axis(0, 1, bottom, TOP + MARGIN);
        plot.verticals(x, TOP + MARGIN, bottom);
        for (int tick = 0; tick <= TICKS; tick++) {
            double value = (double) tick / TICKS;
            plot.stroke("axis", CURVE_LEFT, y.at(value), WIDTH - MARGIN, y.at(value));
            plot.text(CURVE_LEFT - 8, y.at(value) + 4, "end", number(value));
        }
        StringBuilder path = new StringBuilder();
        for (Point point : points) {
            path.append(String.format(Locale.ROOT, " %.1f,%.1f", x.at(point.x()), y.at(point.y())));
        }
        plot.line(String.format(
                Locale.ROOT,
                "<polyline class=\"curve\" points=\"%s\"/>",
                path.toString().strip()));
        plot.text((CURVE_LEFT + WIDTH) / 2.0, CURVE_HEIGHT - 8, "middle", xLabel);
        plot.text(CURVE_LEFT, TOP + 12, "start", yLabel);
        return plot.end();
    }

    /** From values to places. */
    private record Axis(double least, double most, double from, double to) {
        double at(double value) {
            double width = most - least;
            return width == 0 ? from : from + (value - least) / width * (to - from);
        }
    }

    private void verticals(Axis axis, double top, double bottom) {
        for (int tick = 0; tick <= TICKS; tick++) {
            double value = axis.least() + (axis.most() - axis.least()) * tick / TICKS;
            stroke("axis", axis.at(value), top, axis.at(value), bottom);
            text(axis.at(value), bottom + 16, "middle", number(value));
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) >= 10 ? "%.0f" : "%.2f", value);
    }

    private void stroke(String kind, double x1, double y1, double x2, double y2) {
        line(String.format(
                Locale.ROOT,
                "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
                kind,
                x1,
                y1,
                x2,
                y2));
    }

    private void text(double x, double y, String anchor, String words) {
        line(String.format(
                Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>", x, y, anchor, escaped(words)));
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private void line(String line) {
        svg.append(line).append('\n');
    }

    private String end() {
        line("</svg>");
        return svg.toString();
    }
}
