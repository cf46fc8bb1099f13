// The package against the project's budgets. Sizes fail when they are over; ratios are for a person to judge.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { dist, isMain } from "../run.mjs";

const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

/** Prints the sizes. */
export async function budgets() {
  if (!existsSync(dist)) {
    throw new Error("there is no dist/ yet: run `npm run build`");
  }
  const { build } = await import("esbuild");
  const minified = async (file) => {
    const { outputFiles } = await build({
      entryPoints: [join(dist, file)],
      bundle: true,
      minify: true,
      format: "esm",
      platform: "neutral",
      write: false,
      // The entries of their own use the library's file.
      external: file === "index.js" ? [] : ["./index.js"],
    });
    return outputFiles[0].contents;
  };
  const index = await minified("index.js");
  const slim = await minified("slim.js");
  const wasm = readFileSync(join(dist, "digitalocean.wasm"));
  const files = readdirSync(dist, { recursive: true }).filter((file) => statSync(join(dist, file)).isFile());
  const sizeOf = (some) => some.reduce((sum, file) => sum + statSync(join(dist, file)).size, 0);
  const library = files.filter((file) => !/^(simulator|clean-up|connect|bin)\b/.test(file));
  const simulator = await minified("simulator.js");
  const cleanUp = await minified("clean-up.js");
  const connect = await minified("connect.js");
  const manifest = JSON.parse(readFileSync(join(dist, "package.json"), "utf8"));
  const dependencies = Object.keys(manifest.dependencies ?? {}).length;

  const rows = [
    ["index.js minified, gzip", gzipSync(index, { level: 9 }).length, 36_000, 33_000],
    [
      "slim.js minified + .wasm, brotli",
      brotliCompressSync(slim).length + brotliCompressSync(wasm).length,
      33_000,
      30_000,
    ],
    ["simulator.js minified, gzip", gzipSync(simulator, { level: 9 }).length, 250_000, 200_000],
    ["clean-up.js minified, gzip", gzipSync(cleanUp, { level: 9 }).length, 100_000, 60_000],
    ["connect.js minified, gzip", gzipSync(connect, { level: 9 }).length, 6_000, 5_000],
    ["installed size of the library", sizeOf(library), 1_000_000, 600_000],
    ["installed size of everything", sizeOf(files), 3_000_000, 2_000_000],
  ];
  console.log(`${"budget".padEnd(36)}${"now".padStart(10)}${"at most".padStart(10)}${"aim".padStart(10)}`);
  for (const [name, size, most, aim] of rows) {
    console.log(`${name.padEnd(36)}${kB(size).padStart(10)}${kB(most).padStart(10)}${kB(aim).padStart(10)}`);
  }
  console.log(
    `${"run-time dependencies".padEnd(36)}${String(dependencies).padStart(10)}${"0".padStart(10)}${"0".padStart(10)}`,
  );
  console.log(
    `parts: wasm ${kB(wasm.length)} (gzip ${kB(gzipSync(wasm, { level: 9 }).length)}, brotli ${kB(brotliCompressSync(wasm).length)}), slim.js minified ${kB(slim.length)} (gzip ${kB(gzipSync(slim).length)}, brotli ${kB(brotliCompressSync(slim).length)})`,
  );

  const over = rows.filter(([, size, most]) => size > most).map(([name]) => name);
  if (dependencies > 0) {
    over.push("run-time dependencies");
  }
  if (over.length > 0) {
    throw new Error(`over budget: ${over.join(", ")}`);
  }
}

if (isMain(import.meta.url)) {
  const { setup } = await import("../setup.mjs");
  await setup();
  await budgets();
  const { parts } = await import("./parts.mjs");
  await parts();
  const { bench } = await import("./bench.mjs");
  await bench();
  const { planning } = await import("./clean-up.mjs");
  await planning();
}
