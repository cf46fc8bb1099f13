// The service worker: answers the popup.
import { names } from "./names.js";

chrome.runtime.onMessage.addListener((options, _sender, respond) => {
  names(options).then(respond, (error) => respond(String(error)));
  return true;
});
