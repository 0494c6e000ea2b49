import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const api = process.env.CLIENTELE_API ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  server: {
    port: 5173,
    proxy: { "/api": api, "/u": api, "/healthz": api, "/readyz": api },
  },
  build: {
    target: "es2022",
    chunkSizeWarningLimit: 900,
    rollupOptions: {
      output: {
        manualChunks: (id: string) => {
          if (id.includes("/node_modules/react") || id.includes("/@mantine/") || id.includes("/@tanstack/")) return "vendor";
          return undefined;
        },
      },
    },
  },
  test: {
    environment: "happy-dom",
    include: ["arch.test.ts", "src/**/*.test.{ts,tsx}"],
    setupFiles: ["src/test/setup.ts"],
    css: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
