// Browsers with an extension in them: `start` gives `open` for pages, `address` of a file of the extension,
// `stopBackground`, and `close`.
import { execFileSync } from "node:child_process";
import puppeteer from "puppeteer-core";

const {
  CHROMIUM = "/usr/bin/chromium",
  CHROMIUM_FLAGS = "--no-sandbox",
  FIREFOX = "/usr/bin/firefox-esr",
} = process.env;
const FIREFOX_ID = "clusters@example.com";
/** The name of the extension in Firefox's addresses, which is random unless it is set. */
const FIREFOX_HOST = "7d1a8b5e-3c4f-4b6a-9a51-0c1d2e3f4a5b";
/** Milliseconds after which a browser that does not answer is given up. */
const PATIENCE = 20_000;

/** The version of a browser; undefined where there is none. */
function versionOf(executable) {
  try {
    return execFileSync(executable, ["--version"], { encoding: "utf8", stdio: "pipe" }).match(/\d[\d.]+/)[0];
  } catch {
    return undefined;
  }
}

/** Starts a browser and installs the extension in it by `install`, which gives what the browser does with it. */
async function startWith(install, extension, options) {
  const browser = await puppeteer.launch({ protocolTimeout: PATIENCE, ...options });
  const close = () => browser.close();
  try {
    return { ...(await install(browser, extension)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function opened(browser, url, options) {
  const page = await browser.newPage();
  await page.goto(url, options);
  return page;
}

async function installInChromium(browser, extension) {
  const [page] = await browser.pages();
  const session = await page.createCDPSession();
  const started = new Promise((resolve, reject) => {
    session.on("ServiceWorker.workerErrorReported", ({ errorMessage }) => reject(new Error(errorMessage.errorMessage)));
    session.on("ServiceWorker.workerVersionUpdated", ({ versions }) => {
      if (versions.some(({ status }) => status === "activated")) {
        resolve();
      }
    });
  });
  await session.send("ServiceWorker.enable");
  const [id] = await Promise.all([browser.installExtension(extension), started]);
  return {
    address: (file) => `chrome-extension://${id}/${file}`,
    open: (url) => opened(browser, url),
    stopBackground: () => session.send("ServiceWorker.stopAllWorkers"),
  };
}

async function installInFirefox(browser, extension) {
  await browser.installExtension(extension);
  return {
    address: (file) => `moz-extension://${FIREFOX_HOST}/${file}`,
    // Firefox reports no load event for pages of extensions.
    open: (url) => opened(browser, url, { waitUntil: [] }),
    stopBackground: () => stopEventPage(browser.connection),
  };
}

/** Stops the background as Firefox itself does when it is idle. */
async function stopEventPage(connection) {
  const { result: tree } = await connection.send("browsingContext.getTree", { "moz:scope": "chrome" });
  const { result: outcome } = await connection.send("script.evaluate", {
    expression: `WebExtensionPolicy.getByID("${FIREFOX_ID}").extension.terminateBackground()`,
    target: { context: tree.contexts[0].context },
    awaitPromise: true,
  });
  if (outcome.type !== "success") {
    throw new Error(outcome.exceptionDetails.text);
  }
}

export const browsers = [
  {
    name: "Chromium",
    executable: CHROMIUM,
    start: (extension) =>
      startWith(installInChromium, extension, {
        executablePath: CHROMIUM,
        args: CHROMIUM_FLAGS.split(" "),
        pipe: true,
        enableExtensions: true,
      }),
  },
  {
    name: "Firefox",
    executable: FIREFOX,
    start: (extension) =>
      startWith(installInFirefox, extension, {
        browser: "firefox",
        executablePath: FIREFOX,
        // Lets pages of the extension be opened, and its background be stopped.
        args: ["--remote-allow-system-access"],
        extraPrefsFirefox: { "extensions.webextensions.uuids": JSON.stringify({ [FIREFOX_ID]: FIREFOX_HOST }) },
      }),
  },
].map((browser) => ({ ...browser, version: versionOf(browser.executable) }));
