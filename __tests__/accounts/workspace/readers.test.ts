import { organization } from "../../support/organizations";
import { allStatements } from "../../support/statements";
import { resources, synthesize } from "../../support/synthesized";

const principals = ["arn:aws:iam::333333333333:role/Hunter"];

/** The two workspaces that readers concern, of an organization with these alone. */
function withReaders(...readers: { name: string; logTypes: string[]; principals: string[] }[]) {
  const stacks = synthesize(
    organization((draft) => {
      draft.readers = readers;
      draft.accounts.workloads = [];
    }),
  );
  return { archive: stacks["log-archive"], tooling: stacks["security-tooling"], stacks };
}

const sidsOf = (stack: ReturnType<typeof withReaders>["archive"]) =>
  allStatements(stack)
    .map(({ sid }) => sid)
    .filter((sid) => sid.startsWith("AllowReader"));

describe("readers", () => {
  test("are none where the file names none", () => {
    const { stacks } = withReaders();
    const text = JSON.stringify(stacks);
    expect(text).not.toMatch(/example-logs-reader|AllowReader[A-Z]|"read-logs"/);
  });

  test("have their roles in Security Tooling alone", () => {
    const { stacks } = withReaders({ name: "hunters", logTypes: ["cloudtrail"], principals });
    const named = Object.entries(stacks).flatMap(([workspace, stack]) =>
      Object.values(resources(stack, "aws_iam_role"))
        .filter(({ name }) => String(name).includes("reader"))
        .map(({ name }) => [workspace, name]),
    );
    expect(named).toEqual([["security-tooling", "example-logs-reader-hunters"]]);
  });

  test("are admitted by the buckets that hold what they read, and by the key where these have one", () => {
    const { archive, tooling } = withReaders(
      { name: "balancers", logTypes: ["alb", "nlb"], principals },
      { name: "hunters", logTypes: ["cloudtrail", "cloudwatch-errors"], principals },
    );
    const perRegion = ["Locate", "List", "Read"].map((purpose) => `AllowReaderBalancersTo${purpose}`);
    expect(sidsOf(archive).sort()).toEqual(
      [
        ...[1, 2, 3].flatMap(() => perRegion),
        ...["Read", "Locate", "List", "Read", "Decrypt"].map((purpose) => `AllowReaderHuntersTo${purpose}`),
      ].sort(),
    );
    const permissions = Object.entries(tooling?.data.aws_iam_policy_document ?? {}).filter(([name]) =>
      name.startsWith("reader-balancers_permissions"),
    );
    expect(JSON.stringify(permissions)).not.toContain("kms:");
  });

  test("that read a bucket whole are let in by one statement, and their own policy still names every prefix", () => {
    const { archive, tooling } = withReaders({
      name: "hunters",
      logTypes: ["waf", "s3-access", "vault-access"],
      principals,
    });
    expect(sidsOf(archive).sort()).toEqual([
      "AllowReaderHuntersToDecrypt",
      ...Array<string>(4).fill("AllowReaderHuntersToRead"),
    ]);
    const own = allStatements(tooling).find(({ sid }) => sid === "ReadLogs");
    expect(own?.resources).toEqual([
      "arn:aws:s3:::aws-waf-logs-example-logs-222222222222-eu-west-1/waf/*",
      "arn:aws:s3:::example-logs-access-222222222222-*/s3-access/*",
      "arn:aws:s3:::example-logs-access-222222222222-*/vault-access/*",
    ]);
  });
});
