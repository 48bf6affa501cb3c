#!/usr/bin/env node
/** Builds the desk's pages: types and texts of their operations, what browsers load, and what partners load. */
import { join } from "node:path";
import { buildPages } from "@segpol/page-base/build";

const root = join(import.meta.dirname, "..");
await buildPages({ root, schema: join(root, "../subgraphs/kit/desk.graphql") });
