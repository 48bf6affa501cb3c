import { fileURLToPath } from "node:url";
import { checkStructure } from "./check-structure.ts";

const faults = await checkStructure(fileURLToPath(new URL("../..", import.meta.url)));
for (const fault of faults) process.stderr.write(`${fault}\n`);
if (faults.length > 0) {
  process.stderr.write(
    `\n${faults.length} faults in the structure. structure.json has the layers, .oxlintrc.json the packages.\n`,
  );
  process.exitCode = 1;
}
