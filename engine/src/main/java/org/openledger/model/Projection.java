package org.openledger.model;

/** The seven matrices of a Llama block, each of which LoRA can adapt; weights are [outputs, inputs] as in the files. */
public enum Projection {
    QUERY("self_attn", "q_proj"),
    KEY("self_attn", "k_proj"),
    VALUE("self_attn", "v_proj"),
    OUTPUT("self_attn", "o_proj"),
    GATE("mlp", "gate_proj"),
    UP("mlp", "up_proj"),
    DOWN("mlp", "down_proj");

    private final String block;
    private final String module;

    Projection(String block, String module) {
        this.block = block;
        this.module = module;
    }

    /** The name PEFT's {@code target_modules} uses, such as {@code q_proj}. */
    public String module() {
        return module;
    }

    /** The path inside a checkpoint, such as {@code model.layers.0.self_attn.q_proj}. */
    public String path(int layer) {
        return "model.layers." + layer + "." + block + "." + module;
    }

    /** How many inputs the matrix takes. */
    public int inputs(ModelConfig config) {
        return switch (this) {
            case QUERY, KEY, VALUE, GATE, UP -> config.hiddenSize();
            case OUTPUT -> config.heads() * config.headSize();
            case DOWN -> config.intermediateSize();
        };
    }

    /** How many outputs the matrix gives. */
    public int outputs(ModelConfig config) {
        return switch (this) {
            case QUERY -> config.heads() * config.headSize();
            case KEY, VALUE -> config.keyValueHeads() * config.headSize();
            case OUTPUT, DOWN -> config.hiddenSize();
            case GATE, UP -> config.intermediateSize();
        };
    }
}
