import { inject } from "vitest";

const response = await fetch(inject("sharedHub"));
const text = await response.text();
if (!response.ok) throw new Error(`Expected the shared hub to start; it said: ${text}`);

/** Address of the unified graph of the hub that all reading tests share. */
export const hubUrl = (): string => text;

/** How the hub says that it is reached, where nothing else is set. */
export const publicUrl = (): string => `http://localhost:${new URL(text).port}`;
