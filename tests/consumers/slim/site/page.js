import * as library from "/slim.js";
import { report } from "/support/report.mjs";
import { loadAndCall } from "/work.mjs";

const parameters = new URLSearchParams(location.search);
report(library, (_, given) =>
  loadAndCall(library, { ...given, kind: parameters.get("kind"), addresses: parameters.getAll("address") }),
);
