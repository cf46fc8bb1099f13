// The set-up of a file of tests about one server.
import { after, before } from "node:test";
import { caAnswer, PASSWORD, resolveNames, USER } from "./answers.mjs";
import { createAuthority } from "./certificates.mjs";

/**
 * Starts a server before the tests of a file, and stops it after them; `server` has its members while they run. `start`
 * takes the authority that certifies the server, and a login, to which `options` are added.
 */
export function setUp(start, options = {}, authority = createAuthority()) {
  const server = {};
  resolveNames();
  before(async () => Object.assign(server, await start(authority, { user: USER, password: PASSWORD, ...options })));
  after(() => server.stop?.());
  return { authority, ca: caAnswer(authority), server };
}
