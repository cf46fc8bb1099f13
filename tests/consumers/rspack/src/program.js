import { AbortError, DigitalOcean, isDigitalOceanError, NotFoundError } from "digitalocean-wasm";
import { calls } from "../../support/calls.mjs";

const { API_URL: baseUrl, DIGITALOCEAN_TOKEN: token, CLUSTER_NAME: name } = process.env;
calls({ AbortError, DigitalOcean, isDigitalOceanError, NotFoundError }, { baseUrl, token, name })
  .catch((error) => ({ error: `${error.name}: ${error.message}` }))
  .then((outcome) => console.log(JSON.stringify(outcome)));
