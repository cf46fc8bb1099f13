const digitalocean = require("digitalocean-wasm");

const { API_URL: baseUrl, DIGITALOCEAN_TOKEN: token, CLUSTER_NAME: name } = process.env;
import("../support/calls.mjs").then(async ({ calls }) => {
  console.log(JSON.stringify(await calls(digitalocean, { baseUrl, token, name })));
});
