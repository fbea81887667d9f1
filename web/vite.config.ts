import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const target = process.env.OPENLEDGER_NODE ?? "http://127.0.0.1:8080";
const node = { target, changeOrigin: true };
// `npm run dev` and `npm run preview` serve the page and pass everything else to a running node
const proxy = { "/api": node, "/v1": node, "/log": node, "/rpc": node, "/openapi.json": node };

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: "dist",
    sourcemap: false,
    assetsInlineLimit: 0,
    manifest: true,
    rolldownOptions: {
      input: { index: "index.html", docs: "docs.html" },
      output: {
        codeSplitting: {
          // what several pages use comes in one request instead of twenty
          groups: [
            {
              name: "libraries",
              test: /node_modules\/(react|react-dom|scheduler|@tanstack\/(?!react-table|table-core)[^/]+)\//,
            },
            { name: "shared", test: /\/src\/(?!(?:words|contracts)\.ts)/, minShareCount: 3, entriesAware: false },
          ],
        },
      },
    },
  },
  server: { proxy },
  preview: { proxy },
});
