import { getConfig } from "@lingui/conf";
import { lingui } from "@lingui/vite-plugin";
import babel from "@rolldown/plugin-babel";
import { defineConfig } from "vite";

const cwd = import.meta.dirname;

/** `vite build` makes what browsers load, `vite build --ssr` what the hub loads. */
export default defineConfig(({ isSsrBuild = false }) => ({
  base: "/pages/",
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
  build: {
    outDir: isSsrBuild ? "dist/server" : "dist/client",
    emptyOutDir: true,
    manifest: !isSsrBuild,
    reportCompressedSize: false,
    // Small files as text in a page would need rules of their own.
    assetsInlineLimit: 0,
    // A rule of the hub allows scripts from its own files alone.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: isSsrBuild ? "src/server.tsx" : "src/client.tsx",
      onwarn(warning, report) {
        if (warning.code !== "MODULE_LEVEL_DIRECTIVE") report(warning);
      },
    },
  },
}));
