#!/usr/bin/env node
/** Builds the pages: types and texts of their queries, what browsers load, and what the hub loads. */
import { join } from "node:path";
import { buildPages } from "@segpol/page-base/build";
import "./errors.mjs";

const root = join(import.meta.dirname, "..");
await buildPages({ root, schema: join(root, "../test/contract/unified-graph.graphql") });
