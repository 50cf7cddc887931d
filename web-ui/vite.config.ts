import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [react()],
  // The content security policy allows no inline data, so nothing is inlined.
  build: { assetsInlineLimit: 0, sourcemap: false },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.{ts,tsx}"],
    // The build's summary of tests reads this file.
    reporters: ["default", "junit"],
    outputFile: { junit: "target/vitest-reports/TEST-web-ui.xml" },
  },
});
