/**
 * The floors of the house, from the ground up, which a test holds. What is on one floor knows what is below it, never what
 * is above. Rooms on one floor do not know each other.
 */
const floors = [
  ["^modules/checks/"],
  ["^modules/policy/"],
  ["^modules/encryption/"],
  ["^modules/tampering/"],
  ["^modules/guardrails/"],
  ["^modules/archive/"],
  ["^modules/transport/"],
  ["^modules/detection/"],
  ["^modules/sources/"],
  ["^modules/alerting/"],
  ["^accounts/organization/"],
  ["^accounts/workspace/"],
  ["^accounts/baseline/"],
  ["^accounts/log-archive/", "^accounts/management/", "^accounts/security-tooling/"],
  ["^main\\.ts$"],
  ["^tools/", "^emulator/"],
  ["^__tests__/", "^bench/"],
];

const upward = floors.slice(0, -1).map((rooms, floor) => ({
  name: `nothing-below-knows-${floors[floor + 1].join("-").replace(/[^a-z-]/g, "")}`,
  comment: "An arrow that runs up: move what is asked for down, or ask from above.",
  severity: "error",
  from: { path: floors.slice(0, floor + 1).flat() },
  to: { path: floors[floor + 1] },
}));

const betweenRooms = floors
  .filter((rooms) => rooms.length > 1 && !rooms.includes("^__tests__/"))
  .flatMap((rooms) =>
    rooms.map((room) => ({
      name: `${room.replace(/[^a-z-]/g, "")}-knows-no-room-beside-it`,
      comment: "What two rooms share belongs on the floor below.",
      severity: "error",
      from: { path: room },
      to: { path: rooms.filter((other) => other !== room) },
    })),
  );

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    {
      name: "no-circles",
      comment: "Types count: two files that need each other are one, or hide a third.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    ...upward,
    ...betweenRooms,
    {
      name: "the-file-knows-no-construct",
      comment:
        "What a user wrote is judged before anything is built; what only the finished configuration shows is refused where it is made.",
      severity: "error",
      from: { path: "^accounts/organization/" },
      to: { path: "node_modules/(cdktf|constructs|@cdktf)/", reachable: true },
    },
    {
      name: "nothing-imports-the-providers-root",
      comment: "It costs seconds and a gigabyte: import the deep path, e.g. @cdktf/provider-aws/lib/s3-bucket.",
      severity: "error",
      from: {},
      to: { path: "node_modules/@cdktf/provider-aws/lib/index\\." },
    },
    {
      name: "service-linked-roles-are-taken-over",
      comment: "An account has one such role, and making it again fails: modules/guardrails/service-linked-role.ts.",
      severity: "error",
      from: { pathNot: "^modules/guardrails/service-linked-role\\.ts$" },
      to: { path: "node_modules/@cdktf/provider-aws/lib/iam-service-linked-role/" },
    },
    {
      name: "what-is-deployed-needs-no-development-dependency",
      severity: "error",
      from: { path: ["^main\\.ts$", "^accounts/", "^modules/"] },
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"], dependencyTypesNot: ["type-only"] },
    },
    {
      name: "every-file-has-a-floor",
      comment: "A folder that no floor names is held to nothing.",
      severity: "error",
      from: { path: ["^main\\.ts$", "^accounts/", "^modules/", "^tools/", "^emulator/", "^bench/", "^__tests__/"] },
      to: { pathNot: [...floors.flat(), "node_modules/"], dependencyTypesNot: ["core"] },
    },
    {
      name: "every-import-is-found",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
