package org.openledger.train;

import java.nio.file.Path;
import java.util.List;
import org.openledger.model.Adapter;
import org.openledger.model.Decoder;
import org.openledger.model.Logits;
import org.openledger.tensor.Scope;
import org.openledger.train.descent.Derivative;
import org.openledger.train.descent.Objective;

/** The gradient of one text's loss in files, so that anyone can compare this engine's training with another's. */
public final class AdapterGradient {
    private AdapterGradient() {}

    /**
     * Writes the gradient of a row's loss, with respect to an adapter's factors, as a PEFT folder whose factors are gradients.
     *
     * @return the loss, in nats: the mean of a response token, or that of the pair
     */
    public static double write(Decoder decoder, Path adapterFolder, TrainingRow row, Objective objective, Path out) {
        try (Adapter adapter = Adapter.load(adapterFolder, decoder.config());
                Scope _ = Scope.open()) {
            Logits.check(decoder, row.ids());
            LoraParameters parameters = new LoraParameters(decoder.config(), adapter.config());
            LowerLayers layers = LowerLayers.of(decoder, parameters.shape().lowestLayer());
            try (LoraGradients gradients = new LoraGradients(
                    new RowLoss(layers, objective), parameters, LoraOptions.STANDARD, Derivative.WRITTEN_OUT)) {
                LoraGradients.Gradient gradient = gradients.ofMeanLoss(parameters.theta(adapter), List.of(row), 1);
                try (Adapter factors = parameters.adapter(gradient.sum())) {
                    factors.save(out);
                }
                return gradient.loss();
            }
        }
    }
}
