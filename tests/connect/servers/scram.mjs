// The server's side of SCRAM-SHA-256, RFC 5802.
import { createHash, createHmac, pbkdf2Sync, randomBytes, timingSafeEqual } from "node:crypto";

const hmac = (key, text) => createHmac("sha256", key).update(text).digest();
const parse = (text) => Object.fromEntries(text.split(",").map((part) => [part[0], part.slice(2)]));

/** A login of one user: `first` and `last` take the client's messages and return the server's; `last` may throw. */
export function createScram({ user, password }) {
  const salt = randomBytes(16);
  const iterations = 4096;
  let firstMessages;
  return {
    first(message) {
      const bare = message.slice("n,,".length);
      const { n, r } = parse(bare);
      if (n.replaceAll("=2C", ",").replaceAll("=3D", "=") !== user) throw new Error("no such user");
      const answer = `r=${r}${randomBytes(12).toString("hex")},s=${salt.toString("base64")},i=${iterations}`;
      firstMessages = `${bare},${answer}`;
      return answer;
    },
    last(message) {
      const [withoutProof, proof] = message.split(",p=");
      const salted = pbkdf2Sync(password, salt, iterations, 32, "sha256");
      const stored = createHash("sha256").update(hmac(salted, "Client Key")).digest();
      const text = `${firstMessages},${withoutProof}`;
      const signature = hmac(stored, text);
      const key = Buffer.from(proof, "base64").map((byte, at) => byte ^ signature[at]);
      if (!timingSafeEqual(createHash("sha256").update(key).digest(), stored)) throw new Error("wrong password");
      return `v=${hmac(hmac(salted, "Server Key"), text).toString("base64")}`;
    },
  };
}
