// The package's types and the description: what one allows, the other does.
import assert from "node:assert/strict";
import { test } from "node:test";
import { api, call, operations } from "./client.mjs";
import {
  answerExamples,
  answerSchema,
  operations as described,
  Known,
  options,
  parts,
  problems,
} from "./description.mjs";
import { full, randomly, smallest } from "./generate.mjs";
import { body, pathValues, query } from "./requests.mjs";
import { answerType, mistypes, parameterType, samplesOf } from "./typescript.mjs";

// How many values are made for each query, body and response.
const SAMPLES = 20;

// The envelopes of responses, where the package also reads them without, or there is none.
const OPTIONAL_KEYS = {
  databases_create_kafka_topic: ["topic"],
  databases_get_autoscale: ["autoscale"],
  databases_get_cluster_metrics_credentials: ["credentials", "credentials"],
};

// Where the types take less than the description has.
const narrower = new Known([
  [/^databases_create_logsink: body\/config\/\w+ Type '…' is not assignable/, "each type of sink has its settings"],
  [/^databases_update_user: body\/settings\/mongo_user_settings /, "roles of MongoDB are set at creation only"],
]);

// Where the types take more than the description has.
const wider = new Known([
  [/^databases_\w+: body\/storage_size_mib must be integer$/, "null, as its own words say"],
  [/^databases_create_cluster: body\/autoscale must be object$/, "null, as its own words say"],
  [/^databases_create_cluster: body\/storage_autoscale is not declared$/, "as godo and Terraform send it"],
  [/^databases_update_connectionPool: body\/user must be string$/, "null, as it is read"],
  [/^databases_create_replica: body\/tags must be array$/, "null, as for clusters"],
  [/^databases_\w+_kafka_topic: body\/config\/compression_type must be equal to one/, "lz4, where it says Iz4"],
  [/^databases_\w+_kafka_topic: body\/config\/message_format_version must be equal to one/, "grows with Kafka"],
  [/^databases_\w+_kafka_topic: body\/config\/unclean_leader_election_enable is not declared$/, "practice sends it"],
  [/^registr\w+_create: body\/region must be equal to one of the allowed values$/, "grows; the options list them"],
]);

// The description requires almost no field of a response. The fields that these types promise are always there.
const PROMISED = [
  "DatabaseCluster",
  "DatabaseConnection",
  "DatabaseEngineOptions",
  "DatabaseEvent",
  "DatabaseLayout",
  "DatabaseMetricsCredentials",
  "DatabaseOnlineMigration",
  "DatabaseOptionsAnswer",
  "DatabaseReplica",
  "DatabaseServiceEndpoint",
  "DatabaseVersionAvailability",
  "DockerAuth",
  "DockerAuths",
  "DockerCredentials",
  "GarbageCollection",
  "KafkaConsumerGroup",
  "KafkaSchema",
  "KafkaTopic",
  "KafkaTopicDetails",
  "KafkaTopicPartition",
  "Manifest",
  "ManifestBlob",
  "OpensearchConnection",
  "OpensearchIndex",
  "Registry",
  "RegistryOptions",
  "RegistrySubscription",
  "RegistrySubscriptionTier",
  "RegistrySubscriptionTierOption",
  "Repository",
  "RepositoryTag",
  "RepositoryV2",
  "SchemaRegistryConnection",
];

// Where the responses of the description do not have the types.
const answered = new Known([
  ...PROMISED.map((name) => [new RegExp(`^\\w+: \\S+ lacks what ${name} promises$`), "practice always has it"]),
  [/^databases_\w+_logsink: \S*\/config\/\w+ Type '…' is not assignable/, "each type of sink has its settings"],
  [/^databases_\w+_kafka_topic: \/partitions\/#\/consumer_groups\/#\/group_name Object literal may/, "practice: name"],
]);

const contents = options.skip
  ? []
  : operations.flatMap((operation) =>
      Object.entries({ query, body })
        .map(([name, schemaOf]) => ({ operation, name, schema: schemaOf(operation.id) }))
        .filter(({ schema }) => schema),
    );

test("what the description lets queries and bodies hold, the types do", options, () => {
  const samples = contents.flatMap(({ operation, name, schema }) =>
    values(narrowed(schema), operation.id).map((value) => ({
      id: operation.id,
      place: name,
      type: parameterType(operation, name),
      value,
    })),
  );
  assert.ok(samples.length > 10 * SAMPLES);
  assert.deepEqual(untaken(samples, narrower), []);
});

test("what the types let queries and bodies hold, the description does", options, () => {
  const made = samplesOf(contents.map(({ operation, name }) => parameterType(operation, name)));
  const found = contents.flatMap(({ operation, name, schema }, index) => {
    const shape = narrowed(schema, UNTYPED);
    const broken = made[index].flatMap((value) => problems(shape, rounded(value)));
    return once(
      wider.others(
        operation.id,
        broken.map((problem) => `${name}${problem}`),
      ),
    );
  });
  assert.deepEqual(found, []);
});

test("the responses of the description have the types", options, async () => {
  const samples = [];
  for (const operation of operations) {
    const { id, list } = operation;
    const [status] = Object.keys(described.get(id).responses).filter((status) => status < 300);
    const schema = answerSchema(id, status);
    if (schema === undefined) {
      continue;
    }
    const keys = OPTIONAL_KEYS[id] ?? (await envelope(operation));
    const whole = narrowed({ allOf: [schema], required: keys.slice(0, 1) }, ["readOnly"]);
    for (const value of [...answerExamples(id, status), ...values(whole, id)]) {
      const resource = await resolved(operation, Number(status), value);
      const expected = keys.reduce((inner, key) => inner[key] ?? inner, value);
      assert.equal(json(list ? resource.data : resource), json(expected), `${id} resolves to what came`);
      const type = answerType(operation);
      samples.push(
        ...(list
          ? [
              { id, type: `${type}["data"]`, value: resource.data },
              { id, type: `${type}["body"]`, value: resource.body },
            ]
          : [{ id, type, value: resource }]),
      );
    }
  }
  assert.ok(samples.length > 60 * SAMPLES);
  assert.deepEqual(untaken(samples, answered), []);
});

test("each known difference still is one", options, () => {
  assert.deepEqual(
    [narrower, wider, answered].flatMap((known) => known.outdated()),
    [],
  );
});

/** The errors of the types against samples, without the known ones. */
function untaken(samples, known) {
  const found = mistypes(samples);
  const placed = ({ place = "" }, index) => found[index].map((problem) => `${place}${problem}`);
  return once(samples.flatMap((sample, index) => known.others(sample.id, placed(sample, index))));
}

const once = (list) => [...new Set(list)];

/** Values that a schema allows, each once: the smallest, the full ones, and random ones. */
function values(schema, seed) {
  const random = Array.from({ length: SAMPLES }, randomly(schema, seed));
  return [...new Map([...smallest(schema), ...full(schema), ...random].map((value) => [json(value), value])).values()];
}

// Rules that no type can express.
const UNTYPED = ["minimum", "maximum", "pattern", "minLength", "maxLength", "minItems", "maxItems", "format"];

/**
 * A schema without some of its keywords. Its integers are such as numbers can hold, unless the description names one
 * that is not: only those may come as a `bigint`.
 */
function narrowed(schema, without = []) {
  const [own] = parts(schema);
  const kept = Object.fromEntries(Object.entries(own).filter(([key]) => !without.includes(key)));
  const map = (value, change) => Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, change(inner)]));
  const inside = (inner) => (inner instanceof Object ? narrowed(inner, without) : inner);
  for (const key of ["allOf", "anyOf", "oneOf"].filter((key) => kept[key])) {
    kept[key] = kept[key].map(inside);
  }
  // The links of a page are one of three objects, the last of which is not said to be one.
  kept.anyOf &&= kept.anyOf.map((part) => (Object.keys(part).length === 0 ? { type: "object" } : part));
  for (const key of ["items", "additionalProperties"].filter((key) => kept[key])) {
    kept[key] = inside(kept[key]);
  }
  if (kept.properties) {
    kept.properties = map(kept.properties, inside);
  }
  const named = [own.default, own.example, own.minimum, own.maximum];
  if (own.type === "integer" && !named.some((value) => Math.abs(value) > Number.MAX_SAFE_INTEGER)) {
    const { MIN_SAFE_INTEGER: minimum, MAX_SAFE_INTEGER: maximum } = Number;
    return { ...(without === UNTYPED ? {} : { minimum, maximum }), ...kept };
  }
  return kept;
}

/** A value with its bigints as numbers: the validator knows no others. */
function rounded(value) {
  return JSON.parse(JSON.stringify(value, (_, inner) => (typeof inner === "bigint" ? Number(inner) : inner)));
}

/** The key that an operation's resource comes under, if any: the package says it when it is not there. */
async function envelope(operation) {
  const errorOf = await resolved(operation, 200, {}).catch((error) => error.message);
  return /lacks `(\w+)`/.exec(errorOf)?.slice(1) ?? [];
}

/** The result of a call whose response has this status and body. */
async function resolved({ id, call: name, parameters }, status, value) {
  const answer = new Response(json(value), { status, headers: { "content-type": "application/json" } });
  const client = new api.DigitalOcean({ token: "dop_v1_types", fetch: async () => answer });
  const isNeeded = parameters.includes("body");
  return call(client, name, ...pathValues(id), ...(isNeeded ? smallest(body(id)).slice(0, 1) : []));
}

/** A value as JSON, its bigints as integers. */
function json(value) {
  return JSON.stringify(value, (_, inner) => (typeof inner === "bigint" ? `\u0001${inner}` : inner)).replace(
    /"\\u0001(-?\d+)"/g,
    "$1",
  );
}
