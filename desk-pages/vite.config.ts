import { pageConfig } from "@segpol/page-base/config";
import { defineConfig } from "vite";

export default defineConfig(pageConfig({ cwd: import.meta.dirname, base: "/desk/files/" }));
