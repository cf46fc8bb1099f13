// Runs the clean-up with the inputs of the action, and writes the summary of the job.
import { spawn } from "node:child_process";
import { appendFileSync } from "node:fs";

/** Rows of a summary, which may have a megabyte. */
const ROWS = 1_000;

const { REGISTRY, KEEP_NEWEST, KEEP_YOUNGER, KEEP_TAGS, REPOSITORIES, APPLY } = process.env;
const lines = (text = "") =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
const option = (name, value) => (value?.trim() ? [`--${name}=${value.trim()}`] : []);

const isApplied = APPLY === "true";
const parameters = [
  "clean-up",
  "--json",
  ...option("keep-newest", KEEP_NEWEST),
  ...option("keep-younger", KEEP_YOUNGER),
  ...lines(KEEP_TAGS).flatMap((tag) => option("keep-tag", tag)),
  ...lines(REPOSITORIES).flatMap((repository) => option("repository", repository)),
  ...(isApplied ? ["--apply"] : []),
  "--",
  REGISTRY ?? "",
];

/** Runs the program, whose errors go to the log; resolves to its exit code and output. */
function run() {
  return new Promise((resolve, reject) => {
    const child = spawn("npx", ["--yes", "digitalocean-wasm", ...parameters], { stdio: ["ignore", "pipe", "inherit"] });
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text) => {
      output += text;
    });
    child.on("error", reject).on("close", (code) => resolve({ code, output }));
  });
}

/** Text of a registry for a cell of a table. */
const cell = (text) => String(text).replace(/[\\`|<>&[\]*_]/g, (character) => `&#${character.charCodeAt(0)};`);

const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;

function summary(plan, result) {
  const { registry, keep, delete: deleted, untag, findings, warnings, frees } = plan;
  const title = result ? `Cleaned up ${registry}` : `Clean-up of ${registry}: a plan`;
  const bytes = result ? megabytes(result.freedBytes) : `${megabytes(frees.atLeast)} to ${megabytes(frees.atMost)}`;
  const row = ({ repository, tags, digest, tag, bytes = 0, why }) => {
    const name = tag ?? (tags.join(", ") || digest.slice(0, 19));
    return `| ${cell(repository)} | ${cell(name)} | ${megabytes(bytes)} | ${cell(why)} |`;
  };
  const rows = [...untag, ...deleted].map(row);
  const remarks = [
    ...findings.map(({ kind, repository, why }) => `${kind} image in ${repository}: ${why}`),
    ...warnings,
  ];
  return [
    `## ${cell(title)}`,
    "",
    `${deleted.length} manifests deleted, ${untag.length} tags removed, ${keep.length} manifests kept; frees ${bytes}.`,
    "",
    ...remarks.slice(0, ROWS).map((text) => `- ${cell(text)}`),
    "",
    ...(rows.length > 0 ? ["| repository | tags or digest | size | why |", "|---|---|---|---|"] : ["Nothing to do."]),
    ...rows.slice(0, ROWS),
    ...(rows.length > ROWS ? [`| … | ${rows.length - ROWS} more | | |`] : []),
    "",
  ].join("\n");
}

const { code, output } = await run();
// 2 says that there is something to do.
if (code !== 0 && code !== 2) process.exit(code ?? 1);
const printed = JSON.parse(output);
const { plan, result } = isApplied ? printed : { plan: printed, result: null };
const text = summary(plan, result);
const { GITHUB_STEP_SUMMARY, GITHUB_OUTPUT } = process.env;
if (GITHUB_STEP_SUMMARY) appendFileSync(GITHUB_STEP_SUMMARY, text);
else console.log(text);
if (GITHUB_OUTPUT) {
  appendFileSync(
    GITHUB_OUTPUT,
    `deleted=${plan.delete.length}\nfreed-bytes=${result?.freedBytes ?? plan.frees.atLeast}\n`,
  );
}
