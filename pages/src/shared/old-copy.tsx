import { useLingui } from "@lingui/react/macro";
import type { SourceState } from "../generated/operations.js";
import { SOURCE_STATES } from "./labels.js";

interface OldCopyProps {
  readonly state: SourceState;
}

/** Says at a row that it comes from a copy which may be behind its owner. */
export function OldCopy({ state }: OldCopyProps) {
  const { t } = useLingui();
  if (state === "LIVE") return null;
  return <small className="old-copy">{t(SOURCE_STATES[state])}</small>;
}
