package org.openledger.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.openledger.model.Adapter;
import org.openledger.model.LoraBank;
import org.openledger.model.LoraBank.Factors;
import org.openledger.model.ModelConfig;
import org.openledger.model.Projection;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Seeds;
import org.openledger.tensor.Tensors;

/**
 * The factors of K adapters while they learn, with Adam's moments. All slots begin alike: A uniform in ±1/√inputs, as PEFT
 * begins, and B zero.
 */
final class TrainableBank implements AutoCloseable {
    private final LoraConfiguration configuration;
    private final int slots;
    private final List<Map<Projection, Factors>> layers = new ArrayList<>();
    private final SortedMap<String, Tensor> parameters = new TreeMap<>();
    private final SortedMap<String, Adam.Moments> moments = new TreeMap<>();
    private final LoraBank bank;

    TrainableBank(ModelConfig model, LoraConfiguration configuration, int slots) {
        this.configuration = configuration;
        this.slots = slots;
        for (int layer = 0; layer < model.layers(); layer++) {
            Map<Projection, Factors> factors = new EnumMap<>(Projection.class);
            for (Projection each : configuration.targets()) {
                String path = each.path(layer);
                Tensor a = parameter(path + ".A", firstA(path, each.inputs(model)));
                Tensor b = parameter(path + ".B", Tensors.zeros(slots, each.outputs(model), configuration.rank()));
                factors.put(each, new Factors(a, b));
            }
            layers.add(factors);
        }
        float[] scales = new float[slots];
        Arrays.fill(scales, (float) configuration.adapter().scale());
        bank = new LoraBank(Scope.own(Tensors.floats(scales, slots, 1, 1)), layers, true);
    }

    private Tensor parameter(String name, Tensor first) {
        Tensor parameter = Scope.own(first);
        parameter.set_requires_grad(true);
        parameters.put(name, parameter);
        moments.put(name, Adam.Moments.zero(parameter.shape()));
        return parameter;
    }

    private Tensor firstA(String path, int inputs) {
        Random random = Seeds.stream(configuration.seed(), path);
        float[] one = new float[configuration.rank() * inputs];
        for (int i = 0; i < one.length; i++) {
            one[i] = (float) ((2 * random.nextDouble() - 1) / Math.sqrt(inputs));
        }
        float[] all = new float[slots * one.length];
        for (int slot = 0; slot < slots; slot++) {
            System.arraycopy(one, 0, all, slot * one.length, one.length);
        }
        return Tensors.floats(all, slots, configuration.rank(), inputs);
    }

    LoraBank bank() {
        return bank;
    }

    /** One step of Adam on every factor; the gradients are then zero again. */
    void update(Adam adam, int step, double rate) {
        try (Scope _ = Scope.open();
                NoGradGuard _ = new NoGradGuard()) {
            forEach((name, parameter) -> {
                Tensor gradient = parameter.mutable_grad();
                adam.update(parameter, gradient, moments(name), step, rate);
                gradient.zero_();
            });
        }
    }

    /** What a checkpoint keeps: every factor and its two moments, by name. */
    SortedMap<String, Tensor> state() {
        SortedMap<String, Tensor> state = new TreeMap<>();
        forEach((name, parameter) -> {
            state.put(name, parameter);
            state.put(name + ".first", moments(name).first());
            state.put(name + ".second", moments(name).second());
        });
        return state;
    }

    /** The adapters of all slots; the caller owns them. */
    List<Adapter> adapters() {
        List<Adapter> adapters = new ArrayList<>();
        for (int slot = 0; slot < slots; slot++) {
            adapters.add(adapter(slot));
        }
        return adapters;
    }

    /** One slot's adapter; the caller owns it. */
    Adapter adapter(int slot) {
        try (Scope _ = Scope.open();
                NoGradGuard _ = new NoGradGuard()) {
            List<Map<Projection, Factors>> copied = new ArrayList<>();
            for (Map<Projection, Factors> layer : layers) {
                Map<Projection, Factors> factors = new EnumMap<>(Projection.class);
                layer.forEach((projection, each) ->
                        factors.put(projection, new Factors(copy(each.a(), slot), copy(each.b(), slot))));
                copied.add(factors);
            }
            return new Adapter(configuration.adapter(), copied);
        }
    }

    private static Tensor copy(Tensor all, int slot) {
        return Scope.own(all.narrow(0, slot, 1).detach().clone());
    }

    private Adam.Moments moments(String name) {
        Adam.Moments found = moments.get(name);
        if (found == null) {
            throw new IllegalStateException("no moments for " + name);
        }
        return found;
    }

    private void forEach(BiConsumer<String, Tensor> work) {
        parameters.forEach(work);
    }

    @Override
    public void close() {
        bank.close();
        moments.values().forEach(Adam.Moments::close);
    }
}
