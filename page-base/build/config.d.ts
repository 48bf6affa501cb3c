import type { LinguiConfig } from "@lingui/conf";
import type { UserConfigFnObject } from "vite";

/** Where pages are, and where they are served from. */
export interface PagePlace {
  /** The package's folder. */
  readonly cwd: string;
  /** What the addresses of its files begin with: /pages/. */
  readonly base: string;
}

export const textConfig: LinguiConfig;
export function pageConfig(place: PagePlace): UserConfigFnObject;
