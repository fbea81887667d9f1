#!/usr/bin/env node
// Runs forge and ends with its exit status. The launcher in the npm package always ends with 0, so that nothing could fail.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";

const processor = process.arch === "x64" ? "amd64" : process.arch;
const binary = process.platform === "win32" ? "forge.exe" : "forge";
const file = `@foundry-rs/forge-${process.platform}-${processor}/bin/${binary}`;

function find() {
  try {
    return createRequire(import.meta.url).resolve(file);
  } catch {
    console.error(`forge.mjs: ${file} is not installed. Run "npm install --no-save" in contracts/.`);
    process.exit(1);
  }
}

const { status, error } = spawnSync(find(), process.argv.slice(2), { stdio: "inherit" });
if (error) console.error(`forge.mjs: ${error.message}`);
process.exitCode = status ?? 1;
