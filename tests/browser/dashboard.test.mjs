// The dashboard as it is built and served, in headless Chromium, against a simulator.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { TOKEN } from "../support/simulator.mjs";
import { startDashboard } from "./dashboard.mjs";

const SEVERAL = "dop_v1_simulator_several";
const EMPTY = "dop_v1_simulator_empty";
const READ_ONLY = "dop_v1_simulator_read";

let dashboard;
let page;

before(async () => {
  dashboard = await startDashboard();
  page = await dashboard.open();
});

after(() => dashboard.stop());

const row = (name, on = page) => on.locator(`[data-testid="cluster-row"][data-cluster="${name}"]`);
const status = (name, value, on = page) =>
  row(name, on).locator(`[data-testid="cluster-status"][data-status="${value}"]`);
const text = (on, id) => on.getByTestId(id).first().textContent();

/** Opens a page of its own, and closes it after the test. */
const using = (options, run) => () => openAndRun(dashboard, options, run);

async function openAndRun(dashboard, options, run) {
  const own = await dashboard.open(options);
  try {
    await run(own, (id) => own.getByTestId(id));
  } finally {
    await own.context().close();
  }
}

describe("the dashboard's clusters", () => {
  const hook = (id) => page.getByTestId(id);

  test("lists the clusters and polls one until it is online", async () => {
    await status("backend", "online").waitFor();
    assert.equal(await hook("cluster-row").count(), 4);
    await status("sessions", "online").waitFor();
    assert.match(await hook("rate-limit").textContent(), /\d/);
  });

  test("creates a cluster, shows its configuration and deletes it", async () => {
    await hook("cluster-create").click();
    await hook("create-name").fill("from-the-page");
    await hook("create-engine").selectOption("mysql");
    await hook("create-submit").click();
    await status("from-the-page", "creating").waitFor();
    await status("from-the-page", "online").waitFor();

    await row("from-the-page").getByTestId("cluster-open").click();
    await page.locator('[data-testid="setting"][data-setting="group_concat_max_len"]').waitFor();
    await page.keyboard.press("Escape");

    await row("from-the-page").getByTestId("cluster-delete").click();
    await hook("confirm-name").fill("from-the-page");
    await hook("confirm").click();
    await row("from-the-page").waitFor({ state: "detached" });
  });

  test("has an empty state for a tag without clusters", async () => {
    await hook("tag-filter").fill("nothing");
    await hook("tag-filter").press("Enter");
    await hook("empty").waitFor();
    await hook("show-all").click();
    await status("backend", "online").waitFor();
  });
});

describe("a create whose response is lost", () => {
  /** Fills the form in and loses the response; `arrives` says whether the request arrives. */
  const loseCreate = async (own, name, arrives) => {
    await own.route("**/v2/databases", async (route) => {
      if (route.request().method() !== "POST") {
        await route.continue();
        return;
      }
      if (arrives) {
        await route.fetch();
      }
      await route.abort("connectionreset");
    });
    await own.getByTestId("cluster-create").click();
    await own.getByTestId("create-name").fill(name);
    await own.getByTestId("create-submit").click();
    await own.getByTestId("find-created").waitFor();
  };

  test("is an ambiguous write, and the cluster is found", async () => {
    // A page cannot read the server's clock: a cluster is found by a time that is that of this machine.
    const real = await startDashboard({ speed: 1 });
    try {
      await openAndRun(real, { token: TOKEN }, async (own, hook) => {
        await loseCreate(own, "lost-and-found", true);
        assert.equal(await text(own, "error-code"), "ambiguous_write");
        await hook("find-created").click();
        await hook("create-dialog").waitFor({ state: "detached" });
        await row("lost-and-found", own).waitFor();
      });
    } finally {
      await real.stop();
    }
  });

  test(
    "tells what to do when the server's clock, which it cannot read, is another",
    using({ token: TOKEN }, async (own, hook) => {
      await loseCreate(own, "lost-in-time", true);
      await hook("find-created").click();
      await own.getByText("cannot_tell").waitFor();
      assert.equal(await hook("create-name").inputValue(), "lost-in-time");
    }),
  );

  test(
    "keeps the form open while the cluster is not found",
    using({ token: TOKEN }, async (own, hook) => {
      await loseCreate(own, "never-arrived", false);
      await hook("find-created").click();
      await hook("lookup-result").locator("p").waitFor();
      assert.equal(await hook("create-name").inputValue(), "never-arrived");
      assert.equal(await row("never-arrived", own).count(), 0);
    }),
  );

  test(
    "is not looked for when the API refused it",
    using({ token: TOKEN }, async (own, hook) => {
      await own.route("**/v2/databases", (route) =>
        route.request().method() === "POST"
          ? route.fulfill({ status: 422, json: { id: "unprocessable_entity", message: "size is unavailable" } })
          : route.continue(),
      );
      await hook("cluster-create").click();
      await hook("create-name").fill("refused");
      await hook("create-submit").click();
      await hook("error-card").waitFor();
      assert.equal(await text(own, "error-status"), "422");
      assert.equal(await hook("find-created").count(), 0);
    }),
  );
});

describe("the dashboard's token", () => {
  test(
    "shows why the library refuses a pasted header",
    using({ token: TOKEN }, async (own, hook) => {
      await status("backend", "online", own).waitFor();
      await hook("token").click();
      await hook("token-input").fill(`Bearer ${TOKEN}`);
      await hook("token-use").click();
      await hook("token-dialog").getByTestId("error-card").waitFor();
      assert.equal(await text(own, "error-code"), "invalid_request");
      assert.match(await text(own, "error-message"), /token/);

      await hook("token-input").fill(SEVERAL);
      await hook("token-use").click();
      await hook("token-dialog").waitFor({ state: "detached" });
      await hook("empty").waitFor();
    }),
  );

  test(
    "is in the form with the reason when the stored one cannot be used",
    using({ token: `Bearer ${TOKEN}` }, async (own, hook) => {
      await hook("welcome").getByTestId("error-card").waitFor();
      assert.equal(await text(own, "error-code"), "invalid_request");
      assert.equal(await own.evaluate(() => sessionStorage.getItem("token")), null);
      await hook("token-input").fill(TOKEN);
      await hook("token-remember").check();
      await hook("token-use").click();
      await status("backend", "online", own).waitFor();
      await own.reload();
      await status("backend", "online", own).waitFor();
      assert.equal(await own.evaluate(() => sessionStorage.getItem("token")), TOKEN);
    }),
  );
});

describe("the dashboard's errors", () => {
  test(
    "have the library's hint",
    using({ token: "dop_v1_wrong" }, async (own, hook) => {
      await hook("error-card").waitFor();
      assert.equal(await text(own, "error-code"), "unauthorized");
      assert.notEqual(await text(own, "error-hint"), "");
      await hook("change-token").click();
      await hook("token-dialog").waitFor();
    }),
  );

  test(
    "name the scopes that the token lacks",
    using({ token: READ_ONLY }, async (own, hook) => {
      await row("backend", own).getByTestId("cluster-delete").click();
      await hook("confirm-name").fill("backend");
      await hook("confirm").click();
      await hook("error-scopes").waitFor();
      assert.equal(await text(own, "error-scopes"), "database:delete");
      assert.equal(await text(own, "error-status"), "403");
    }),
  );
});

describe("the dashboard's registries", () => {
  const card = (own, name) => own.locator(`[data-testid="registry-card"][data-registry="${name}"]`);
  const repository = (own, name) => own.locator(`[data-testid="repository-row"][data-repository="${name}"]`);

  test(
    "are all listed, each with its repositories",
    using({ token: SEVERAL, hash: "#registries" }, async (own, hook) => {
      await repository(own, "api").waitFor();
      assert.equal(await hook("registry-card").count(), 2);
      assert.equal(await card(own, "first").getAttribute("aria-current"), "true");
      await card(own, "second").click();
      await repository(own, "jobs").waitFor();
      assert.equal(await card(own, "second").getAttribute("aria-current"), "true");
      await own.goBack();
      await repository(own, "api").waitFor();
    }),
  );

  test(
    "have an empty state",
    using({ token: EMPTY, hash: "#registries" }, async (_, hook) => {
      await hook("empty").waitFor();
    }),
  );

  test(
    "show a repository's manifests and tags, and delete one of each",
    using({ token: TOKEN, hash: "#registries" }, async (own, hook) => {
      await repository(own, "my/repo").getByTestId("repository-open").click();
      await hook("manifest-row").first().waitFor();
      await hook("page-next").click();
      await own.getByText("11–20 of 45").waitFor();
      const digest = await hook("manifest-row").last().getAttribute("data-digest");
      await own.locator(`[data-digest="${digest}"]`).getByTestId("manifest-delete").click();
      await hook("confirm").click();
      await own.locator(`[data-digest="${digest}"]`).waitFor({ state: "detached" });

      await hook("show-tags").click();
      const latest = own.locator('[data-testid="tag-row"][data-tag="latest"]');
      await latest.getByTestId("tag-delete").click();
      await hook("confirm").click();
      await latest.waitFor({ state: "detached" });

      // The address names the repository.
      await own.reload();
      await hook("manifest-row").first().waitFor();
      assert.equal(await text(own, "repository-name"), "my/repo");
      await hook("back").click();
      await repository(own, "web").waitFor();
    }),
  );

  test(
    "collect the garbage of the one that is open, until it ends",
    using({ token: SEVERAL, hash: "#registries/second" }, async (own, hook) => {
      await repository(own, "jobs").getByTestId("repository-open").click();
      await hook("manifest-row").first().waitFor();
      const manifests = await hook("manifest-row").count();
      await hook("gc-open-start").click();
      await own.getByLabel(/untagged manifests and unreferenced blobs/i).check();
      await hook("gc-start").click();
      await own.locator('[data-status="waiting for write JWTs to expire"]').waitFor();
      assert.equal(await hook("manifest-delete").first().isDisabled(), true);
      await own.locator('[data-status="succeeded"]').first().waitFor();
      assert.match(await hook("gc-result").textContent(), /\d/);
      await own.waitForFunction(
        (before) => document.querySelectorAll("[data-testid=manifest-row]").length < before,
        manifests,
      );
      assert.equal(await hook("manifest-delete").first().isDisabled(), false);

      // The other registry has no garbage collection.
      await card(own, "first").click();
      await hook("gc-idle").waitFor();
      assert.equal(await hook("gc-run").count(), 0);
    }),
  );
});

describe("the dashboard without its API", () => {
  const hook = (id) => page.getByTestId(id);

  test("shows the error and retries on request", async () => {
    await dashboard.simulator.stop();
    await hook("tab-registries").click();
    await hook("error-card").waitFor();
    assert.match(await hook("error-code").textContent(), /connection_failed/);
    await hook("retry").click();
    await hook("error-card").waitFor();
  });

  test("left no complaint in the console", () => {
    assert.deepEqual(dashboard.complaints, []);
  });
});
