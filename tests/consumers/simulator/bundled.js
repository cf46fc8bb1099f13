import { createSimulator } from "digitalocean-wasm/simulator";
import { report } from "../support/report.mjs";
import { story } from "./story.mjs";

report({ createSimulator }, story);
