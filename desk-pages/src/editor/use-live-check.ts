import { useEffect, useState } from "react";
import type { ProblemFragment } from "../generated/operations.js";
import type { Outcome } from "../form/write.js";
import type { Values } from "../form/values.js";

/** Milliseconds without a key before the desk is asked what is wrong so far. */
const PAUSE_MS = 900;

export interface LiveCheck {
  /** Whether it is about what is typed now. */
  readonly isCurrent: boolean;
  readonly errors: readonly ProblemFragment[];
  readonly warnings: readonly ProblemFragment[];
  /** Whether somebody else has saved the record since it was opened here. */
  readonly isOutdated: boolean;
}

const NOTHING: LiveCheck = { isCurrent: false, errors: [], warnings: [], isOutdated: false };

/**
 * Asks the desk, while somebody types, what is wrong so far: a dry run, whose verdicts are those of the write.
 */
export function useLiveCheck(
  isOn: boolean,
  values: Values,
  check: (values: Values) => Promise<Outcome | "UNCHANGED">,
): LiveCheck {
  const [found, setFound] = useState<LiveCheck & { readonly of: Values }>({ ...NOTHING, of: values });
  useEffect(() => {
    if (!isOn) return;
    let isWanted = true;
    const timer = setTimeout(() => {
      check(values).then(
        (outcome) => {
          if (!isWanted) return;
          setFound(
            outcome === "UNCHANGED"
              ? { ...NOTHING, of: values }
              : {
                  of: values,
                  isCurrent: true,
                  errors: outcome.errors.filter(({ code }) => code !== "VERSION_CONFLICT"),
                  warnings: outcome.warnings,
                  isOutdated: outcome.conflict !== null,
                },
          );
        },
        // Saving says what is the matter.
        () => undefined,
      );
    }, PAUSE_MS);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
    // oxlint-disable-next-line react/exhaustive-deps -- `check` is made anew with each rendering, and does the same for the same values.
  }, [isOn, values]);
  return isOn ? { ...found, isCurrent: found.isCurrent && found.of === values } : NOTHING;
}
