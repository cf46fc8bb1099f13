import { report } from "/report.mjs";
import * as library from "/simulator.js";
import { story } from "/story.mjs";

await report(library, story);
