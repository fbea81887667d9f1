package org.openledger.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The matrices of a block, each of which LoRA can adapt; weights are [outputs, inputs] as in the files. A block has seven, or
 * four where some are kept as one.
 */
public enum Projection {
    QUERY("self_attn", "q_proj"),
    KEY("self_attn", "k_proj"),
    VALUE("self_attn", "v_proj"),
    OUTPUT("self_attn", "o_proj"),
    GATE("mlp", "gate_proj"),
    UP("mlp", "up_proj"),
    DOWN("mlp", "down_proj"),
    /** Query, key and value, one above the other. */
    QUERY_KEY_VALUE("self_attn", "qkv_proj"),
    /** Gate above up. */
    GATE_UP("mlp", "gate_up_proj");

    static final Set<Projection> SEPARATE = Collections.unmodifiableSet(EnumSet.range(QUERY, DOWN));
    static final Set<Projection> FUSED =
            Collections.unmodifiableSet(EnumSet.of(QUERY_KEY_VALUE, OUTPUT, GATE_UP, DOWN));

    /** Matrices of a block that multiply the same. */
    static final List<List<Projection>> SHARING_INPUT = List.of(List.of(QUERY, KEY, VALUE), List.of(GATE, UP));

    private final String block;
    private final String module;

    Projection(String block, String module) {
        this.block = block;
        this.module = module;
    }

    /** The matrices of a block as they are asked for: those that share their input together. */
    static List<List<Projection>> together(Set<Projection> all) {
        List<List<Projection>> groups = new ArrayList<>();
        Set<Projection> single = EnumSet.copyOf(all);
        for (List<Projection> parts : SHARING_INPUT) {
            if (single.containsAll(parts)) {
                groups.add(parts);
                parts.forEach(single::remove);
            }
        }
        single.forEach(each -> groups.add(List.of(each)));
        return groups;
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
    public int inputs(BlockWidths block) {
        return switch (this) {
            case QUERY, KEY, VALUE, GATE, UP, QUERY_KEY_VALUE, GATE_UP -> block.hiddenSize();
            case OUTPUT -> block.heads() * block.headSize();
            case DOWN -> block.intermediateSize();
        };
    }

    /** How many outputs the matrix gives. */
    public int outputs(BlockWidths block) {
        return switch (this) {
            case QUERY -> block.heads() * block.headSize();
            case KEY, VALUE -> block.keyValueHeads() * block.headSize();
            case OUTPUT, DOWN -> block.hiddenSize();
            case GATE, UP -> block.intermediateSize();
            case QUERY_KEY_VALUE -> (block.heads() + 2 * block.keyValueHeads()) * block.headSize();
            case GATE_UP -> 2 * block.intermediateSize();
        };
    }
}
