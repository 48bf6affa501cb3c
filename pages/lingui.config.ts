import { defineConfig } from "@lingui/conf";
import { formatter } from "@lingui/format-po";

/** The pages' texts: English stands in the code, the others in locales/. By the place in the code, so that a page's texts stand together. */
export default defineConfig({
  sourceLocale: "en",
  locales: ["nl", "fr", "de", "en"],
  catalogs: [{ path: "<rootDir>/locales/{locale}", include: ["src"] }],
  format: formatter({ lineNumbers: false, printLinguiId: false, customHeaderAttributes: { "POT-Creation-Date": "" } }),
  orderBy: "origin",
});
