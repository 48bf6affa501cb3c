import { writeFile } from "node:fs/promises";
import { deskSdl } from "../desk-graph/desk-schema.js";
import "../values/enums.js";

await writeFile(new URL("../../desk.graphql", import.meta.url), deskSdl());
process.stdout.write("desk.graphql is written\n");
