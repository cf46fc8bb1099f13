// The links of documents: every relative one leads to a file, and to a heading where it names one.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "../run.mjs";
import { files } from "./sources.mjs";

/** Looks at the links of all documents in git. Throws when one leads nowhere. */
export async function links() {
  const documents = (await files()).filter((path) => path.endsWith(".md"));
  const { links, broken } = brokenLinks(root, documents);
  console.log(`links: ${documents.length} documents, ${links} relative links; ${broken.length} hits`);
  for (const line of broken) {
    console.log(`  ${line}`);
  }
  if (broken.length > 0) {
    throw new Error("links of documents lead nowhere");
  }
}

/** The number of relative links in documents of a folder, and those that lead nowhere. */
export function brokenLinks(folder, documents) {
  let links = 0;
  const broken = [];
  for (const document of documents) {
    const text = readFileSync(join(folder, document), "utf8");
    for (const [, target] of withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:/.test(target)) {
        continue;
      }
      links += 1;
      const [path, anchor] = target.split("#");
      const file = path === "" ? join(folder, document) : join(folder, dirname(document), decodeURIComponent(path));
      const isThere =
        existsSync(file) && (!anchor || !file.endsWith(".md") || anchors(readFileSync(file, "utf8")).has(anchor));
      if (!isThere) {
        broken.push(`${document}: ${target}`);
      }
    }
  }
  return { links, broken };
}

function withoutCode(text) {
  return text.replace(/^```[\s\S]*?^```/gm, "").replace(/`[^`\n]*`/g, "");
}

/** The anchors of headings, as GitHub makes them. */
function anchors(text) {
  return new Set(
    [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, "")
        .trim()
        .replace(/\s/g, "-"),
    ),
  );
}
