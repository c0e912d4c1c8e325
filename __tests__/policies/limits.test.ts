import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { LogArchive } from "../../accounts/log-archive/log-archive";
import { Management } from "../../accounts/management/management";
import { Organization } from "../../accounts/organization/organization";
import { SecurityTooling } from "../../accounts/security-tooling/security-tooling";
import { Workload } from "../../accounts/baseline/workload";
import { withoutTokenTraces } from "../../main";
import { SizedThing, sizeLimits } from "../../modules/checks/size-limits";
import { organization } from "../support/organizations";
import type { Arguments, Stack } from "../support/synthesized";
import { everySource } from "../support/variants";
import { attachedPolicies } from "./attachments";
import type { Stacks } from "./references";

/** `TYPE.ARGUMENT` that takes a policy -> what it is measured as; a policy of the organization by its own type. */
const measuredAs: Readonly<Record<string, SizedThing>> = {
  "aws_s3_bucket_policy.policy": "bucketPolicy",
  "aws_kms_key.policy": "keyPolicy",
  "aws_iam_role.assume_role_policy": "trustPolicy",
  "aws_iam_role_policy.policy": "rolePolicy",
  "aws_iam_policy.policy": "managedPolicy",
  "aws_organizations_policy.content SERVICE_CONTROL_POLICY": "serviceControlPolicy",
  "aws_organizations_policy.content RESOURCE_CONTROL_POLICY": "resourceControlPolicy",
  "aws_cloudwatch_log_destination_policy.access_policy": "destinationPolicy",
  "aws_cloudwatch_log_resource_policy.policy_document": "logResourcePolicy",
  "aws_cloudwatch_log_delivery_destination_policy.delivery_destination_policy": "deliveryDestinationPolicy",
  "aws_sns_topic_policy.policy": "topicPolicy",
  "aws_oam_sink_policy.policy": "sinkPolicy",
  "aws_cloudwatch_event_bus_policy.policy": "eventBusPolicy",
  "aws_sqs_queue_policy.policy": "queuePolicy",
};

/** IAM counts no white space; everybody else does, unless a page says otherwise. */
const countedWithoutSpace: readonly SizedThing[] = ["trustPolicy", "rolePolicy", "managedPolicy"];

/** An organization with every source in use, and this many workload accounts. */
const withAccounts = (count: number) =>
  organization((draft) => {
    everySource(draft);
    const [payments] = draft.accounts.workloads;
    if (!payments) throw new Error("the example has no workload");
    const others = Array.from({ length: count - 1 }, (_, index) => ({
      name: `workload-${index}`,
      id: String(600000000000 + index),
    }));
    draft.accounts.workloads = [payments, ...others];
  });

/** One workspace of each kind, whatever the number of accounts. */
function oneOfEachKind(facts: Organization): Stacks {
  const outdir = mkdtempSync(join(tmpdir(), "limits-"));
  try {
    const [workload] = facts.accounts.workloads;
    if (!workload) throw new Error("no workload");
    const app = new App({ outdir });
    const kinds = [LogArchive, Management, SecurityTooling].map((Kind) => new Kind(app, facts));
    const all = [...kinds, new Workload(app, `workloads-${workload.name}`, facts, workload)];
    app.synth();
    return Object.fromEntries(
      all.map(({ node: { id } }) => {
        const text = readFileSync(join(outdir, "stacks", id, "cdk.tf.json"), "utf8");
        return [id, JSON.parse(text) as Stack];
      }),
    );
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** Everything a policy document is given to: `TYPE.ARGUMENT`, the name of the document, and whether it has white space. */
const uses = (stack: Stack) =>
  Object.entries(stack.resource).flatMap(([type, resources]) =>
    Object.values(resources).flatMap((resource: Arguments) =>
      Object.entries(resource).flatMap(([argument, value]) => {
        const [, document, form] = /^\$\{data\.aws_iam_policy_document\.([^.]+)\.(\w+)\}$/.exec(String(value)) ?? [];
        const place = [
          `${type}.${argument}`,
          ...(type === "aws_organizations_policy" ? [String(resource.type)] : []),
        ].join(" ");
        return document === undefined ? [] : [{ place, document, spaced: form === "json" }];
      }),
    ),
  );

describe("an organization of 1,000 accounts", () => {
  const large = withoutTokenTraces(() => oneOfEachKind(withAccounts(1000)));
  const small = withoutTokenTraces(() => oneOfEachKind(withAccounts(2)));
  const workspaces = Object.keys(large);

  test.each(workspaces)("%s: no policy names an account of many: each is what it is for two", (workspace) => {
    expect(attachedPolicies(large, workspace).policyDocuments).toEqual(
      attachedPolicies(small, workspace).policyDocuments,
    );
  });

  test.each(workspaces)("%s: every policy fits what AWS takes where it is attached", (workspace) => {
    const { policyDocuments } = attachedPolicies(large, workspace);
    const used = uses(large[workspace] as Stack);
    expect(new Set(used.map(({ document }) => document))).toEqual(new Set(Object.keys(policyDocuments)));
    const tooLong = used.filter(({ place, document, spaced }) => {
      const thing = measuredAs[place];
      const policy = policyDocuments[document];
      if (!thing || !policy) throw new Error(`${place} takes a policy, and what it is measured as is not said above`);
      const spaces = spaced && !countedWithoutSpace.includes(thing) ? 2 : 0;
      return JSON.stringify(policy, null, spaces).length > sizeLimits[thing].limit;
    });
    expect(tooLong).toEqual([]);
  });

  test("every limit is used, and has a page", () => {
    const places = new Set(Object.values(large).flatMap((stack) => uses(stack).map(({ place }) => place)));
    expect(places).toEqual(new Set(Object.keys(measuredAs)));
    expect(Object.values(sizeLimits).filter(({ page }) => !/^[\w-]+\/latest\/.+\.html$/.test(page))).toEqual([]);
  });
});
