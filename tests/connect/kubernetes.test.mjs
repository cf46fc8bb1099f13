// Secrets for Kubernetes, against the schemas that Kubernetes publishes, and kubectl.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { dockerLogin, kubernetesPullSecret } from "digitalocean-wasm/connect";
import { Secret } from "kubernetes-models/v1/Secret";
import { parse } from "yaml";

const HOST = "registry.digitalocean.com";
const auth = btoa(`dop_v1_user:dop_v1:p@:/?#%[]%41+&='"\\$`);
const credentials = { auths: { [HOST]: { auth } } };

/** An object as it would be sent: without what is undefined. */
const plain = (value) => JSON.parse(JSON.stringify(value));
const configOf = ({ data }) => JSON.parse(Buffer.from(data[".dockerconfigjson"], "base64"));

const folder = mkdtempSync(join(tmpdir(), "digitalocean-wasm-kubernetes-"));

/** The object that kubectl prints. It asks no cluster. */
const kubectl = (...parameters) =>
  JSON.parse(
    execFileSync("kubectl", [...parameters, "--output=json"], {
      encoding: "utf8",
      env: { ...process.env, HOME: folder, KUBECONFIG: join(folder, "none") },
    }),
  );

for (const [kind, options] of [
  ["all it takes", { name: "registry", namespace: "shop", expirySeconds: 3600 }],
  ["a name only", { name: "registry.1-a" }],
]) {
  test(`kubernetesPullSecret with ${kind} is a Secret by Kubernetes' schema, the same in YAML`, () => {
    const { manifest, yaml, expiresAt } = kubernetesPullSecret(credentials, options);
    const sent = plain(manifest);
    new Secret(sent).validate();
    assert.deepEqual(parse(yaml), sent);
    assert.deepEqual(configOf(manifest), credentials);
    assert.deepEqual(sent.metadata.annotations, expiresAt && { "expires-at": expiresAt });
  });

  test(`kubectl makes the same secret with ${kind}, and reads its YAML`, () => {
    const { manifest, yaml } = kubernetesPullSecret(credentials, options);
    const { username, password } = dockerLogin(credentials);
    const { name, namespace } = options;
    const made = kubectl(
      ...["create", "secret", "docker-registry", name, "--dry-run=client", `--docker-server=${HOST}`],
      ...[`--docker-username=${username}`, `--docker-password=${password}`],
      ...(namespace ? [`--namespace=${namespace}`] : []),
    );
    const { annotations, ...metadata } = plain(manifest.metadata);
    assert.deepEqual(configOf(made), { auths: { [HOST]: { username, password, auth } } });
    const { creationTimestamp, ...names } = made.metadata;
    assert.deepEqual({ ...made, data: manifest.data, metadata: names }, { ...plain(manifest), metadata });
    const file = join(folder, "secret.yaml");
    writeFileSync(file, yaml);
    const read = kubectl("label", "--local", `--filename=${file}`, "tier=web");
    const labelled = { ...metadata, labels: { tier: "web" }, ...(annotations && { annotations }) };
    assert.deepEqual(read, { ...plain(manifest), metadata: labelled });
  });
}

test("the schema refuses other kinds and data that is not in base64", () => {
  const { manifest } = kubernetesPullSecret(credentials, { name: "registry" });
  for (const wrong of [{ kind: "Pod" }, { data: { ".dockerconfigjson": "{}" } }, { metadata: { name: 1 } }]) {
    assert.throws(() => new Secret({ ...plain(manifest), ...wrong }).validate());
  }
});

test("names that Kubernetes does not allow are refused", () => {
  const wrong = ["Registry", "a b", "-a", "a-", "a\n"];
  for (const name of ["", undefined, ...wrong, "a..b", "a.-b", "a".repeat(254)]) {
    assert.throws(() => kubernetesPullSecret(credentials, { name }), { field: "name" });
  }
  for (const namespace of [...wrong, "a.b", "a".repeat(64)]) {
    assert.throws(() => kubernetesPullSecret(credentials, { name: "registry", namespace }), { field: "namespace" });
  }
  kubernetesPullSecret(credentials, { name: "a".repeat(253), namespace: `a--${"1".repeat(60)}` });
});
