"""Reads the exported formats of a version with mlcroissant, datasets and pyarrow, and compares their rows with JSON lines."""

import json
import os
import sys

os.environ.setdefault("HF_HOME", os.path.join(sys.argv[1], "cache"))
os.environ["HF_DATASETS_OFFLINE"] = "1"

import datasets
import mlcroissant
import pyarrow.parquet


def bare(row):
    """A row without what it has not; metadata as the object that its JSON is."""
    kept = {name: value for name, value in row.items() if value is not None}
    if isinstance(kept.get("metadata"), str):
        kept["metadata"] = json.loads(kept["metadata"])
    if "messages" in kept:
        kept["messages"] = [
            {name: json.loads(value) if name == "tool_calls" and isinstance(value, str) else value for name, value in bare(each).items()}
            for each in kept["messages"]
        ]
    return kept


def main(work):
    with open(os.path.join(work, "jsonl", "data", "train.jsonl"), encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    for folder, name in (("parquet", "train.parquet"), ("hf", "train-00000-of-00001.parquet")):
        table = pyarrow.parquet.read_table(os.path.join(work, folder, "data", name))
        assert [bare(row) for row in table.to_pylist()] == rows, f"{folder}: pyarrow reads other rows"
    loaded = datasets.load_dataset(os.path.join(work, "hf"), cache_dir=os.path.join(work, "cache"))
    assert loaded["train"].num_rows == len(rows), "hf: datasets reads another number of rows"
    assert [bare(row) for row in loaded["train"]] == rows, "hf: datasets reads other rows"
    for folder in ("jsonl", "parquet", "hf", "croissant"):
        described = mlcroissant.Dataset(jsonld=os.path.join(work, folder, "croissant.json"))
        issues = described.metadata.ctx.issues
        assert not issues.errors, f"{folder}: mlcroissant finds {issues.errors}"
        print(f"{folder}: mlcroissant finds no error and {len(issues.warnings)} warnings")
        for warning in issues.warnings:
            print("  ", warning)
        if folder != "hf" and folder != "parquet" and "messages" in rows[0]:
            continue  # its reader of lines takes texts alone
        records = list(described.records("rows"))
        assert len(records) == len(rows), f"{folder}: mlcroissant reads {len(records)} rows of {len(rows)}"
    print(f"{len(rows)} rows: pyarrow, datasets and mlcroissant read the same")


main(sys.argv[1])
