import { isLoopback } from "./api-address";
import { API_ADDRESS } from "./client";

const KEY = "token";
/** The simulator's token, which no other API accepts. */
const SIMULATOR_TOKEN = "dop_v1_simulator";

/** The token to start with: the remembered one, or the simulator's if the API is on this machine. */
export function initialToken(): string | undefined {
  return sessionStorage.getItem(KEY) ?? (isLoopback(API_ADDRESS) ? SIMULATOR_TOKEN : undefined);
}

/** Whether this tab remembers a token. */
export function isRemembered(): boolean {
  return sessionStorage.getItem(KEY) !== null;
}

/** Keeps a token until the tab is closed. */
export function remember(token: string): void {
  sessionStorage.setItem(KEY, token);
}

/** Removes the remembered token. */
export function forget(): void {
  sessionStorage.removeItem(KEY);
}
