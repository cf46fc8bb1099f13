const library = require("digitalocean-wasm/simulator");

import("./story.mjs").then(async ({ story }) => console.log(JSON.stringify(await story(library))));
