#!/usr/bin/env bash
# Builds the contracts and generates their Java bindings, each step only when what it depends on is newer.
# contracts.sh CONTRACTS_FOLDER TARGET_FOLDER CODEGEN_CLASSPATH   (JAVA_HOME names the JDK)
set -euo pipefail
contracts="$1"; target="$2"; classpath="$3"
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
names=(WrappedOpen DatanetRegistry ModelRegistry InferenceEscrow RewardDistributor LogAnchor)

newer_than() { local stamp="$1"; shift; [ ! -e "$stamp" ] || [ -n "$(find "$@" -newer "$stamp" -type f -print -quit)" ]; }

installed="$contracts/node_modules/.package-lock.json"
if newer_than "$installed" "$contracts/package.json" "$contracts/package-lock.json"; then
  # Not "npm ci": it insists on the packages of every platform, and not each registry carries them all.
  (cd "$contracts" && npm install --no-save --no-audit --no-fund --loglevel=error)
  touch "$installed"
fi

built="$target/contracts-built.stamp"
mkdir -p "$target"
if newer_than "$built" "$contracts/src" "$contracts/foundry.toml" "$installed" || [ ! -d "$contracts/out" ]; then
  (cd "$contracts" && node forge.mjs build --skip test script --quiet)
  touch "$built"
fi

bindings="$target/generated-sources/contracts"
generated="$bindings/generated.stamp"
if newer_than "$generated" "$built" "$here"; then
  "$JAVA_HOME/bin/java" -cp "$classpath" "$here/GenerateBindings.java" "$contracts/out" "$bindings" "${names[@]}"
  touch "$generated"
fi
