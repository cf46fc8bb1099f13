import { builtinModule } from "../load/globals.js";
import { type Exchange, exchange, type WireResponse } from "./exchange.js";

/** Options of a server. */
export interface ListenOptions {
  /**
   * The port; 0 for any free one.
   * @default 0
   */
  port?: number | undefined;
  /**
   * The address to listen on. With `"0.0.0.0"` others on the network can use the simulator.
   * @default "127.0.0.1"
   */
  host?: string | undefined;
}

/** A server that hands requests to a simulator. */
export interface SimulatorServer {
  /** Its address, such as `http://127.0.0.1:8080`, to pass to a client as `baseUrl`. */
  url: string;
  /** Its port. */
  port: number;
  /** Ends the server and its connections. */
  close(): Promise<void>;
}

/** The longest body that is read; the core refuses one byte more. */
const MAX_BODY_BYTES = 2 ** 20;

/** A message that came, as `node:http` has it. */
interface Incoming {
  method: string;
  url: string;
  rawHeaders: string[];
  socket: { destroy(): void; setNoDelay(): void };
  on(event: "data", handler: (chunk: Uint8Array) => void): this;
  on(event: "end" | "error" | "close", handler: () => void): this;
}

/** A message that goes, as `node:http` has it. */
interface Outgoing {
  writeHead(status: number, headers: Record<string, string | number>): void;
  write(bytes: Uint8Array, sent: () => void): void;
  end(text?: string): void;
  on(event: "error", handler: () => void): void;
}

interface Server {
  listen(port: number, host: string, listening: () => void): void;
  once(event: "error", handler: (error: Error) => void): void;
  on(event: "error", handler: (error: Error) => void): void;
  off(event: "error", handler: (error: Error) => void): void;
  address(): { port: number };
  close(closed: () => void): void;
  closeAllConnections?(): void;
}

interface Http {
  createServer(handler: (incoming: Incoming, outgoing: Outgoing) => void): Server;
}

/** Starts a server, by `node:http`, which Bun and Deno have, too. */
export async function listen(simulator: () => Exchange, options: ListenOptions = {}): Promise<SimulatorServer> {
  const { port = 0, host = "127.0.0.1" } = options;
  const http = builtinModule<Http>("node:http");
  if (!http) throw new Error("listen: needs Node 20.16, Bun or Deno; elsewhere, use `simulator.fetch`");
  const server = http.createServer((incoming, outgoing) => {
    // A connection that breaks concerns its peer only, who is gone.
    outgoing.on("error", () => undefined);
    respond(simulator, incoming, outgoing).catch(() => incoming.socket.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  // Mostly too many open files: connections that close meanwhile make room.
  server.on("error", (error) => console.error(`cannot accept a connection: ${error.message}`));
  const { port: actual } = server.address();
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${actual}`,
    port: actual,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections?.();
      }),
  };
}

async function respond(simulator: () => Exchange, incoming: Incoming, outgoing: Outgoing): Promise<void> {
  incoming.socket.setNoDelay();
  const { method, url, rawHeaders } = incoming;
  const headers = rawHeaders.flatMap((name, index) =>
    index % 2 === 0 ? [[name, rawHeaders[index + 1]] as [string, string]] : [],
  );
  const body = await bodyOf(incoming);
  const response = await exchange(simulator(), { method, target: targetOf(url), headers, body });
  if (response === undefined) incoming.socket.destroy();
  else send(response, incoming, outgoing);
}

/** The path and query of a request's target, which names the host, too, when it was meant for a proxy. */
const targetOf = (url: string): string => url.replace(/^https?:\/\/[^/?]*\/?/i, "/");

/** Reads a body. One that is too long is read just far enough for the core to refuse it; the rest is ignored. */
function bodyOf(incoming: Incoming): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  return new Promise((resolve, reject) => {
    const done = () => resolve(joined(chunks, length));
    incoming
      .on("data", (chunk) => {
        if (length > MAX_BODY_BYTES) return;
        chunks.push(chunk);
        length += chunk.length;
        if (length > MAX_BODY_BYTES) done();
      })
      .on("end", done)
      .on("error", reject)
      .on("close", reject);
  });
}

function joined(chunks: Uint8Array[], length: number): Uint8Array {
  const body = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    body.set(chunk, at);
    at += chunk.length;
  }
  return body;
}

function send({ status, headers, body, truncate }: WireResponse, incoming: Incoming, outgoing: Outgoing): void {
  const bytes = new TextEncoder().encode(body);
  outgoing.writeHead(status, status === 204 ? headers : { ...headers, "content-length": bytes.length });
  if (truncate === undefined) outgoing.end(body);
  else outgoing.write(bytes.subarray(0, truncate), () => incoming.socket.destroy());
}
