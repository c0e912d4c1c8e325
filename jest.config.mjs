/** What our code and its tests import; see `package-environment.ts`. */
const packages = "(@cdktf|@cloud-copilot|asl-validator|cdktf|constructs|fast-check|jsonata|yaml|zod)/";

/** What every lane shares. */
const project = {
  testEnvironment: "<rootDir>/__tests__/support/package-environment.ts",
  testEnvironmentOptions: { globalsCleanup: "off" },
  transform: {
    "^.+\\.ts$": "ts-jest",
    [`/node_modules/${packages}`]: "<rootDir>/__tests__/support/package-reference.mjs",
  },
  transformIgnorePatterns: [`/node_modules/(?!${packages})`],
};

/** Lanes that synthesize many organizations, each of them once. */
const synthesizing = {
  ...project,
  setupFilesAfterEnv: ["<rootDir>/__tests__/support/setup.ts"],
  globalSetup: "<rootDir>/__tests__/support/synthesis-folder.ts",
  globalTeardown: "<rootDir>/__tests__/support/synthesis-folder-end.ts",
};

export default {
  maxWorkers: 2,
  projects: [
    {
      ...synthesizing,
      displayName: "unit",
      roots: ["<rootDir>/__tests__"],
      testMatch: ["**/*.test.ts"],
      testPathIgnorePatterns: [
        "/__tests__/terraform/",
        "/__tests__/newest/",
        "/__tests__/browser/",
        "\\.(mutation|exhaustive)\\.test\\.ts$",
      ],
    },
    { ...synthesizing, displayName: "exhaustive", testMatch: ["<rootDir>/__tests__/**/*.exhaustive.test.ts"] },
    { ...synthesizing, displayName: "mutation", testMatch: ["<rootDir>/__tests__/policies/*.mutation.test.ts"] },
    { ...project, displayName: "plan", testMatch: ["<rootDir>/__tests__/terraform/*.plan.test.ts"] },
    { ...synthesizing, displayName: "newest", testMatch: ["<rootDir>/__tests__/newest/*.newest.test.ts"] },
    { ...project, displayName: "browser", testMatch: ["<rootDir>/__tests__/browser/*.browser.test.ts"] },
    { ...project, displayName: "apply", testMatch: ["<rootDir>/__tests__/terraform/*.apply.test.ts"] },
  ],
};
