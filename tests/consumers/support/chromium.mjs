// Chromium, for places whose pages any browser would show.
import { launch } from "../../browser/chromium.mjs";

let browser;

/** Opens a page, and gives the report that it sends to its site, or what keeps the page from sending one. */
export async function visit(address, report) {
  browser ??= launch();
  const context = await (await browser).newContext();
  try {
    const page = await context.newPage();
    const broken = new Promise((resolve) => {
      page.on("pageerror", (error) => resolve({ error: error.message }));
      page.on("response", (response) => {
        // A script that is not there is no error that the page could tell of.
        const isNeeded = ["document", "script"].includes(response.request().resourceType());
        if (isNeeded && [404, 500].includes(response.status())) {
          resolve({ error: `${response.url()} was answered with ${response.status()}` });
        }
      });
    });
    await page.goto(address);
    return await Promise.race([report, broken]);
  } finally {
    await context.close();
  }
}

export async function closeChromium() {
  await (await browser)?.close();
  browser = undefined;
}
