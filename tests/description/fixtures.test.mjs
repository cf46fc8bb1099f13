// The fixtures, written by hand, against the description.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { answerSchema, bodySchema, component, Known, options, problems } from "./description.mjs";

const folder = new URL("../fixtures/", import.meta.url);

// What each file is an answer to. The first that matches holds.
const FIXTURES = [
  [/^registry\/manifests$/, answer("registry_list_repositoryManifests")],
  [/^registry\/garbage_collection$/, answer("registry_get_garbageCollection")],
  [/^registry\/garbage_collections$/, answer("registry_list_garbageCollections")],
  [/^registry\/options$/, answer("registry_get_options")],
  [/^registry\/registries$/, answer("registries_list")],
  [/^registry\/registry$/, answer("registry_get")],
  [/^registry\/registry_created$/, () => answerSchema("registries_create", 201)],
  [/^registry\/repositories$/, answer("registry_list_repositories")],
  [/^registry\/repositories_v2$/, answer("registries_list_repositoriesV2")],
  [/^registry\/subscription$/, answer("registries_get_subscription")],
  [/^registry\/tags$/, answer("registries_list_repositoryTags")],
  [/^registry\/docker_credentials$/, answer("registries_get_dockerCredentials")],
  [/^registry\/create_single$/, () => bodySchema("registry_create")],
  [/^registry\/create_\w+$/, () => bodySchema("registries_create")],
  [/^databases\/list$/, answer("databases_list_clusters")],
  [/^databases\/cluster_\w+$/, answer("databases_get_cluster")],
  [/^databases\/options$/, answer("databases_list_options")],
  [/^databases\/create_\w+$/, () => bodySchema("databases_create_cluster")],
  [/^databases\/ca$/, answer("databases_get_ca")],
  [/^databases\/db$/, answer("databases_get")],
  [/^databases\/dbs$/, answer("databases_list")],
  [/^databases\/do_settings(_none)?$/, answer("databases_get_do_settings")],
  [/^databases\/events$/, answer("databases_list_events_logs")],
  [/^databases\/eviction_policy$/, answer("databases_get_evictionPolicy")],
  [/^databases\/firewall$/, answer("databases_list_firewall_rules")],
  [/^databases\/pool$/, answer("databases_get_connectionPool")],
  [/^databases\/pools$/, answer("databases_list_connectionPools")],
  [/^databases\/sql_mode$/, answer("databases_get_sql_mode")],
  [/^databases\/users$/, answer("databases_list_users")],
  [/^databases\/config_update_\w+$/, () => bodySchema("databases_patch_config")],
  [/^databases\/db_create$/, () => bodySchema("databases_add")],
  [/^databases\/firewall_update_\w+$/, () => bodySchema("databases_update_firewall_rules")],
  [/^databases\/maintenance_update$/, () => bodySchema("databases_update_maintenanceWindow")],
  [/^databases\/migrate_\w+$/, () => bodySchema("databases_update_region")],
  [/^databases\/pool_create_\w+$/, () => bodySchema("databases_add_connectionPool")],
  [/^databases\/pool_update_\w+$/, () => bodySchema("databases_update_connectionPool")],
  [/^databases\/resize_\w+$/, () => bodySchema("databases_update_clusterSize")],
  [/^databases\/upgrade$/, () => bodySchema("databases_update_major_version")],
  [/^databases\/user_create_\w+$/, () => bodySchema("databases_add_user")],
  [/^databases\/user_reset_auth_\w+$/, () => bodySchema("databases_reset_auth")],
  [/^databases\/user_update_\w+$/, () => bodySchema("databases_update_user")],
  [/^databases\/user_\w+$/, answer("databases_get_user")],
  [/^databases\/config\/mongodb$/, () => config("mongo")],
  [/^databases\/config\/advanced_\w+$/, answer("databases_get_config")],
  [/^databases\/config\/(\w+)$/, (_, engine) => config(engine)],
];

// Where the API is known to answer what the description does not say.
const known = new Known([
  [/^databases\/\w+: .*connection\/protocol is not declared$/, "real and undeclared"],
  [/^databases\/\w+: .*connection\/application_ports is not declared$/, "real and undeclared"],
  [/^databases\/options: \/options\/\w+\/default_version is not declared$/, "real and undeclared"],
  [/^databases\/options: \/version_availability\/\w+\/#\/default is not declared$/, "real and undeclared"],
  [/^databases\/options: \/version_availability\/\w+ must be array$/, "null where an engine has no versions"],
  [/^databases\/\w+: .*\/version_end_of_(life|availability) must be string$/, "null, as its own words say"],
  [/^databases\/\w+: .*\/storage_size_mib must be integer$/, "null, as its own words say"],
  [/^databases\/\w+: .*\/rules must be array$/, "null where there are none"],
  [/^databases\/\w+: .*\/do_settings must be object$/, "null where there are none"],
  [/^databases\/\w+: .*\/autoscale is not declared$/, "declared for the body only"],
  [/^databases\/config\/advanced_\w+: \/config must (be object|match a schema in anyOf)$/, "a list"],
  [/^databases\/config_update_advanced_\w+: \/config\/\w+_parameters is not declared$/, "real and undeclared"],
  [/^databases\/migrate_full: \/private_network_uuid is not declared$/, "real and undeclared"],
  [/^databases\/user_reset_auth_full: \/settings is not declared$/, "real and undeclared"],
  [/^databases\/pools: .*\/standby_(private_)?connection must be object$/, "null where there is no standby"],
  [/^databases\/pools: .*\/user must be string$/, "null where each client's own user is taken"],
  [/^registry\/regist\w+: .*\/read_only is not declared$/, "real and undeclared"],
  [/^registry\/registries: \/total_storage_usage_bytes is not declared$/, "real and undeclared"],
  [/^registry\/repositories(_v2)?: .*\/latest_\w+ must be object$/, "null where there is none"],
  [/^registry\/garbage_collections?: .*\/type is not declared$/, "real and undeclared"],
  [/^registry\/garbage_collection: .*\/total_storage_usage_bytes is not declared$/, "real and undeclared"],
  [/^registry\/garbage_collections: \/meta is not declared$/, "real and undeclared"],
  [/^registry\/garbage_collections: \/links is not declared$/, "real and undeclared"],
  [/^registry\/garbage_collections: .*\/status must be equal to one of the allowed values$/, "seen, undocumented"],
]);

const files = readdirSync(folder, { recursive: true })
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => file.startsWith("registry/") || file.startsWith("databases/"))
  .filter((file) => file.endsWith(".json"))
  .map((file) => file.replace(/\.json$/, ""));

for (const file of files.sort()) {
  test(`${file}.json is as described`, options, () => {
    const row = FIXTURES.find(([pattern]) => pattern.test(file));
    assert.ok(row, "a row says what it is an answer to");
    const [pattern, schema] = row;
    const value = JSON.parse(readFileSync(fileURLToPath(new URL(`${file}.json`, folder)), "utf8"));
    assert.deepEqual(known.others(file, problems(schema(...pattern.exec(file)), value)), []);
  });
}

test("each known difference still is one", options, () => {
  assert.deepEqual(known.outdated(), []);
});

function answer(id) {
  return () => answerSchema(id, 200);
}

function config(engine) {
  return { type: "object", properties: { config: component(`${engine}_advanced_config`) } };
}
