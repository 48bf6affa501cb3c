// Imported first by whatever runs as a command. `npm ci` and npm scripts need Node 20 alone, as they run the Node that npm installs
// here; a command started with an older one would fail somewhere in its midst, or read Windows-1252 as Latin 1 (nodejs/node#56542).
const OLDEST = 24;

if (Number.parseInt(process.versions.node, 10) < OLDEST) {
  process.stderr.write(
    `Expected Node ${OLDEST} or newer; got ${process.version}.\n` +
      "Run the command with npm, which brings the right one with it, or with node_modules/.bin/node.\n",
  );
  process.exit(1);
}
