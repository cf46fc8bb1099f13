// OpenSearch's driver and tool. Debian has no OpenSearch: the server is a stand-in.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { test } from "node:test";
import { promisify } from "node:util";
import { Client } from "@opensearch-project/opensearch";
import { connectionFor, dashboardConnection, opensearchConnection } from "digitalocean-wasm/connect";
import { cluster, PASSWORD, USER } from "./answers.mjs";
import { createAuthority } from "./certificates.mjs";
import { testTls } from "./refusals.mjs";
import { startOpensearch } from "./servers/opensearch.mjs";
import { setUp } from "./set-up.mjs";

const DRIVER = "@opensearch-project/opensearch";

const { authority, ca, server } = setUp(startOpensearch);

const of = (parts = {}) => cluster("opensearch", "https", { port: server.port, ...parts });

async function query(config) {
  const client = new Client({ ...config, maxRetries: 0 });
  try {
    const { body } = await client.info();
    return body.version.number;
  } finally {
    await client.close();
  }
}

test("opensearch: connects to a cluster, by the function of the driver and by its name", async () => {
  assert.equal(await query(opensearchConnection(of(), { ca }).config), "2.19.0");
  assert.equal(await query(connectionFor(of(), { driver: DRIVER, ca }).config), "2.19.0");
});

test("opensearch: connects by the connection string with the CA beside it", async () => {
  const node = opensearchConnection(of(), { ca }).toUri();
  assert.equal(await query({ node, ssl: { ca: authority.ca } }), "2.19.0");
});

test("opensearch: refuses a wrong password", async () => {
  const user = { name: USER, password: `${PASSWORD}!` };
  await assert.rejects(query(opensearchConnection(of(), { ca, user }).config), { statusCode: 401 });
});

testTls("opensearch", authority, (parts, ca) => opensearchConnection(of(parts), { ca }), query);

test("curl connects by the command, and refuses a wrong CA and a wrong host", async () => {
  const run = async (host, caFile) => {
    const { program, args, env } = opensearchConnection(of({ host }), { ca }).toCommand({ caFile });
    const { stdout } = await promisify(execFile)(program, [...args, "--silent", "--show-error", "--fail"], {
      env: { ...process.env, ...env },
    });
    return JSON.parse(stdout).version.number;
  };
  assert.equal(await run("localhost", authority.caFile), "2.19.0");
  await assert.rejects(run("localhost", createAuthority().caFile), /certificate/);
  await assert.rejects(run("127.0.0.1", authority.caFile), /subjectAltName|no alternative certificate|not match/);
});

test("OpenSearch Dashboards have an address of their own", () => {
  const { connection } = of({ host: "ui.test", port: 443 });
  const dashboard = dashboardConnection({ ...of(), ui_connection: connection }, { ca });
  assert.deepEqual(dashboard.config, { url: "https://ui.test:443", username: USER, password: PASSWORD });
  assert.throws(() => dashboardConnection(of(), { ca }), { code: "no_connection" });
});
