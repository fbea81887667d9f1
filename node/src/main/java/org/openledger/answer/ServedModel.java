package org.openledger.answer;

import java.nio.file.Path;
import java.util.List;
import org.openledger.factory.Model;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.model.file.ModelException;
import org.openledger.store.Refusal.Kind;
import org.openledger.tensor.TensorException;
import org.openledger.verify.Receipt;

/**
 * A model that is served: the base with one adapter.
 *
 * @param model what receipts say of it
 * @param owner the address that is paid as its developer
 * @param base the base model's name
 * @param adapter the PEFT folder
 * @param createdMillis when it was registered
 */
public record ServedModel(Receipt.Model model, String owner, String base, Path adapter, long createdMillis) {
    /** A model of the factory, on this base. */
    public static ServedModel of(Model model, String base) {
        List<Receipt.Version> versions = model.sources().stream()
                .map(source -> new Receipt.Version(source.token(), source.number(), source.root()))
                .toList();
        return new ServedModel(
                new Receipt.Model(
                        model.name(),
                        model.token(),
                        model.baseDigest(),
                        model.adapterDigest(),
                        model.tokenizerDigest(),
                        model.run(),
                        versions),
                model.owner(),
                base,
                model.adapter(),
                model.createdMillis());
    }

    public String name() {
        return model.name();
    }

    /** Its adapter, the very one that was registered; {@link GatewayException} where its files are gone, damaged or others. */
    public Adapter load(BaseModel on) {
        try {
            return Adapter.load(adapter, on, model.adapterDigest());
        } catch (ModelException | TensorException unreadable) {
            throw notServed(String.valueOf(unreadable.getMessage()));
        }
    }

    private GatewayException notServed(String why) {
        return new GatewayException(Kind.CONFLICT, "The model '" + name() + "' is not served: " + why);
    }
}
