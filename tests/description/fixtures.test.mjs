// The fixtures, written by hand, against the description.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { answerSchema, bodySchema, component, Known, options, problems } from "./description.mjs";

const folder = new URL("../fixtures/", import.meta.url);
const operations = JSON.parse(readFileSync(new URL(import.meta.resolve("digitalocean-wasm/operations.json")), "utf8"));

// The schemas of files whose path does not tell their operation. The first pattern that matches counts.
const FIXTURES = [
  [/^registry\/manifests$/, answer("registry_list_repositoryManifests")],
  [/^registry\/garbage_collection$/, answer("registry_get_garbageCollection")],
  [/^registry\/garbage_collections$/, answer("registry_list_garbageCollections")],
  [/^registry\/options$/, answer("registry_get_options")],
  [/^registry\/registries$/, answer("registries_list")],
  [/^registry\/registry(_subscription)?$/, answer("registry_get")],
  [/^registry\/registry_created$/, () => answerSchema("registries_create", 201)],
  [/^registry\/repositories$/, answer("registry_list_repositories")],
  [/^registry\/repositories_v2$/, answer("registries_list_repositoriesV2")],
  [/^registry\/subscription$/, answer("registries_get_subscription")],
  [/^registry\/tags$/, answer("registries_list_repositoryTags")],
  [/^registry\/docker_credentials$/, answer("registries_get_dockerCredentials")],
  [/^registry\/garbage_collection_start$/, () => bodySchema("registry_run_garbageCollection")],
  [/^registry\/garbage_collection_update$/, () => bodySchema("registry_update_garbageCollection")],
  [/^registry\/subscription_update$/, () => bodySchema("registry_update_subscription")],
  [/^registry\/validate_name$/, () => bodySchema("registry_validate_name")],
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
  [/^databases\/online_migration\/(get|started)$/, answer("databases_get_migrationStatus")],
  [/^databases\/schemas\/config$/, answer("databases_get_kafka_schema_config")],
  [/^databases\/schemas\/config_subject$/, answer("databases_get_kafka_schema_subject_config")],
  [/^databases\/schemas\/config_update$/, body("databases_update_kafka_schema_config")],
  [/^databases\/config\/mongodb$/, () => config("mongo")],
  [/^databases\/config\/advanced_\w+$/, answer("databases_get_config")],
  [/^databases\/config\/(\w+)$/, (_, engine) => config(engine)],
];

// Where the responses of the API are known to differ from the description.
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
  [/^databases\/\w+: .*\/storage_autoscale is not declared$/, "as godo and Terraform read and send it"],
  [/^databases\/config\/advanced_\w+: \/config must (be object|match a schema in anyOf)$/, "a list"],
  [/^databases\/config_update_advanced_\w+: \/config\/\w+_parameters is not declared$/, "real and undeclared"],
  [/^databases\/migrate_full: \/private_network_uuid is not declared$/, "real and undeclared"],
  [/^databases\/user_reset_auth_full: \/settings is not declared$/, "real and undeclared"],
  [/^databases\/pools: .*\/standby_(private_)?connection must be object$/, "null where there is no standby"],
  [/^databases\/pools: .*\/user must be string$/, "null where each client's own user is taken"],
  [/^registry\/regist\w+: .*\/read_only is not declared$/, "real and undeclared"],
  [/^registry\/registry_subscription: \/subscription is not declared$/, "beside the registry, as the service answers"],
  [/^registry\/registries: \/total_storage_usage_bytes is not declared$/, "real and undeclared"],
  [/^registry\/repositories(_v2)?: .*\/latest_\w+ must be object$/, "null where there is none"],
  [/_of_the_future is not declared$/, "an unknown key survives"],
  [/^databases\/autoscale\/get\w*: \/storage is not declared$/, "one level, as clients read it"],
  [/^databases\/backups\/list_empty: \/scheduled_backup_time must be object$/, "null where there is none"],
  [/^databases\/indexes\/list: .*\/(status|health) must be equal to one of/, "an unknown value survives"],
  [/^databases\/indexes\/list: .*\/(create_time|docs|replication) is not declared$/, "as godo and doctl read it"],
  [/^databases\/indexes\/list: .*\/health must be string$/, "null where there is none"],
  [/^databases\/logsinks\/\w+: .*\/sink_type must be equal to one of/, "lacks datadog; an unknown value survives"],
  [/^databases\/logsinks\/list: \/sinks\/#\/config(\/ca)? must /, "settings of a type that nobody knows"],
  [/^databases\/metrics_credentials\/get: \/credentials\/basic_\w+ is not declared$/, "one level, as its example says"],
  [/^databases\/online_migration\/started: \/status must be equal to one of/, "an unknown value survives"],
  [/^databases\/replicas\/list: .*\/(protocol|application_ports) is not declared$/, "real and undeclared"],
  [/^databases\/replicas\/list: .*\/status must be equal to one of/, "an unknown value survives"],
  [/^databases\/replicas\/list: .*\/\w+ must be (array|integer|object)$/, "null where there is none"],
  [/^databases\/schemas\/\w+: .*\/(compatibility_level|schema_type) must be equal to/, "an unknown value survives"],
  [/^databases\/topics\/\w+: .*\/message_timestamp_difference_max_ms is not declared$/, "in its own examples"],
  [/^databases\/topics\/\w+: .*\/segment_index_bytes is not declared$/, "in its own examples"],
  [/^databases\/topics\/\w+: .*\/unclean_leader_election_enable is not declared$/, "real and undeclared"],
  [/^databases\/topics\/\w+: .*\/message_format_version must be equal to one of/, "there are more versions"],
  [/^databases\/topics\/get: .*\/compression_type must be equal to one of/, "lz4 is misspelt there"],
  [/^databases\/topics\/get: .*\/consumer_groups\/#\/name is not declared$/, "in its own examples"],
  [/^databases\/topics\/created: \/topic\/partitions must be array$/, "null before there are any"],
  [/^databases\/topics\/list: .*\/state must be equal to one of/, "an unknown value survives"],
  [/^registry\/garbage_collections?: .*\/type is not declared$/, "real and undeclared"],
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
    const row = FIXTURES.find(([pattern]) => pattern.test(file)) ?? byPath(file);
    assert.ok(row, "neither its path nor a row says which operation it belongs to");
    const [pattern, schema] = row;
    const value = JSON.parse(readFileSync(fileURLToPath(new URL(`${file}.json`, folder)), "utf8"));
    assert.deepEqual(known.others(file, problems(schema(...pattern.exec(file)), value)), []);
  });
}

const camelCase = (name) => name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());

/**
 * The row of a file at `<group>/<resource>/<operation>`, after which a variant may follow: `create_full` is a body of
 * `create`, `list` a response of `list`, `created` the response to `create`.
 */
function byPath(file) {
  const [group, resource, name] = file.split("/");
  if (name === undefined) return undefined;
  const found = operations
    .map((operation) => ({ ...operation, start: operation.call.replace(`${group}.${camelCase(resource)}.`, "") }))
    .filter(({ start, call }) => start !== call && !start.includes(".") && camelCase(name).startsWith(start))
    .sort((a, b) => b.start.length - a.start.length)[0];
  if (found === undefined) return undefined;
  const isPast = /^e?d$/.test(camelCase(name).slice(found.start.length));
  const takesBody = found.parameters.some((parameter) => parameter.startsWith("body"));
  if (takesBody && !isPast) return [/^/, body(found.id)];
  return [/^/, answer(found.id, found.method === "POST" ? 201 : 200)];
}

test("each known difference still is one", options, () => {
  assert.deepEqual(known.outdated(), []);
});

function answer(id, status = 200) {
  return () => answerSchema(id, status);
}

function body(id) {
  return () => bodySchema(id);
}

function config(engine) {
  return { type: "object", properties: { config: component(`${engine}_advanced_config`) } };
}
