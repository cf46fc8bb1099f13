const { readFile } = require("node:fs/promises");
const library = require("digitalocean-wasm/slim");

const { API_URL: baseUrl, DIGITALOCEAN_TOKEN: token, CLUSTER_NAME: name } = process.env;
(async () => {
  await library.init(readFile(require.resolve("digitalocean-wasm/digitalocean.wasm")));
  const { calls } = await import("../support/calls.mjs");
  console.log(JSON.stringify(await calls(library, { baseUrl, token, name })));
})();
