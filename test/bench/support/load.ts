import { connect, type Socket } from "node:net";

/** What is sent again and again, and what has to come back. */
export interface LoadRequest {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Default: none. */
  readonly body?: string;
  readonly status: number;
}

export interface Load {
  readonly requests: number;
  readonly perSecond: number;
}

const HEAD_END = "\r\n\r\n";

/**
 * Asks over so many connections for so long, one request after the other on each. It writes the same bytes each time and reads no more of an answer
 * than its length, so that what asks takes less of the machine than what answers.
 */
export async function load(address: string, asked: LoadRequest, connections: number, ms: number): Promise<Load> {
  const { hostname, port } = new URL(address);
  const bytes = bytesOf(asked, `${hostname}:${port}`);
  const start = performance.now();
  const end = start + ms;
  const counts = await Promise.all(
    Array.from({ length: connections }, () => askUntil(end, connect(Number(port), hostname), bytes, asked.status)),
  );
  const requests = counts.reduce((sum, count) => sum + count, 0);
  return { requests, perSecond: (requests * 1_000) / (performance.now() - start) };
}

function bytesOf({ method, path, headers, body = "" }: LoadRequest, host: string): Buffer {
  const all = {
    host,
    ...headers,
    ...(method === "POST" && { "content-type": "application/json", "content-length": String(Buffer.byteLength(body)) }),
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join("\r\n")}${HEAD_END}${body}`);
}

async function askUntil(end: number, socket: Socket, bytes: Buffer, status: number): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  let count = 0;
  /** Bytes of the answer that are still to come; undefined: its head is. */
  let left: number | undefined;
  let head = "";
  const answered = (): void => {
    count += 1;
    left = undefined;
    head = "";
    if (performance.now() < end) socket.write(bytes);
    else resolve(count);
  };
  socket
    .on("connect", () => socket.write(bytes))
    .on("error", reject)
    .on("close", () => reject(new Error("Expected the connection to stay open.")))
    .on("data", (chunk: Buffer) => {
      let length = chunk.length;
      if (left === undefined) {
        head += chunk.toString("latin1");
        const at = head.indexOf(HEAD_END);
        if (at === -1) return;
        if (!head.startsWith(`HTTP/1.1 ${status} `))
          reject(new Error(`Expected status ${status}; got ${head.slice(0, 500)}`));
        length = head.length - at - HEAD_END.length;
        left = Number(/^content-length: (\d+)/im.exec(head.slice(0, at))?.[1] ?? 0);
      }
      left -= length;
      if (left <= 0) answered();
    });
  try {
    return await promise;
  } finally {
    socket.destroy();
  }
}
