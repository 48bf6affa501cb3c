import { expect, it } from "vitest";
import { AddressError, checkAddress, guardedLookup } from "../../src/partners/partner-address.js";
import { fetchSdl } from "../../src/partners/fetch-sdl.js";

const OPEN = { allowPrivate: false };
const LOCAL = { allowPrivate: true };

function codeOf(url: string, policy: typeof OPEN): string {
  try {
    checkAddress(url, policy);
    return "fine";
  } catch (error) {
    if (error instanceof AddressError) return error.code;
    throw error;
  }
}

it.for([
  // address, from anywhere, where private addresses are allowed
  ["https://graph.example.org/graphql", "fine", "fine"],
  ["http://graph.example.org/graphql", "ADDRESS_NOT_HTTPS", "fine"],
  ["http://93.184.216.34/graphql", "ADDRESS_NOT_HTTPS", "ADDRESS_NOT_HTTPS"],
  ["http://localhost:4108/graphql", "ADDRESS_PRIVATE", "fine"],
  ["https://127.0.0.1/graphql", "ADDRESS_PRIVATE", "fine"],
  ["https://2130706433/graphql", "ADDRESS_PRIVATE", "fine"],
  ["https://10.1.2.3/graphql", "ADDRESS_PRIVATE", "fine"],
  ["https://192.168.1.1/graphql", "ADDRESS_PRIVATE", "fine"],
  ["https://[::1]/graphql", "ADDRESS_PRIVATE", "fine"],
  ["https://[fd12::1]/graphql", "ADDRESS_PRIVATE", "fine"],
  ["https://[::ffff:10.0.0.1]/graphql", "ADDRESS_PRIVATE", "fine"],
  ["http://169.254.169.254/latest/meta-data", "ADDRESS_FORBIDDEN", "ADDRESS_FORBIDDEN"],
  ["http://0xa9fea9fe/latest", "ADDRESS_FORBIDDEN", "ADDRESS_FORBIDDEN"],
  ["http://[::ffff:169.254.169.254]/", "ADDRESS_FORBIDDEN", "ADDRESS_FORBIDDEN"],
  ["http://[fe80::1]/", "ADDRESS_FORBIDDEN", "ADDRESS_FORBIDDEN"],
  ["https://[64:ff9b::a9fe:a9fe]/", "ADDRESS_FORBIDDEN", "ADDRESS_FORBIDDEN"],
  ["https://[2002:a9fe:a9fe::1]/", "ADDRESS_FORBIDDEN", "ADDRESS_FORBIDDEN"],
  ["https://[64:ff9b::a01:203]/graphql", "ADDRESS_PRIVATE", "fine"],
  ["https://[2002:7f00:1::]/graphql", "ADDRESS_PRIVATE", "fine"],
  ["https://[64:ff9b::5db8:d822]/graphql", "fine", "fine"],
  ["https://[::7f00:1]/graphql", "ADDRESS_PRIVATE", "fine"],
  ["https://[::10.0.0.1]/graphql", "ADDRESS_PRIVATE", "fine"],
  ["http://[::a9fe:a9fe]/", "ADDRESS_FORBIDDEN", "ADDRESS_FORBIDDEN"],
  ["https://[::ffff:0:7f00:1]/graphql", "ADDRESS_PRIVATE", "fine"],
  ["https://[::ffff:0:a9fe:a9fe]/", "ADDRESS_FORBIDDEN", "ADDRESS_FORBIDDEN"],
  ["https://[64:ff9b:1::7f00:1]/graphql", "ADDRESS_PRIVATE", "fine"],
  ["https://[64:ff9b:1::5db8:d822]/graphql", "ADDRESS_PRIVATE", "fine"],
  ["https://[64:ff9b:1::a9fe:a9fe]/", "ADDRESS_FORBIDDEN", "ADDRESS_FORBIDDEN"],
  ["https://[64:ff9b:1:a9fe:a9:fe00::]/", "ADDRESS_FORBIDDEN", "ADDRESS_FORBIDDEN"],
  ["https://[64:ff9b:1:12a9:fe:a9fe::]/", "ADDRESS_FORBIDDEN", "ADDRESS_FORBIDDEN"],
  ["https://[64:ff9b:1:1234:a9:fea9:fe00:0]/", "ADDRESS_FORBIDDEN", "ADDRESS_FORBIDDEN"],
  ["https://[2001:0:7f00:1::1]/graphql", "ADDRESS_PRIVATE", "fine"],
  ["https://[2001:0:4136:e378:8000:63bf:80ff:fffe]/graphql", "ADDRESS_PRIVATE", "fine"],
  ["https://[2001:0:4136:e378:8000:63bf:5601:5601]/", "ADDRESS_FORBIDDEN", "ADDRESS_FORBIDDEN"],
  ["https://[2001:0:4136:e378:8000:63bf:a247:27dd]/graphql", "fine", "fine"],
  ["https://[2001:db8::5efe:10.0.0.1]/graphql", "ADDRESS_PRIVATE", "fine"],
  ["https://[2001:db8::200:5efe:a9fe:a9fe]/", "ADDRESS_FORBIDDEN", "ADDRESS_FORBIDDEN"],
  ["https://[2001:db8::5efe:93.184.216.34]/graphql", "fine", "fine"],
  ["https://[2606:2800:220:1:248:1893:25c8:1946]/graphql", "fine", "fine"],
  ["http://[fd00:ec2::254]/", "ADDRESS_FORBIDDEN", "ADDRESS_FORBIDDEN"],
  ["http://metadata.google.internal./computeMetadata", "ADDRESS_FORBIDDEN", "ADDRESS_FORBIDDEN"],
  ["https://user:secret@graph.example.org/", "ADDRESS_INVALID", "ADDRESS_INVALID"],
  ["ftp://graph.example.org/", "ADDRESS_INVALID", "ADDRESS_INVALID"],
  ["file:///etc/passwd", "ADDRESS_INVALID", "ADDRESS_INVALID"],
  ["graph.example.org", "ADDRESS_INVALID", "ADDRESS_INVALID"],
])("%s is %s from anywhere, and %s where private addresses are allowed", ([url = "", open, local]) => {
  expect([codeOf(url, OPEN), codeOf(url, LOCAL)]).toEqual([open, local]);
});

it("a name that leads to this machine is not connected to where private addresses are not allowed", async () => {
  const look = (policy: typeof OPEN) =>
    new Promise((resolve) => {
      guardedLookup(policy, { isHttps: true })("localhost", {}, (error, address) => resolve(error ?? address));
    });
  expect(await look(OPEN)).toMatchObject({ code: "ADDRESS_PRIVATE" });
  expect(["127.0.0.1", "::1"]).toContain(await look(LOCAL));
});

it("a refusal keeps its code through the fetch", async () => {
  await expect(fetchSdl("https://localhost:1/graphql", { policy: OPEN, timeoutMs: 1_000 })).rejects.toMatchObject({
    code: "ADDRESS_PRIVATE",
  });
});
