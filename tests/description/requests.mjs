// Valid queries and bodies of each operation: those of the description and, where practice differs, those of practice.
import { bodySchema, component, operations, parts } from "./description.mjs";

const ID = "9cc10173-e9ea-4176-9dbc-a4cee4c4ff30";
const DIGEST = "sha256:cb8a924afdf0229ef7515d9e5b3024e23b3eb03ddbba287f4a19c6ac90b8d221";

const STRING = { type: "string" };
const INTEGER = { type: "integer" };
const object = (properties) => ({ type: "object", properties });
const also = (more) => (schema) => ({ allOf: [schema, more] });

// Differences: practice takes more than is described, or a call would do nothing without a field described as optional.
// Each row has the operation, its query or body, a function that changes its schema, and the reason.
const PRACTICE = [
  [
    "registries_run_garbageCollection",
    "body",
    () => component("registry_run_gc"),
    "practice takes what /v2/registry takes",
  ],
  [
    "registries_get_dockerCredentials",
    "query",
    () => query("registry_get_dockerCredentials"),
    "practice takes what /v2/registry takes",
  ],
  [
    "databases_patch_config",
    "body",
    (schema) => {
      const [{ properties }] = parts(schema);
      const map = (name) => object({ [name]: { type: "object", additionalProperties: STRING } });
      return object({ config: { anyOf: [...properties.config.anyOf, map("pg_parameters"), map("mysql_parameters")] } });
    },
    "the advanced engines take a map of strings",
  ],
  ["databases_reset_auth", "body", also(object({ settings: component("user_settings") })), "practice takes settings"],
  ["databases_update_region", "body", also(object({ private_network_uuid: STRING })), "practice takes a network"],
  ...["databases_create_kafka_topic", "databases_update_kafka_topic"].map((id) => [
    id,
    "body",
    also(object({ config: object({ message_timestamp_difference_max_ms: INTEGER, segment_index_bytes: INTEGER }) })),
    "settings that its examples have and its schema lacks",
  ]),
  ...["registries", "registry"].flatMap((family) => [
    [`${family}_update_garbageCollection`, "body", also({ required: ["cancel"] }), "nothing to do without it"],
    [`${family}_update_subscription`, "body", also({ required: ["tier_slug"] }), "nothing to do without it"],
  ]),
  ["databases_update_major_version", "body", also({ required: ["version"] }), "nothing to do without it"],
  ["databases_patch_config", "body", also({ required: ["config"] }), "nothing to do without it"],
  ["databases_update_firewall_rules", "body", also({ required: ["rules"] }), "removing all rules should be said"],
  [
    "databases_update_onlineMigration",
    "body",
    also(object({ source: { required: ["host", "port"] } })),
    "no source without them",
  ],
  [
    "databases_update_cluster_metrics_credentials",
    "body",
    also({
      ...object({ credentials: { required: ["basic_auth_username", "basic_auth_password"] } }),
      required: ["credentials"],
    }),
    "nothing to do without them",
  ],
  [
    "databases_update_maintenanceWindow",
    "body",
    (schema) => ({ ...parts(schema)[0], nullable: false }),
    "a window can be null where it is read; a body of null is none",
  ],
];

/** Where practice differs: operation, place, why, and a function that gives the schema without and with it. */
export const differences = PRACTICE.map(([id, place, , reason], index) => ({
  id,
  place,
  reason,
  schemas: () => [practice(id, place, index), practice(id, place, index + 1)],
}));

/** The schema of an operation's query as an object, if it takes one. */
export function query(id) {
  return practice(id, "query");
}

/** The schema of an operation's body, if it takes one. */
export function body(id) {
  return practice(id, "body");
}

/** The names in an operation's path. */
export function pathNames(id) {
  return [...operations.get(id).path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name);
}

/** A value for each name in an operation's path, each another. */
export function pathValues(id) {
  return pathNames(id).map((name) => {
    const { schema } = operations.get(id).parameters.find((parameter) => parameter.name === name);
    const known = { manifest_digest: DIGEST, repository_name: "my/repo" };
    return known[name] ?? (schema.format === "uuid" ? ID : `a-${name}`);
  });
}

/** An operation's path with these values in it, as they travel: a digest keeps its colon. */
export function filledPath(id, values) {
  const written = pathNames(id).map((name, index) =>
    name === "manifest_digest" ? values[index] : encodeURIComponent(values[index]),
  );
  return written.reduce((path, value) => path.replace(/\{[^}]+\}/, value), operations.get(id).path);
}

function practice(id, place, until = PRACTICE.length) {
  const own = place === "query" ? querySchema(id) : bodySchema(id);
  return PRACTICE.slice(0, until)
    .filter((row) => row[0] === id && row[1] === place)
    .reduce((schema, [, , change]) => change(schema), own);
}

function querySchema(id) {
  const parameters = operations.get(id).parameters.filter((parameter) => parameter.in === "query");
  if (parameters.length === 0) {
    return undefined;
  }
  const required = parameters.filter((parameter) => parameter.required).map(({ name }) => name);
  return { ...object(Object.fromEntries(parameters.map(({ name, schema }) => [name, schema]))), required };
}
