// The bar of every driver: it connects, and refuses the certificate of another authority and that of another host.
import assert from "node:assert/strict";
import { test } from "node:test";
import { caAnswer } from "./answers.mjs";
import { createAuthority, OTHER_ADDRESS, OTHER_HOST } from "./certificates.mjs";

const stranger = createAuthority();

const WRONG_CA = /self.signed|unable to (verify|get)|certificate|HANDSHAKE/i;
const WRONG_HOST = /altnames|does not match|hostname|ERR_TLS|must be no IP address/i;

/** The messages of an error and of those behind it. */
const messages = (error) =>
  error
    ? [error.code, error.message, ...(error.errors ?? []).map(messages), messages(error.cause ?? error.reason)].join(
        " ",
      )
    : "";

/**
 * Tests a driver. `make(parts, ca)` is a connection to the server at `parts`, `use(config)` connects and rejects when it
 * cannot.
 */
export function testTls(name, authority, make, use) {
  test(`${name}: refuses a server with a certificate of another authority`, async () => {
    const { config } = make({}, caAnswer(stranger));
    await assert.rejects(use(config), (error) => {
      assert.match(messages(error), WRONG_CA);
      return true;
    });
  });

  // For an address, a driver names no server in the handshake, and may compare the certificate with `localhost`.
  for (const [kind, host] of [
    ["host", OTHER_HOST],
    ["address", OTHER_ADDRESS],
  ]) {
    test(`${name}: refuses a server whose certificate is for another ${kind}`, async () => {
      const attempt = async () => use(make({ host }, caAnswer(authority)).config);
      await assert.rejects(attempt, (error) => {
        assert.match(messages(error), WRONG_HOST);
        return true;
      });
    });
  }
}
