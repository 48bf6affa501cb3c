import DataLoader from "dataloader";
import { afterThose } from "./turns.js";

/** Gathers keys that an operation asks for at the same time, also where some of it gives way to others meanwhile. */
export function createBatch<Key, Value>(
  read: (keys: readonly Key[]) => Promise<readonly Value[]>,
): DataLoader<Key, Value> {
  return new DataLoader(read, { batchScheduleFn: afterThose });
}
