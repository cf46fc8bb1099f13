import type { DatabaseCluster } from "digitalocean-wasm";
import { el } from "./dom";

const LANGUAGE = "en-GB";
const DATE = new Intl.DateTimeFormat(LANGUAGE, { dateStyle: "medium", timeStyle: "short" });
const DAY = new Intl.DateTimeFormat(LANGUAGE, { dateStyle: "medium" });
const COUNT = new Intl.NumberFormat(LANGUAGE);
const SIZE = new Intl.NumberFormat(LANGUAGE, { maximumFractionDigits: 1 });
const PLURAL = new Intl.PluralRules(LANGUAGE);
const BYTE_UNITS = ["B", "KiB", "MiB", "GiB", "TiB"];

const ENGINES: Record<string, string> = {
  pg: "PostgreSQL",
  mysql: "MySQL",
  redis: "Redis",
  valkey: "Valkey",
  mongodb: "MongoDB",
  kafka: "Kafka",
  opensearch: "OpenSearch",
  advanced_pg: "PostgreSQL Advanced",
  advanced_mysql: "MySQL Advanced",
};

const CITIES: Record<string, string> = {
  ams: "Amsterdam",
  atl: "Atlanta",
  blr: "Bangalore",
  fra: "Frankfurt",
  lon: "London",
  nyc: "New York",
  ric: "Richmond",
  sfo: "San Francisco",
  sgp: "Singapore",
  syd: "Sydney",
  tor: "Toronto",
};

const SIZE_FAMILIES: Record<string, string> = {
  "db-s": "",
  gd: "general purpose",
  m: "memory optimised",
  so1_5: "storage optimised",
};

export function count(number: number, one: string, many: string): string {
  return `${formatCount(number)} ${PLURAL.select(number) === "one" ? one : many}`;
}

export function formatCount(number: number): string {
  return COUNT.format(number);
}

export function formatBytes(bytes: number): string {
  let unit = 0;
  let amount = bytes;
  while (amount >= 1024 && unit < BYTE_UNITS.length - 1) {
    amount /= 1024;
    unit += 1;
  }
  return `${SIZE.format(amount)} ${BYTE_UNITS[unit]}`;
}

/** A moment as people read it, or the text as it came when it names none. */
export function formatTime(text: string, format = DATE): string {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? text : format.format(date);
}

export function time(text: string): HTMLTimeElement {
  return el("time", { datetime: text, title: text }, formatTime(text));
}

/** Only the day; the time is there for the pointer that rests on it. */
export function day(text: string): HTMLTimeElement {
  return el("time", { datetime: text, title: formatTime(text) }, formatTime(text, DAY));
}

export function engineName(engine: string): string {
  return ENGINES[engine] ?? engine;
}

export function engineAndVersion({ engine, version }: DatabaseCluster): string {
  return version ? `${engineName(engine)} ${version}` : engineName(engine);
}

export function regionName(slug: string): string {
  const [, letters = "", digits = ""] = /^([a-z]+)(\d+)$/.exec(slug) ?? [];
  const city = CITIES[letters];
  return city ? `${city} ${digits}` : slug;
}

/** `gd-2vcpu-8gb` as `2 vCPU, 8 GB, general purpose`; a slug of another form as it is. */
export function sizeName(slug: string): string {
  const [, family = "", processors, memory] = /^(.+)-(\d+)vcpu-(\d+)gb$/.exec(slug) ?? [];
  if (!processors) {
    return slug;
  }
  const kind = SIZE_FAMILIES[family] ?? family;
  return [`${processors} vCPU`, `${memory} GB`, kind].filter(Boolean).join(", ");
}

/** `sha256:10e2c4…` cut to what tells manifests apart. */
export function shortDigest(digest: string): string {
  const [algorithm, hexadecimal] = digest.split(":");
  return hexadecimal ? `${algorithm}:${hexadecimal.slice(0, 12)}` : digest;
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
