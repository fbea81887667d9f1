package org.openledger.model;

import java.util.List;

/** How rotary frequencies are stretched for contexts longer than the model was first trained on. */
public sealed interface RopeScaling {
    /**
     * The frequency to use in place of {@code frequency} (radians a position).
     *
     * @param pair which of the {@code pairs} turned pairs of coordinates it turns
     * @param theta base of the frequencies
     */
    double stretch(double frequency, int pair, int pairs, double theta);

    /** What cosines and sines are multiplied by. */
    default double amplitude() {
        return 1;
    }

    /** Frequencies as they are. */
    record None() implements RopeScaling {
        @Override
        public double stretch(double frequency, int pair, int pairs, double theta) {
            return frequency;
        }
    }

    /** All frequencies divided by {@code factor}. */
    record Linear(double factor) implements RopeScaling {
        @Override
        public double stretch(double frequency, int pair, int pairs, double theta) {
            return frequency / factor;
        }
    }

    /**
     * The base grows with texts longer than the model's {@code max_position_embeddings}. This engine computes none so long, and up
     * to there frequencies are as they are.
     */
    record Dynamic(double factor) implements RopeScaling {
        @Override
        public double stretch(double frequency, int pair, int pairs, double theta) {
            return frequency;
        }
    }

    /** Llama 3.1: long wavelengths are divided by {@code factor}, short ones kept, those between blended. */
    record Llama3(double factor, double lowFrequencyFactor, double highFrequencyFactor, double originalPositions)
            implements RopeScaling {
        @Override
        public double stretch(double frequency, int pair, int pairs, double theta) {
            double wavelength = 2 * Math.PI / frequency;
            if (wavelength < originalPositions / highFrequencyFactor) {
                return frequency;
            }
            if (wavelength > originalPositions / lowFrequencyFactor) {
                return frequency / factor;
            }
            double kept =
                    (originalPositions / wavelength - lowFrequencyFactor) / (highFrequencyFactor - lowFrequencyFactor);
            return (1 - kept) * frequency / factor + kept * frequency;
        }
    }

    /**
     * YaRN (Peng et al., arXiv:2309.00071): pairs that turn more than {@code fastTurns} times over the original context are kept,
     * those that turn fewer than {@code slowTurns} times divided by {@code factor}, those between blended.
     *
     * @param truncated whether the blend begins and ends at whole pairs
     */
    record Yarn(
            double factor,
            double fastTurns,
            double slowTurns,
            double originalPositions,
            double amplitude,
            boolean truncated)
            implements RopeScaling {
        @Override
        public double stretch(double frequency, int pair, int pairs, double theta) {
            double low = pairThatTurns(fastTurns, pairs, theta);
            double high = pairThatTurns(slowTurns, pairs, theta);
            double first = Math.max(truncated ? Math.floor(low) : low, 0);
            double last = Math.min(truncated ? Math.ceil(high) : high, 2 * pairs - 1);
            double width = first == last ? 0.001 : last - first;
            double divided = Math.clamp((pair - first) / width, 0, 1);
            return frequency / factor * divided + frequency * (1 - divided);
        }

        private double pairThatTurns(double turns, int pairs, double theta) {
            return pairs * Math.log(originalPositions / (turns * 2 * Math.PI)) / Math.log(theta);
        }
    }

    /**
     * LongRoPE (Ding et al., arXiv:2402.13753) up to the original context: each pair's frequency is divided by a factor of its own.
     * Beyond that the model has other factors, which this engine does not compute.
     */
    record Longrope(List<Double> shortFactors, double amplitude) implements RopeScaling {
        public Longrope {
            shortFactors = List.copyOf(shortFactors);
        }

        @Override
        public double stretch(double frequency, int pair, int pairs, double theta) {
            return frequency / shortFactors.get(pair);
        }
    }
}
