// The installation of databases, where it is not possible: it says so, and fails where the tests were asked for.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

const installer = new URL("../connect/install.mjs", import.meta.url).href;
const folder = mkdtempSync(join(tmpdir(), "digitalocean-wasm-install-"));
const called = join(folder, "called");

/** Runs the installer as a user, where the only program is, if at all, an `apt-get` that fails. */
function install({ path = "", user = 0, env = {}, flags = [] }) {
  const source = `process.getuid = () => ${user}; console.log((await import("${installer}")).installAll());`;
  const parameters = ["--input-type=module", "--eval", source, "--", ...flags];
  const { status, stdout, stderr } = spawnSync(process.execPath, parameters, {
    encoding: "utf8",
    env: { PATH: path, ...env },
  });
  return { status, text: stdout + stderr };
}

function withApt() {
  writeFileSync(join(folder, "apt-get"), `#!/bin/sh\necho "$1" >> ${called}\necho no network >&2\nexit 100\n`);
  chmodSync(join(folder, "apt-get"), 0o755);
  return folder;
}

test("without apt, the reason names the system and the packages", () => {
  const { status, text } = install({});
  assert.equal(status, 0, text);
  assert.match(text, /^they need Debian or Ubuntu, whose packages are missing: .*\bkcat\b/);
});

test("packages are not installed unasked, and by root only", () => {
  const path = withApt();
  assert.match(install({ path }).text, /^packages are missing, which `npm test -- --install-databases` installs: curl/);
  const { status, text } = install({ path, user: 1000, flags: ["--install-databases"] });
  assert.notEqual(status, 0);
  assert.match(text, /root has to install packages: `sudo apt-get install curl /);
  assert.ok(!existsSync(called));
});

test("it fails in CI, and where it was asked for, with the message of apt", () => {
  for (const asked of [{ env: { CI: "true" } }, { flags: ["--install-databases"] }]) {
    const { status, text } = install({ path: withApt(), ...asked });
    assert.notEqual(status, 0);
    assert.match(text, /the connections cannot be tested: apt-get update failed: no network/);
    const without = install(asked);
    assert.notEqual(without.status, 0);
    assert.match(without.text, /they need Debian or Ubuntu/);
  }
  assert.ok(existsSync(called));
});
