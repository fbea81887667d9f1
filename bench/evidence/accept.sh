#!/usr/bin/env bash
# Other people's validators read packs of evidence: bench/evidence/accept.sh [FOLDER]. Makes its Python and Node environments in FOLDER
# (default target/evidence) the first time, and a demo's data folder; adds three Datanets (one non-commercial, one share-alike, one with
# rows that are taken back); then has each export read by its own validator, each part removed and changed, and five questions answered
# from one ZIP without a network. EVIDENCE_DATA names a finished demo folder, of which a copy is used. Prints one line a check and
# "N passed, M failed".
set -euo pipefail
home="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
work="${1:-$home/target/evidence}"
mkdir -p "$work"
work="$(cd "$work" && pwd)"
python="${EVIDENCE_PYTHON:-$work/venv/bin/python}"
if [ ! -x "$python" ]; then
  python3 -m venv "$work/venv"
  "$work/venv/bin/pip" install --quiet mlcroissant==1.1.1 "cyclonedx-python-lib[json-validation]==11.12.0" prov==2.1.1 lxml \
    spdx-python-model==0.0.6 pyshacl==0.40.1 jsonschema==4.26.0 cryptography==50.0.2 c2pa-python==0.38.1 trie==4.0.0 rlp==5.0.0 "eth-hash[pycryptodome]==0.8.0"
fi
modules="${EVIDENCE_NODE_MODULES:-$work/node_modules}"
if [ ! -d "$modules/@digitalbazaar/vc" ]; then
  (cd "$work" && npm init -y >/dev/null && npm install --silent --no-audit --no-fund @digitalbazaar/vc@7.3.0 \
    @digitalbazaar/eddsa-jcs-2022-cryptosuite@1.0.0 @digitalbazaar/data-integrity@2.5.0 @digitalbazaar/ed25519-multikey@1.3.1)
fi
# SPDX's own library has the schema and the shapes of 3.0.1, which are not served as packages of Python
if [ ! -f "$work/spdx/resources/schema-v3.0.1.json" ]; then
  "$home/mvn" -q -B dependency:copy -Dartifact=org.spdx:spdx-v3jsonld-store:1.0.1 -DoutputDirectory="$work/spdx"
  (cd "$work/spdx" && "$python" -m zipfile -e spdx-v3jsonld-store-1.0.1.jar .)
fi
"$home/openledger" --version
data="$work/data"
rm -rf "$data"
if [ -n "${EVIDENCE_DATA:-}" ]; then cp -r "$EVIDENCE_DATA" "$data"; else "$home/openledger" demo --exit --data "$data"; fi
rm -f "$data/node.url" "$data/node.lock"
"$home/openledger" up --data "$data" --port 0 >"$work/node.log" 2>&1 &
node=$!
trap 'kill "$node" 2>/dev/null; wait "$node" 2>/dev/null || true' EXIT
for _ in $(seq 600); do
  [ -f "$data/node.url" ] && break
  kill -0 "$node" 2>/dev/null || { cat "$work/node.log"; exit 1; }
  sleep 1
done
[ -f "$data/node.url" ] || { echo "The node was not ready after 600 s:"; cat "$work/node.log"; exit 1; }
# imports of ES modules are looked for beside the script, not in a path
cp "$home/bench/evidence/vc.mjs" "$(dirname "$modules")/vc.mjs"
EVIDENCE_HOME="$home" EVIDENCE_VC="$(dirname "$modules")/vc.mjs" "$python" "$home/bench/evidence/accept.py" "$data" "$work"
