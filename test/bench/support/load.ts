import { connect, type Socket } from "node:net";

/** What is sent again and again, and what has to come back. */
export interface LoadRequest {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** A function: another body for each request. Default: none. */
  readonly body?: string | (() => string);
  readonly status: number;
  /** Bytes that an answer's body should have. Default: any number. */
  readonly bytes?: number;
}

export interface Load {
  readonly requests: number;
  readonly perSecond: number;
  /** What each request took. */
  readonly ms: readonly number[];
  /** Answers of another length than they should have, where their head tells: with errors, for instance. */
  readonly unlike: number;
}

/** What all connections have seen. */
interface Seen {
  readonly ms: number[];
  unlike: number;
}

const HEAD_END = "\r\n\r\n";
/** Ends an answer that comes in chunks. JSON has no line ends of this kind. */
const LAST_CHUNK = "\r\n0\r\n\r\n";

/**
 * Asks over so many connections for so long, one request after the other on each. It writes the same bytes each time and reads no more of an answer
 * than its length, so that what asks takes less of the machine than what answers. Several addresses: each has its share of the connections.
 */
export async function load(
  addresses: readonly string[],
  asked: LoadRequest,
  connections: number,
  forMs: number,
): Promise<Load> {
  const places = addresses.map((address) => {
    const { hostname, port, host } = new URL(address);
    return { hostname, port: Number(port), bytes: bytesOf(asked, host) };
  });
  const start = performance.now();
  const end = start + forMs;
  const seen: Seen = { ms: [], unlike: 0 };
  await Promise.all(
    Array.from({ length: Math.ceil(connections / places.length) }, () => places)
      .flat()
      .slice(0, connections)
      .map(({ hostname, port, bytes }) => askUntil(end, connect(port, hostname), bytes, asked, seen)),
  );
  const requests = seen.ms.length;
  return { requests, perSecond: (requests * 1_000) / (performance.now() - start), ...seen };
}

function bytesOf({ method, path, headers, body = "" }: LoadRequest, host: string): () => Buffer {
  const make = (text: string): Buffer => {
    const all = {
      host,
      ...headers,
      ...(method === "POST" && {
        "content-type": "application/json",
        "content-length": String(Buffer.byteLength(text)),
      }),
    };
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
    return Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join("\r\n")}${HEAD_END}${text}`);
  };
  if (typeof body === "function") return () => make(body());
  const same = make(body);
  return () => same;
}

async function askUntil(
  end: number,
  socket: Socket,
  bytes: () => Buffer,
  expected: LoadRequest,
  seen: Seen,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let began = 0;
  let answer = startAnswer(expected, seen);
  const ask = (): void => {
    began = performance.now();
    socket.write(bytes());
  };
  socket
    .setNoDelay(true)
    .on("connect", ask)
    .on("error", reject)
    .on("close", () => reject(new Error("Expected the connection to stay open.")))
    .on("data", (chunk: Buffer) => {
      try {
        if (!answer(chunk)) return;
      } catch (error) {
        reject(error);
        return;
      }
      const now = performance.now();
      seen.ms.push(now - began);
      answer = startAnswer(expected, seen);
      if (now < end) ask();
      else resolve();
    });
  try {
    await promise;
  } finally {
    socket.destroy();
  }
}

/** Gives what takes the pieces of an answer, and tells whether it is whole. */
function startAnswer({ status, bytes }: LoadRequest, seen: Seen): (chunk: Buffer) => boolean {
  let head: string | undefined = "";
  /** Bytes that are still to come; undefined: it comes in chunks. */
  let left: number | undefined;
  /** The last bytes that came, as the last chunk may arrive in pieces. */
  let tail = "";
  return (chunk) => {
    let length = chunk.length;
    if (head !== undefined) {
      head += chunk.toString("latin1");
      const at = head.indexOf(HEAD_END);
      if (at === -1) return false;
      if (!head.startsWith(`HTTP/1.1 ${status} `))
        throw new Error(`Expected status ${status}; got ${head.slice(0, 500)}`);
      length = head.length - at - HEAD_END.length;
      const isChunked = /^transfer-encoding: chunked/im.test(head.slice(0, at));
      if (!isChunked) left = Number(/^content-length: (\d+)/im.exec(head.slice(0, at))?.[1] ?? 0);
      if (bytes !== undefined && left !== undefined && left !== bytes) seen.unlike += 1;
      head = undefined;
    }
    if (left === undefined) {
      tail = (tail + chunk.subarray(-LAST_CHUNK.length).toString("latin1")).slice(-LAST_CHUNK.length);
      return tail === LAST_CHUNK;
    }
    left -= length;
    return left <= 0;
  };
}
