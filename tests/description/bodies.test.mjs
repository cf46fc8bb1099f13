// Nothing is lost and nothing invented: what arrives is what was given, whatever of all that is legal it is.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ANY, EVERY } from "../support/answers.mjs";
import { parseExactly } from "../support/json.mjs";
import { startRecorder } from "../support/recorder.mjs";
import { api, call, operations } from "./client.mjs";
import { options } from "./description.mjs";
import { randomly } from "./generate.mjs";
import { body, pathValues, query } from "./requests.mjs";

const COUNT = Number(process.env.BODIES ?? 1_000);
const TOKEN = "dop_v1_description";

let recorder;
let client;
let fetched;

before(async () => {
  recorder = await startRecorder();
  recorder.answer = ANY;
  const text = JSON.stringify(EVERY);
  const fetch = (url, init) => {
    fetched.push({ url, body: init.body });
    return new Response(text);
  };
  client = new api.DigitalOcean({ token: TOKEN, fetch });
});
after(() => recorder.stop());

const taking = (content) => operations.filter(({ parameters }) => parameters.at(-1)?.replace("?", "") === content);

// The server first: what follows leaves no time for its connections, which would end of age.
for (const { id, call: name } of taking("body")) {
  test(`a body of ${name} arrives at a server as it was given`, options, async () => {
    const given = randomly(body(id), `${id} at a server`)();
    recorder.requests.splice(0);
    await call(new api.DigitalOcean({ token: TOKEN, baseUrl: recorder.url }), name, ...pathValues(id), given);
    assert.deepEqual(parseExactly(recorder.requests[0].body), given);
  });
}

for (const { id, call: name } of taking("body")) {
  test(`${COUNT} bodies of ${name} arrive as they were given`, options, async () => {
    const random = randomly(body(id), id, { others: true });
    for (let count = 0; count < COUNT; count++) {
      const given = random();
      const { body } = await sent(name, id, given);
      assert.deepEqual(parseExactly(body), given);
    }
  });
}

for (const { id, call: name } of taking("query")) {
  test(`${COUNT} queries of ${name} arrive as they were given`, options, async () => {
    const random = randomly(query(id), id);
    for (let count = 0; count < COUNT; count++) {
      const given = random();
      const { url } = await sent(name, id, given);
      const expected = Object.entries(given).map(([key, value]) => [key, String(value)]);
      assert.deepEqual([...new URL(url).searchParams], expected);
    }
  });
}

/** The arguments of the one call of `fetch`. */
async function sent(name, id, given) {
  fetched = [];
  await call(client, name, ...pathValues(id), given);
  assert.equal(fetched.length, 1);
  return fetched[0];
}
