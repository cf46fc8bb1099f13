// Logins and configurations for Docker, read by Docker's and Podman's own code, which log in to a registry by them.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, test } from "node:test";
import { promisify } from "node:util";
import { dockerConfig, dockerLogin } from "digitalocean-wasm/connect";
import { PASSWORD } from "./answers.mjs";
import { createAuthority } from "./certificates.mjs";
import { startRegistry } from "./servers/registry.mjs";

const HOST = "registry.digitalocean.com";
const IMAGE = `${HOST}/example/my/repo:1`;
const USER = "dop_v1_user";
const SECRET = `dop_v1:${PASSWORD.replace("ü", "")}`;
const auth = btoa(`${USER}:${SECRET}`);
const credentials = { auths: { [HOST]: { auth } } };
/** A configuration with logins to other registries, and a key that nobody knows. */
const OTHERS = { auths: { "ghcr.io": { auth: btoa("ghost:boo") } }, psFormat: "table", ours: { kept: [1] } };

const folder = mkdtempSync(join(tmpdir(), "digitalocean-wasm-docker-"));
const file = join(folder, "config.json");
const authority = createAuthority(HOST);
let server;

before(async () => {
  server = await startRegistry(authority, {
    ...{ host: HOST, repository: "example/my/repo", tag: "1" },
    ...{ user: USER, password: SECRET },
  });
  writeHelper("gcloud", `echo '{ "ServerURL": "gcr.io", "Username": "g", "Secret": "s" }'`);
  writeHelper("desktop", "echo 'credentials not found in native keychain'; exit 1");
});
after(() => server?.stop());
beforeEach(() => server.logins.splice(0));

/** Writes a helper for credentials, a program that tools start by its name. */
function writeHelper(name, answer) {
  const path = join(folder, `docker-credential-${name}`);
  writeFileSync(path, `#!/bin/sh\n${answer}\n`);
  chmodSync(path, 0o755);
}

/** Runs a tool that reaches the registry through the proxy. */
async function run(program, ...parameters) {
  const tls = { HTTPS_PROXY: server.proxy, SSL_CERT_FILE: authority.caFile };
  const env = { PATH: `${folder}:${process.env.PATH}`, HOME: folder, ...tls };
  return (await promisify(execFile)(program, parameters, { env, cwd: folder })).stdout.trim();
}

const pull = () => run("skopeo", "copy", "--authfile", file, `docker://${IMAGE}`, `dir:${join(folder, "image")}`);
const inspect = () => run("docker", "--config", folder, "manifest", "inspect", IMAGE);
const loginTo = (host) => run("skopeo", "login", "--get-login", "--authfile", file, host);

/** Writes the configuration made of one so far. */
const configure = (config, of = credentials) => writeFileSync(file, dockerConfig(of, { config }).content);

function assertLoggedIn() {
  assert.ok(server.logins.length > 0);
  assert.deepEqual([...new Set(server.logins)], [`${USER}:${SECRET}`]);
}

test("dockerLogin has user and password, which may hold colons", () => {
  const login = dockerLogin(credentials);
  const { registry, username, password } = login;
  assert.deepEqual([registry, username, password], [HOST, USER, SECRET]);
  assert.deepEqual(login.reveal(), { registry, username, password, expiresAt: undefined });
  for (const wrong of [undefined, {}, { auths: {} }, { auths: { [HOST]: { auth: "" } } }]) {
    assert.throws(() => dockerLogin(wrong), { name: "ConnectError", field: "credentials" });
  }
});

test("expiry is shown: never, unknown, or a time", () => {
  const expiry = (expirySeconds) => dockerLogin(credentials, { expirySeconds }).expiresAt;
  assert.deepEqual([expiry(0), expiry(undefined)], [null, undefined]);
  const [before, found, after] = [Date.now(), Date.parse(expiry(3600)), Date.now()];
  assert.ok(found >= before + 3_600_000 && found <= after + 3_600_000);
});

test("dockerConfig keeps the content so far, and comes before helpers and stores", () => {
  const content = (config) => JSON.parse(dockerConfig(credentials, { config }).content);
  assert.deepEqual(content(undefined), credentials);
  assert.deepEqual(content(""), credentials);
  const merged = { ...OTHERS, auths: { ...OTHERS.auths, [HOST]: { auth } } };
  assert.deepEqual(content(JSON.stringify(OTHERS)), merged);
  assert.deepEqual(content({ ...OTHERS, credsStore: "desktop" }), {
    ...merged,
    credsStore: "desktop",
    credHelpers: { [HOST]: "" },
  });
  const helpers = content({ credHelpers: { "gcr.io": "gcloud", [HOST]: "doctl" } }).credHelpers;
  assert.deepEqual(helpers, { "gcr.io": "gcloud" });
  assert.throws(
    () => content(`{"auths": ${PASSWORD}`),
    (error) => {
      assert.equal(error.field, "config");
      assert.ok(!String(error.stack).includes("p@:"));
      return true;
    },
  );
});

for (const [kind, config] of [
  ["nothing", undefined],
  ["others", OTHERS],
  ["helpers", { ...OTHERS, credHelpers: { "gcr.io": "gcloud", [HOST]: "desktop" } }],
]) {
  test(`skopeo, which reads as Podman does, pulls by a configuration made of ${kind}`, async () => {
    configure(config);
    await pull();
    assertLoggedIn();
    const { layers } = JSON.parse(readFileSync(join(folder, "image", "manifest.json"), "utf8"));
    assert.equal(layers.length, 1);
    assert.equal(await loginTo(HOST), USER);
    if (config) assert.equal(await loginTo("ghcr.io"), "ghost");
    if (config?.credHelpers) assert.equal(await loginTo("gcr.io"), "g");
  });

  test(`docker logs in by a configuration made of ${kind}`, async () => {
    configure(config);
    assert.match(await inspect(), /"layers"/);
    assertLoggedIn();
  });
}

test("docker logs in by a configuration made of one with a store, which would come first", async () => {
  const config = { ...OTHERS, credsStore: "desktop" };
  writeFileSync(file, JSON.stringify({ ...config, auths: credentials.auths }));
  await assert.rejects(inspect(), /no basic auth credentials/);
  configure(config);
  assert.match(await inspect(), /"layers"/);
  assertLoggedIn();
});

test("neither gets in by another password, or without one", async () => {
  configure(OTHERS, { auths: { [HOST]: { auth: btoa(`${USER}:another`) } } });
  for (const tool of [pull, inspect]) await assert.rejects(tool(), /unauthorized|no such manifest/i);
  assert.deepEqual([...new Set(server.logins.splice(0))], [`${USER}:another`]);
  writeFileSync(file, JSON.stringify(OTHERS));
  for (const tool of [pull, inspect]) await assert.rejects(tool());
  // Docker logs in as nobody then.
  assert.deepEqual(
    server.logins.filter((login) => login !== ":"),
    [],
  );
});
