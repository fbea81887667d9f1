package org.openledger.answer;

import java.util.List;
import org.openledger.attribution.influence.SourcedPrompt;
import org.openledger.retrieval.SearchResult;
import org.openledger.verify.Receipt;
import tools.jackson.databind.json.JsonMapper;

/**
 * The sources that an inference was given. Offsets count bytes of the prompt's UTF-8.
 *
 * @param start where the block of all sources begins; 0 when there is none
 * @param end where it ends; what is left around it is the prompt without sources
 * @param leftOut rows that were found and not given: they did not fit beside question and answer, or did not help
 * @param searched the versions that were searched
 * @param sources in the order of the prompt
 */
public record PromptSources(int start, int end, int leftOut, List<SearchResult.From> searched, List<Given> sources) {
    /** Stands for a Datanet's number where another node gave it. */
    private static final long UNKNOWN = 0;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public PromptSources {
        searched = List.copyOf(searched);
        sources = List.copyOf(sources);
    }

    /**
     * A row that stands in the prompt.
     *
     * @param number how the prompt calls it, from 1
     * @param datanet this node's number for its Datanet
     * @param token the Datanet's id on chain
     * @param scorePpm the search's score, in millionths
     */
    public record Given(
            int number,
            long datanet,
            String token,
            String leaf,
            String contributor,
            int start,
            int end,
            int scorePpm) {}

    /** The prompt as its sources' effects are measured; there must be sources. */
    public SourcedPrompt in(String prompt) {
        return new SourcedPrompt(
                prompt,
                start,
                end,
                sources.stream()
                        .map(each -> new SourcedPrompt.Source(each.contributor, each.start, each.end))
                        .toList());
    }

    /** As a receipt says it; it knows Datanets by their ids on chain, and no scores. */
    public static PromptSources of(Receipt.Retrieval retrieval) {
        return new PromptSources(
                retrieval.start(),
                retrieval.end(),
                0,
                retrieval.searched().stream()
                        .map(each -> new SearchResult.From(
                                UNKNOWN, each.datanet(), each.number(), each.root(), each.indexDigest()))
                        .toList(),
                retrieval.sources().stream()
                        .map(each -> new Given(
                                each.number(),
                                UNKNOWN,
                                each.datanet(),
                                each.leaf(),
                                each.contributor(),
                                each.start(),
                                each.end(),
                                0))
                        .toList());
    }

    public String json() {
        return JSON.writeValueAsString(this);
    }

    public static PromptSources parse(String json) {
        return JSON.readValue(json, PromptSources.class);
    }
}
