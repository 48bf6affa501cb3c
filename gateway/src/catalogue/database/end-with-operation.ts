import { currentOperation } from "@segpol/server";
import type pg from "pg";

/**
 * Has PostgreSQL end what runs on a connection as soon as nobody waits any more for the operation that has taken it. The connection goes
 * back only after that, so that nobody else's statement is ended.
 * `cancel`: tells PostgreSQL, by the process that serves the connection.
 */
export function endWithOperation(client: pg.PoolClient, cancel: (processId: number) => Promise<unknown>): void {
  const signal = currentOperation()?.deadline?.signal;
  const processId = "processID" in client && typeof client.processID === "number" ? client.processID : undefined;
  if (!signal || processId === undefined) return;
  const release = client.release;
  let ended: Promise<unknown> = Promise.resolve();
  const end = (): void => {
    ended = cancel(processId).catch(() => undefined);
  };
  const giveBack = async (error?: Error | boolean): Promise<void> => {
    await ended;
    release.call(client, error);
  };
  signal.addEventListener("abort", end, { once: true });
  // The pool gives it another one whenever it is taken.
  client.release = (error) => {
    signal.removeEventListener("abort", end);
    void giveBack(error);
  };
}
