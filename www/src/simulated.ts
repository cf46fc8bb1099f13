import { createSimulator } from "digitalocean-wasm/simulator";

/** Makes the five minutes of a cluster's creation two and a half seconds. */
const SPEED = 120;

/** The API inside this page, for a site without a server. It begins anew with every visit. */
const simulator = await createSimulator({ seed: "small-team", now: new Date(), speed: SPEED });

export const { fetch } = simulator;
