import { connectCode } from "./cause.js";

/**
 * Whether a write may have taken effect although its attempt failed: no response arrived, or one that says nothing of it.
 *
 * @param status - The response's status, or 0 without a response.
 * @param cause - Why there was no response.
 */
export const mayHaveTakenEffect = (status: number, cause: unknown): boolean =>
  status === 0 ? !connectCode(cause) : status === 408 || status >= 500;
