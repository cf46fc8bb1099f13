import * as cleanUp from "./clean-up-workerd.js";
import * as connect from "./connect.js";
import * as simulator from "./simulator-workerd.js";
import { steps } from "./steps.mjs";

const library = { ...cleanUp, ...connect, ...simulator };

export default {
  fetch: async () => Response.json(await steps(library).catch(({ message }) => ({ error: message }))),
};
