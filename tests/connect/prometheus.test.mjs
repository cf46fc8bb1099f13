// Scrape configurations, against Prometheus's own checker.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { caFile, prometheusTargets } from "digitalocean-wasm/connect";
import { parse } from "yaml";
import { PASSWORD } from "./answers.mjs";
import { createAuthority } from "./certificates.mjs";

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
