import type { DatabaseCluster } from "digitalocean-wasm";

// Names of the slugs that the API uses.

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

/** `pg` as `PostgreSQL`; an unknown slug is returned unchanged. */
export function engineName(engine: string): string {
  return ENGINES[engine] ?? engine;
}

/** `PostgreSQL 17`. */
export function engineAndVersion({ engine, version }: DatabaseCluster): string {
  return version ? `${engineName(engine)} ${version}` : engineName(engine);
}

/** `nyc3` as `New York 3`; an unknown slug is returned unchanged. */
export function regionName(slug: string): string {
  const [, letters = "", digits = ""] = /^([a-z]+)(\d+)$/.exec(slug) ?? [];
  const city = CITIES[letters];
  return city ? `${city} ${digits}` : slug;
}

/** `gd-2vcpu-8gb` as `2 vCPU, 8 GB, general purpose`; a slug of another form is returned unchanged. */
export function sizeName(slug: string): string {
  const [, family = "", processors, memory] = /^(.+)-(\d+)vcpu-(\d+)gb$/.exec(slug) ?? [];
  if (!processors) {
    return slug;
  }
  const kind = SIZE_FAMILIES[family] ?? family;
  return [`${processors} vCPU`, `${memory} GB`, kind].filter(Boolean).join(", ");
}
