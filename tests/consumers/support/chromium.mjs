// Chromium, for places whose pages any browser would show.
import { launch } from "../../browser/chromium.mjs";

let browser;

/** Opens a page, and gives the report that it sends to its site; errors that nobody caught are part of it. */
export async function visit(address, report) {
  browser ??= launch();
  const context = await (await browser).newContext();
  try {
    const page = await context.newPage();
    const uncaught = new Promise((resolve) => page.on("pageerror", (error) => resolve({ error: error.message })));
    await page.goto(address);
    return await Promise.race([report, uncaught]);
  } finally {
    await context.close();
  }
}

export async function closeChromium() {
  await (await browser)?.close();
  browser = undefined;
}
