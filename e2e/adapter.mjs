// A small adapter for the toy base, as a PEFT folder that a stranger brings.
import { readFileSync } from "node:fs";

/** A PEFT folder of the toy base, one small matrix pair, as a tar. */
export function adapterTar(seed = 0) {
  const base = JSON.parse(readFileSync(new URL("../models/openledger-toy/config.json", import.meta.url), "utf8"));
  const rank = 2;
  const width = base.num_attention_heads * base.head_dim;
  const module = "base_model.model.model.layers.0.self_attn.q_proj";
  const tensors = [
    [`${module}.lora_A.weight`, [rank, base.hidden_size]],
    [`${module}.lora_B.weight`, [width, rank]],
  ];
  const header = {};
  let offset = 0;
  for (const [name, shape] of tensors) {
    const bytes = 4 * shape[0] * shape[1];
    header[name] = { dtype: "F32", shape, data_offsets: [offset, offset + bytes] };
    offset += bytes;
  }
  let head = JSON.stringify(header);
  head += " ".repeat((8 - (head.length % 8)) % 8);
  const weights = Buffer.alloc(8 + head.length + offset);
  weights.writeBigUInt64LE(BigInt(head.length));
  weights.write(head, 8);
  for (let at = 0; at < offset; at += 4) weights.writeFloatLE(Math.sin(at + seed) / 50, 8 + head.length + at);
  const config = {
    peft_type: "LORA",
    task_type: "CAUSAL_LM",
    base_model_name_or_path: "openledger-toy",
    r: rank,
    lora_alpha: 2 * rank,
    lora_dropout: 0,
    bias: "none",
    target_modules: ["q_proj"],
    layers_to_transform: [0],
    fan_in_fan_out: false,
    inference_mode: true,
  };
  return Buffer.concat([
    tarEntry("adapter_config.json", Buffer.from(JSON.stringify(config))),
    tarEntry("adapter_model.safetensors", weights),
    Buffer.alloc(1024),
  ]);
}

function tarEntry(name, content) {
  const head = Buffer.alloc(512);
  head.write(name, 0);
  head.write("0000644\0", 100);
  head.write("0000000\0", 108);
  head.write("0000000\0", 116);
  head.write(`${content.length.toString(8).padStart(11, "0")}\0`, 124);
  head.write("00000000000\0", 136);
  head.write("        0", 148);
  head.write("ustar\x0000", 257);
  const sum = head.reduce((total, byte) => total + byte, 0);
  head.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return Buffer.concat([head, content, Buffer.alloc((512 - (content.length % 512)) % 512)]);
}
