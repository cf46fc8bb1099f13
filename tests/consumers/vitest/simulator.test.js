import { writeFileSync } from "node:fs";
import * as library from "digitalocean-wasm/simulator";
import { expect, test, vi } from "vitest";
import { story } from "../simulator/story.mjs";

test("a story of an account, with fake timers, too", async () => {
  const report = await story(library);
  vi.useFakeTimers();
  const { did } = await story(library);
  vi.useRealTimers();
  expect(did).toEqual(report.did);
  writeFileSync(process.env.REPORT, JSON.stringify(report));
});
