import eslint from "@eslint/js";
import prettier from "eslint-config-prettier";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

export default defineConfig(
  globalIgnores(["node_modules", "cdktf.out", ".demo"]),
  eslint.configs.recommended,
  tseslint.configs.strict,
  tseslint.configs.stylistic,
  prettier,
  {
    rules: {
      // A construct registers itself with its scope: `new` without a variable is how resources are declared.
      "no-new": "off",
      "no-restricted-imports": [
        "error",
        {
          paths: [
            { name: "@cdktf/provider-aws", message: "Import the deep path, e.g. @cdktf/provider-aws/lib/s3-bucket." },
          ],
        },
      ],
    },
  },
  {
    // What is deployed and what is run is read a part at a time; a table that outgrows this is split by its sections.
    files: ["main.ts", "{accounts,modules,tools,emulator,bench}/**/*.ts"],
    rules: {
      "max-lines": ["error", 250],
      "max-lines-per-function": ["error", 80],
    },
  },
  {
    // Data, a row for each source.
    files: ["accounts/baseline/source-table.ts"],
    rules: { "max-lines": "off" },
  },
  {
    // Its types are checked with those of a browser: tools/verify/page/tsconfig.json.
    files: ["tools/verify/page/*.js"],
    rules: { "no-undef": "off", "max-lines": ["error", 250], "max-lines-per-function": ["error", 80] },
  },
  { files: ["**/*.cjs"], languageOptions: { globals: { process: "readonly" } } },
);
