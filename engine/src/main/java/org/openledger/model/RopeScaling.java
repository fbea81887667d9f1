package org.openledger.model;

/** How rotary frequencies are stretched for contexts longer than the model was first trained on. */
public sealed interface RopeScaling {
    /** The frequency to use in place of {@code frequency} (radians a position). */
    double stretch(double frequency);

    /** Frequencies as they are. */
    record None() implements RopeScaling {
        @Override
        public double stretch(double frequency) {
            return frequency;
        }
    }

    /** All frequencies divided by {@code factor}. */
    record Linear(double factor) implements RopeScaling {
        @Override
        public double stretch(double frequency) {
            return frequency / factor;
        }
    }

    /** Llama 3.1: long wavelengths are divided by {@code factor}, short ones kept, those between blended. */
    record Llama3(double factor, double lowFrequencyFactor, double highFrequencyFactor, double originalPositions)
            implements RopeScaling {
        @Override
        public double stretch(double frequency) {
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
}
