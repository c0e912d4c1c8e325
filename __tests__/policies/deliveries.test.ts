import { organization } from "../support/organizations";
import { synthesize } from "../support/synthesized";
import { variants } from "../support/variants";
import { attachedPolicies } from "./attachments";
import { Case, outcomes } from "./cases";
import { Identity } from "./request";
import { guardRailPolicies, policiesUnderTest, transportPolicies, workspacesUnderTest } from "./policies-under-test";
import { Policies, PolicyName } from "./policy-names";
import { allDeliveries, deliveries } from "./deliveries";
import { Delivery, derive } from "./derivation";
import { optInFindings } from "./tables/findings";
import { transportModes } from "./tables/transport-modes";

/** One test per row: the row itself and everything derived from it, so that a failure names what differs. */
function claims(rows: readonly Delivery[], policies: () => Policies) {
  test.each(rows.map((row): [string, Case[]] => [row.sentence, derive(row)]))("%s", async (_, cases) => {
    expect(await outcomes(cases, policies())).toEqual(cases.map(({ sentence, expected }) => [sentence, expected]));
  });
}

/** Regions repeat a policy under the same name, and so do accounts. */
const kindOf = (documentName: string) =>
  documentName.replace(/_[0-9A-F]{8}$/, "").replace(/[a-z]+-[a-z]+-\d/, "REGION");

describe("the example organization", () => {
  const stacks = workspacesUnderTest();
  const policies = policiesUnderTest(stacks);
  for (const [part, rows] of Object.entries(deliveries)) describe(part, () => claims(rows, () => policies));

  test("every kind of policy in every workspace is among those", () => {
    const judged = new Set([...policies.values()].map((policy) => JSON.stringify(policy)));
    const kinds = Object.keys(stacks).flatMap((workspace) =>
      Object.entries(attachedPolicies(stacks, workspace).policyDocuments).map(
        ([name, policy]) => [kindOf(name), judged.has(JSON.stringify(policy))] as const,
      ),
    );
    const covered = new Set(kinds.filter(([, isJudged]) => isJudged).map(([kind]) => kind));
    expect(kinds.map(([kind]) => kind).filter((kind) => !covered.has(kind))).toEqual([]);
  });
});

describe("an organization that governs a Region with opt-in", () => {
  const stacks = synthesize(
    organization((draft) => {
      draft.accounts.workloads = [];
      draft.regions = {
        home: "eu-west-1",
        vault: "eu-central-1",
        governed: ["eu-west-1", "me-central-1"],
        retired: [],
      };
    }),
  );
  const logArchive = attachedPolicies(stacks, "log-archive");
  const policies: Policies = new Map([
    ["bucket logs", logArchive.ofBucket("example-logs-logs-222222222222-eu-west-1")],
    ["key archive", logArchive.ofKey("example-logs-archive", "eu-west-1")],
    ...guardRailPolicies(attachedPolicies(stacks, "management")),
  ]);
  claims(optInFindings, () => policies);
});

describe.each(Object.entries(transportModes))("an organization with the transport %s", (mode, rows) => {
  const policies = transportPolicies(synthesize(variants[`${mode} transport`] ?? organization()));
  const isHere = (name: PolicyName | Identity | undefined) =>
    name === undefined || name === "everything" || policies.has(name);
  claims(
    rows.filter(({ request: { policy, identity } }) => isHere(policy) && isHere(identity)),
    () => policies,
  );
});

test("every row cites the AWS page that documents it", () => {
  const uncited = [...allDeliveries, ...optInFindings, ...Object.values(transportModes).flat()].filter(
    ({ page }) => !/^[\w-]+\/latest\/.+\.html$/.test(page),
  );
  expect(uncited).toEqual([]);
});

test("no row was lost, and none of what is derived from it", () => {
  expect(allDeliveries.length).toBe(678);
  expect(allDeliveries.flatMap(derive).length).toBe(678 + 5554);
});
