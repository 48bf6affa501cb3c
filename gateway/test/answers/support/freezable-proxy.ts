import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A way to a database on which connections of one name can be made to look alive and say nothing. */
export interface FreezableProxy {
  /** The database's address, by way of the proxy. */
  readonly databaseUrl: string;
  /** Nothing comes through any more on the connections of this name that are open now. */
  freeze(): void;
  stop(): Promise<void>;
}

/** `name`: as PostgreSQL is told it when a connection begins. */
export async function startFreezableProxy(databaseUrl: string, name: string): Promise<FreezableProxy> {
  const target = new URL(databaseUrl);
  const named = new Set<readonly [Socket, Socket]>();
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const database = connect(Number(target.port), target.hostname);
    for (const socket of [client, database]) {
      sockets.add(socket);
      socket.on("error", () => undefined).on("close", () => sockets.delete(socket));
    }
    client.once("data", (start: Buffer) => {
      if (start.includes(name)) named.add([client, database]);
    });
    client.pipe(database).pipe(client);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const through = new URL(databaseUrl);
  through.hostname = "127.0.0.1";
  through.port = String((server.address() as AddressInfo).port);
  return {
    databaseUrl: through.href,
    freeze() {
      for (const [client, database] of named) {
        client.unpipe(database).pause();
        database.unpipe(client).pause();
      }
      named.clear();
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
