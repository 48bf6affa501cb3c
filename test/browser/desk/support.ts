import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import type { RunningHub } from "../../e2e/support/running-hub.js";

/** Where a partner's desk is in a browser, by the name of this machine under which people reach it. */
export function deskAddress(hub: RunningHub, code: string): string {
  const url = new URL("/desk", hub.partnerUrl(code));
  url.hostname = "localhost";
  return url.href;
}

/** Opens a page of a desk as somebody of the local issuer, such as person:cps-editor, who signs in. */
export async function openSignedIn(page: Page, desk: string, path: string, person: string): Promise<void> {
  await page.goto(`${desk}${path}`);
  await page.getByRole("main").getByRole("link", { name: "Aanmelden" }).click();
  await page.locator(`button[value="person:${person}"]`).click();
  await page.getByRole("banner").getByText("Aangemeld als").waitFor();
}

/** What axe finds on a page; empty: nothing. */
export async function axeFindings(page: Page): Promise<unknown[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
}

/** Messages of a page that tell of a fault: Chromium also says of each page that is answered 401 or 404 that it is. */
export function faultsIn(failures: readonly string[]): readonly string[] {
  return failures.filter((each) => !/status of 40[14]/.test(each));
}
