import { useLingui } from "@lingui/react/macro";
import { useEffect } from "react";
import { useBlocker } from "react-router";

/** Leaving the page asks whether that is meant, while something is not saved. */
export function useLeavingAsks(isOn: boolean): void {
  const { t } = useLingui();
  const question = t`What you typed is not saved. It stays in this browser until you come back. Leave the page?`;
  useEffect(() => {
    if (!isOn) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    globalThis.addEventListener("beforeunload", ask);
    return () => globalThis.removeEventListener("beforeunload", ask);
  }, [isOn]);
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      isOn && currentLocation.pathname !== nextLocation.pathname && !isAfterSaving(nextLocation.state),
  );
  useEffect(() => {
    if (blocker.state !== "blocked") return;
    if (globalThis.confirm(question)) blocker.proceed();
    else blocker.reset();
  }, [blocker, question]);
}

/** What a page's navigation says when it leads on from what has just been saved. */
export const AFTER_SAVING = { saved: true } as const;

export function isAfterSaving(state: unknown): boolean {
  return typeof state === "object" && state !== null && "saved" in state;
}
