import { describe, expect, it } from "vitest";
import { pageAddress } from "../src/pages/page-address.js";
import { ERRORS } from "./support/start-server.js";

const at = (route: string, url: string): URL =>
  pageAddress({ url, routeOptions: { url: route } }, "https://pages.example", ERRORS);

describe("the address of a page", () => {
  it("is at the server's own origin, whatever the path looks like", () => {
    expect(at("/nl", "/nl?q=%22").href).toBe("https://pages.example/nl?q=%22");
    expect(at("/desk/nl/*", "/desk/nl/a/../b?x=1").href).toBe("https://pages.example/desk/nl/b?x=1");
    expect(at("/nl/*", "/nl///evil.example").origin).toBe("https://pages.example");
    expect(at("/nl/events/:id/event.ics", "/nl/events/a%2Fb/event.ics").pathname).toBe("/nl/events/a%2Fb/event.ics");
  });

  it.each([
    ["/desk/nl/*", "/desk/nl/.."],
    ["/desk/nl/*", "/desk/nl/../../graphql"],
    ["/desk/nl/*", "/desk/nl/%2e%2e/%2E%2e"],
    ["/desk/nl/*", "/desk/nl/../nlx"],
    ["/nl/*", "/nl/.."],
    ["/nl/events/:id/event.ics", "/nl/events/../event.ics"],
  ])("is none where dots lead out of %s: %s", (route, url) => {
    expect(() => at(route, url)).toThrow(expect.objectContaining({ code: "NOT_FOUND" }));
  });
});
