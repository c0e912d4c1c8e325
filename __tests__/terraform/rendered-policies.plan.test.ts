import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TerraformWorkspace } from "../../emulator/terraform";
import { prepare } from "../../emulator/toolchain";
import { resolver } from "../policies/references";
import { interpolate, renderPolicyDocument } from "../policies/rendering";
import { organization } from "../support/organizations";
import { Arguments, oneOfEachKind, synthesize } from "../support/synthesized";
import { terraformLane } from "./lane";

/** IAM takes one value or a list, in any order: the meaning, spelled one way. */
function normal(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(normal);
    return items.every((item) => typeof item === "string") ? (items.length === 1 ? items[0] : items.sort()) : items;
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, normal(each)]),
  );
}

/** Nothing here calls AWS: policy documents are rendered by the provider itself. */
const offline = {
  region: "eu-west-1",
  access_key: "none",
  secret_key: "none",
  skip_credentials_validation: true,
  skip_requesting_account_id: true,
  skip_metadata_api_check: true,
};

terraformLane("plan", "policies rendered by Terraform", (toolchain) => {
  const root = mkdtempSync(join(tmpdir(), "rendered-policies-"));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  const stacks = synthesize(organization());
  const workspace = new TerraformWorkspace(root, "rendered", toolchain.environment);

  // The organization's rules come without a policy of ours.
  const withPolicies = oneOfEachKind(stacks).filter(([, { data }]) => data.aws_iam_policy_document);
  test.each(withPolicies)("%s: they equal the policies the permission lane judges", async (name, stack) => {
    const documents = stack.data.aws_iam_policy_document ?? {};
    const resolve = resolver(stacks, name);
    const resolved = JSON.parse(interpolate(JSON.stringify(documents), resolve)) as Record<string, Arguments>;

    const output = Object.fromEntries(
      Object.keys(resolved).map((document) => [
        document,
        { value: `\${data.aws_iam_policy_document.${document}.json}` },
      ]),
    );
    const { stack: prepared } = prepare(toolchain, {
      provider: { aws: [offline] },
      terraform: stack.terraform as never,
      data: { aws_iam_policy_document: resolved },
    });
    workspace.write({ ...prepared, resource: undefined, terraform: withoutBackend(prepared.terraform), ...{ output } });
    await workspace.init();
    const planned = (await workspace.planJson()).planned_values?.outputs ?? {};

    expect(Object.keys(planned).sort()).toEqual(Object.keys(documents).sort());
    for (const [document, { value }] of Object.entries(planned)) {
      const judged = renderPolicyDocument(documents[document] as Arguments, resolve);
      expect(normal(JSON.parse(String(value)))).toEqual(normal(judged));
    }
  });
});

const withoutBackend = <Terraform extends { required_providers: unknown }>({ required_providers }: Terraform) => ({
  required_providers: required_providers as Terraform["required_providers"] & { aws: Record<string, unknown> },
});
