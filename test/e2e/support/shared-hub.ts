import { inject } from "vitest";

/** Address of the unified graph of the hub that all reading tests share. */
export const hubUrl = (): string => inject("hubUrl");
