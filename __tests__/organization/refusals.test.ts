import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, TerraformStack, Testing } from "cdktf";
import { OrganizationFileError } from "../../accounts/organization/load";
import { lockFile } from "../../accounts/workspace/provider-lock";
import { synthesize } from "../../main";
import { Problem } from "../../modules/checks/problem";
import { refuse, refuseLarger } from "../../modules/checks/refusal";
import { edit, Mistake } from "../accounts/organization/mistakes";
import { organization } from "../support/organizations";
import { everySource } from "../support/variants";

const role = (name: string) => `arn:aws:iam::333333333333:role/${name}`;

/** Mistakes that only the finished configuration shows, each a size that AWS limits and the file decides. */
const mistakes: readonly Mistake[] = [
  {
    mistake: "more exempt roles than a guard rail has room for",
    change: edit("guardRails", {
      exemptRoles: Array.from({ length: 30 }, (_, index) => `a-landing-zone-with-a-long-name-${index}`),
    }),
    path: "guardRails",
    found: /a service control policy, management\/\S*record\S*, of \d{5} characters, of which 10240 fit/,
    write: /fewer exemptRoles or globalActions/,
  },
  {
    mistake: "more exempt roles than the pattern of an event rule names",
    change: edit("guardRails", {
      exemptRoles: Array.from({ length: 30 }, (_, index) => `a-landing-zone-with-a-long-name-${index}`),
    }),
    path: "guardRails.exemptRoles",
    found: /an event pattern, \S+\/alert-forwarding, of \d{4} characters, of which 2048 fit/,
    write: /fewer roles, or shorter names/,
  },
  {
    mistake: "a deployment role whose path leaves no room in the filters of alarms",
    change: edit("deployment.roleName", `${"a-long-path/".repeat(36)}Deployment`),
    path: "deployment.roleName",
    found: /a filter pattern, management\/\S+, of \d{4} characters, of which 1024 fit/,
    write: /a shorter path/,
  },
  {
    mistake: "more patterns of log files than a parameter holds",
    change: edit("sources", {
      operatingSystems: {
        linuxApplicationFiles: Array.from({ length: 40 }, (_, index) => `/var/log/shop-${index}/*.log`),
      },
    }),
    path: "sources.operatingSystems.linuxApplicationFiles",
    found: /a parameter, log-archive\/\S+, of \d{4} bytes, of which 4096 fit/,
    write: /fewer or shorter patterns/,
  },
  {
    mistake: "more principals than a trust policy holds",
    change: edit("readers", [
      {
        name: "hunters",
        logTypes: "all",
        principals: Array.from({ length: 60 }, (_, index) => role(`Hunter${index}`)),
      },
    ]),
    path: "readers[0].principals",
    found: /a trust policy, security-tooling\/reader-hunters\S*, of \d{4} characters, of which 2048 fit/,
    write: /fewer roles, or a second reader/,
  },
  {
    mistake: "more readers than the policy of a bucket has room for",
    change: edit(
      "readers",
      ["aa", "bb", "cc", "dd", "ee", "ff", "gg", "hh"].map((name) => ({
        name,
        logTypes: ["cloudtrail", "guardduty", "config", "vpcflow", "dns"],
        principals: [role(name)],
      })),
    ),
    path: "readers",
    found: /a bucket policy, log-archive\/archive\/logs\S*, of \d{5} characters, of which 20480 fit/,
    write: /fewer readers, or give them all log types/,
  },
  {
    mistake: "more functions than the selectors of a trail tell apart",
    change: edit("sources.dataEvents", {
      s3: "none",
      lambda: Array.from(
        { length: 500 },
        (_, index) => `arn:aws:lambda:eu-west-1:444444444444:function:checkout-${index}`,
      ),
    }),
    path: "sources.dataEvents",
    found: /the event selectors of a trail, management\/data-event-trail, of 502 values, of which 500 fit/,
    write: /fewer resources/,
  },
  {
    mistake: "more senders than a security group has room for",
    change: (draft) => {
      everySource(draft);
      const [relay] = (draft.sources as unknown as { syslogRelays: { allowedCidrBlocks: string[] }[] }).syslogRelays;
      if (relay) relay.allowedCidrBlocks = Array.from({ length: 61 }, (_, index) => `10.${index}.0.0/16`);
    },
    path: "sources.syslogRelays[0].allowedCidrBlocks",
    found: /a security group, workloads-payments\/\S+, of 61 rules, of which 60 fit/,
    write: /fewer ranges/,
  },
  {
    mistake: "a break-glass role whose path leaves no room in the filter of its alarm",
    change: edit("breakGlass.roleName", `${"a-long-path/".repeat(36)}BreakGlass`),
    path: "breakGlass.roleName",
    found: /a filter pattern, management\/\S*break-glass\S*, of \d{4} characters, of which 1024 fit/,
    write: /a shorter path/,
  },
];

/** The problems of a file that is right by itself, and whether anything was written. */
function refused(...changes: Mistake["change"][]): { problems: readonly Problem[]; written: number } {
  const outdir = mkdtempSync(join(tmpdir(), "refused-"));
  const filesWritten = () =>
    readdirSync(outdir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;
  try {
    const described = organization((draft) => {
      for (const change of changes) change(draft);
    });
    synthesize(new App({ outdir }), described, "organization.yaml");
    return { problems: [], written: filesWritten() };
  } catch (error) {
    if (!(error instanceof OrganizationFileError)) throw error;
    return { problems: error.problems, written: filesWritten() };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

describe("what only the finished configuration shows", () => {
  test.each(mistakes)("refuses $mistake, and writes nothing", ({ change, path, found, write }) => {
    const { problems, written } = refused(change);
    const problem = problems.find((each) => each.path === path);
    expect(problem?.found).toMatch(found);
    expect(problem?.write).toMatch(write);
    expect(written).toBe(0);
  });

  test("says all at once, whichever workspaces show it", () => {
    const { problems } = refused(...mistakes.slice(0, 4).map(({ change }) => change));
    expect(new Set(problems.map(({ path }) => path))).toEqual(new Set(mistakes.slice(0, 4).map(({ path }) => path)));
  });

  test("is refused beside a lock file that was made for other releases of the provider", () => {
    const folder = mkdtempSync(join(tmpdir(), "locked-"));
    writeFileSync(
      join(folder, lockFile),
      'provider "registry.terraform.io/hashicorp/aws" {\n  constraints = "~> 5.0"\n}\n',
    );
    jest.spyOn(process, "cwd").mockReturnValue(folder);
    try {
      expect(refused()).toMatchObject({ problems: [{ found: expect.stringContaining('"~> 5.0"') }], written: 0 });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test("is refused by cdktf too, for whoever synthesizes without this program", () => {
    const app = Testing.app();
    const stack = new TerraformStack(app, "stack");
    refuse(stack, { path: "readers", found: "too many", write: "fewer" });
    expect(() => {
      app.synth();
    }).toThrow(/readers\n {4}found: too many\n {4}write: fewer/);
  });

  test("is a fault of the program where the file has no part in it", () => {
    const stack = new TerraformStack(Testing.app(), "stack");
    expect(() => {
      refuseLarger(stack, "trustPolicy", 2048, undefined);
    }).not.toThrow();
    expect(() => {
      refuseLarger(stack, "trustPolicy", 2049, undefined);
    }).toThrow("a trust policy, stack, of 2049 characters, of which 2048 fit");
  });
});
