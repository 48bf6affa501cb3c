import { getConfig } from "@lingui/conf";
import { formatter } from "@lingui/format-po";
import { lingui } from "@lingui/vite-plugin";
import babel from "@rolldown/plugin-babel";
import { withFrenchSpaces } from "./french.mjs";

/** Texts of pages: English stands in the code, the others in locales/. By the place in the code, so that a page's texts stand together. */
export const textConfig = {
  sourceLocale: "en",
  locales: ["nl", "fr", "de", "en"],
  catalogs: [{ path: "<rootDir>/locales/{locale}", include: ["src"] }],
  format: withFrenchSpaces(
    formatter({ lineNumbers: false, printLinguiId: false, customHeaderAttributes: { "POT-Creation-Date": "" } }),
  ),
  orderBy: "origin",
};

/** `vite build` makes what browsers load, `vite build --ssr` what the server loads that renders the pages. */
export const pageConfig =
  ({ cwd, base }) =>
  ({ isSsrBuild = false }) => ({
    base,
    plugins: [
      lingui({ cwd, failOnMissing: true, failOnCompileError: true }),
      // Lingui's own transform is a binary that npm leaves out where it runs on a Node older than the project's.
      babel({
        presets: [
          {
            preset: { plugins: [["@lingui/babel-plugin-lingui-macro", { linguiConfig: getConfig({ cwd }) }]] },
            rolldown: { filter: { code: /@lingui\/(?:core|react)\/macro/ } },
          },
        ],
      }),
    ],
    ssr: { noExternal: true },
    // Vite leaves it to a server what it is. Of its two builds React's for development takes several times as long to render a page.
    ...(isSsrBuild && { define: { "process.env.NODE_ENV": JSON.stringify("production") } }),
    build: {
      outDir: isSsrBuild ? "dist/server" : "dist/client",
      emptyOutDir: true,
      manifest: !isSsrBuild,
      reportCompressedSize: false,
      // Small files as text in a page would need rules of their own.
      assetsInlineLimit: 0,
      // The content security policy allows scripts from files alone.
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: isSsrBuild ? "src/server.tsx" : "src/client.tsx",
        onwarn(warning, report) {
          if (warning.code !== "MODULE_LEVEL_DIRECTIVE") report(warning);
        },
      },
    },
  });
