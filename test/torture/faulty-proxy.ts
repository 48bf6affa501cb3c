import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Random } from "./random.ts";

/**
 * How connections fare.
 * PASS: as they should. REFUSE: cut as soon as they are made. SILENT: nothing goes through. SLOW: in pieces, late.
 * HALVE: cut within an answer. GARBLE: bytes of an answer overwritten, of a question too.
 */
export type Weather = "PASS" | "REFUSE" | "SILENT" | "SLOW" | "HALVE" | "GARBLE";

/** Stands between the hub and a partner. */
export interface FaultyProxy {
  readonly port: number;
  weather: Weather;
  /** How often connections were cut, held or spoilt. */
  readonly faults: number;
  /** Cuts every connection there is. */
  cut(): void;
  stop(): Promise<void>;
}

export async function startFaultyProxy(targetPort: number, random: Random): Promise<FaultyProxy> {
  let weather: Weather = "PASS";
  let faults = 0;
  const open = new Set<Link>();

  const server = createServer((near) => {
    if (weather === "REFUSE") {
      faults += 1;
      near.resetAndDestroy();
      return;
    }
    const far = connect(targetPort, "127.0.0.1");
    const link: Link = { near, far, isSpoilt: false };
    open.add(link);
    const close = (): void => {
      open.delete(link);
      near.destroy();
      far.destroy();
    };
    for (const socket of [near, far]) {
      socket.on("error", close);
      socket.on("close", close);
    }
    forward(near, far, link, false);
    forward(far, near, link, true);
  });

  function forward(from: Socket, to: Socket, link: Link, isAnswer: boolean): void {
    // One piece after the other, however late each is.
    let last: Promise<void> = Promise.resolve();
    from.on("data", (chunk: Buffer) => {
      last = last.then(() => pass(chunk, to, link, isAnswer));
    });
    from.on("end", () => {
      last = last.then(() => void to.end());
    });
  }

  async function pass(chunk: Buffer, to: Socket, link: Link, isAnswer: boolean): Promise<void> {
    switch (weather) {
      case "REFUSE":
        faults += 1;
        return destroy(link);
      case "SILENT":
        faults += 1;
        link.isSpoilt = true;
        return;
      case "SLOW": {
        faults += 1;
        const middle = random.int(0, chunk.length);
        for (const piece of [chunk.subarray(0, middle), chunk.subarray(middle)]) {
          await sleep(random.int(5, 200));
          if (piece.length > 0 && to.writable) to.write(piece);
        }
        return;
      }
      case "HALVE":
        if (!isAnswer) break;
        faults += 1;
        if (to.writable) to.write(chunk.subarray(0, random.int(0, chunk.length - 1)));
        // Let what was written leave before the connection goes, politely or not.
        await sleep(5);
        return random.chance(0.5) ? destroy(link) : void to.end();
      case "GARBLE":
        faults += 1;
        if (to.writable) to.write(garbled(chunk, isAnswer));
        return;
      case "PASS":
        break;
    }
    if (to.writable) to.write(chunk);
  }

  /** Bytes that no JSON and no header has; an answer may also lose its UTF-8. */
  function garbled(chunk: Buffer, isAnswer: boolean): Buffer {
    const spoilt = Buffer.from(chunk);
    const at = random.int(0, chunk.length - 1);
    const filling = isAnswer && random.chance(0.7) ? 0xff : random.int(1, 8);
    return spoilt.fill(filling, at, Math.min(at + random.int(1, 4), spoilt.length));
  }

  function destroy({ near, far }: Link): void {
    near.resetAndDestroy();
    far.resetAndDestroy();
  }

  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    get weather() {
      return weather;
    },
    set weather(next) {
      weather = next;
      // A stream that lost bytes never goes on as if it had not.
      for (const link of open) if (link.isSpoilt) destroy(link);
    },
    get faults() {
      return faults;
    },
    cut() {
      faults += open.size;
      for (const link of open) destroy(link);
    },
    async stop() {
      for (const link of open) destroy(link);
      server.close();
      await once(server, "close");
    },
  };
}

interface Link {
  readonly near: Socket;
  readonly far: Socket;
  isSpoilt: boolean;
}
