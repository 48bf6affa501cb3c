import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const repositoryRoot = fileURLToPath(new URL("../..", import.meta.url));

export default defineConfig({
  base: "/explorer/",
  server: { fs: { allow: [repositoryRoot] } },
  worker: { format: "es" },
  // The editor's workers are large by nature; the browser loads them when it needs them.
  build: {
    outDir: "dist",
    emptyOutDir: true,
    chunkSizeWarningLimit: 8000,
    reportCompressedSize: false,
    rolldownOptions: {
      onwarn(warning, report) {
        // "use client" and the like mean something to server-side React only.
        if (warning.code !== "MODULE_LEVEL_DIRECTIVE") report(warning);
      },
    },
  },
});
