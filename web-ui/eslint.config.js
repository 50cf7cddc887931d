import js from "@eslint/js";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["dist", "target", "src/__generated__"] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  reactHooks.configs.flat["recommended-latest"],
  // The virtualiser returns functions; that matters to the React compiler, which is not used here.
  { rules: { "react-hooks/incompatible-library": "off" } },
  { files: ["build/*.mjs"], languageOptions: { globals: { Buffer: "readonly" } } },
);
