"""Writes src/test/resources/vectors/gguf/blocks.json: blocks of random bytes, and what pip gguf 0.19.0 reads in them.

    python make_gguf_vectors.py src/test/resources/vectors/gguf/blocks.json
"""

import json
import sys

import gguf
import numpy

TYPES = {"F32": 8, "F16": 8, "BF16": 8, "Q8_0": 2, "Q5_0": 2, "Q4_K": 1, "Q6_K": 1}
HALVES = {"Q8_0": [0], "Q5_0": [0], "Q4_K": [0, 2], "Q6_K": [208]}

random = numpy.random.default_rng(7)
vectors = {}
for name, blocks in TYPES.items():
    kind = gguf.GGMLQuantizationType[name]
    size = gguf.GGML_QUANT_SIZES[kind][1]
    bytes = random.integers(0, 256, (blocks, size), dtype=numpy.uint8)
    for at in HALVES.get(name, []):  # scales that are numbers
        bytes[:, at:at + 2] = random.normal(0, 0.1, blocks).astype(numpy.float16).view(numpy.uint8).reshape(blocks, 2)
    if name in ("F32", "F16", "BF16"):
        bytes[:, -1] &= 0x3F
    numbers = gguf.dequantize(bytes.reshape(-1), kind).astype(numpy.float32)
    assert numpy.isfinite(numbers).all()
    bits = [f"{each:x}" for each in numbers.reshape(-1).view(numpy.uint32)]
    vectors[name] = dict(bytes=bytes.tobytes().hex(), bits=bits)
with open(sys.argv[1], "w") as file:
    json.dump(vectors, file, separators=(",", ":"))
    file.write("\n")
