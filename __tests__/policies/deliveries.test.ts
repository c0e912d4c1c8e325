import { organization } from "../support/organizations";
import { synthesize } from "../support/synthesized";
import { attachedPolicies } from "./attachments";
import { Case, outcomes, Policies, policiesUnderTest } from "./cases";
import { allDeliveries, deliveries } from "./deliveries";
import { Delivery, derive } from "./derivation";
import { optInFindings } from "./tables/findings";

/** One test per row: the row itself and everything derived from it, so that a failure names what differs. */
function claims(rows: readonly Delivery[], policies: () => Policies) {
  test.each(rows.map((row): [string, Case[]] => [row.sentence, derive(row)]))("%s", async (_, cases) => {
    expect(await outcomes(cases, policies())).toEqual(cases.map(({ sentence, expected }) => [sentence, expected]));
  });
}

describe("the example organization", () => {
  const policies = policiesUnderTest(synthesize(organization()));
  for (const [part, rows] of Object.entries(deliveries)) describe(part, () => claims(rows, () => policies));
});

describe("an organization that governs a Region with opt-in", () => {
  const stacks = synthesize(
    organization((draft) => {
      draft.regions = { home: "eu-west-1", vault: "eu-central-1", governed: ["eu-west-1", "me-central-1"] };
    }),
  );
  const logArchive = attachedPolicies(stacks, "log-archive");
  const policies: Policies = new Map([
    ["bucket logs", logArchive.ofBucket("example-logs-logs-222222222222-eu-west-1")],
    ["key archive", logArchive.ofKey("example-logs-archive")],
  ]);
  claims(optInFindings, () => policies);
});

test("every row cites the AWS page that documents it", () => {
  const uncited = [...allDeliveries, ...optInFindings].filter(({ page }) => !/^[\w-]+\/latest\/.+\.html$/.test(page));
  expect(uncited).toEqual([]);
});

test("no row was lost, and none of what is derived from it", () => {
  expect(allDeliveries.length).toBe(241);
  expect(allDeliveries.flatMap(derive).length).toBe(241 + 1489);
});
