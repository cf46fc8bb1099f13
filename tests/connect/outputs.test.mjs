// Files for Docker, Kubernetes and Prometheus, against their schemas and tools.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { Ajv } from "ajv";
import { caFile, dockerConfig, dockerLogin, kubernetesPullSecret, prometheusTargets } from "digitalocean-wasm/connect";
import { parse } from "yaml";
import { PASSWORD } from "./answers.mjs";
import { createAuthority } from "./certificates.mjs";

const HOST = "registry.digitalocean.com";
const auth = Buffer.from("dop_v1_user:dop_v1:password").toString("base64");
const credentials = { auths: { [HOST]: { auth } } };

/** `config.json` of Docker's reference, as far as logins go. */
const DOCKER_SCHEMA = {
  type: "object",
  required: ["auths"],
  properties: {
    auths: {
      type: "object",
      additionalProperties: {
        type: "object",
        properties: { auth: { type: "string", pattern: "^[A-Za-z0-9+/]+={0,2}$" } },
      },
    },
    credHelpers: { type: "object", additionalProperties: { type: "string" } },
    credsStore: { type: "string" },
  },
};

/** `Secret` of the reference of Kubernetes, API `v1`, of the type for registries. */
const SECRET_SCHEMA = {
  type: "object",
  required: ["apiVersion", "kind", "metadata", "type", "data"],
  additionalProperties: false,
  properties: {
    apiVersion: { const: "v1" },
    kind: { const: "Secret" },
    metadata: {
      type: "object",
      required: ["name"],
      additionalProperties: false,
      properties: {
        name: {
          type: "string",
          maxLength: 253,
          pattern: "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$",
        },
        namespace: { type: "string", maxLength: 63, pattern: "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" },
        annotations: { type: "object", additionalProperties: { type: "string" } },
      },
    },
    type: { const: "kubernetes.io/dockerconfigjson" },
    data: {
      type: "object",
      required: [".dockerconfigjson"],
      additionalProperties: { type: "string", pattern: "^[A-Za-z0-9+/]+={0,2}$" },
    },
  },
};

function validate(schema, value) {
  const ajv = new Ajv({ strict: true, strictRequired: false });
  assert.ok(ajv.validate(schema, value), ajv.errorsText());
}

test("dockerLogin has user and password, which may hold colons", () => {
  const login = dockerLogin(credentials);
  const { registry, username, password } = login;
  assert.deepEqual([registry, username, password], [HOST, "dop_v1_user", "dop_v1:password"]);
  assert.deepEqual(login.reveal(), { registry, username, password, expiresAt: undefined });
  for (const wrong of [undefined, {}, { auths: {} }, { auths: { [HOST]: { auth: "" } } }]) {
    assert.throws(() => dockerLogin(wrong), { name: "ConnectError", field: "credentials" });
  }
});

test("dockerConfig keeps the content so far, and comes before credential stores", () => {
  const content = (config) => JSON.parse(dockerConfig(credentials, { config }).content);
  assert.deepEqual(content(undefined), credentials);
  assert.deepEqual(content(""), credentials);
  const given = { auths: { "ghcr.io": { auth: "YTpi" } }, credsStore: "desktop", psFormat: "table" };
  const merged = content(JSON.stringify(given));
  validate(DOCKER_SCHEMA, merged);
  assert.deepEqual(merged, {
    ...given,
    auths: { ...given.auths, [HOST]: { auth } },
    credHelpers: { [HOST]: "" },
  });
  assert.deepEqual(content({ credHelpers: { "gcr.io": "gcloud", [HOST]: "doctl" } }).credHelpers, {
    "gcr.io": "gcloud",
    [HOST]: "",
  });
  assert.throws(
    () => content(`{"auths": ${PASSWORD}`),
    (error) => {
      assert.equal(error.field, "config");
      assert.ok(!String(error.stack).includes("p@:"));
      return true;
    },
  );
});

test("expiry is shown: never, unknown, or a time", () => {
  const expiry = (expirySeconds) => dockerLogin(credentials, { expirySeconds }).expiresAt;
  assert.deepEqual([expiry(0), expiry(undefined)], [null, undefined]);
  const [before, found, after] = [Date.now(), Date.parse(expiry(3600)), Date.now()];
  assert.ok(found >= before + 3_600_000 && found <= after + 3_600_000);
});

test("kubernetesPullSecret is a secret of Kubernetes, as an object and as YAML", () => {
  const options = { name: "registry", namespace: "shop", expirySeconds: 3600 };
  const secret = kubernetesPullSecret(credentials, options);
  const manifest = JSON.parse(JSON.stringify(secret.manifest));
  validate(SECRET_SCHEMA, manifest);
  assert.deepEqual(parse(secret.yaml), manifest);
  assert.deepEqual(manifest.metadata.annotations, { "expires-at": secret.expiresAt });
  assert.deepEqual(JSON.parse(Buffer.from(manifest.data[".dockerconfigjson"], "base64")), credentials);
  const least = kubernetesPullSecret(credentials, { name: "registry" });
  validate(SECRET_SCHEMA, JSON.parse(JSON.stringify(least.manifest)));
  assert.deepEqual(parse(least.yaml), JSON.parse(JSON.stringify(least.manifest)));
  for (const name of ["", "Registry", "a b", "-a"]) {
    assert.throws(() => kubernetesPullSecret(credentials, { name }), { field: "name" });
  }
});

test("prometheusTargets is taken by promtool", () => {
  const clusters = [
    {
      ...{ id: "1", name: 'back"end: #1', engine: "pg", region: "nyc3" },
      metrics_endpoints: [
        { host: "backend.db.ondigitalocean.com", port: 9273 },
        { host: "2001:db8::1", port: 9273 },
      ],
    },
    { id: "2", name: "new", engine: "mysql", region: "nyc3", metrics_endpoints: null },
    { id: "3", name: "old", engine: "valkey", region: "ams3", metrics_endpoints: [{ host: "old.test", port: 9273 }] },
  ];
  const metrics = { basic_auth_username: "metrics", basic_auth_password: PASSWORD };
  const folder = mkdtempSync(join(tmpdir(), "digitalocean-wasm-prometheus-"));
  const file = join(folder, "cas.crt");
  const [one, other] = [createAuthority().ca, createAuthority().ca];
  writeFileSync(file, caFile([{ certificate: btoa(one) }, other, one]));
  assert.equal(execFileSync("grep", ["-c", "BEGIN", file], { encoding: "utf8" }), "2\n");
  const found = prometheusTargets(clusters, metrics, { caFile: file });
  assert.deepEqual(found.targets, ["backend.db.ondigitalocean.com:9273", "[2001:db8::1]:9273", "old.test:9273"]);
  assert.deepEqual(parse(found.yaml), found.config);
  const [job] = found.config.scrape_configs;
  assert.deepEqual(job.basic_auth, { username: "metrics", password: PASSWORD });
  assert.equal(job.tls_config.ca_file, file);
  writeFileSync(join(folder, "prometheus.yml"), found.yaml);
  const check = ["check", "config", join(folder, "prometheus.yml")];
  assert.match(execFileSync("promtool", check, { encoding: "utf8", stdio: "pipe" }), /SUCCESS/);
  writeFileSync(join(folder, "prometheus.yml"), found.yaml.replace("scheme", "skeme"));
  assert.throws(() => execFileSync("promtool", check, { stdio: "pipe" }), /skeme/);
  assert.throws(() => prometheusTargets(clusters, { ...metrics, basic_auth_password: "" }), { code: "blank_password" });
  assert.throws(() => prometheusTargets([clusters[1]], metrics), { code: "no_connection" });
});
