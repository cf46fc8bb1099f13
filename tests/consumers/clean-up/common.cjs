const cleanUp = require("digitalocean-wasm/clean-up");
const connect = require("digitalocean-wasm/connect");
const simulator = require("digitalocean-wasm/simulator");

const library = { ...cleanUp, ...connect, ...simulator };
import("./steps.mjs").then(async ({ steps }) => console.log(JSON.stringify(await steps(library))));
