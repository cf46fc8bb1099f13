// Records of the operations that a suite drove: files in the tree, from which docs/simulator.md is made.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Compares what a suite drove with the record of it; with UPDATE_BLESSED=1, writes the record. */
export function checkDriven(file, driven) {
  const path = fileURLToPath(file);
  if (process.env.UPDATE_BLESSED) {
    writeFileSync(path, `${JSON.stringify(driven, null, 2)}\n`);
  }
  const hint = `if the change is meant, run with UPDATE_BLESSED=1, build, and commit ${path} and docs/simulator.md`;
  assert.deepEqual(driven, JSON.parse(readFileSync(path, "utf8")), hint);
}
