// The popup: asks for itself, and asks the service worker.
import { names } from "./names.js";

globalThis.names = names;
globalThis.ask = (options) => chrome.runtime.sendMessage(options);
