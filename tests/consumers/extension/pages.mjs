// The template's pages, as a user sees and uses them.

/** How long a page may take to show something, in milliseconds. Only what is broken takes that long. */
const PATIENCE = 15_000;

/** The visible element that a selector finds, once there is one: its `state`, its text, and the names in it. */
export function shown(page, selector) {
  const waitFor = (selector, patience) =>
    new Promise((resolve, reject) => {
      const see = () => {
        const element = [...document.querySelectorAll(selector)].find((element) => element.checkVisibility());
        if (element) {
          const names = Array.from(element.querySelectorAll(".name"), ({ textContent }) => textContent);
          resolve({ state: element.dataset.state, text: element.innerText.trim(), names });
        }
      };
      new MutationObserver(see).observe(document, { attributes: true, childList: true, subtree: true });
      see();
      setTimeout(() => reject(new Error(`nothing like ${selector} came: ${document.body.innerText}`)), patience);
    });
  return page.evaluate(waitFor, selector, PATIENCE);
}

/** The state that the popup comes to show. */
export function outcomeOf(popup) {
  return shown(popup, "main > [data-state]:not([data-state='loading'])");
}

/** The response of the options page to a new token. */
export async function enterToken(options, token) {
  await options.type("#token", token);
  await options.click("form .primary");
  return shown(options, "output[data-state='good'], output[data-state='error']");
}
