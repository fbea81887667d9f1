package org.openledger.attribution.influence;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * A prompt that holds sources, and what it is without some of them. Offsets count bytes of the prompt's UTF-8, so that whoever
 * has the prompt and the offsets cuts the same prompts out of it in any language.
 *
 * @param text the whole prompt, as the model read it
 * @param start where the block of all sources begins, its heading included
 * @param end where the block ends; without any source, the prompt is what is left around the block
 * @param sources in the order in which they stand in the block
 */
public record SourcedPrompt(String text, int start, int end, List<Source> sources) {
    /** The most sources a prompt may hold. */
    public static final int MAX_SOURCES = 32;

    public SourcedPrompt {
        sources = List.copyOf(sources);
        int at = start;
        for (Source source : sources) {
            if (source.start < at || source.end <= source.start) {
                throw new InfluenceException("the sources of a prompt must follow one another, not " + sources);
            }
            at = source.end;
        }
        if (start < 0 || at > end || end > text.getBytes(StandardCharsets.UTF_8).length) {
            throw new InfluenceException(
                    "the sources of a prompt must stand inside it, not at " + start + " to " + end);
        }
        if (sources.isEmpty() || sources.size() > MAX_SOURCES) {
            throw new InfluenceException("a prompt holds 1 to " + MAX_SOURCES + " sources, not " + sources.size());
        }
    }

    /** A source that stands in the prompt from one byte to another. */
    public record Source(String contributor, int start, int end) {}

    /** The prompt as if it had been asked without any source. */
    public String plain() {
        return withBlock(new byte[0]);
    }

    /** The prompt without some sources, by place in the list; the others keep their numbers. Without all it is the plain one. */
    String without(Set<Integer> left) {
        if (left.size() == sources.size()) {
            return plain();
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        int from = start;
        for (int i = 0; i < sources.size(); i++) {
            if (left.contains(i)) {
                block.write(bytes, from, sources.get(i).start - from);
                from = sources.get(i).end;
            }
        }
        block.write(bytes, from, end - from);
        return withBlock(block.toByteArray());
    }

    private String withBlock(byte[] block) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(bytes, 0, start);
        whole.writeBytes(block);
        whole.write(bytes, end, bytes.length - end);
        return whole.toString(StandardCharsets.UTF_8);
    }
}
