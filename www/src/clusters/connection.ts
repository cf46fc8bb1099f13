import type { DatabaseCa, DatabaseCluster, DatabaseConnectionPool, DigitalOcean } from "digitalocean-wasm";
import { type Connection, type ConnectionOptions, connectionFor, type DriverName } from "digitalocean-wasm/connect";
import { button, copyButton } from "../ui/buttons";
import { field, setChoices } from "../ui/controls";
import { type Child, el } from "../ui/dom";
import { errorCard, isAbort } from "../ui/error-card";
import { loadingRows } from "../ui/states";
import { caDownload } from "./ca-download";

const DRIVERS: Record<string, DriverName> = {
  pg: "pg",
  advanced_pg: "pg",
  mysql: "mysql2",
  advanced_mysql: "mysql2",
  mongodb: "mongodb",
  redis: "redis",
  valkey: "redis",
  kafka: "kafkajs",
  opensearch: "@opensearch-project/opensearch",
};

type Choice = [value: string, label: string];

const DOTS = "••••••••";
const OWN = "";

/** How to connect to a cluster. It is loaded once the cluster is online. */
export class ConnectionDetails {
  readonly element: HTMLElement;
  readonly #client: DigitalOcean;
  readonly #closed: AbortSignal;
  readonly #content = el("div", { class: "connection-details" });
  readonly #facts = el("dl", { class: "facts", "data-testid": "connection-facts" });
  readonly #network = el("select", { "data-testid": "choose-network" });
  readonly #user = el("select", { "data-testid": "choose-user" });
  readonly #database = el("select", { "data-testid": "choose-database" });
  readonly #pool = el("select", { "data-testid": "choose-pool" });
  #cluster: DatabaseCluster;
  #pools: DatabaseConnectionPool[] = [];
  #ca: DatabaseCa | undefined;
  #isRequested = false;
  #isRevealed = false;

  constructor(client: DigitalOcean, cluster: DatabaseCluster, closed: AbortSignal) {
    this.#client = client;
    this.#cluster = cluster;
    this.#closed = closed;
    const heading = el("div", { class: "section-header" }, el("h3", {}, "Connection"));
    this.element = el("section", { class: "details-section", "data-testid": "connection" }, heading, this.#content);
    this.#content.append(el("p", { class: "secondary" }, "Available once the cluster is online."));
    for (const select of [this.#network, this.#user, this.#database, this.#pool]) {
      select.addEventListener("change", () => this.#render());
    }
  }

  update(cluster: DatabaseCluster): void {
    if (cluster.status !== "online" || this.#isRequested) return;
    this.#isRequested = true;
    this.#cluster = cluster;
    void this.#load();
  }

  async #load(): Promise<void> {
    this.#content.replaceChildren(loadingRows(5, "the connection"));
    const { id, engine } = this.#cluster;
    const options = { signal: this.#closed };
    try {
      const [ca, pools, cluster] = await Promise.all([
        this.#client.databases.ca.get(id, options),
        engine === "pg" ? this.#client.databases.pools.list(id, options).all() : [],
        this.#client.databases.get(id, options),
      ]);
      this.#ca = ca;
      this.#pools = pools;
      this.#cluster = cluster;
      this.#show(ca);
    } catch (error) {
      if (!isAbort(error)) {
        const retry = () => void this.#load();
        this.#content.replaceChildren(errorCard(error, { title: "The connection could not be loaded", retry }));
      }
    }
  }

  #show(ca: DatabaseCa): void {
    const { users, db_names: databases, private_connection: isPrivate } = this.#cluster;
    const networks: Choice[] = [["public", "Public"]];
    if (isPrivate) networks.push(["private", "Private (VPC)"]);
    setChoices(this.#network, networks);
    const own = this.#cluster.connection;
    setChoices(
      this.#user,
      choices(
        own?.user,
        users?.map(({ name }) => name),
      ),
    );
    setChoices(this.#database, choices(own?.database, databases));
    setChoices(this.#pool, [[OWN, "No pool"], ...this.#pools.map(({ name }): Choice => [name, name])]);
    const fields = [field("Network", this.#network), field("User", this.#user)];
    if (databases?.length) fields.push(field("Database", this.#database));
    if (this.#pools.length > 0) fields.push(field("Connection pool", this.#pool));
    const form = el("div", { class: "connection-choices" }, ...fields);
    this.#content.replaceChildren(form, this.#facts, caDownload(ca, this.#cluster.name));
    this.#render();
  }

  #render(): void {
    const pool = this.#pools.find(({ name }) => name === this.#pool.value);
    this.#database.disabled = pool !== undefined;
    try {
      this.#facts.replaceChildren(...this.#rows(this.#connection(pool)));
    } catch (error) {
      this.#facts.replaceChildren(errorCard(error, { title: "The connection cannot be shown" }));
    }
  }

  #connection(pool: DatabaseConnectionPool | undefined): Connection {
    const driver = DRIVERS[this.#cluster.engine];
    if (!driver || !this.#ca) throw new Error("There is no driver for this engine.");
    const options: ConnectionOptions & { driver: DriverName } = {
      driver,
      ca: this.#ca,
      network: this.#network.value as "public" | "private",
      user: this.#user.value || undefined,
      database: (!pool && this.#database.value) || undefined,
      pool,
    };
    return connectionFor(this.#cluster, options);
  }

  #rows(connection: Connection): HTMLElement[] {
    const { host, port, user, database } = connection;
    const { password } = connection.reveal();
    const rows: [name: string, id: string, ...value: Child[]][] = [
      ["Host", "host", ...shown(host, "host name")],
      ["Port", "port", ...shown(String(port), "port")],
      ["User", "user", ...shown(user, "user")],
      ["Password", "password", ...this.#secret(password, "password"), this.#toggle()],
    ];
    if (database) rows.push(["Database", "database", ...shown(database, "database")]);
    const uri = expressible(() => connection.toUri());
    if (uri) rows.push(["URI", "uri", ...this.#secret(uri, "connection string", String(connection))]);
    rows.push(["Command", "command", ...shown(String(connection.toCommand()), "command")]);
    return rows.map(([name, id, ...value]) =>
      el("div", { "data-testid": `connection-${id}` }, el("dt", {}, name), el("dd", {}, ...value)),
    );
  }

  /** A text that is shown once it is asked for, and can be copied all the same. */
  #secret(text: string, name: string, masked = DOTS): Child[] {
    const visible = this.#isRevealed ? text : masked;
    return [el("code", { class: "cut", title: visible }, visible), copyButton(text, name)];
  }

  #toggle(): HTMLButtonElement {
    const toggle = button({
      label: this.#isRevealed ? "Hide" : "Reveal",
      testId: "connection-reveal",
      onClick: () => {
        this.#isRevealed = !this.#isRevealed;
        this.#render();
        this.#facts.querySelector<HTMLElement>('[data-testid="connection-reveal"]')?.focus();
      },
    });
    toggle.setAttribute("aria-pressed", String(this.#isRevealed));
    return toggle;
  }
}

function shown(text: string, name: string): Child[] {
  return [el("code", { class: "cut", title: text }, text), copyButton(text, name)];
}

/** The connection's own first, then the others. */
function choices(own: string | undefined, names: readonly string[] | null | undefined): Choice[] {
  const all = new Set([...(own ? [own] : []), ...(names ?? [])]);
  return [...all].map((name): Choice => [name, name]);
}

/** The value of `make`; undefined where the driver cannot express it. */
function expressible(make: () => string): string | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}
