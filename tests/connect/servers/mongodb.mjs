// A stand-in for MongoDB that checks a login by SCRAM-SHA-256 against the database `admin`, and answers pings.
import { BSON } from "mongodb";
import { createScram } from "./scram.mjs";
import { startTls } from "./tls.mjs";

const OP_QUERY = 2004;
const HELLO = {
  ...{ ok: 1, helloOk: true, isWritablePrimary: true, ismaster: true, minWireVersion: 0, maxWireVersion: 21 },
  ...{ maxBsonObjectSize: 16_777_216, maxMessageSizeBytes: 48_000_000, maxWriteBatchSize: 100_000 },
};

export function startMongodb(authority, { user, password }) {
  const connection = () => {
    let scram;
    let isIn = false;
    const commands = {
      saslStart: ({ $db, payload, mechanism }) => {
        if ($db !== "admin" || mechanism !== "SCRAM-SHA-256") throw new Error("Authentication failed.");
        scram = createScram({ user, password });
        return {
          conversationId: 1,
          done: false,
          payload: Buffer.from(scram.first(String(payload.buffer && Buffer.from(payload.buffer)))),
        };
      },
      saslContinue: ({ payload }) => {
        const answer = scram.last(String(Buffer.from(payload.buffer)));
        isIn = true;
        return { conversationId: 1, done: true, payload: Buffer.from(answer) };
      },
      ping: ({ $db }) => {
        if (!isIn) throw new Error("command requires authentication");
        return { database: $db };
      },
      endSessions: () => ({}),
    };
    return (message) => {
      const isQuery = message.readInt32LE(12) === OP_QUERY;
      // After header, flags and the kind of the section; or flags, the collection's name and two numbers.
      const start = isQuery ? message.indexOf(0, 20) + 9 : 21;
      const body = BSON.deserialize(message.subarray(start), {
        promoteBuffers: false,
        allowObjectSmallerThanBufferSize: true,
      });
      return framed(message.readInt32LE(4), isQuery, answerOf(commands, body, user));
    };
  };
  const lengthOf = (buffer) => (buffer.length < 4 ? undefined : buffer.readInt32LE(0));
  return startTls(authority, { connection, lengthOf });
}

function answerOf(commands, body, user) {
  const [name] = Object.keys(body);
  if (/^(hello|ismaster)$/i.test(name)) {
    const isAsked = body.saslSupportedMechs === `admin.${user}`;
    return { ...HELLO, ...(isAsked && { saslSupportedMechs: ["SCRAM-SHA-256"] }) };
  }
  try {
    return { ...commands[name](body), ok: 1 };
  } catch (error) {
    return { ok: 0, code: 18, codeName: "AuthenticationFailed", errmsg: error.message };
  }
}

function framed(requestId, isReply, document) {
  const bytes = BSON.serialize(document);
  const head = Buffer.alloc(isReply ? 36 : 21);
  head.writeInt32LE(head.length + bytes.length, 0);
  head.writeInt32LE(requestId, 8);
  head.writeInt32LE(isReply ? 1 : 2013, 12);
  if (isReply) head.writeInt32LE(1, 32);
  return Buffer.concat([head, bytes]);
}
