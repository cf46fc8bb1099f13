// Random connections, and the forms that are made of them.
import assert from "node:assert/strict";
import { connectionFor } from "digitalocean-wasm/connect";
import { caAnswer, cluster } from "./answers.mjs";
import { createAuthority } from "./certificates.mjs";
import { createRandom } from "./random.mjs";

export const COUNT = 10_000;
export const FILE = "folder of ü's/ca & co.crt";
export const PORT = 25_060;

export const authority = createAuthority();
export const ca = caAnswer(authority);

/** The engine and the protocol of each driver, as the API names them. */
export const ENGINES = {
  pg: ["pg", "postgresql"],
  postgres: ["pg", "postgresql"],
  mysql2: ["mysql", "mysql"],
  mongodb: ["mongodb", "mongodb"],
  ioredis: ["valkey", "rediss"],
  redis: ["valkey", "rediss"],
  kafkajs: ["kafka", "kafka"],
  "@opensearch-project/opensearch": ["opensearch", "https"],
};

/** Drivers that are refused addresses of IPv6. */
const NAMES_ONLY = ["mysql2", "kafkajs"];

/** Random connections of a driver with their parts. Where `database` is false, the engine has numbers for names. */
export function* connections(driver, count = COUNT) {
  const random = createRandom(driver.length * 7 + 1);
  const hasNumbers = ENGINES[driver][0] === "valkey";
  for (let at = 0; at < count; at++) {
    const isAddress = at % 10 === 0 && !NAMES_ONLY.includes(driver);
    const host = isAddress ? "2001:db8::1" : `host-${at % 7}.db.ondigitalocean.com`;
    const parts = { host, port: PORT, user: random(), password: random(24) };
    const database = hasNumbers ? String(at % 16) : random();
    try {
      const answer = cluster(...ENGINES[driver], { ...parts, database });
      yield [connectionFor(answer, { driver, ca }), { ...parts, database }];
    } catch (error) {
      // MongoDB allows few names; the others are tried with an ordinary one.
      assert.equal(error.code, "not_expressible");
      const answer = cluster(...ENGINES[driver], { ...parts, database: "people" });
      yield [connectionFor(answer, { driver, ca }), { ...parts, database: "people" }];
    }
  }
}

/** The form of a connection; undefined if it is refused as not expressible. */
export function form(make) {
  try {
    return make();
  } catch (error) {
    assert.equal(error.code, "not_expressible", error.stack);
    return undefined;
  }
}

/** The forms of random connections with their parts, of which at least `least` can be expressed. */
export function formsOf(driver, make, least = COUNT) {
  const found = [...connections(driver)]
    .map(([connection, parts]) => [form(() => make(connection)), parts])
    .filter(([text]) => text !== undefined);
  assert.ok(found.length >= least, `${found.length} of ${COUNT}`);
  return found;
}
