// Compresses standard input to standard output, as gzip does. A process of its own: the library catches every error of
// the process it is loaded into.
import { buffer } from "node:stream/consumers";
import zopfli from "@gfx/zopfli";

process.stdout.write(await zopfli.gzipAsync(await buffer(process.stdin), {}));
