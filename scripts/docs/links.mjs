// The links of the npm page to the documents of the repository. They are absolute, as npm shows the page elsewhere.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../run.mjs";

/** A link to the README and to each page of `docs/`, by its heading. */
export function documentationLinks() {
  const { repository } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const pages = readdirSync(join(root, "docs"))
    .filter((file) => file.endsWith(".md"))
    .sort();
  const links = pages.map((file) => {
    const [, heading] = /^# (.+)$/m.exec(readFileSync(join(root, "docs", file), "utf8"));
    return `- [${heading}](${repository}/blob/main/docs/${file})`;
  });
  return [
    `- [Pagination, retries, timeouts, rate limits, proxies, CORS, testing](${repository}#readme)`,
    ...links,
    `- [A browser extension to start from](${repository}/tree/main/examples/extension)`,
    `- [A dashboard](${repository}/tree/main/www)`,
    `- [A tour of the API in Node](${repository}/blob/main/examples/node/tour.mjs)`,
  ].join("\n");
}
