import { eraseRecord } from "../../records/erase-record.js";
import { writeState } from "../records/write.js";
import type { StateCommand } from "../command.js";
import type { Target } from "./load-target.js";
import type { Plan } from "./run-context.js";

/** Looks at a change of where a record stands. What is so already is not written again. */
export function planState({ action }: StateCommand, { kind, id, before }: Target): Plan {
  const plan: Plan = { kind, id, before, warnings: [] };
  if (action === "erase") return { ...plan, write: (em) => eraseRecord(em, id) };
  const is = { draft: before.draft, withdrawn: before.withdrawnAt !== null };
  const shall = { ...is, ...AIMS[action] };
  if (is.draft === shall.draft && is.withdrawn === shall.withdrawn) return plan;
  return { ...plan, write: (em) => writeState(em, kind, id, shall) };
}

const AIMS = {
  withdraw: { withdrawn: true },
  restore: { withdrawn: false },
  publish: { draft: false },
  unpublish: { draft: true },
} as const;
