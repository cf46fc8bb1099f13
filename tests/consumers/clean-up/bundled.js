import { applyCleanUp, planCleanUp } from "digitalocean-wasm/clean-up";
import { connectionFor } from "digitalocean-wasm/connect";
import { createSimulator } from "digitalocean-wasm/simulator";
import { report } from "../support/report.mjs";
import { steps } from "./steps.mjs";

report({ applyCleanUp, connectionFor, createSimulator, planCleanUp }, steps);
