"""Checks of a running demo's evidence by other people's tools: see accept.sh. Arguments: the node's data folder, and a folder to write to."""
import hashlib
import io
import json
import os
import pathlib
import random
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile

import c2pa
import jsonschema
import mlcroissant
import pyshacl
import rdflib
import rlp
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from eth_hash.auto import keccak
from prov.model import ProvDocument
from spdx_python_model import v3_0_1 as spdx
from trie import HexaryTrie

data, work = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
home = pathlib.Path(os.environ["EVIDENCE_HOME"])
url = (data / "node.url").read_text().strip()
token = (data / "admin.token").read_text().strip()
jar = home / "verifier/target/openledger-verifier.jar"
results = []
MAX_SECONDS, MAX_BYTES = 5, 10_000_000
SECRET = "Zwetschgenrumtopf"
GUESSES = ("english", "human", "synthetic", "no personal data", "public domain", "cc0-1.0", "unknown", "n/a")


def call(path, body=None, bearer=token, raw=False):
    request = urllib.request.Request(
        url + path,
        data=None if body is None else json.dumps(body).encode(),
        headers={"Authorization": "Bearer " + bearer, "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=600) as response:
        answer = response.read()
    return answer if raw else json.loads(answer)


def check(name, holds, detail=""):
    results.append(bool(holds))
    print(("passed  " if holds else "FAILED  ") + name + (": " + str(detail) if detail else ""), flush=True)


def openledger(*arguments):
    ran = subprocess.run([str(home / "openledger"), *arguments, "--data", str(data)], capture_output=True, text=True)
    assert ran.returncode == 0, (arguments, ran.stdout, ran.stderr)
    return ran.stdout


def verify(file):
    ran = subprocess.run(["java", "-jar", str(jar), str(file)], capture_output=True, text=True)
    return ran.returncode, ran.stdout


def pack(of, name):
    """Makes a pack; gives its file."""
    file = work / (name + ".zip")
    start = time.monotonic()
    content = call("/api/evidence", {"of": of}, raw=True)
    took = time.monotonic() - start
    file.write_bytes(content)
    status, said = verify(file)
    check(f"{name}: the verifier accepts it", status == 0, said.strip().splitlines()[-1])
    check(f"{name}: at most {MAX_SECONDS} s and {MAX_BYTES} bytes", took <= MAX_SECONDS and len(content) <= MAX_BYTES,
          f"{took:.2f} s, {len(content)} bytes")
    return file


def parts(file):
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def written(content, name):
    file = work / name
    with zipfile.ZipFile(file, "w") as archive:
        for each, content_of in content.items():
            archive.writestr(zipfile.ZipInfo(each), content_of)
    return file


def folder(file):
    to = work / (file.stem + ".parts")
    for name, content in parts(file).items():
        (to / name).parent.mkdir(parents=True, exist_ok=True)
        (to / name).write_bytes(content)
    return to


def account(name):
    return call("/api/accounts", {"name": f"{name}-{time.time_ns()}"})["address"]


def datanet(name, licence, rows, *stated):
    """A Datanet with one published version; its number and who gave its rows."""
    owner, giver = account("owner"), account("giver")
    terms, file = work / "terms.txt", work / "rows.jsonl"
    terms.write_text(f"Rows of {name} are given under {licence}.\n")
    file.write_text("".join(json.dumps({"text": row}) + "\n" for row in rows))
    before = {each["id"] for each in call("/api/datanets?limit=1000")["list"]}
    openledger("datanet", "create", name, "--owner", owner, "--licence", licence, "--schema", "TEXT", "--terms", str(terms))
    number = next(each["id"] for each in call("/api/datanets?limit=1000")["list"] if each["id"] not in before)
    while call(f"/api/datanets/{number}")["chainState"] != "confirmed":
        time.sleep(0.5)
    openledger("contribute", str(number), str(file), "--as", giver, *stated)
    publish(number)
    return number, giver


WORDS = """salt brine crock plum cellar shelf jar cabbage garlic dill stone water week month cold dark slow taste sour sweet
leaf root berry apple honey vinegar spoon lid cloth light wood glass steam bread yeast rye barley malt cheese curd whey smoke fish oil
pepper thyme sage onion carrot bean pea corn rice milk cream butter egg flour sugar lemon peel seed nut oak beech pot fire ash clay""".split()


def sentences(seed, count):
    """Rows that repeat none of the others."""
    draw = random.Random(seed)
    return [" ".join(draw.sample(WORDS, 12)).capitalize() + "." for _ in range(count)]


def publish(number):
    for each in call(f"/api/datanets/{number}/contributions?limit=100")["list"]:
        if each["state"] == "signed":
            call(f"/api/contributions/{each['id']}/review", {"accept": True, "unseen": True})
    openledger("datanet", "publish", str(number))
    while call(f"/api/datanets/{number}/versions?limit=100")["list"][0]["chainState"] != "confirmed":
        time.sleep(0.5)


def mutations(file, some=None):
    """Removes and changes each part, or some of them; gives those that were not refused by name."""
    whole, missed, tried = parts(file), [], 0
    for name in list(whole)[:: some or 1]:
        without = {each: content for each, content in whole.items() if each != name}
        changed = {**whole, name: whole[name][:-1] + bytes([whole[name][-1] ^ 1])}
        for how, content in (("removed", without), ("changed", changed)):
            status, said = verify(written(content, "mutated.zip"))
            tried += 1
            if status != 1 or not any(line.startswith("✗ " + name) for line in said.splitlines()):
                missed.append((how, name, status, said[:200]))
    added = {**whole, "datasets/1-1/extra.txt": b"more"}
    status, said = verify(written(added, "mutated.zip"))
    if status != 1 or "datasets/1-1/extra.txt" not in said:
        missed.append(("added", said))
    return tried + 1, missed


def foreign(file):
    """Each export by its own validator."""
    name, to = file.stem, folder(file)
    errors = JsonStrictValidator(SchemaVersion.V1_6).validate_str((to / "exports/bom.cdx.json").read_text())
    check(f"{name}: CycloneDX 1.6 by cyclonedx-python-lib", errors is None, errors or "0 errors")
    read = spdx.SHACLObjectSet()
    with open(to / "exports/spdx.json", "rb") as source:
        spdx.JSONLDDeserializer().read(source, read)
    with open(work / "spdx.again.json", "wb") as again:
        spdx.JSONLDSerializer().write(read, again)
    ours = json.loads((to / "exports/spdx.json").read_text())["@graph"]
    theirs = json.loads((work / "spdx.again.json").read_text())["@graph"]
    check(f"{name}: SPDX 3.0.1 by spdx-python-model, every element and member read", members(ours) == members(theirs),
          f"{len(ours)} elements, {members(ours) ^ members(theirs) or 'none lost'}")
    spdx_validated(name, json.loads((to / "exports/spdx.json").read_text()))
    document = ProvDocument.deserialize(str(to / "exports/prov.json"))
    check(f"{name}: PROV-JSON by prov, a round trip is equal",
          ProvDocument.deserialize(content=document.serialize()) == document, f"{len(document.records)} records")
    ran = subprocess.run(["node", os.environ["EVIDENCE_VC"], str(to / "credential.json")], capture_output=True, text=True)
    check(f"{name}: VC 2.0 by @digitalbazaar/vc", ran.stdout.strip() == "verified", (ran.stdout + ran.stderr).strip()[-200:])
    other = json.loads((to / "credential.json").read_text())
    other["validFrom"] = "2020-01-01T00:00:00Z"
    (work / "other.json").write_text(json.dumps(other))
    ran = subprocess.run(["node", os.environ["EVIDENCE_VC"], str(work / "other.json")], capture_output=True, text=True)
    check(f"{name}: a changed credential is refused by @digitalbazaar/vc", ran.returncode == 1)


def spdx_validated(name, document):
    """SPDX's own JSON schema and SHACL shapes accept an export, and refuse it without what they require."""
    resources = work / "spdx/resources"
    schema = json.loads((resources / "schema-v3.0.1.json").read_text())
    validator = jsonschema.validators.validator_for(schema)(schema)
    shapes = rdflib.Graph().parse(resources / "spdx-model-v3.0.1.jsonld", format="json-ld")
    context = json.loads((resources / "spdx-context-v3.0.1.jsonld").read_text())["@context"]

    def conforms(of):
        graph = rdflib.Graph().parse(data=json.dumps({**of, "@context": context}), format="json-ld")
        return pyshacl.validate(graph, shacl_graph=shapes, ont_graph=shapes)[0]

    errors = [error.message for error in validator.iter_errors(document)]
    check(f"{name}: SPDX 3.0.1 by SPDX's JSON schema and SHACL shapes", not errors and conforms(document),
          f"{len(errors)} errors of the schema")
    without = {**document, "@graph": [
        {member: value for member, value in each.items() if member != "created"} for each in document["@graph"]]}
    check(f"{name}: SPDX without a required member is refused by both", list(validator.iter_errors(without)) and not conforms(without))


def credentials(file):
    """The content credential of the pack's model, by C2PA's own library over the list of the adapter's files."""
    name, content = file.stem, parts(file)
    path = next(each for each in content if each.endswith(".c2pa"))
    digest = json.loads(content[path.replace(".c2pa", ".json")])["manifest"]["adapterDigest"]
    files = ("adapter_config.json", "adapter_model.safetensors")
    lists = [
        "".join(f"{hashlib.sha256((at.parent / each).read_bytes()).hexdigest()}  {each}\n" for each in files).encode()
        for at in data.rglob(files[1]) if (at.parent / files[0]).exists()
    ]
    listed = next(each for each in lists if hashlib.sha256(each).hexdigest() == digest)
    for how, asset, state in (("valid", listed, "Valid"), ("of other files refused", listed[:-1] + b" ", "Invalid")):
        read = c2pa.Reader("application/octet-stream", io.BytesIO(asset), content[path])
        codes = {each["code"] for each in json.loads(read.json()).get("validation_status", [])}
        wanted = {"signingCredential.untrusted"} | ({"assertion.dataHash.mismatch"} if state == "Invalid" else set())
        check(f"{name}: C2PA by c2pa-python, {how}", read.get_validation_state() == state and codes == wanted, sorted(codes))


def number(value):
    return value.to_bytes(32, "big")


def chain(file):
    """What chain.json shows, by libraries of Ethereum's, and by our jar against a block's hash from elsewhere."""
    name, content = file.stem, parts(file)
    witness = json.loads(content["chain.json"])
    raw = bytes.fromhex(witness["header"][2:])
    header, block = rlp.decode(raw), "0x" + keccak(raw).hex()
    height = int.from_bytes(header[8], "big")
    check(f"{name}: the block of chain.json is the chain's", call(f"/api/chain/blocks/{height}")["hash"] == block, f"{height} {block}")
    nodes = [rlp.decode(bytes.fromhex(node[2:])) for node in witness["nodes"]]
    manifests = [json.loads(content[each]) for each in content if each.endswith("/proof/manifest.json")]
    held = 0
    for said in manifests:
        address = bytes.fromhex(said["registry"][2:])
        account = rlp.decode(HexaryTrie.get_from_proof(header[3], keccak(address), nodes))
        slot = keccak(number(said["number"]) + keccak(number(int(said["datanet"])) + number(12)))
        root = rlp.decode(HexaryTrie.get_from_proof(account[2], keccak(slot), nodes))
        held += int.from_bytes(root, "big") == int(said["root"], 16)
    check(f"{name}: roots of versions on chain by py-trie", held == len(manifests) > 0, f"{held} of {len(manifests)}")
    known, other = (subprocess.run(["java", "-jar", str(jar), "--block", each, str(file)], capture_output=True, text=True)
                    for each in (block, "0x" + "1" * 64))
    rights = next((line for line in known.stdout.splitlines() if "rights" in line), known.stdout)
    check(f"{name}: rights are shown as of a block that the reader names", known.returncode == 0 and rights.endswith("yes"), rights)
    check(f"{name}: another block is refused by name", other.returncode == 1 and "✗ chain.json" in other.stdout)


def members(graph):
    """Ids and members of a graph, blank names left out."""
    return {(each.get("spdxId", each["type"]), member) for each in graph for member in each if member not in ("@id", "@context")}


def croissant(file, wanted):
    name, to = file.stem, folder(file)
    described = next((to / "datasets").glob("*/croissant.json"))
    read = mlcroissant.Dataset(jsonld=str(described))
    issues = read.metadata.ctx.issues
    check(f"{name}: mlcroissant validates", not issues.errors and not issues.warnings,
          f"{len(issues.errors)} errors, {len(issues.warnings)} warnings")
    records = [record["rows/text"].decode() for record in read.records("rows")]
    check(f"{name}: mlcroissant loads the rows that are there", sorted(records) == sorted(wanted), f"{len(records)} rows")
    rows = described.parent / "data/train.jsonl"
    rows.write_bytes(rows.read_bytes().replace(b"e", b"a", 1))
    try:
        list(mlcroissant.Dataset(jsonld=str(described)).records("rows"))
        refused = ""
    except Exception as why:
        refused = str(why).splitlines()[0][:100]
    check(f"{name}: an altered file is refused by mlcroissant", refused, refused)


def summary(file):
    """Every number of the training summary is a count over the rows."""
    name, content = file.stem, parts(file)
    for said in json.loads(content["exports/training-summary.json"])["datasets"]:
        path = f"datasets/{said['datanet']}-{said['version']}/"
        rows = [json.loads(line) for line in content[path + "proof/rows.jsonl"].decode().splitlines()]
        there = [json.loads(row["content"]) for row in rows if "content" in row]
        contributions = [json.loads(content[each]) for each in content if each.startswith(path + "proof/contributions/") and each.endswith(".json")]
        counted = {
            "rows": len(rows),
            "rowsShown": len(there),
            "characters": sum(len(text) for row in there for text in texts(row)),
            "bytes": len(content[path + "data/train.jsonl"]),
            "contributors": len({each["contributor"] for each in contributions}),
        }
        check(f"{name}: numbers of the training summary are counts", said["size"] == counted and said["rowsTakenBack"] == len(rows) - len(there)
              and said["contributions"] == len(contributions), counted)


def texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts(each)


def unstated(file):
    """What nobody states is not stated, and nothing stands in its place."""
    content = parts(file)
    said = json.loads(content["exports/training-summary.json"])["datasets"][0]
    fields = ("languages", "description", "collection", "personalData", "contact")
    wrong = [field for field in fields if said[field] != "not stated"]
    exports = {name: text.decode().lower() for name, text in content.items() if name.startswith("exports/")}
    guesses = [(name, guess) for name, text in exports.items() for guess in GUESSES if guess in text]
    check(f"{file.stem}: what is not stated is guessed nowhere", not wrong and not guesses, wrong + guesses or "no guess")


def agent(model):
    """An agent that asks; gives the id of its act."""
    principal = account("principal")
    call("/api/deposits", {"payer": principal, "gwei": 1_000_000_000})
    while call("/api/accounts/" + principal)["depositGwei"] == 0:
        time.sleep(0.5)
    terms = {
        "principal": principal, "agent": principal, "name": "evidence", "task": "Find out how sauerkraut is salted.",
        "lifeSeconds": 86_400, "budgetGwei": 500_000_000, "callGwei": 20_000_000, "dayGwei": 500_000_000, "maxCalls": 10,
        "tools": ["ask_model", "search_rows"], "models": [model], "datanets": [1], "licences": ["CC-BY-4.0"],
        "approvalAboveGwei": 20_000_000, "approvers": [principal],
    }
    mandate = call("/api/mandates", {"mandate": call("/api/mandates/draft", terms)["mandate"]})["mandate"]["id"]
    key = call(f"/api/mandates/{mandate}/keys", {"label": "evidence"})["key"]
    call("/agents/v1/chat/completions", {
        "model": model, "max_tokens": 24, "messages": [{"role": "user", "content": "How much salt do I need for sauerkraut?"}]}, bearer=key)
    for _ in range(120):
        acts = [each for each in call(f"/api/actions?mandate={mandate}")["list"] if each["state"] == "executed"]
        if acts and acts[0].get("receipt") and call("/api/receipts/" + acts[0]["receipt"])["state"] == "receipted":
            return acts[0]["id"]
        time.sleep(0.5)
    raise AssertionError("the act's receipt never came")


def main():
    model = call("/api/models?limit=10")["list"][0]["name"]
    kitchen, cellars, rums = sentences(1, 24), sentences(2, 30), sentences(3, 11)
    secret = f"{SECRET} stands for six weeks in the dark."
    noncommercial, _ = datanet("Jars", "CC-BY-NC-4.0", kitchen)
    sharing, _ = datanet("Cellars", "CC-BY-SA-4.0", cellars, "--language", "en", "--collection", "Written by hand for this check.", "--personal-data", "Nobody is named.")
    erasing, giver = datanet("Rums", "CC-BY-4.0", [*rums, secret])
    before = pack(f"{erasing}@1", "before-erasure")
    rows = call(f"/api/datanets/{erasing}/versions/1/rows?limit=100")["list"]
    leaf = next(row["leaf"] for row in rows if SECRET in row.get("content", ""))
    openledger("datanet", "withdraw", str(erasing), "--as", giver, "--row", leaf, "--yes")
    taken = pack(f"{erasing}@1", "taken-back")
    check("erased: an earlier pack still verifies", verify(before)[0] == 0)
    check("erased: a later pack has nothing of the row", SECRET.encode() in before.read_bytes() and SECRET.encode() not in taken.read_bytes())
    said = json.loads(parts(taken)["exports/training-summary.json"])["datasets"][0]
    check("erased: the count is shown", said["rowsTakenBack"] == 1 and b"and 1 were taken back" in parts(taken)["claims.json"])
    nc, sa = pack(f"{noncommercial}@1", "non-commercial"), pack(f"{sharing}@1", "share-alike")
    for file, wanted in ((nc, kitchen), (sa, cellars), (taken, rums)):
        croissant(file, wanted)
        summary(file)
    unstated(nc)
    check("share-alike: what its contributor states is said, and by whom",
          b"Written by hand for this check." in parts(sa)["claims.json"] and b"stated by its contributors" in parts(sa)["claims.html"])
    receipt = next(each["id"] for each in call("/api/receipts?limit=50")["list"] if each["state"] == "receipted")
    packs = {"model": pack(model, "model"), "answer": pack(receipt, "answer"), "act": pack(agent(model), "act")}
    for name, file in packs.items():
        foreign(file)
        credentials(file)
        chain(file)
        summary(file)
        tried, missed = mutations(file, None if name == "answer" else 4)
        check(f"{name}: each removed, changed or added part is refused by name", not missed, missed[:2] or f"{tried} of {tried}")
        ran = subprocess.run([sys.executable, str(home / "bench/evidence/stranger.py"), str(file)], capture_output=True, text=True)
        check(f"{name}: a stranger answers five questions from the ZIP alone", ran.returncode == 0, ran.stderr.strip()[-300:] or "5 of 5")
    detail = call("/api/receipts/" + receipt)
    check("the API says what licences permit of an answer", [each["permitted"] for each in detail["permits"]] == [True, True])
    question = detail["question"]
    check("answer: question and answer are not in it", question and question.encode() not in packs["answer"].read_bytes())
    print(f"{sum(results)} passed, {len(results) - sum(results)} failed")
    return 0 if all(results) else 1


sys.exit(main())
