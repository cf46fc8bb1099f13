// Asks the worker that `wrangler dev` serves.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { stripVTControlCharacters } from "node:util";
import { addressOf } from "../support/site.mjs";

const PATIENCE = 60_000;

const [wrangler, state] = process.argv.slice(2);
const { API_URL: api, DIGITALOCEAN_TOKEN: token, CLUSTER_NAME: name } = process.env;
const parameters = [
  "dev",
  "--local",
  "--ip",
  "127.0.0.1",
  "--port",
  "0",
  "--inspector-port",
  "0",
  "--persist-to",
  state,
];
const server = spawn(process.execPath, [wrangler, ...parameters], { stdio: ["ignore", "pipe", "pipe"] });

/** Where it listens. It goes on after an error, for it waits for somebody to change the source. */
function ready() {
  return new Promise((resolve, reject) => {
    let said = "";
    const fail = (why) => reject(new Error(`${stripVTControlCharacters(said).trim()}\n${why}`));
    const listen = (text) => {
      said += text;
      const [, address] = /Ready on (http:\S+)/.exec(said) ?? [];
      if (address) resolve(address);
      if (/error/i.test(said)) fail("wrangler does not serve it");
    };
    server.stdout.setEncoding("utf8").on("data", listen);
    server.stderr.setEncoding("utf8").on("data", listen);
    setTimeout(fail, PATIENCE, "wrangler does not get ready").unref();
    server.on("exit", (code) => fail(`wrangler ended with ${code}`));
  });
}

try {
  const response = await fetch(addressOf(await ready(), { api, token, name }), {
    signal: AbortSignal.timeout(PATIENCE),
  });
  console.log(await response.text());
} catch (error) {
  console.log(JSON.stringify({ error: error.message }));
} finally {
  if (server.exitCode === null) {
    server.kill();
    await once(server, "exit");
  }
}
