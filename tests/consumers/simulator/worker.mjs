import * as library from "./simulator-workerd.js";
import { story } from "./story.mjs";

export default {
  fetch: async () => Response.json(await story(library).catch(({ message }) => ({ error: message }))),
};
