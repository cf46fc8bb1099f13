// The token, in the extension's own storage on this computer.

/** Reads the saved token; `undefined` if there is none. */
export async function readToken() {
  const { token } = await chrome.storage.local.get("token");
  return token;
}

/** Saves a token in place of the one before. */
export function saveToken(token) {
  return chrome.storage.local.set({ token });
}

/** Removes the saved token. */
export function removeToken() {
  return chrome.storage.local.remove("token");
}
