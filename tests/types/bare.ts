// A program for a platform whose declarations are those of the language alone: neither the DOM's nor Node's.
import {
  type APIPromise,
  type DatabaseCluster,
  DigitalOcean,
  type FetchLike,
  type ResponseInfo,
  type SignalLike,
} from "digitalocean-wasm";
import { init } from "digitalocean-wasm/slim";

declare const bytes: Uint8Array<ArrayBuffer>;
declare const signal: SignalLike;

const answer: FetchLike = async (url, { method, headers, body, signal }) => ({
  status: url.length + method.length,
  headers: new Map(Object.entries(headers)),
  text: async () => (signal.aborted ? "{}" : (body ?? "{}")),
});
const client = new DigitalOcean({ token: "t", fetch: answer });

export async function calls(): Promise<string> {
  await init(bytes);
  const call: APIPromise<DatabaseCluster> = client.databases.get("id", { signal });
  const response = await call.asResponse();
  const { response: info }: { response: ResponseInfo } = await call.withResponse();
  for await (const { name } of client.databases.list()) {
    if (name === info.headers.get("x-name")) return name;
  }
  return response.ok ? response.text() : String(await response.json());
}
