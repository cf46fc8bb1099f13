// Browsers as users have them: each is started on a page with a profile of its own, and ended when the page reported.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import { visit as visitChromium } from "./chromium.mjs";

/** Milliseconds in which a page must report. Nothing is measured by it: it ends what hangs. */
const PATIENCE = 90_000;

/** No first-run pages, and nobody to talk to but the tests: what is not on this machine goes to a closed port. */
const FIREFOX_PREFERENCES = {
  "app.normandy.enabled": false,
  "app.update.auto": false,
  "browser.aboutwelcome.enabled": false,
  "browser.shell.checkDefaultBrowser": false,
  "browser.startup.homepage_override.mstone": "ignore",
  "datareporting.healthreport.uploadEnabled": false,
  "datareporting.policy.dataSubmissionEnabled": false,
  "extensions.update.enabled": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "network.proxy.type": 1,
  "network.proxy.http": "127.0.0.1",
  "network.proxy.http_port": 9,
  "network.proxy.ssl": "127.0.0.1",
  "network.proxy.ssl_port": 9,
  "services.settings.server": "http://127.0.0.1:9",
  "toolkit.telemetry.enabled": false,
  "toolkit.telemetry.server": "",
};

const running = new Set();
process.on("exit", () => {
  for (const child of running) {
    signal(child, "SIGKILL");
  }
});

function onPath(...names) {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
}

const existing = (path) => (existsSync(path) ? path : undefined);

/** The version that a program prints last. */
function printed(program, ...parameters) {
  try {
    const output = execFileSync(program, parameters, { encoding: "utf8", stdio: "pipe" });
    return output.match(/\d+\.[\d.]*\d/g).at(-1);
  } catch {
    return "–";
  }
}

/** Starts a program in a process group of its own. */
function start(program, parameters, options) {
  const child = spawn(program, parameters, { stdio: "ignore", detached: true, ...options });
  running.add(child);
  child.ended = new Promise((resolve) => {
    child.once("exit", (code, by) => resolve(`${program} ended with ${code ?? by}`));
    child.once("error", ({ message }) => resolve(message));
  });
  return child;
}

function signal(child, name) {
  try {
    process.kill(-child.pid, name);
  } catch {
    // They have all ended.
  }
}

/** Ends a program, and what it started. */
async function end(child) {
  if (child?.pid) {
    signal(child, "SIGTERM");
    const late = setTimeout(signal, 5_000, child, "SIGKILL");
    await child.ended;
    clearTimeout(late);
    signal(child, "SIGKILL");
  }
  running.delete(child);
}

/** The report of the page, or the reason why there is none. */
async function outcome(report, child) {
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(() => resolve({ error: `the page did not report in ${PATIENCE / 1000} s` }), PATIENCE);
  });
  const ended = child.ended.then((how) => ({ error: how }));
  return Promise.race([report, ended, late]).finally(() => clearTimeout(timer));
}

/** Does something with a folder for a profile, and the environment of who shall have no other. */
async function withProfile(work) {
  const profile = await mkdtemp(join(tmpdir(), "browser-"));
  const env = { ...process.env, HOME: profile };
  for (const kind of ["CACHE", "CONFIG", "DATA", "STATE"]) {
    env[`XDG_${kind}_HOME`] = profile;
  }
  try {
    return await work(profile, env);
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

function visitFirefox(address, report) {
  return withProfile(async (profile, env) => {
    const lines = Object.entries(FIREFOX_PREFERENCES).map((pair) => `user_pref(${JSON.stringify(pair).slice(1, -1)});`);
    await writeFile(join(profile, "user.js"), lines.join("\n"));
    const child = start(firefox, ["--headless", "--no-remote", "--profile", profile, address], { env });
    try {
      return await outcome(report, child);
    } finally {
      await end(child);
    }
  });
}

function visitWebKit(address, report) {
  return withProfile(async (_, env) => {
    let child;
    // It chooses a display that is free, and says which.
    const display = start(screen, ["-displayfd", "3", "-nolisten", "tcp"], {
      stdio: ["ignore", "ignore", "ignore", "pipe"],
    });
    try {
      const line = once(createInterface({ input: display.stdio[3] }), "line");
      const failure = display.ended.then((how) => Promise.reject(new Error(how)));
      const [number] = await Promise.race([line, failure]);
      child = start(webKit, [address], { env: { ...env, DISPLAY: `:${number}`, NO_AT_BRIDGE: "1" } });
      return await outcome(report, child);
    } finally {
      await end(child);
      await end(display);
    }
  });
}

const { CHROMIUM = "/usr/bin/chromium" } = process.env;
const chromium = existing(CHROMIUM);
const firefox = onPath("firefox-esr", "firefox");
const screen = onPath("Xvfb");
const webKit = screen && existing("/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser");

/** `program` is undefined where there is none; `visit` opens a page, and gives what it reports. */
export const browsers = [
  { name: "Chromium", program: chromium, version: printed(chromium, "--version"), visit: visitChromium },
  { name: "Firefox", program: firefox, version: printed(firefox, "--version"), visit: visitFirefox },
  {
    name: "WebKitGTK",
    program: webKit,
    // Itself it tells only on a screen.
    version: printed("dpkg-query", "--show", "libwebkit2gtk-4.1-0"),
    visit: visitWebKit,
  },
];
