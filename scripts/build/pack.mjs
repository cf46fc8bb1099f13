// The package as npm ships it: a tarball, installed where tests and the dashboard find it.
//
//   node scripts/build/pack.mjs tests/package
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { dist, isMain, root, run } from "../run.mjs";

const folder = join(root, "target", "package", "tarball");

/** Packs dist/ into an empty folder; the path of the tarball. */
export async function pack(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await run("npm", ["pack", "--silent", "--pack-destination", folder, dist], { quiet: true });
  const [name] = readdirSync(folder);
  return join(folder, name);
}

/** Packs dist/ and installs the tarball into each folder, as a user of the package would. */
export async function install(...consumers) {
  const tarball = await pack(folder);
  for (const consumer of consumers) {
    // npm takes a tarball of a version it has for unchanged.
    rmSync(join(root, consumer, "node_modules", "digitalocean-wasm"), { recursive: true, force: true });
    await run(
      "npm",
      [
        "install",
        "--no-save",
        "--no-package-lock",
        "--prefer-offline",
        "--no-audit",
        "--no-fund",
        "--ignore-scripts",
        tarball,
      ],
      {
        cwd: join(root, consumer),
        quiet: true,
      },
    );
  }
  return tarball;
}

if (isMain(import.meta.url)) {
  await install(...process.argv.slice(2));
}
