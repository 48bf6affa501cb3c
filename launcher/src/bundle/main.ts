import { parseArgs } from "node:util";
import { bundle } from "./bundle.js";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { help: { type: "boolean", short: "h" } },
});

if (values.help || positionals.length === 0) {
  process.stdout.write(`Usage: segpol-bundle PROGRAM...

Puts programs of dist/, such as main.js, together with all that they import; tsc has built them before.
`);
  process.exitCode = values.help ? 0 : 2;
} else {
  await bundle("dist", positionals);
}
