import { lingui } from "@lingui/vite-plugin";
import { defineConfig } from "vite";

/** `vite build` makes what browsers load, `vite build --ssr` what the hub loads. */
export default defineConfig(({ isSsrBuild = false }) => ({
  base: "/pages/",
  plugins: [lingui({ cwd: import.meta.dirname, macroTransform: true, failOnMissing: true, failOnCompileError: true })],
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
