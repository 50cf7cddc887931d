import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [react()],
  // The content security policy allows no inline data, so nothing is inlined. The targets know light-dark().
  build: { assetsInlineLimit: 0, sourcemap: false, target: ["chrome125", "firefox128", "safari18"] },
  worker: { format: "es" },
  server: { proxy: { "/api": process.env["DIHYA_SERVER"] ?? "http://127.0.0.1:8080" } },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.{ts,tsx}"],
    // The build's summary of tests reads this file.
    reporters: ["default", "junit"],
    outputFile: { junit: "target/vitest-reports/TEST-web-ui.xml" },
  },
});
