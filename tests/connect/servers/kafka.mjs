// A stand-in for a Kafka broker that checks a login by SCRAM-SHA-256, or a user's certificate, and tells its topics.
import { createScram } from "./scram.mjs";
import { startTls } from "./tls.mjs";

const API_VERSIONS = 18;
const SASL_HANDSHAKE = 17;
const SASL_AUTHENTICATE = 36;
const METADATA = 3;
const VERSIONS = [
  [METADATA, 0, 1],
  [SASL_HANDSHAKE, 0, 1],
  [API_VERSIONS, 0, 2],
  [SASL_AUTHENTICATE, 0, 0],
];
const SASL_FAILED = 58;

const int = (size) => (value) => {
  const bytes = Buffer.alloc(size);
  bytes.writeIntBE(value, 0, size);
  return bytes;
};
const [int16, int32] = [int(2), int(4)];
const string = (text) =>
  text === null ? int16(-1) : Buffer.concat([int16(Buffer.byteLength(text)), Buffer.from(text)]);
const bytes = (text) => Buffer.concat([int32(Buffer.byteLength(text)), Buffer.from(text)]);
const list = (items, write) => Buffer.concat([int32(items.length), ...items.map(write)]);

/** Starts it; with `requestCert`, users need a certificate of the authority and no password. */
export function startKafka(authority, { user, password, host, requestCert = false }) {
  let port;
  const connection = () => {
    const scram = createScram({ user, password });
    let step = "first";
    let isIn = requestCert;
    const authenticate = (message) => {
      try {
        const answer = scram[step](message);
        isIn ||= step === "last";
        step = "last";
        return [int16(0), string(null), bytes(answer)];
      } catch (error) {
        return [int16(SASL_FAILED), string(error.message), bytes("")];
      }
    };
    const metadata = (version) => [
      list([1], () => Buffer.concat([int32(1), string(host), int32(port), ...(version > 0 ? [string(null)] : [])])),
      ...(version > 0 ? [int32(1)] : []),
      list(isIn ? ["clicks"] : [], (topic) =>
        Buffer.concat([int16(0), string(topic), ...(version > 0 ? [Buffer.from([0])] : []), list([], int32)]),
      ),
    ];
    return (message) => {
      const [key, version] = [message.readInt16BE(4), message.readInt16BE(6)];
      const body = message.subarray(14 + Math.max(message.readInt16BE(12), 0));
      const answers = {
        [API_VERSIONS]: () => [
          int16(version > 2 ? 35 : 0),
          list(VERSIONS, (numbers) => Buffer.concat(numbers.map(int16))),
          ...(version > 0 && version < 3 ? [int32(0)] : []),
        ],
        [SASL_HANDSHAKE]: () => [int16(0), list(["SCRAM-SHA-256"], string)],
        [SASL_AUTHENTICATE]: () => authenticate(body.subarray(4).toString()),
        [METADATA]: () => metadata(version),
      };
      const content = Buffer.concat([message.subarray(8, 12), ...answers[key]()]);
      return Buffer.concat([int32(content.length), content]);
    };
  };
  const lengthOf = (buffer) => (buffer.length < 4 ? undefined : buffer.readInt32BE(0) + 4);
  return startTls(authority, { connection, lengthOf, requestCert }).then((server) => {
    port = server.port;
    return server;
  });
}
