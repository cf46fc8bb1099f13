// The bar of every driver: it connects, and refuses the certificate of another authority and that of another host.
import assert from "node:assert/strict";
import { test } from "node:test";
import { caAnswer } from "./answers.mjs";
import { createAuthority, OTHER_HOST } from "./certificates.mjs";

const stranger = createAuthority();

const WRONG_CA = /self.signed|unable to (verify|get)|certificate|HANDSHAKE/i;
const WRONG_HOST = /altnames|does not match|hostname|ERR_TLS/i;

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

  test(`${name}: refuses a server whose certificate is for another host`, async () => {
    const { config } = make({ host: OTHER_HOST }, caAnswer(authority));
    await assert.rejects(use(config), (error) => {
      assert.match(messages(error), WRONG_HOST);
      return true;
    });
  });
}
