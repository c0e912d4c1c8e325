import { parse } from "@cdktf/hcl2json";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { contracts } from "../../accounts/workspace/contracts";
import { providerRelease } from "../../accounts/workspace/provider-release";
import { withoutTokenTraces, workspaces } from "../../main";
import { organization } from "../support/organizations";
import { Stack, synthesize, synthesizedFiles } from "../support/synthesized";
import { variants } from "../support/variants";

const example = synthesize(organization());
const text = (stack: Stack | undefined) => JSON.stringify(stack);

/** Workspace -> the outputs it reads from each other workspace. */
function reads(stack: Stack): Record<string, Set<string>> {
  const found: Record<string, Set<string>> = {};
  for (const [, workspace, key] of text(stack).matchAll(/terraform_remote_state\.([\w-]+)\.outputs\.(\w+)/g)) {
    if (workspace && key) (found[workspace] ??= new Set()).add(key);
  }
  return found;
}

describe("workspaces", () => {
  test("there is one per account, and one for the rules that all of them are held to", () => {
    expect(Object.keys(example).sort()).toEqual([
      "conformance",
      "log-archive",
      "management",
      "security-tooling",
      "workloads-payments",
      "workloads-website",
    ]);
  });

  test("the same file gives the same bytes", () => {
    expect(synthesizedFiles(organization())).toEqual(synthesizedFiles(organization()));
  });

  test("nothing synthesized names a folder of the machine that synthesized it", () => {
    const files = Object.values(synthesizedFiles(organization())).join("\n");
    expect(files).not.toContain(process.cwd());
    expect(files).not.toContain(tmpdir() + "/");
  });

  test.each(Object.entries(variants))("%s: the graph has no cycle, and order follows what is read", (_, variant) => {
    // Neither Regions nor further accounts change who reads what.
    const { home } = variant.regions;
    const small = { ...variant, regions: { ...variant.regions, governed: [home] } };
    const outdir = mkdtempSync(join(tmpdir(), "graph-"));
    const all = withoutTokenTraces(() => workspaces(new App({ outdir }), small));
    rmSync(outdir, { recursive: true });
    const stacks = synthesize(small);
    const reachable = (id: string): Set<string> => {
      const workspace = all.find(({ node }) => node.id === id);
      const direct = (workspace?.dependencies ?? []).map(({ node }) => node.id);
      return new Set(direct.flatMap((each) => [each, ...reachable(each)]));
    };
    for (const { node } of all) {
      expect(reachable(node.id)).not.toContain(node.id);
      const read = Object.keys(stacks[node.id]?.data.terraform_remote_state ?? {});
      expect([...reachable(node.id)]).toEqual(expect.arrayContaining(read));
    }
  });

  test("the order is log-archive, management, security-tooling, workloads, conformance", () => {
    const outdir = mkdtempSync(join(tmpdir(), "order-"));
    const all = workspaces(new App({ outdir }), organization());
    rmSync(outdir, { recursive: true });
    const order = Object.fromEntries(
      all.map(({ node, dependencies }) => [node.id, dependencies.map((each) => each.node.id)]),
    );
    expect(order).toEqual({
      "log-archive": [],
      management: ["log-archive"],
      "security-tooling": ["management"],
      "workloads-payments": ["security-tooling"],
      "workloads-website": ["security-tooling"],
      conformance: ["security-tooling", "workloads-payments", "workloads-website"],
    });
  });

  test("every output that is read is produced", () => {
    const produced = Object.fromEntries(
      Object.entries(example).map(([name, { output }]) => [name, Object.keys(output ?? {})]),
    );
    for (const stack of Object.values(example)) {
      for (const [workspace, keys] of Object.entries(reads(stack))) {
        expect(produced[workspace]).toEqual(expect.arrayContaining([...keys]));
      }
    }
    expect(reads(example.management as Stack)).toEqual({
      "log-archive": new Set([
        "trail_bucket_name",
        "logs_bucket_name",
        "waf_bucket_name",
        "archive_key_arn",
        "load_balancer_delivery_arns",
        "cloudfront_delivery_arn",
        "log_destination_arns",
      ]),
    });
  });

  test("every contract is published whole, under its own names, with descriptions", () => {
    for (const [name, contract] of Object.entries(contracts)) {
      const outputs = Object.entries(example[name]?.output ?? {});
      const described = Object.fromEntries(outputs.map(([key, { description }]) => [key, description]));
      expect(described).toEqual(contract);
    }
  });

  test("no cross-stack reference is made by cdktf itself", () => {
    expect(Object.values(example).map(text).join()).not.toMatch(/cross-stack/);
  });
});

describe("provider", () => {
  test.each([
    ["log-archive", "222222222222"],
    ["management", "111111111111"],
    ["security-tooling", "333333333333"],
    ["workloads-payments", "444444444444"],
    ["workloads-website", "555555555555"],
    ["conformance", "333333333333"],
  ])("%s refuses any account but %s", (name, account) => {
    for (const provider of example[name]?.provider.aws ?? []) {
      expect(provider).toMatchObject({
        allowed_account_ids: [account],
        assume_role: [{ role_arn: `arn:aws:iam::${account}:role/OrganizationLoggingDeployment`, session_name: name }],
      });
    }
  });

  test("each workspace has one, of the home Region; management one more, which Firewall Manager alone uses", () => {
    const regions = Object.entries(example).map(([name, { provider }]) => [
      name,
      provider.aws?.map((each) => each.region),
    ]);
    expect(Object.fromEntries(regions)).toEqual({
      ...Object.fromEntries(Object.keys(example).map((name) => [name, ["eu-west-1"]])),
      management: ["eu-west-1", "us-east-1"],
    });
    const aliased = Object.values(example).flatMap(({ resource }) =>
      Object.entries(resource).flatMap(([type, blocks]) =>
        Object.values(blocks).flatMap(({ provider }) => (provider === undefined ? [] : [[type, provider]])),
      ),
    );
    expect(aliased).toEqual([["aws_fms_admin_account", "aws.us-east-1"]]);
  });

  test("where the home Region is Firewall Manager's, there is no second one", () => {
    const { management } = synthesize(organization((draft) => void (draft.regions.home = "us-east-1")));
    expect(management?.provider.aws).toHaveLength(1);
  });

  test("tags say who manages a resource, for which organization and from which workspace", () => {
    expect(example["workloads-payments"]?.provider.aws?.[0]?.default_tags).toEqual([
      {
        tags: {
          "managed-by": "terraform",
          project: "example-logs",
          team: "payments",
          workspace: "workloads-payments",
        },
      },
    ]);
  });

  test("users get fixes of the provider without a new release", () => {
    for (const stack of Object.values(example)) {
      expect(stack.terraform.required_providers).toEqual({
        aws: { source: "hashicorp/aws", version: providerRelease },
      });
    }
  });
});

test("what is forgotten instead of destroyed is so in HCL as well as in JSON", () => {
  const outdir = mkdtempSync(join(tmpdir(), "forgotten-"));
  const retired = organization((draft) => {
    draft.regions.governed = ["eu-west-1"];
    draft.regions.retired = ["us-east-1"];
    draft.detection.guardDuty.regions = "governed";
  });
  const all = workspaces(new App({ outdir }), retired);
  const securityTooling = all.find(({ node }) => node.id === "security-tooling");
  rmSync(outdir, { recursive: true });
  const { removed } = securityTooling?.toTerraform() as { removed: { from: string; lifecycle: unknown }[] };
  expect(removed).toContainEqual({
    from: expect.stringMatching(/^aws_guardduty_detector\.threat-detection_detector-us-east-1_/) as string,
    lifecycle: { destroy: false },
  });
  const hcl = securityTooling?.toHclTerraform().hcl ?? "";
  for (const { from } of removed) {
    expect(hcl).toContain(`removed {\n  from = ${from}\n\n  lifecycle {\n    destroy = false\n  }\n}`);
  }
});

test("conditions that stop a plan are the same in HCL as in JSON", async () => {
  const outdir = mkdtempSync(join(tmpdir(), "conditions-"));
  const all = workspaces(new App({ outdir }), organization());
  const { hcl } = all.find(({ node }) => node.id === "conformance")?.toHclTerraform() ?? { hcl: "" };
  rmSync(outdir, { recursive: true });
  const parsed = (await parse("cdk.tf", hcl)) as {
    data: { aws_organizations_organization: Record<string, { lifecycle: { postcondition: unknown }[] }[]> };
  };
  const [[rendered] = []] = Object.values(parsed.data.aws_organizations_organization);
  const [synthesized] = Object.values(example.conformance?.data.aws_organizations_organization ?? {});
  expect(rendered?.lifecycle).toEqual([synthesized?.lifecycle]);
});

describe("backend", () => {
  const of = (variant: keyof typeof variants, name: string) => synthesize(variants[variant] ?? organization())[name];

  test("local: files beside the code, for state and for its readers", () => {
    expect(example["log-archive"]?.terraform.backend).toEqual({
      local: { path: "../../../terraform-state/log-archive.tfstate" },
    });
    expect(example.management?.data.terraform_remote_state?.["log-archive"]).toEqual({
      backend: "local",
      config: { path: "../../../terraform-state/log-archive.tfstate" },
    });
  });

  test("s3: encrypted with the named key and locked by a lock file", () => {
    const location = {
      bucket: "acme-terraform-state",
      key: "example-logs/log-archive.tfstate",
      region: "eu-west-1",
      encrypt: true,
      kms_key_id: "arn:aws:kms:eu-west-1:111111111111:key/0a1b2c3d-4e5f-4678-abcd-ef0123456789",
    };
    expect(of("s3 backend", "log-archive")?.terraform.backend).toEqual({ s3: { ...location, use_lockfile: true } });
    expect(of("s3 backend", "management")?.data.terraform_remote_state?.["log-archive"]).toMatchObject({
      backend: "s3",
      config: location,
    });
  });

  test("cloud: one workspace of the project per account", () => {
    expect(of("cloud backend", "log-archive")?.terraform.cloud).toEqual({
      organization: "acme",
      workspaces: { name: "example-logs-log-archive", project: "security-logging" },
    });
    expect(of("cloud backend", "management")?.data.terraform_remote_state?.["log-archive"]).toEqual({
      backend: "remote",
      config: { organization: "acme", workspaces: { name: "example-logs-log-archive" } },
    });
  });
});

test("every ARN of a GovCloud organization is in its partition", () => {
  const stacks = Object.values(synthesize(variants.GovCloud ?? organization()));
  expect(stacks.map(text).join()).not.toContain("arn:aws:");
});

test("an organization without workload accounts has four workspaces", () => {
  const stacks = synthesize(organization((draft) => void (draft.accounts.workloads = [])));
  expect(Object.keys(stacks).sort()).toEqual(["conformance", "log-archive", "management", "security-tooling"]);
});
