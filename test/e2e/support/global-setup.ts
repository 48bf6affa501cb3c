import type { TestProject } from "vitest/node";
import { startHub } from "./running-hub.js";

declare module "vitest" {
  interface ProvidedContext {
    hubUrl: string;
  }
}

/** One hub for all the tests that only read. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const hub = await startHub();
  project.provide("hubUrl", hub.url);
  return () => hub.stop();
}
