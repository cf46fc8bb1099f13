/**
 * Sends a question to the background; `about` is what it is about. Rejects with the `code`, `message` and `hint` of an
 * error there.
 */
export async function ask(question, about) {
  const { answer, error } = (await chrome.runtime.sendMessage({ question, about })) ?? { error: NO_RESPONSE };
  if (error) {
    throw Object.assign(new Error(), error);
  }
  return answer;
}

const NO_RESPONSE = { code: "no_response", message: "The background of the extension did not respond." };
