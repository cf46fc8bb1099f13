// The declarations of the API: the models as wasm-bindgen wrote them, and an interface for each resource, from the
// signatures and documentation of its operations.

const IMPORTS = `import type { RequestOptions } from "../options/types.js";
import type { PagePromise } from "../result/page.js";
import type { APIPromise } from "../result/promise.js";
import type { DatabaseWaits } from "../waits/database-waits.js";
import type { GarbageCollectionWaits } from "../waits/garbage-collection-waits.js";
import type { MigrationWaits, ReplicaWaits, TopicWaits } from "../waits/other-waits.js";
`;

/** The interfaces of the shell that resources extend: their waits, by the resource's path. */
const WAITS = {
  databases: "DatabaseWaits",
  "databases.onlineMigration": "MigrationWaits",
  "databases.replicas": "ReplicaWaits",
  "databases.topics": "TopicWaits",
  "registries.garbageCollections": 'GarbageCollectionWaits<"registries">',
  "registry.garbageCollections": 'GarbageCollectionWaits<"registry">',
};

/** The page of an operation in DigitalOcean's reference. */
export const reference = ({ id }) => `https://docs.digitalocean.com/reference/api/api-reference/#operation/${id}`;

/** The interfaces and models, from the declarations of wasm-bindgen and the list of resources. */
export function declarations(written, resources) {
  const [models] = written.split("export type InitInput");
  const text = models.replace(/^\/\* (tslint|eslint).*\n/gm, "").replace(/\n{3,}/g, "\n\n");
  if (/^export (class|function) /m.test(text)) {
    throw new Error("the declarations hold an export that only the shell calls; mark it skip_typescript");
  }
  return [IMPORTS, text.trim(), ...interfaces(resources)].join("\n\n").concat("\n");
}

function interfaces(resources) {
  const root = {
    path: "",
    interface: "Resources",
    docs: "The resources of the API, each with a method for each of its operations.",
    operations: [],
  };
  return [root, ...resources].map((resource) => {
    const prefix = resource.path === "" ? "" : `${resource.path}.`;
    const children = resources.filter(({ path }) => path.startsWith(prefix) && path.lastIndexOf(".") < prefix.length);
    const members = [
      ...children
        .filter((child) => child !== resource)
        .map(
          (child) => `${comment(child.docs, "  ")}  readonly ${child.path.slice(prefix.length)}: ${child.interface};\n`,
        ),
      ...resource.operations.map((operation) => method(operation, resource.parameters)),
    ];
    const waits = WAITS[resource.path];
    const extending = waits ? ` extends ${waits}` : "";
    return `${comment(resource.docs, "")}export interface ${resource.interface}${extending} {\n${members.join("\n")}}`;
  });
}

/** A method with its documentation: its own, the request, its parameters, its errors, its reference and replacement. */
function method(operation, documented) {
  const { method, path, scopes, docs, payload, response, list, optional, replacedBy, typescript, call } = operation;
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  const own = docs.split("\n@");
  const tags = own.slice(1).map((tag) => `@${tag}`);
  const written = tags.filter((tag) => tag.startsWith("@param"));
  if (payload && !written.some((tag) => tag.startsWith(`@param ${payload.name} - `))) {
    throw new Error(`${call}: say in its documentation what its ${payload.name} is`);
  }
  const parameters = names.map((name) => `@param ${name} - ${documented[name]}`);
  const text = [
    own[0].trim(),
    "",
    `\`${method} ${path}\` · scope ${scopes.map((scope) => `\`${scope}\``).join(" and ")}`,
    "",
    ...parameters,
    ...written,
    "@param options - Options of the request, such as `signal`, `timeout` and `headers`.",
    ...tags.filter((tag) => !tag.startsWith("@param")),
    `@see ${reference(operation)}`,
    ...(replacedBy ? [`@deprecated The API replaces it by \`client.${replacedBy}\`; it still works.`] : []),
  ].join("\n");
  const given = [
    ...names.map((name) => `${name}: string`),
    ...(payload
      ? [`${payload.name}${payload.required ? ": " : "?: "}${payload.type}${payload.required ? "" : " | null"}`]
      : []),
    "options?: RequestOptions | null",
  ];
  const signature =
    typescript ??
    `${call.split(".").at(-1)}(${given.join(", ")}): ${list ? "PagePromise" : "APIPromise"}<${response ?? "void"}${optional ? " | undefined" : ""}>`;
  return `${comment(text, "  ")}  ${signature};\n`;
}

function comment(text, indent) {
  const lines = text.split("\n");
  if (lines.length === 1) {
    return `${indent}/** ${text} */\n`;
  }
  return `${indent}/**\n${lines.map((line) => `${indent} *${line && ` ${line}`}\n`).join("")}${indent} */\n`;
}
