#!/usr/bin/env bash
# Other people's clients act as agents on a node: bench/agents/accept.sh [FOLDER]. Makes their environments in FOLDER (default
# target/agents) the first time, and a demo's data folder; then each client lists, searches, asks, is refused and reads its receipt,
# and calls race; stock x402 clients buy answers, a stock server of tools is reached through the gate, a contract is called,
# and libraries of others read that, the node's Agent Card, its entry in the registries of ERC-8004 and the exports of a trail. AGENTS_DATA names a finished data folder, of which
# a copy is used; AGENTS_PYTHON and AGENTS_NODE_MODULES are environments that have the packages; AGENTS_ONLY names some of the checks,
# such as "sales races".
# Prints one line a check and "N passed, M failed".
set -euo pipefail
home="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
work="${1:-$home/target/agents}"
mkdir -p "$work"
python="${AGENTS_PYTHON:-$work/venv/bin/python}"
if [ ! -x "$python" ]; then
  python3 -m venv "$work/venv"
  "$work/venv/bin/pip" install --quiet mcp==2.3.0 openai-agents==0.24.0 langchain-openai==1.7.4 'x402[evm,httpx]==2.25.0' web3==8.0.0 \
    a2a-sdk==1.3.0 in-toto-attestation==0.9.3 opentelemetry-proto==1.45.2
fi
modules="${AGENTS_NODE_MODULES:-$work/node_modules}"
if [ ! -d "$modules/@modelcontextprotocol/client" ]; then
  (cd "$work" && npm init -y >/dev/null && npm install --silent --no-audit --no-fund \
    @modelcontextprotocol/client@2.4.0 @modelcontextprotocol/sdk@1.32.2 @x402/fetch@2.27.0 @x402/evm@2.27.0 viem@2.57.20)
fi
data="$work/data"
if [ ! -d "$data" ]; then
  if [ -n "${AGENTS_DATA:-}" ]; then cp -r "$AGENTS_DATA" "$data"; else "$home/openledger" demo --exit --port 0 --data "$data"; fi
fi
rm -f "$data/node.url" "$work"/notes.*
notes_port="$("$python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')"
"$python" "$home/bench/agents/notes_server.py" "$notes_port" "$work" >"$work/notes-server.log" 2>&1 &
notes=$!
export OPENLEDGER_AGENTS_SERVERS="notes=http://127.0.0.1:$notes_port/mcp"
"$home/openledger" up --data "$data" --port 0 >"$work/node.log" 2>&1 &
node=$!
trap 'kill "$node" "$notes" 2>/dev/null; wait "$node" 2>/dev/null || true' EXIT
for _ in $(seq 600); do
  [ -f "$data/node.url" ] && break
  kill -0 "$node" 2>/dev/null || { cat "$work/node.log"; exit 1; }
  sleep 1
done
[ -f "$data/node.url" ] || { echo "The node was not ready after 600 s:"; cat "$work/node.log"; exit 1; }
AGENTS_HOME="$home" AGENTS_MODULES="$modules" "$python" "$home/bench/agents/accept.py" "$data" "$work"
