import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const node = "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [react()],
  build: { outDir: "dist", sourcemap: false, assetsInlineLimit: 0 },
  // `npm run dev` serves the page and passes everything else to a running node
  server: { proxy: { "/api": node, "/v1": node, "/log": node, "/rpc": node } },
});
