/** Where the API is: as configured, else where the simulator listens. */
export function apiAddress(configured: string | undefined): URL {
  return new URL(configured || "http://127.0.0.1:4010");
}

export function isLoopback({ hostname }: URL): boolean {
  return hostname === "localhost" || hostname === "[::1]" || hostname.startsWith("127.");
}
