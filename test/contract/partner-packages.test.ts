import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findPartnerPackages } from "@segpol/schema/partner-packages";
import { expect, test } from "vitest";

const packages = await findPartnerPackages(fileURLToPath(new URL("../..", import.meta.url)));

test.for(packages)("$name claims the code and the port of its server", async ({ folder, code, url, defaultPort }) => {
  const { partner } = await import(join(folder, "dist/partner.js"));
  expect(partner).toMatchObject({ code, port: defaultPort });
  // Another partner does not claim the port.
  expect(url).toBe(`http://localhost:${defaultPort}/graphql`);
});
