import { API_ADDRESS } from "./api";
import { isLoopback } from "./api-address";

const KEY = "token";
/** Opens the simulator and nothing else, so it may be written here. */
const SIMULATOR_TOKEN = "dop_v1_simulator";

/** The token to begin with: one that was to be remembered in this tab, or the simulator's. */
export function initialToken(): string | undefined {
  return sessionStorage.getItem(KEY) ?? (isLoopback(API_ADDRESS) ? SIMULATOR_TOKEN : undefined);
}

export function isRemembered(): boolean {
  return sessionStorage.getItem(KEY) !== null;
}

export function remember(token: string): void {
  sessionStorage.setItem(KEY, token);
}

export function forget(): void {
  sessionStorage.removeItem(KEY);
}
