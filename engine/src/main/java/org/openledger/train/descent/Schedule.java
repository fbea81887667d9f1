package org.openledger.train.descent;

/** The course of the learning rate after the warm-up, from the peak on, by the names that transformers gives them. */
public enum Schedule {
    /** Half a cosine down to a tenth of the peak. */
    COSINE {
        @Override
        double part(double done) {
            return FLOOR + (1 - FLOOR) * 0.5 * (1 + Math.cos(Math.PI * done));
        }
    },
    /** A straight line down to a tenth of the peak. */
    LINEAR {
        @Override
        double part(double done) {
            return 1 - (1 - FLOOR) * done;
        }
    },
    CONSTANT {
        @Override
        double part(double done) {
            return 1;
        }
    };

    private static final double FLOOR = 0.1;

    /** The rate in parts of the peak when a part of the steps after the warm-up is done. */
    abstract double part(double done);
}
