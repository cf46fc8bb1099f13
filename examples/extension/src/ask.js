/** Asks the background. Rejects with the `code`, `message` and `hint` of what went wrong there. */
export async function ask(question) {
  const { answer, error } = (await chrome.runtime.sendMessage({ question })) ?? { error: SILENCE };
  if (error) {
    throw Object.assign(new Error(), error);
  }
  return answer;
}

const SILENCE = { code: "no_answer", message: "The background of the extension gave no answer." };
