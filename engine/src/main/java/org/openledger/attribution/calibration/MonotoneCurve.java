package org.openledger.attribution.calibration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The rising curve that is nearest to some points: isotonic regression by pooling adjacent violators (M. Ayer et al., "An empirical
 * distribution function for sampling with incomplete information", 1955). Blocks have at least {@value #LEAST} points, so that the curve
 * follows no single one; between the blocks' means it is straight, beyond them constant.
 */
final class MonotoneCurve {
    private static final int LEAST = 16;

    private MonotoneCurve() {}

    private record Block(double x, double y, int points) {
        /** To the left of another and lower, as far as parts per million tell. */
        boolean below(Block other) {
            return y < other.y && corner().statedPpm() < other.corner().statedPpm();
        }

        Corner corner() {
            return new Corner((int) Math.round(1e6 * x), (int) Math.round(1e6 * y));
        }

        Block with(Block other) {
            int sum = points + other.points;
            return new Block(
                    (x * points + other.x * other.points) / sum, (y * points + other.y * other.points) / sum, sum);
        }
    }

    /** The corners of the curve, from left to right; both parts of one. None without points. */
    static List<Corner> through(List<Likeness> points) {
        List<Block> blocks = new ArrayList<>();
        Block filling = null;
        for (Likeness point : points.stream()
                .sorted(Comparator.comparingDouble(Likeness::stated).thenComparingDouble(Likeness::found))
                .toList()) {
            Block one = new Block(point.stated(), point.found(), 1);
            filling = filling == null ? one : filling.with(one);
            if (filling.points >= LEAST) {
                blocks.add(filling);
                filling = null;
            }
        }
        if (filling != null) {
            blocks.add(blocks.isEmpty() ? filling : blocks.removeLast().with(filling));
        }
        List<Block> rising = new ArrayList<>();
        for (Block block : blocks) {
            Block last = block;
            while (!rising.isEmpty() && !rising.getLast().below(last)) {
                last = rising.removeLast().with(last);
            }
            rising.add(last);
        }
        return rising.stream().map(Block::corner).toList();
    }
}
