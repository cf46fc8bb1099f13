/** The base URL of the API: the configured one, by default the simulator's. */
export function apiAddress(configured: string | undefined): URL {
  return new URL(configured || "http://127.0.0.1:4010");
}

/** Whether a URL is on this machine. */
export function isLoopback({ hostname }: URL): boolean {
  return hostname === "localhost" || hostname === "[::1]" || hostname.startsWith("127.");
}
