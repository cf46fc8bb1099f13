// The API's published description, and what can be asked of it.
//
// It is not part of this project: it is searched for where DO_OPENAPI points, else next to the project. Without it the
// tests that need it are skipped; in CI they fail instead.
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import Ajv from "ajv";

const published = fileURLToPath(new URL("../../../shared/openapi/registry-and-databases.json", import.meta.url));

/** Where the description is. */
export const file = process.env.DO_OPENAPI || published;

const missing = `the API's description is not there (${file}); DO_OPENAPI may say where it is`;
const isThere = existsSync(file);
if (!isThere && process.env.CI) {
  throw new Error(missing);
}

/** Given to each test that needs the description. */
export const options = { skip: isThere ? false : missing };

const description = isThere ? JSON.parse(readFileSync(file, "utf8")) : { paths: {}, components: { schemas: {} } };

const METHODS = ["get", "post", "put", "patch", "delete"];

/** The operations by id: what the description says, with method and path. */
export const operations = new Map(
  Object.entries(description.paths).flatMap(([path, item]) =>
    METHODS.filter((method) => item[method]).map((method) => {
      const parameters = [...(item.parameters ?? []), ...(item[method].parameters ?? [])].map(resolve);
      return [item[method].operationId, { ...item[method], parameters, method: method.toUpperCase(), path }];
    }),
  ),
);

/** The schema of an operation's response with a status; `undefined` when it has no body. */
export function answerSchema(id, status) {
  const { responses } = operations.get(id);
  const response = responses[status] ?? responses.default;
  return resolve(response).content?.["application/json"]?.schema;
}

/** The description's own examples of an operation's response with a status. */
export function answerExamples(id, status) {
  const { example, examples } = resolve(operations.get(id).responses[status]).content["application/json"];
  const values = Object.values(examples ?? {}).map(({ value }) => value);
  return example === undefined ? values : [example, ...values];
}

/** Whether an operation declares a status. `default` declares errors, never a success. */
export function declares(id, status) {
  const { responses } = operations.get(id);
  return String(status) in responses || (status >= 400 && "default" in responses);
}

/** The schema of an operation's body, if it takes one. */
export function bodySchema(id) {
  return resolve(operations.get(id).requestBody ?? {}).content?.["application/json"]?.schema;
}

/** A named schema. */
export function component(name) {
  return { $ref: `#/components/schemas/${name}` };
}

/** The faults of a value, a line each: violations of its schema, and keys that the schema does not declare. */
export function problems(schema, value) {
  const validate = compiled(schema);
  validate(value);
  const broken = (validate.errors ?? []).map((error) => `${place(error.instancePath)} ${error.message}`);
  return [...new Set([...broken, ...undeclared(schema, value)])];
}

const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
const validators = new Map();

function compiled(schema) {
  if (!validators.has(schema)) {
    validators.set(schema, ajv.compile({ ...modern(schema), components: modern(description.components) }));
  }
  return validators.get(schema);
}

/** A schema of OpenAPI 3.0 as JSON Schema has it: `nullable` becomes a type. */
function modern(schema) {
  if (Array.isArray(schema)) {
    return schema.map(modern);
  }
  if (schema === null || typeof schema !== "object") {
    return schema;
  }
  const { nullable, ...rest } = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, modern(value)]));
  return nullable === true && typeof rest.type === "string" ? { ...rest, type: [rest.type, "null"] } : rest;
}

function undeclared(schema, value, path = "") {
  if (Array.isArray(value)) {
    const items = parts(schema).flatMap((part) => part.items ?? []);
    return items.length === 0 ? [] : value.flatMap((item) => undeclared({ allOf: items }, item, `${path}/#`));
  }
  if (value === null || typeof value !== "object") {
    return [];
  }
  return Object.entries(value).flatMap(([key, item]) => {
    const declared = parts(schema).flatMap(({ properties = {}, additionalProperties: others }) =>
      Object.hasOwn(properties, key) ? properties[key] : others instanceof Object ? others : [],
    );
    const at = `${path}/${key}`;
    return declared.length === 0 ? [`${place(at)} is not declared`] : undeclared({ allOf: declared }, item, at);
  });
}

/** The schemas that together say what a value is. */
export function parts(schema) {
  const own = resolve(schema);
  const inner = [...(own.allOf ?? []), ...(own.anyOf ?? []), ...(own.oneOf ?? [])];
  return [own, ...inner.flatMap(parts)];
}

function resolve(schema) {
  const name = schema.$ref?.replace("#/components/schemas/", "");
  return name === undefined ? schema : description.components.schemas[name];
}

/** A JSON pointer without array indexes, so that each problem is reported once. */
function place(pointer) {
  return pointer.replace(/\/\d+(?=\/|$)/g, "/#") || "/";
}

/** Problems that are known, each with its reason. */
export class Known {
  #reasons;
  #met = new Set();

  /** `reasons` are pairs: a pattern of what is written `operation: problem`, and why it is so. */
  constructor(reasons) {
    this.#reasons = reasons;
  }

  /** The problems among those found that are not known. */
  others(id, found) {
    return found
      .map((problem) => `${id}: ${problem}`)
      .filter((problem) => {
        const reasons = this.#reasons.filter(([pattern]) => pattern.test(problem));
        for (const reason of reasons) {
          this.#met.add(reason);
        }
        return reasons.length === 0;
      });
  }

  /** The reasons for which nothing was found, once all is seen. */
  outdated() {
    return this.#reasons
      .filter((reason) => !this.#met.has(reason))
      .map(([pattern, reason]) => `${pattern} (${reason})`);
  }
}
