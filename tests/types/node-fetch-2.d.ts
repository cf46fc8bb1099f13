// The signature of node-fetch 2, as its readers have it from @types/node-fetch 2.6: its own types, without the DOM's.
interface Signal {
  aborted: boolean;
  addEventListener: (
    type: "abort",
    listener: (event: Event) => unknown,
    options?: boolean | { once?: boolean },
  ) => void;
  removeEventListener: (
    type: "abort",
    listener: (event: Event) => unknown,
    options?: boolean | { capture?: boolean },
  ) => void;
  dispatchEvent: (event: Event) => boolean;
  onabort: null | ((event: Event) => unknown);
}

interface Headers {
  get(name: string): string | null;
  raw(): { [name: string]: string[] };
  [Symbol.iterator](): Iterator<[string, string]>;
}

interface Init {
  body?: ArrayBuffer | ArrayBufferView | NodeJS.ReadableStream | string | URLSearchParams | undefined;
  headers?: Headers | string[][] | { [name: string]: string | string[] } | undefined;
  method?: string | undefined;
  redirect?: "error" | "follow" | "manual" | undefined;
  signal?: Signal | null | undefined;
  agent?: import("node:http").Agent | undefined;
}

interface Response {
  headers: Headers;
  ok: boolean;
  status: number;
  statusText: string;
  text(): Promise<string>;
}

export default function fetch(url: string | { href: string }, init?: Init): Promise<Response>;
