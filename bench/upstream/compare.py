"""Asks a node the demo's questions twice: computed by its own engine, and by vLLM. Standard library alone, beside vLLM."""

import argparse
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

MODEL = "ferment-helper"
MAX_TOKENS = 96
PATIENCE_S = 300
NANO = 1e9


def call(url, body=None, token=None, method=None):
    headers = {"Content-Type": "application/json"}
    if token:
        headers["Authorization"] = "Bearer " + token
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE_S) as response:
            return json.loads(response.read() or b"null"), response.headers
    except urllib.error.HTTPError as refused:
        sys.exit(f"{url}: {refused.code} {refused.read().decode()}")


def until(look, what):
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        found = look()
        if found:
            return found
        time.sleep(0.2)
    sys.exit(f"waited {PATIENCE_S} s for {what}")


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Program:
    """A process with its output in a file, ended with its children."""

    def __init__(self, command, log, env):
        self.out = open(log, "w")
        self.process = subprocess.Popen(
            command, stdout=self.out, stderr=subprocess.STDOUT, env={**os.environ, **env}, start_new_session=True
        )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait()
        self.out.close()


def vllm(arguments, port):
    command = [sys.executable, "-m", "vllm.entrypoints.openai.api_server", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--model", f"{arguments.home}/models/openledger-toy", "--dtype", arguments.dtype, "--enforce-eager"]
    command += ["--enable-lora", "--max-lora-rank", "16", "--generation-config", "vllm"]
    return Program(
        command,
        f"{arguments.work}/vllm.log",
        {
            "VLLM_ALLOW_RUNTIME_LORA_UPDATING": "1",
            "VLLM_CPU_KVCACHE_SPACE": "1",
            "VLLM_CPU_OMP_THREADS_BIND": "nobind",
        },
    )


def answers_at(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/v1/models", timeout=5) as response:
            return {each["id"]: each["root"] for each in json.load(response)["data"]}
    except OSError:
        return None


def ask_all(arguments, name, questions, settings):
    """What a node on a copy of the folder answers: text, receipt and payments of each question, and what it said of itself."""
    data = Path(arguments.work, name)
    shutil.rmtree(data, ignore_errors=True)
    shutil.copytree(arguments.data, data)
    (data / "node.url").unlink(missing_ok=True)
    command = [f"{arguments.home}/openledger", "up", "--data", str(data), "--port", "0"]
    command += [word for setting in settings for word in ("--set", setting)]
    with Program(command, f"{arguments.work}/{name}.log", {}) as node:
        until(lambda: (data / "node.url").exists() or node.process.poll() is not None, f"the node in {name}")
        url = (data / "node.url").read_text().strip()
        admin = (data / "admin.token").read_text().strip()
        accounts = call(f"{url}/api/accounts?limit=100", token=admin)[0]["list"]
        payer = next(each["address"] for each in accounts if each["name"] == "application")
        key = call(f"{url}/api/keys", {"payer": payer, "label": "upstream"}, admin)[0]["key"]
        ready = until(lambda: ready_models(url, key), "the model")
        assert MODEL in ready, ready
        answers = []
        for question in questions:
            body = {"model": MODEL, "temperature": arguments.temperature, "seed": 7, "max_tokens": MAX_TOKENS}
            body["messages"] = [{"role": "user", "content": question}]
            answer, headers = call(f"{url}/v1/chat/completions", body, key)
            answers.append((answer["choices"][0]["message"]["content"], headers["OpenLedger-Receipt"]))
        receipts = [
            until(lambda id=id: receipt_of(url, admin, id), f"the receipt {id}") for _, id in answers
        ]
        health = call(f"{url}/readyz")[0]
        fetched = urllib.request.urlopen(f"{url}/metrics", timeout=5).read().decode()
    metrics = [line for line in fetched.splitlines() if line.startswith("openledger_upstream")]
    return [text for text, _ in answers], receipts, health, metrics


def ready_models(url, key):
    return [each["id"] for each in call(f"{url}/v1/models", token=key)[0]["data"]]


def receipt_of(url, admin, id):
    found = call(f"{url}/api/receipts/{id}", token=admin)[0]
    return found["receipt"] if found["state"] == "receipted" else None


def shares(receipt):
    part = receipt["attribution"]
    return {each["contributor"]: each["ppm"] for each in part["shares"]} | {
        "base": part["basePpm"],
        "unattributed": part["unattributedPpm"],
    }


def main():
    parser = argparse.ArgumentParser()
    for name in ("--home", "--work", "--data"):
        parser.add_argument(name, required=True)
    parser.add_argument("--dtype", default="float32")
    parser.add_argument("--temperature", type=float, default=0, help="above 0, answers are only scored, not compared")
    parser.add_argument("--json")
    arguments = parser.parse_args()
    questions_file = Path(arguments.home, "cli/src/main/resources/demo/questions.json")
    questions = [each["question"] for each in json.loads(questions_file.read_text())]
    own, own_receipts, _, _ = ask_all(arguments, "own", questions, [])
    port = free_port()
    with vllm(arguments, port) as server:
        until(lambda: answers_at(port) or server.process.poll() is not None, "vLLM")
        before = answers_at(port)
        there, receipts, health, metrics = ask_all(
            arguments, "vllm", questions, [f"upstream.servers=vllm=http://127.0.0.1:{port}"]
        )
        after = answers_at(port)
    rows = []
    for question, here, other, mine, other_receipt in zip(questions, own, there, own_receipts, receipts):
        upstream = other_receipt["upstream"]
        one, two = shares(mine), shares(other_receipt)
        rows.append(
            {
                "question": question,
                "same_text": here == other,
                "tokens": other_receipt["answer"]["tokens"],
                "difference_nats": upstream["differenceNanonats"] / NANO,
                "tolerance_nats": upstream["toleranceNanonats"] / NANO,
                "base_differs_nats": abs(mine["attribution"]["deltaNanonats"]) / NANO / other_receipt["answer"]["tokens"],
                "attributed": upstream["differenceNanonats"] <= upstream["toleranceNanonats"],
                "shares_differ_ppm": max(abs(one.get(k, 0) - two.get(k, 0)) for k in one | two),
                "same_payments": mine["payments"] == other_receipt["payments"],
            }
        )
    loaded = MODEL not in before and after.get(MODEL, "").startswith(str(Path(arguments.work, "vllm").resolve()))
    print(f"{'tokens':>6} {'text':>5} {'difference':>12} {'base':>6} {'attributed':>10} {'shares':>8} {'payments':>8}  question")
    for row in rows:
        print(
            f"{row['tokens']:>6} {'same' if row['same_text'] else 'other':>5} {row['difference_nats']:>12.2e}"
            f" {row['base_differs_nats']:>6.2f} {'yes' if row['attributed'] else 'no':>10} {row['shares_differ_ppm']:>8}"
            f" {'same' if row['same_payments'] else 'other':>8}  {row['question'][:60]}"
        )
    checks = [each for each in health["checks"] if each["name"] == "upstreams"]
    print(f"adapter loaded by the node: {'yes' if loaded else 'no'}; readyz: {checks}")
    print("\n".join(metrics))
    exact = arguments.dtype == "float32" and arguments.temperature == 0
    whole = loaded and all(row["attributed"] for row in rows)
    whole = whole and (not exact or all(row["same_text"] and row["same_payments"] for row in rows))
    if arguments.json:
        Path(arguments.json).write_text(
            json.dumps({"dtype": arguments.dtype, "temperature": arguments.temperature, "loaded": loaded, "answers": rows, "metrics": metrics}, indent=1) + "\n"
        )
    sys.exit(0 if whole else 1)


if __name__ == "__main__":
    main()
