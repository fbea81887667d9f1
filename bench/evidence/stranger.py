"""Answers five questions from a pack of evidence alone: stranger.py PACK.zip. It knows nothing of the project but the pack's own files,
uses no code of it and no network: SHA-256, Merkle trees (RFC 6962) and Ed25519 are all that it needs. Prints one line a question and
exits with 1 where one has no answer."""
import base64
import hashlib
import json
import socket
import sys
import zipfile

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def no_network(*_args, **_more):
    raise OSError("a stranger has no network")


socket.socket = no_network
socket.create_connection = no_network


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def root(leaves):
    if not leaves:
        return sha()
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return sha(b"\1", root(leaves[:split]), root(leaves[split:]))


def climbs(leaf, index, size, proof):
    """The root that an inclusion proof leads to (RFC 9162, 2.1.3.2)."""
    node, last = leaf, size - 1
    for step in proof:
        if index & 1 or index == last:
            node = sha(b"\1", step, node)
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            node = sha(b"\1", node, step)
        index, last = index >> 1, last >> 1
    return node if last == 0 else None


DIGITS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def base58(text):
    value = 0
    for digit in text:
        value = value * 58 + DIGITS.index(digit)
    return value.to_bytes((value.bit_length() + 7) // 8, "big")


class Pack:
    def __init__(self, path):
        with zipfile.ZipFile(path) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.manifest = self.json("evidence.json")
        self.key = base64.b64decode(self.manifest["logKey"].split("+", 2)[2])[1:]

    def json(self, name):
        return json.loads(self.parts[name])

    def named(self, start):
        return sorted(name for name in self.parts if name.startswith(start))

    def whole(self):
        """Every part is the one that the manifest names, and the log's key signed the manifest."""
        digests = {part["name"]: part["sha256"] for part in self.manifest["parts"]}
        rest = set(self.parts) - {"evidence.json", "credential.json", "log.json"}
        assert rest == set(digests), rest ^ set(digests)
        for name, digest in digests.items():
            assert sha(self.parts[name]).hex() == digest, name
        credential = self.json("credential.json")
        proof = credential.pop("proof")
        signature = base58(proof.pop("proofValue")[1:])
        assert base58(credential["issuer"].split(":z")[1])[2:] == self.key
        Ed25519PublicKey.from_public_bytes(self.key).verify(signature, sha(canonical(proof)) + sha(canonical(credential)))
        assert credential["relatedResource"][0]["digestSRI"] == "sha256-" + base64.b64encode(sha(self.parts["evidence.json"])).decode()

    def checkpoint(self, note):
        """Size and root of a checkpoint that the log's key signed."""
        text, lines = note.rsplit("\n\n", 1)
        signature = base64.b64decode(lines.strip().rsplit(" ", 1)[1])[4:]
        Ed25519PublicKey.from_public_bytes(self.key).verify(signature, (text + "\n").encode())
        return int(text.split("\n")[1]), base64.b64decode(text.split("\n")[2])

    def logged(self, log):
        size, top = self.checkpoint(log["checkpoint"])
        for entry in log["entries"]:
            leaf = sha(b"\0", canonical({name: entry[name] for name in ("kind", "id", "digest")}))
            assert climbs(leaf, entry["index"], size, [bytes.fromhex(step) for step in entry["proof"]]) == top, entry["id"]


def dataset(pack):
    said = []
    for index in [name for name in pack.named("datasets/") if name.endswith("/dataset.json")]:
        folder = index[: -len("dataset.json")]
        described, manifest = pack.json(index), pack.json(folder + "proof/manifest.json")
        assert sha(pack.parts[folder + "proof/manifest.json"]).hex() == described["manifest"]
        pack.logged(described["log"])
        leaves = pack.parts[folder + "proof/leaves"]
        cut = [leaves[at : at + 32] for at in range(0, len(leaves), 32)]
        assert root(cut).hex() == manifest["root"] and len(cut) == manifest["rows"]
        shown = 0
        for leaf, line in zip(cut, pack.parts[folder + "proof/rows.jsonl"].decode().splitlines(), strict=True):
            row = json.loads(line)
            assert row["leaf"] == leaf.hex()
            if "content" in row:
                assert sha(b"\0", bytes.fromhex(row["salt"]), row["content"].encode()) == leaf
                shown += 1
        said.append(f"{manifest['name']} version {manifest['number']}: {shown} of {len(cut)} rows under its root")
    return said


def receipts(pack):
    files = [pack.json(name) for name in pack.named("receipts/")]
    if "trail.json" in pack.parts:
        files += pack.json("trail.json")["receipts"]
    return files


def value(pack):
    said = []
    for name in [name for name in pack.named("models/") if name.endswith(".json") and not name.endswith(".values.json")]:
        model = pack.json(name)
        pack.logged(model["log"])
        sources = ", ".join(f"Datanet {each['datanet']} version {each['number']}" for each in model["manifest"]["declaredVersions"])
        said.append(f"model {model['manifest']['name']} learnt from {sources or 'no Datanet'}; base {model['base']}: not stated")
    for file in receipts(pack):
        credit = file["receipt"]["attribution"]
        assert sum(share["ppm"] for share in credit["shares"]) + credit["basePpm"] + credit["unattributedPpm"] == 1_000_000
        said.append(f"answer {file['receipt']['id'][:8]}: {len(credit['shares'])} contributors, base {credit['basePpm']} ppm")
    return said


def paid(pack):
    said = []
    for file in receipts(pack):
        payments = file["receipt"]["payments"]
        assert sum(each["gwei"] for each in payments) == file["receipt"]["fee"]["totalGwei"]
        creators = sum(each["gwei"] for each in payments if each["role"] == "contributor")
        settled = "settled in epoch %d" % file["payout"]["epoch"] if "payout" in file else "not known to be settled"
        said.append(f"answer {file['receipt']['id'][:8]}: {creators} gwei to contributors, {settled}")
    return said


def rights(pack):
    said = []
    for index in [name for name in pack.named("datasets/") if name.endswith("/dataset.json")]:
        described = pack.json(index)
        said.append(
            f"{described['name']} is under {described['licence']}; its digest is in registry {described['registry']}"
            f" by transaction {described['transaction'] or 'not known'}")
    if "permits.json" in pack.parts:
        for each in pack.json("permits.json")["permits"]:
            said.append(f"{each['of']}, {'paid' if each['paid'] else 'unpaid'}: {'permitted' if each['permitted'] else each['why']}")
    return said


def traced(pack):
    said = []
    for file in receipts(pack):
        size, top = pack.checkpoint(file["checkpoint"])
        receipt = file["receipt"]
        entry = {"kind": "receipt", "id": receipt["id"], "digest": sha(canonical(receipt)).hex(), "signature": file["signature"]}
        proof = [bytes.fromhex(step) for step in file["inclusion"]["hashes"]]
        assert climbs(sha(b"\0", canonical(entry)), file["inclusion"]["index"], size, proof) == top
        said.append(f"answer {receipt['id'][:8]} by {receipt['model']['name']} is entry {file['inclusion']['index']} of the log")
    if "trail.json" in pack.parts:
        for each in pack.json("trail.json")["actions"]:
            said.append(f"act {each['record']['id'][:8]}: {each['record']['tool']['name']} was {each['record']['verdict']}")
    return said


def main(path):
    pack = Pack(path)
    pack.whole()
    pack.logged(pack.json("log.json"))
    open_questions = 0
    for question, answer in (
        ("Can the dataset be verified?", dataset),
        ("Where does the value come from?", value),
        ("Are creators paid?", paid),
        ("Can rights be checked on chain?", rights),
        ("Can the output be traced?", traced),
    ):
        found = answer(pack)
        open_questions += not found
        print(question, "; ".join(found) or "nothing here says")
    return 1 if open_questions else 0


sys.exit(main(sys.argv[1]))
