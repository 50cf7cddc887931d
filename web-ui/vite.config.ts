import react from "@vitejs/plugin-react";
import { readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";

const FACES = ["ibm-plex-sans", "ibm-plex-sans-arabic", "ibm-plex-mono", "noto-sans-tifinagh"];

/** Fonts are no modules, so the list of licences that Vite writes is without theirs. */
const fontLicenses = {
  name: "font-licenses",
  generateBundle(this: { emitFile: (file: { type: "asset"; fileName: string; source: string }) => string }) {
    const texts = FACES.map((face) => readFileSync(`node_modules/@fontsource/${face}/LICENSE`, "utf8"));
    this.emitFile({ type: "asset", fileName: "font-licenses.txt", source: texts.join("\n\n") });
  },
};

export default defineConfig({
  plugins: [react(), fontLicenses],
  // The content security policy allows no inline data, so nothing is inlined. The targets know light-dark().
  build: { assetsInlineLimit: 0, sourcemap: false, license: { fileName: "licenses.md" }, target: ["chrome125", "firefox128", "safari18"] },
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
