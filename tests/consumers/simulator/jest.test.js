const { writeFileSync } = require("node:fs");
const library = require("digitalocean-wasm/simulator");

// Jest loads no ES module without a flag of Node's.
const { story } = require(process.env.STORY);

test("a story of an account, with fake timers, too", async () => {
  const report = await story(library);
  jest.useFakeTimers();
  const { did } = await story(library);
  jest.useRealTimers();
  expect(did).toEqual(report.did);
  writeFileSync(process.env.REPORT, JSON.stringify(report));
});
