import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lockFile, placeProviderLock, providerLockProblems } from "../../../accounts/workspace/provider-lock";
import { providerRelease } from "../../../accounts/workspace/provider-release";

const locked = (
  constraints: string,
  name = "registry.terraform.io/hashicorp/aws",
) => `# This file is maintained automatically.

provider "${name}" {
  version     = "6.66.0"
  constraints = "${constraints}"
  hashes = [
    "h1:Ijt7pOlB7Tr7maGQIqtsLFbl7pSMIj06TVdkoSBcYOw=",
  ]
}
`;

describe("the lock file of the provider", () => {
  let folder: string;

  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "provider-lock-"))));
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test("need not be there", () => {
    expect(providerLockProblems(folder)).toEqual([]);
  });

  test("is taken where it was made under the releases that the workspaces ask for", () => {
    writeFileSync(join(folder, lockFile), locked(providerRelease));
    expect(providerLockProblems(folder)).toEqual([]);
  });

  test.each([
    ["of an older floor", locked("~> 6.25"), /a release chosen under "~> 6.25", where "~> 6.66" is asked for/],
    [
      "of another provider",
      locked(providerRelease, "registry.terraform.io/hashicorp/null"),
      /no release of hashicorp\/aws/,
    ],
    ["without a constraint", locked("").replace(/^ *constraints.*\n/m, ""), /a release chosen under "nothing"/],
  ])("is refused where it is %s", (_, text, found) => {
    writeFileSync(join(folder, lockFile), text);
    const [problem, ...others] = providerLockProblems(folder);
    expect(others).toEqual([]);
    expect(problem?.path).toContain(lockFile);
    expect(problem?.found).toMatch(found);
    expect(problem?.write).toContain("npm run lock");
  });

  test("is laid into every workspace", () => {
    const outdir = join(folder, "cdktf.out");
    const stacks = {
      "log-archive": { workingDirectory: "stacks/log-archive" },
      management: { workingDirectory: "stacks/management" },
    };
    for (const { workingDirectory } of Object.values(stacks))
      mkdirSync(join(outdir, workingDirectory), { recursive: true });
    writeFileSync(join(outdir, "manifest.json"), JSON.stringify({ stacks }));
    writeFileSync(join(folder, lockFile), locked(providerRelease));
    placeProviderLock(folder, outdir);
    for (const { workingDirectory } of Object.values(stacks)) {
      expect(readFileSync(join(outdir, workingDirectory, lockFile), "utf8")).toBe(locked(providerRelease));
    }
  });
});
