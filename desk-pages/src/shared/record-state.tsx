import { useLingui } from "@lingui/react/macro";
import type { RecordState as State } from "../generated/operations.js";
import { STATE_NAMES } from "./labels.js";

interface Standing {
  readonly draft: boolean;
  readonly withdrawnAt: string | null;
}

export function stateOf({ draft, withdrawnAt }: Standing): State {
  if (withdrawnAt !== null) return "WITHDRAWN";
  return draft ? "DRAFT" : "PUBLISHED";
}

/** Where a record stands, in a word. */
export function RecordState({ record }: { readonly record: Standing }) {
  const { t } = useLingui();
  const state = stateOf(record);
  return (
    <span className="state" data-state={state}>
      {t(STATE_NAMES[state])}
    </span>
  );
}
