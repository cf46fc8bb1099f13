// The checks that need no build: words, layout, links.
import { isMain } from "../run.mjs";
import { setup } from "../setup.mjs";
import { layout } from "./layout.mjs";
import { links } from "./links.mjs";
import { words } from "./words.mjs";

/** Runs all of them, and throws at the end when one failed. */
export async function check() {
  const failures = [];
  for (const one of [words, layout, links]) {
    try {
      await one();
    } catch (error) {
      failures.push(error.message);
    }
  }
  if (failures.length > 0) {
    throw new Error(failures.join("; "));
  }
}

if (isMain(import.meta.url)) {
  await setup({ rust: false });
  await check();
}
