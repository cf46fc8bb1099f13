import { hold } from "/held.mjs";
import * as library from "/index.js";

hold(library, new URLSearchParams(location.search).get("api"), 3).catch(reportError);
