// The declarations of the API: the models as wasm-bindgen wrote them, and an interface for each resource, from the
// signatures and documentation of its operations.

const IMPORTS = `import type { RequestOptions } from "../options/types.js";
import type { PagePromise } from "../result/page.js";
import type { APIPromise } from "../result/promise.js";
`;

/** What the parameters of paths are; those of a query or body are documented by their operation. */
const PARAMETERS = {
  clusterId: "The cluster's `id`.",
  databaseName: "Name of the database.",
  digest: "Digest of the manifest: `sha256:` and 64 hexadecimal digits.",
  id: "The cluster's `id`.",
  indexName: "Name of the index.",
  logsinkId: "The log sink's `sink_id`.",
  migrationId: "The online migration's `id`.",
  poolName: "Name of the connection pool.",
  registry: "Name of the registry.",
  replicaName: "Name of the replica.",
  repository: "Name of the repository, its slashes as they are: `my/repo`.",
  subjectName: "Name of the schema's subject.",
  tag: "The tag, such as `latest`.",
  topicName: "Name of the topic.",
  username: "Name of the user.",
  uuid: "The garbage collection's `uuid`.",
  version: "The schema's `version`.",
};

/** The interfaces and models, given what wasm-bindgen wrote and what the crate says of its resources. */
export function declarations(written, resources) {
  const [models] = written.split("export type InitInput");
  const text = models.replace(/^\/\* (tslint|eslint).*\n/gm, "").replace(/\n{3,}/g, "\n\n");
  if (/^export (class|function) /m.test(text)) {
    throw new Error("the declarations hold what only the shell calls; mark it skip_typescript");
  }
  return [IMPORTS, text.trim(), ...interfaces(resources)].join("\n\n").concat("\n");
}

function interfaces(resources) {
  const root = {
    path: "",
    interface: "Client",
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
      ...resource.operations.map(method),
    ];
    return `${comment(resource.docs, "")}export interface ${resource.interface} {\n${members.join("\n")}}`;
  });
}

/** A method with its documentation: its own, the request, its parameters, what it throws and what replaces it. */
function method(operation) {
  const { method, path, scopes, docs, content, answer, list, optional, replacedBy, typescript, call } = operation;
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  const own = docs.split("\n@");
  const tags = own.slice(1).map((tag) => `@${tag}`);
  const written = tags.filter((tag) => tag.startsWith("@param"));
  if (content && !written.some((tag) => tag.startsWith(`@param ${content.name} - `))) {
    throw new Error(`${call}: say in its documentation what its ${content.name} is`);
  }
  const parameters = names.map((name) => {
    if (!PARAMETERS[name]) {
      throw new Error(`${call}: say in PARAMETERS what ${name} is`);
    }
    return `@param ${name} - ${PARAMETERS[name]}`;
  });
  const text = [
    own[0].trim(),
    "",
    `\`${method} ${path}\` · scope ${scopes.map((scope) => `\`${scope}\``).join(" and ")}`,
    "",
    ...parameters,
    ...written,
    "@param options - How to send it.",
    ...tags.filter((tag) => !tag.startsWith("@param")),
    ...(replacedBy ? [`@deprecated The API replaces it by \`client.${replacedBy}\`; it still works.`] : []),
  ].join("\n");
  const given = [
    ...names.map((name) => `${name}: string`),
    ...(content
      ? [`${content.name}${content.required ? ": " : "?: "}${content.type}${content.required ? "" : " | null"}`]
      : []),
    "options?: RequestOptions | null",
  ];
  const signature =
    typescript ??
    `${call.split(".").at(-1)}(${given.join(", ")}): ${list ? "PagePromise" : "APIPromise"}<${answer ?? "void"}${optional ? " | undefined" : ""}>`;
  return `${comment(text, "  ")}  ${signature};\n`;
}

function comment(text, indent) {
  const lines = text.split("\n");
  if (lines.length === 1) {
    return `${indent}/** ${text} */\n`;
  }
  return `${indent}/**\n${lines.map((line) => `${indent} *${line && ` ${line}`}\n`).join("")}${indent} */\n`;
}
