// The words of the tree: sentences of comments that begin in a way nobody speaks, and names that the field does not use.
import { basename } from "node:path";
import { files, isSource, read } from "./sources.mjs";

const SHELL = /^pkg-template\/src\//;
const OURS = /^(src|derive|pkg-template)\//;
const HTTP = /^src\/http\//;
const ALL = /(?:)/;

/** Names that are not to be declared, where, and the better ones. Words of everyday use are banned in their place only. */
const BANNED = [
  [ALL, ["Told", "told"], "ResolvedOptions, options; in Rust RetryHint, hint"],
  [/^pkg-template\/src\/(options\/|call\/(call|send|core))/, ["fields"], "headerPairs"],
  [SHELL, ["capture"], "onDryRun"],
  [ALL, ["Beside", "beside"], "CallHooksInit, createCallHooks"],
  [/^pkg-template\/src\/call\/hooks/, ["ended"], "afterAttempt"],
  [ALL, ["heard", "hear"], "recordResponse"],
  [/^pkg-template\/src\/call\/(hooks|rate-limiter|queue)/, ["count"], "recordRequests"],
  [SHELL, ["Limits", "limitsOf", "usersOf"], "RateLimiter, rateLimiterFor, userQueueFor"],
  [SHELL, ["Line", "lines", "Ticket", "turn", "leave"], "Queue, queues, Slot, ready, release"],
  [ALL, ["during", "allowMany"], "abortable, liftListenerLimit"],
  [ALL, ["need"], "requireGlobals, required"],
  [SHELL, ["Flights", "join"], "InFlight, share"],
  [ALL, ["refusal", "Refusal", "unsaid"], "statusError, fallbackMessage"],
  [ALL, ["Remedy", "remedies"], "Hint, hints"],
  [SHELL, ["created"], "resolveLostCreate"],
  [ALL, ["look", "Look", "LOOKS"], "listCandidates, Lookup, LOOKUP_DELAYS"],
  [/^(pkg-template\/src|src\/requests)\//, ["any"], "RAW"],
  [OURS, ["Answer"], "Envelope"],
  [OURS, ["Content"], "Payload"],
  [OURS, ["Parts", "Prepared"], "RequestParts, PreparedRequest"],
  [OURS, ["Checked", "NOTHING"], "Native, ABSENT"],
  [OURS, ["Exchanged", "Received"], "RawResponse, Decoded"],
  [OURS, ["answer"], "attempt, response"],
  [OURS, ["Credit", "COST", "FIRST", "LONGEST"], "RetryBudget, RETRY_COST, BASE_DELAY, MAX_DELAY"],
  [ALL, ["repetition", "is_repeatable"], "retry_delay, is_retryable"],
  [/^(derive\/src|src\/http)\//, ["wide", "inner"], "exact_integers, unwrap"],
  [HTTP, ["Kind"], "ErrorKind"],
  [/^src\/client\//, ["time"], "sleep"],
  [/^(tests\/consumers|scripts\/test)\//, ["cell", "cells"], "case"],
];

/** Names of files that are not to be, and the better ones. */
const BANNED_FILES = [
  [SHELL, /^limits\.ts$/, "rate-limiter.ts"],
  [SHELL, /^raise\.ts$/, "from-core.ts"],
  [ALL, /^remedies\b/, "hints"],
  [SHELL, /^created\.ts$/, "lost-create.ts"],
  [SHELL, /^during\.ts$/, "abort.ts"],
  [SHELL, /^given\.ts$/, "provided.ts"],
  [/^tests\/consumers\//, /^cells\.mjs$/, "cases.mjs"],
];

/** Looks through the tree. Throws when there is a hit. */
export async function words() {
  const paths = await files();
  const sources = paths.filter(isSource);
  const hits = paths.flatMap(fileHits);
  let comments = 0;
  let names = 0;
  for (const path of sources) {
    const source = await read(path);
    comments += source.comments.length;
    names += source.names.length;
    hits.push(...hitsIn(path, source));
  }
  console.log(`words: ${sources.length} files, ${comments} comments, ${names} declared names; ${hits.length} hits`);
  for (const { path, line, text } of hits) {
    console.log(`  ${path}:${line}: ${text}`);
  }
  if (hits.length > 0) {
    throw new Error("the words of the tree are not those of CONTRIBUTING.md");
  }
}

/** The hits in the comments and names of a file, in the order of its lines. */
export function hitsIn(path, { comments, names }) {
  return [...commentHits(path, comments), ...nameHits(path, names)].sort((a, b) => a.line - b.line);
}

function fileHits(path) {
  return BANNED_FILES.filter(([where, name]) => where.test(path) && name.test(basename(path))).map(([, , better]) => ({
    path,
    line: 1,
    word: basename(path),
    text: `the file's name; better: ${better}`,
  }));
}

function nameHits(path, names) {
  return names.flatMap(({ line, name }) =>
    BANNED.filter(([where, banned]) => where.test(path) && banned.includes(name)).map(([, , better]) => ({
      path,
      line,
      word: name,
      text: `the name ${name}; better: ${better}`,
    })),
  );
}

function commentHits(path, comments) {
  return comments.flatMap(({ line, text }) =>
    badSentences(text).map((sentence) => ({ path, line, word: sentence, text: `"${sentence.slice(0, 70)}"` })),
  );
}

/** The sentences of a comment that begin with "What" or "Of" and are no question. */
function badSentences(comment) {
  return paragraphs(comment)
    .flatMap((paragraph) => paragraph.split(/(?<=[.!?]["”)]?)\s+/))
    .filter((sentence) => /^["“(]?(What|Of)\b/.test(sentence) && !/\?["”)]?$/.test(sentence));
}

/** A comment without its marks, as paragraphs: those between empty lines, items of lists, and texts of tags. */
function paragraphs(comment) {
  const lines = comment
    .replace(/^<!--|-->$|^\/\*+!?|\*+\/$/g, "")
    .split("\n")
    .map((line) => line.replace(/^\s*(\/\/[/!]?|\*(?!\*))?\s?/, "").trim());
  const found = [[]];
  for (const line of lines) {
    if (line === "" || /^([-*#]|@|\d+\.)/.test(line)) {
      found.push([]);
    }
    found.at(-1).push(line.replace(/^(?:[-*]|#+|\d+\.)\s+|^@\w+\s+(?:[\w.]+ - )?/, ""));
  }
  return found.map((paragraph) => paragraph.join(" ").trim()).filter(Boolean);
}
