import { inject } from "vitest";

const response = await fetch(inject("sharedHub"));
const text = await response.text();
if (!response.ok) throw new Error(`Expected the shared hub to start; it said: ${text}`);

/** Address of the unified graph of the hub that all reading tests share. */
export const hubUrl = (): string => text;
