// Where the token is kept: in the extension's own storage, on this computer.

/** The saved token, if there is one. */
export async function readToken() {
  const { token } = await chrome.storage.local.get("token");
  return token;
}

export function saveToken(token) {
  return chrome.storage.local.set({ token });
}

export function removeToken() {
  return chrome.storage.local.remove("token");
}
