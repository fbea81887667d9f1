package org.openledger.api.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.openledger.api.http.ApiException;
import org.openledger.api.http.Call;
import org.openledger.api.http.Handlers;
import org.openledger.api.http.ListQuery;
import org.openledger.api.http.RequestBody;
import org.openledger.client.call.NoQuery;
import org.openledger.client.model.ModelActivation;
import org.openledger.client.model.ModelDetail;
import org.openledger.client.model.ModelEndpoints;
import org.openledger.client.model.ModelLine;
import org.openledger.client.model.ModelList;
import org.openledger.client.model.NewModelQuery;
import org.openledger.client.openai.LoraToLoad;
import org.openledger.client.openai.LoraToUnload;
import org.openledger.client.openai.OpenAiEndpoints;
import org.openledger.identity.Address;
import org.openledger.registry.Model;
import org.openledger.registry.Registry;
import org.openledger.registry.Royalty;
import org.openledger.registry.Source;
import org.openledger.registry.Upload;
import org.openledger.store.ListPage;
import org.openledger.store.ListRequest;
import org.openledger.store.Refusal;
import org.openledger.store.Refusal.Kind;

/** Models: bringing them, and which of them answers at which price. Each change needs its owner, or the administrator. */
public final class ModelRoutes implements Handlers.Noun {
    private static final long REGISTRATION_MILLIS = 30_000;
    private static final long REGISTRATION_POLL_MILLIS = 20;
    private static final long RETRY_MILLIS = 2_000;
    private static final String DIGEST = "[0-9a-f]{64}";

    private final ModelParts parts;
    private final ModelViews views;

    public ModelRoutes(ModelParts parts, ModelViews views) {
        this.parts = parts;
        this.views = views;
    }

    @Override
    public void handle(Handlers handlers) {
        handlers.answer(ModelEndpoints.LIST, call -> {
            ListPage<ModelLine> page =
                    parts.lists().models(ListQuery.of(call.query())).map(views::line);
            return new ModelList(page.list(), page.total());
        });
        handlers.answer(ModelEndpoints.ADD, this::add);
        handlers.answer(
                ModelEndpoints.SHOW, call -> views.detail(parts.registry().require(call.text("name"))));
        handlers.answer(ModelEndpoints.ACTIVATE, this::activate);
        handlers.answer(ModelEndpoints.PRICE, call -> {
            Registry.Named named = owned(call);
            return views.detail(parts.registry().price(named.name(), call.body().priceGwei()));
        });
        handlers.answer(
                ModelEndpoints.ROLLBACK,
                call -> views.detail(parts.registry().rollback(owned(call).name())));
        handlers.answer(
                ModelEndpoints.WITHDRAW,
                call -> views.detail(parts.registry().withdraw(owned(call).name())));
        handlers.answer(OpenAiEndpoints.LOAD_LORA, this::load);
        handlers.answer(OpenAiEndpoints.UNLOAD_LORA, this::unload);
    }

    /** The oldest models, and how many there are. */
    public ListPage<ModelLine> oldest(int limit) {
        return parts.lists().models(ListRequest.first(limit)).map(views::line);
    }

    private Registry.Named owned(Call<?, ?> call) {
        Registry.Named named = parts.registry().require(call.text("name"));
        call.caller().requireFor(named.owner());
        return named;
    }

    private ModelLine add(Call<NewModelQuery, byte[]> call) throws IOException {
        NewModelQuery wanted = call.query();
        String owner = Address.parse(wanted.owner());
        call.caller().requireFor(owner);
        Upload upload = new Upload(
                wanted.name(),
                owner,
                Optional.of(wanted.licence()),
                wanted.priceGwei(),
                wanted.versions().map(ModelRoutes::sources).orElse(List.of()),
                wanted.parents().map(ModelRoutes::parents).orElse(List.of()));
        try (InputStream body =
                RequestBody.stream(call.context(), parts.brought().maxArchiveBytes())) {
            return views.line(parts.brought().bring(upload, body));
        }
    }

    private static List<Source> sources(String versions) {
        return Arrays.stream(versions.split(",", -1))
                .map(each -> {
                    if (!each.matches("[0-9]{1,18}:[0-9]{1,18}")) {
                        throw ApiException.invalid(
                                "versions",
                                "'versions' has '" + each + "': name each as DATANET:NUMBER, such as 1:1,2:3.");
                    }
                    int colon = each.indexOf(':');
                    return new Source(
                            Long.parseLong(each.substring(0, colon)), Long.parseLong(each.substring(colon + 1)));
                })
                .toList();
    }

    private static List<Royalty> parents(String parents) {
        return Arrays.stream(parents.split(",", -1))
                .map(each -> {
                    if (!each.matches("[0-9]{1,18}:[0-9]{1,5}")) {
                        throw ApiException.invalid(
                                "parents",
                                "'parents' has '" + each + "': name each as TOKEN:BPS, such as 3:500,4:250.");
                    }
                    int colon = each.indexOf(':');
                    return new Royalty(each.substring(0, colon), Integer.parseInt(each.substring(colon + 1)));
                })
                .toList();
    }

    private ModelDetail activate(Call<NoQuery, ModelActivation> call) {
        String name = call.text("name");
        if (parts.brought().bases().named(name).isPresent()) {
            call.caller().requireFor(parts.brought().baseOwner());
            return views.detail(parts.brought().offerBase(name));
        }
        Registry.Named named = owned(call);
        long newest = named.versions().getLast().number();
        return views.detail(
                parts.registry().activate(name, call.body().version().orElse(newest)));
    }

    /** In the shape of vLLM: from a folder that the operator allowed, or from what was brought, by its digest. */
    private byte[] load(Call<NoQuery, LoraToLoad> call) throws IOException, InterruptedException {
        LoraToLoad wanted = call.body();
        Model model = wanted.path().matches(DIGEST) ? brought(wanted) : fromFolder(wanted);
        parts.registry().activate(model.name(), model.number());
        awaitLive(model);
        return sentence("Success: LoRA adapter '" + wanted.name() + "' added successfully.");
    }

    private Model brought(LoraToLoad wanted) {
        return parts.models()
                .ofAdapter(wanted.path())
                .filter(model -> model.name().equals(wanted.name()))
                .orElseThrow(() -> new Refusal(
                        Kind.UNKNOWN.at("lora_path"),
                        "No adapter with the digest " + wanted.path() + " was brought as '" + wanted.name()
                                + "': POST it to /api/models first."));
    }

    private Model fromFolder(LoraToLoad wanted) throws IOException {
        Path allowed = parts.adapters()
                .orElseThrow(() -> new Refusal(
                        Kind.FORBIDDEN,
                        "This node loads no adapter from a path: its setting model.adapters names no folder. Bring the adapter by"
                                + " POST /api/models, and name its digest as 'lora_path'."))
                .toRealPath();
        Path folder = allowed.resolve(wanted.path()).normalize();
        if (!folder.startsWith(allowed)
                || !Files.isDirectory(folder)
                || !folder.toRealPath().startsWith(allowed)) {
            throw new Refusal(
                    Kind.INVALID.at("lora_path"),
                    "'lora_path' must be a PEFT folder below the folder that the node's setting model.adapters names.");
        }
        Upload upload = new Upload(
                wanted.name(), parts.brought().baseOwner(), Optional.empty(), Optional.empty(), List.of(), List.of());
        return parts.brought().bringFolder(upload, folder);
    }

    private void awaitLive(Model model) throws InterruptedException {
        long end = System.nanoTime() + REGISTRATION_MILLIS * 1_000_000;
        while (!views.isLive(model)) {
            parts.models().find(model.id()).flatMap(Model::refusal).ifPresent(why -> {
                throw new Refusal(Kind.CONFLICT, "The ModelRegistry refused the adapter: " + why);
            });
            if (System.nanoTime() > end) {
                throw new Refusal(
                        Kind.NOT_READY.retryAfter(RETRY_MILLIS),
                        "The chain has not registered the adapter yet: it answers as soon as it has.");
            }
            Thread.sleep(REGISTRATION_POLL_MILLIS);
        }
    }

    private byte[] unload(Call<NoQuery, LoraToUnload> call) {
        parts.registry().withdraw(call.body().name());
        return sentence("Success: LoRA adapter '" + call.body().name() + "' removed successfully.");
    }

    private static byte[] sentence(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
