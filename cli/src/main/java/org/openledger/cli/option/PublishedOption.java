package org.openledger.cli.option;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.openledger.kept.RestoredFolder.Published;
import org.openledger.store.Refusal;
import picocli.CommandLine.Option;

/** What an operator says was published of a restored folder's log. */
public final class PublishedOption {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int OK = 200;

    @Option(
            names = "--published",
            paramLabel = "FILE|URL",
            description =
                    "of a restored folder: the newest checkpoint of its log that anybody has, such as a mirror's /log/checkpoint")
    private @Nullable String newest;

    @Option(
            names = "--nothing-later-published",
            description =
                    "of a restored folder: no checkpoint later than the snapshot was published; the log notes that you said so")
    private boolean nothingLater;

    /** Reads what was named. */
    public Published published() {
        String named = newest;
        if (named == null) {
            if (!nothingLater) {
                throw new Refusal(Refusal.Kind.INVALID, "say which checkpoint was published, or that none was");
            }
            return new Published.NothingLater();
        }
        return new Published.Newest(named.matches("https?://.*") ? fetch(named) : new InputFile(named).text(), named);
    }

    private static String fetch(String url) {
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
            var response = client.send(
                    HttpRequest.newBuilder(URI.create(url)).timeout(TIMEOUT).build(), BodyHandlers.ofString());
            if (response.statusCode() != OK) {
                throw new Refusal(
                        Refusal.Kind.FAILED, url + " answered " + response.statusCode() + ": name a checkpoint's URL");
            }
            return response.body();
        } catch (IOException | IllegalArgumentException e) {
            throw new Refusal(Refusal.Kind.FAILED, "cannot read the checkpoint " + url + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(Refusal.Kind.FAILED, "interrupted while reading " + url, e);
        }
    }
}
