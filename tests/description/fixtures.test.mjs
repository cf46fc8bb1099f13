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
