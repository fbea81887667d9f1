package org.openledger.model.gguf;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.openledger.model.Family;

/** The architectures of GGUF that become a family of this engine. */
enum GgufFamily {
    /** Also Mistral, whose window these files do not carry. */
    LLAMA("llama", Family.LLAMA, true),
    QWEN2("qwen2", Family.QWEN2, false),
    QWEN3("qwen3", Family.QWEN3, false),
    GEMMA2("gemma2", Family.GEMMA2, false),
    GEMMA3("gemma3", Family.GEMMA3, false),
    PHI3("phi3", Family.PHI3, false),
    SMOLLM3("smollm3", Family.SMOLLM3, true),
    GRANITE("granite", Family.GRANITE, true),
    OLMO2("olmo2", Family.OLMO2, false);

    private final String architecture;
    private final Family family;
    private final boolean interleaved;

    GgufFamily(String architecture, Family family, boolean interleaved) {
        this.architecture = architecture;
        this.family = family;
        this.interleaved = interleaved;
    }

    static Optional<GgufFamily> of(String architecture) {
        return Arrays.stream(values())
                .filter(each -> each.architecture.equals(architecture))
                .findFirst();
    }

    /** All, to be told to people. */
    static String names() {
        return Arrays.stream(values()).map(each -> each.architecture).collect(Collectors.joining(", "));
    }

    /** {@code general.architecture}, and what the names of its values begin with. */
    String architecture() {
        return architecture;
    }

    Family family() {
        return family;
    }

    /** Whether the pair of a head's row 2i is 2i + 1 in these files, and not i + half the head as in others. */
    boolean interleaved() {
        return interleaved;
    }
}
