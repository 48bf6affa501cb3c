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
  let ending: Promise<unknown> | undefined;
  const end = (): void => {
    ending = cancel(processId).catch(() => undefined);
  };
  signal.addEventListener("abort", end, { once: true });
  // The pool gives it another one whenever it is taken.
  client.release = (error) => {
    signal.removeEventListener("abort", end);
    if (ending) void ending.then(() => release.call(client, error));
    else release.call(client, error);
  };
}
