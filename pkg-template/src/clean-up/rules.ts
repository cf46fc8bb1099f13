import { InvalidRequestError } from "../index.js";
import { milliseconds } from "../simulator/duration.js";
import type { CleanUpRules, KeepRules, Pattern, StatedKeepRules, StatedRules } from "./types.js";

/** A pattern as the core takes it: a glob, or the names that a regular expression stands for. */
interface CorePattern {
  text: string;
  names?: string[];
}

interface CoreKeep {
  newest?: number;
  youngerThan?: { milliseconds: number; text: string };
  tags: CorePattern[];
}

/** The rules as the core takes them. */
export interface CoreRules {
  keep: CoreKeep;
  repositories: CorePattern[];
  perRepository: [repository: CorePattern, keep: CoreKeep][];
  allowEmpty: boolean;
}

const RULES = ["keep", "repositories", "perRepository", "allowEmpty"];
const KEEP = ["newest", "youngerThan", "tags"];

export const refuse = (message: string): never => {
  throw new InvalidRequestError({ code: "invalid_request", message });
};

/** Checks the rules. Throws an `InvalidRequestError` that names the one that is wrong. */
export function checkRules(rules: CleanUpRules): StatedRules {
  checkObject(rules, "rules", RULES);
  const { keep, repositories = [], perRepository = {}, allowEmpty = false } = rules;
  if (typeof allowEmpty !== "boolean") refuse("allowEmpty: must be true or false");
  checkObject(perRepository, "perRepository");
  return {
    keep: checkKeep(keep, "keep"),
    repositories: checkPatterns(repositories, "repositories"),
    perRepository: Object.fromEntries(
      Object.entries(perRepository).map(([name, keep]) => [
        name,
        checkKeep(keep, `perRepository[${JSON.stringify(name)}]`),
      ]),
    ),
    allowEmpty,
  };
}

function checkKeep(keep: KeepRules, name: string): StatedKeepRules {
  checkObject(keep, name, KEEP);
  const { newest, youngerThan, tags } = keep;
  const stated: StatedKeepRules = {};
  if (newest !== undefined) {
    if (!Number.isSafeInteger(newest) || newest < 1) refuse(`${name}.newest: must be a whole number from 1`);
    stated.newest = newest;
  }
  if (youngerThan !== undefined) {
    if (ageOf(youngerThan, `${name}.youngerThan`) <= 0) refuse(`${name}.youngerThan: must be more than 0`);
    stated.youngerThan = youngerThan;
  }
  if (tags !== undefined && checkPatterns(tags, `${name}.tags`).length > 0) {
    stated.tags = checkPatterns(tags, `${name}.tags`);
  }
  if (Object.keys(stated).length === 0) {
    refuse(`${name}: no rule, so that everything would go; set newest, youngerThan or tags`);
  }
  return stated;
}

function ageOf(age: KeepRules["youngerThan"], name: string): number {
  try {
    return milliseconds(age as number, name);
  } catch (error) {
    return refuse((error as Error).message);
  }
}

function checkPatterns(patterns: readonly Pattern[], name: string): string[] {
  if (!Array.isArray(patterns)) refuse(`${name}: must be an array of globs and regular expressions`);
  return patterns.map((pattern, at) => {
    if (isExpression(pattern)) return String(pattern);
    if (typeof pattern !== "string" || pattern === "") {
      refuse(`${name}[${at}]: must be a text that is not empty, or a regular expression`);
    }
    return pattern as string;
  });
}

/** Regular expressions may be of another realm. */
const isExpression = (pattern: unknown): pattern is RegExp =>
  Object.prototype.toString.call(pattern) === "[object RegExp]";

function checkObject(value: unknown, name: string, keys?: string[]): void {
  if (typeof value !== "object" || value === null || Array.isArray(value)) refuse(`${name}: must be an object`);
  const unknown = keys && Object.keys(value as object).find((key) => !keys.includes(key));
  if (unknown !== undefined) refuse(`${name}: there is no rule ${unknown}; there are ${keys?.join(", ")}`);
}

/** The rules for the core: regular expressions become the names that they stand for, of those that there are. */
export function coreRules(rules: CleanUpRules, repositories: Set<string>, tags: Set<string>): CoreRules {
  const { keep, repositories: selected = [], perRepository = {}, allowEmpty = false } = rules;
  const coreKeep = ({ newest, youngerThan, tags: patterns = [] }: KeepRules): CoreKeep => ({
    ...(newest === undefined ? {} : { newest }),
    ...(youngerThan === undefined ? {} : { youngerThan: stated(youngerThan) }),
    tags: patterns.map((pattern) => corePattern(pattern, tags)),
  });
  return {
    keep: coreKeep(keep),
    repositories: selected.map((pattern) => corePattern(pattern, repositories)),
    perRepository: Object.entries(perRepository).map(([text, keep]) => [{ text }, coreKeep(keep)]),
    allowEmpty,
  };
}

const stated = (age: NonNullable<KeepRules["youngerThan"]>) => ({
  milliseconds: Math.ceil(milliseconds(age, "youngerThan")),
  text: typeof age === "number" ? `${age} ms` : age.trim(),
});

/** The regular expressions that rules have for tags. */
export function expressionsOf({ keep, perRepository = {} }: CleanUpRules): RegExp[] {
  const patterns = [keep, ...Object.values(perRepository)].flatMap(({ tags = [] }) => tags);
  return patterns.filter(isExpression).map(stateless);
}

/** Flags that make an expression remember where it was would skip every other name. */
const stateless = ({ source, flags }: RegExp): RegExp => new RegExp(source, flags.replace(/[gy]/g, ""));

function corePattern(pattern: Pattern, all: Set<string>): CorePattern {
  if (typeof pattern === "string") return { text: pattern };
  const expression = stateless(pattern);
  return { text: String(pattern), names: [...all].filter((name) => expression.test(name)) };
}
