// The operations, written down a second time from the API's reference: what operations.json says of each and what its
// call sends must be this, also where the published description is not at hand.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, beforeEach, test } from "node:test";
import { DigitalOcean } from "digitalocean-wasm";
import { ANY } from "../support/answers.mjs";
import { startRecorder } from "../support/recorder.mjs";

const operations = createRequire(import.meta.url)("digitalocean-wasm/operations.json");

// Call, method, path, scopes.
const OPERATIONS = `
databases.options GET /v2/databases/options database:read
databases.list GET /v2/databases database:read
databases.create POST /v2/databases database:create
databases.get GET /v2/databases/{id} database:read
databases.delete DELETE /v2/databases/{id} database:delete
databases.migrate PUT /v2/databases/{id}/migrate database:update
databases.resize PUT /v2/databases/{id}/resize database:update
databases.upgrade PUT /v2/databases/{id}/upgrade database:update
databases.installUpdate PUT /v2/databases/{id}/install_update database:update
databases.autoscale.get GET /v2/databases/{clusterId}/autoscale database:read
databases.autoscale.update PUT /v2/databases/{clusterId}/autoscale database:update
databases.backups.list GET /v2/databases/{clusterId}/backups database:read
databases.ca.get GET /v2/databases/{clusterId}/ca database:read
databases.config.get GET /v2/databases/{clusterId}/config database:read
databases.config.update PATCH /v2/databases/{clusterId}/config database:update
databases.dbs.list GET /v2/databases/{clusterId}/dbs database:read
databases.dbs.create POST /v2/databases/{clusterId}/dbs database:create
databases.dbs.get GET /v2/databases/{clusterId}/dbs/{databaseName} database:read
databases.dbs.delete DELETE /v2/databases/{clusterId}/dbs/{databaseName} database:delete
databases.events.list GET /v2/databases/{clusterId}/events database:read
databases.evictionPolicy.get GET /v2/databases/{clusterId}/eviction_policy database:read
databases.evictionPolicy.update PUT /v2/databases/{clusterId}/eviction_policy database:update
databases.firewall.list GET /v2/databases/{clusterId}/firewall database:read
databases.firewall.update PUT /v2/databases/{clusterId}/firewall database:update
databases.indexes.list GET /v2/databases/{clusterId}/indexes database:read
databases.indexes.delete DELETE /v2/databases/{clusterId}/indexes/{indexName} database:delete
databases.logsinks.list GET /v2/databases/{clusterId}/logsink database:read
databases.logsinks.create POST /v2/databases/{clusterId}/logsink database:create
databases.logsinks.get GET /v2/databases/{clusterId}/logsink/{logsinkId} database:read
databases.logsinks.update PUT /v2/databases/{clusterId}/logsink/{logsinkId} database:update
databases.logsinks.delete DELETE /v2/databases/{clusterId}/logsink/{logsinkId} database:delete
databases.maintenance.update PUT /v2/databases/{clusterId}/maintenance database:update
databases.metricsCredentials.get GET /v2/databases/metrics/credentials database:update database:view_credentials
databases.metricsCredentials.update PUT /v2/databases/metrics/credentials database:update
databases.onlineMigration.get GET /v2/databases/{clusterId}/online-migration database:read
databases.onlineMigration.start PUT /v2/databases/{clusterId}/online-migration database:update
databases.onlineMigration.stop DELETE /v2/databases/{clusterId}/online-migration/{migrationId} database:delete
databases.pools.list GET /v2/databases/{clusterId}/pools database:read
databases.pools.create POST /v2/databases/{clusterId}/pools database:create
databases.pools.get GET /v2/databases/{clusterId}/pools/{poolName} database:read
databases.pools.update PUT /v2/databases/{clusterId}/pools/{poolName} database:update
databases.pools.delete DELETE /v2/databases/{clusterId}/pools/{poolName} database:delete
databases.replicas.list GET /v2/databases/{clusterId}/replicas database:read
databases.replicas.create POST /v2/databases/{clusterId}/replicas database:create
databases.replicas.get GET /v2/databases/{clusterId}/replicas/{replicaName} database:read
databases.replicas.delete DELETE /v2/databases/{clusterId}/replicas/{replicaName} database:delete
databases.replicas.promote PUT /v2/databases/{clusterId}/replicas/{replicaName}/promote database:update
databases.schemas.list GET /v2/databases/{clusterId}/schema-registry database:read
databases.schemas.create POST /v2/databases/{clusterId}/schema-registry database:create
databases.schemas.get GET /v2/databases/{clusterId}/schema-registry/{subjectName} database:read
databases.schemas.delete DELETE /v2/databases/{clusterId}/schema-registry/{subjectName} database:delete
databases.schemas.getVersion GET /v2/databases/{clusterId}/schema-registry/{subjectName}/versions/{version} database:read
databases.schemas.config.get GET /v2/databases/{clusterId}/schema-registry/config database:read
databases.schemas.config.update PUT /v2/databases/{clusterId}/schema-registry/config database:write
databases.schemas.config.getSubject GET /v2/databases/{clusterId}/schema-registry/config/{subjectName} database:read
databases.schemas.config.updateSubject PUT /v2/databases/{clusterId}/schema-registry/config/{subjectName} database:write
databases.settings.get GET /v2/databases/{clusterId}/do_settings database:read
databases.settings.update PUT /v2/databases/{clusterId}/do_settings database:update
databases.sqlMode.get GET /v2/databases/{clusterId}/sql_mode database:read
databases.sqlMode.update PUT /v2/databases/{clusterId}/sql_mode database:update
databases.topics.list GET /v2/databases/{clusterId}/topics database:read
databases.topics.create POST /v2/databases/{clusterId}/topics database:create
databases.topics.get GET /v2/databases/{clusterId}/topics/{topicName} database:read
databases.topics.update PUT /v2/databases/{clusterId}/topics/{topicName} database:update
databases.topics.delete DELETE /v2/databases/{clusterId}/topics/{topicName} database:delete
databases.users.list GET /v2/databases/{clusterId}/users database:read
databases.users.create POST /v2/databases/{clusterId}/users database:create
databases.users.get GET /v2/databases/{clusterId}/users/{username} database:read
databases.users.update PUT /v2/databases/{clusterId}/users/{username} database:update
databases.users.delete DELETE /v2/databases/{clusterId}/users/{username} database:delete
databases.users.resetAuth POST /v2/databases/{clusterId}/users/{username}/reset_auth database:update
registries.list GET /v2/registries registry:read
registries.create POST /v2/registries registry:create
registries.get GET /v2/registries/{registry} registry:read
registries.delete DELETE /v2/registries/{registry} registry:delete
registries.options GET /v2/registries/options registry:read
registries.validateName POST /v2/registries/validate-name registry:create
registries.dockerCredentials GET /v2/registries/{registry}/docker-credentials registry:read registry:update
registries.garbageCollections.start POST /v2/registries/{registry}/garbage-collection registry:update
registries.garbageCollections.getActive GET /v2/registries/{registry}/garbage-collection registry:read
registries.garbageCollections.list GET /v2/registries/{registry}/garbage-collections registry:read
registries.garbageCollections.update PUT /v2/registries/{registry}/garbage-collection/{uuid} registry:update
registries.manifests.list GET /v2/registries/{registry}/repositories/{repository}/digests registry:read
registries.manifests.delete DELETE /v2/registries/{registry}/repositories/{repository}/digests/{digest} registry:delete
registries.repositories.list GET /v2/registries/{registry}/repositoriesV2 registry:read
registries.repositories.delete DELETE /v2/registries/{registry}/repositories/{repository} registry:delete
registries.subscription.get GET /v2/registries/subscription registry:read
registries.subscription.update POST /v2/registries/subscription registry:update
registries.tags.list GET /v2/registries/{registry}/repositories/{repository}/tags registry:read
registries.tags.delete DELETE /v2/registries/{registry}/repositories/{repository}/tags/{tag} registry:delete
registry.create POST /v2/registry registry:create
registry.get GET /v2/registry registry:read
registry.delete DELETE /v2/registry registry:delete
registry.options GET /v2/registry/options registry:read
registry.validateName POST /v2/registry/validate-name registry:create
registry.dockerCredentials GET /v2/registry/docker-credentials registry:read registry:update
registry.garbageCollections.start POST /v2/registry/{registry}/garbage-collection registry:update
registry.garbageCollections.getActive GET /v2/registry/{registry}/garbage-collection registry:read
registry.garbageCollections.list GET /v2/registry/{registry}/garbage-collections registry:read
registry.garbageCollections.update PUT /v2/registry/{registry}/garbage-collection/{uuid} registry:update
registry.manifests.list GET /v2/registry/{registry}/repositories/{repository}/digests registry:read
registry.manifests.delete DELETE /v2/registry/{registry}/repositories/{repository}/digests/{digest} registry:delete
registry.repositories.list GET /v2/registry/{registry}/repositories registry:read
registry.repositories.listV2 GET /v2/registry/{registry}/repositoriesV2 registry:read
registry.subscription.get GET /v2/registry/subscription registry:read
registry.subscription.update POST /v2/registry/subscription registry:update
registry.tags.list GET /v2/registry/{registry}/repositories/{repository}/tags registry:read
registry.tags.delete DELETE /v2/registry/{registry}/repositories/{repository}/tags/{tag} registry:delete
`
  .trim()
  .split("\n")
  .map((line) => {
    const [call, method, path, ...scopes] = line.split(" ");
    return { call, method, path, scopes };
  });

/** The body of each call that takes one: the name of a fixture. */
const BODIES = {
  "databases.create": "databases/create_smallest",
  "databases.migrate": "databases/migrate_smallest",
  "databases.resize": "databases/resize_smallest",
  "databases.upgrade": "databases/upgrade",
  "databases.autoscale.update": "databases/autoscale/update",
  "databases.config.update": "databases/config_update_pg",
  "databases.dbs.create": "databases/db_create",
  "databases.evictionPolicy.update": "databases/eviction_policy",
  "databases.firewall.update": "databases/firewall_update_smallest",
  "databases.logsinks.create": "databases/logsinks/create_rsyslog",
  "databases.logsinks.update": "databases/logsinks/update",
  "databases.maintenance.update": "databases/maintenance_update",
  "databases.metricsCredentials.update": "databases/metrics_credentials/update",
  "databases.onlineMigration.start": "databases/online_migration/start_smallest",
  "databases.pools.create": "databases/pool_create_smallest",
  "databases.pools.update": "databases/pool_update_smallest",
  "databases.replicas.create": "databases/replicas/create_smallest",
  "databases.schemas.create": "databases/schemas/create",
  "databases.schemas.config.update": "databases/schemas/config_update",
  "databases.schemas.config.updateSubject": "databases/schemas/config_update",
  "databases.settings.update": "databases/do_settings",
  "databases.sqlMode.update": "databases/sql_mode",
  "databases.topics.create": "databases/topics/create_smallest",
  "databases.topics.update": "databases/topics/update",
  "databases.users.create": "databases/user_create_smallest",
  "databases.users.update": "databases/user_update_smallest",
  "databases.users.resetAuth": "databases/user_reset_auth_smallest",
  "registries.create": "registry/create_smallest",
  "registries.validateName": "registry/validate_name",
  "registries.garbageCollections.start": "registry/garbage_collection_start",
  "registries.garbageCollections.update": "registry/garbage_collection_update",
  "registries.subscription.update": "registry/subscription_update",
  "registry.create": "registry/create_single",
  "registry.validateName": "registry/validate_name",
  "registry.garbageCollections.start": "registry/garbage_collection_start",
  "registry.garbageCollections.update": "registry/garbage_collection_update",
  "registry.subscription.update": "registry/subscription_update",
};

let recorder;
let client;

before(async () => {
  recorder = await startRecorder();
  recorder.answer = ANY;
  client = new DigitalOcean({ token: "dop_v1_operations", baseUrl: recorder.url });
});
beforeEach(() => recorder.requests.splice(0));
after(() => recorder.stop());

test("operations.json has each operation with its method, path and scopes, and no other", () => {
  const listed = operations.map(({ call, method, path, scopes }) => ({ call, method, path, scopes }));
  const order = (one, other) => (one.call < other.call ? -1 : 1);
  assert.deepEqual(listed.sort(order), [...OPERATIONS].sort(order));
});

test("the calls with a body are those that operations.json says take one", () => {
  const calls = operations.filter(({ parameters }) => parameters.some((name) => name.startsWith("body")));
  assert.deepEqual(Object.keys(BODIES).sort(), calls.map(({ call }) => call).sort());
});

for (const { call, method, path } of OPERATIONS) {
  test(`${call} sends ${method} ${path}`, async () => {
    const names = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name);
    const body = BODIES[call] && fixture(BODIES[call]);
    await invoke(call, [...names.map((name) => `a-${name}`), ...(body ? [body] : [])]);

    assert.equal(recorder.requests.length, 1);
    const [sent] = recorder.requests;
    assert.equal(`${sent.method} ${sent.path}`, `${method} ${path.replace(/\{([^}]+)\}/g, "a-$1")}`);
    assert.equal(sent.query, "");
    assert.deepEqual(sent.body === "" ? undefined : JSON.parse(sent.body), body);
  });
}

/** Makes a call by its name on the client, such as `databases.users.list`. */
function invoke(call, values) {
  const path = call.split(".");
  const method = path.pop();
  return path.reduce((resource, name) => resource[name], client)[method](...values);
}

function fixture(name) {
  return JSON.parse(readFileSync(new URL(`../fixtures/${name}.json`, import.meta.url), "utf8"));
}
