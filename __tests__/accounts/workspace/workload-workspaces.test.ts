import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import fc from "fast-check";
import { Organization } from "../../../accounts/organization/organization";
import { RenderedWorkspace } from "../../../accounts/workspace/rendered-workspace";
import { shapes } from "../../../accounts/workspace/workload-shapes";
import { workloadMaker } from "../../../accounts/baseline/workload";
import { withoutTokenTraces, workspaces } from "../../../main";
import { collidingAccounts } from "../../support/colliding-accounts";
import { organization } from "../../support/organizations";
import { variants } from "../../support/variants";
import { formats } from "../../support/formats";
import { madeFiles, sharedFiles } from "../../support/workload-workspaces";

/** Beside those of the variant, the first with an id that is no number. */
const alike = [
  { name: "aws", id: "012345678901", tags: { team: "us-east-1", 10: "ten" } },
  { name: "aws-1", id: "731168012345", tags: { team: "aws", 10: "42" } },
];

/** In the home Region alone: others repeat what is there. */
const inOneRegion = (variant: Organization, workloads: Organization["accounts"]["workloads"]): Organization => ({
  ...variant,
  regions: { ...variant.regions, governed: [variant.regions.home] },
  accounts: { ...variant.accounts, workloads },
});

const directory = (accountId: string) => `arn:aws:ds:eu-west-1:${accountId}:directory/d-1234567890`;

describe("workspaces of workload accounts are to the byte as if each were made by itself", () => {
  const cases = Object.entries(variants).flatMap(([name, variant]) =>
    formats.map((format) => [name, format, variant] as const),
  );

  test.each(cases)("%s, as %s", (_, format, variant) => {
    const small = inOneRegion(variant, alike);
    const { files, rendered } = sharedFiles(small, format, workloadMaker(small));
    expect(rendered).toEqual(["workloads-aws", "workloads-aws-1"]);
    expect(files).toEqual(madeFiles(small, format, workloadMaker(small)));
  });

  test("whatever accounts are called, numbered and tagged", () => {
    const generated = fc.property(collidingAccounts(4), fc.constantFrom(...formats), (accounts, format) => {
      const [first] = accounts;
      const untagged = organization((draft) => {
        draft.regions.governed = [draft.regions.home];
        draft.accounts.workloads = accounts.map(({ name, id }) => ({ name, id }));
        Object.assign(draft.sources, { directories: { resources: [directory(first?.id ?? "")] } });
      });
      // Tags of any text, whatever the file may say.
      const file = { ...untagged, accounts: { ...untagged.accounts, workloads: accounts } };
      const { files, rendered } = sharedFiles(file, format, workloadMaker(file));
      const alike = shapes(file).flat();
      expect(rendered.toSorted()).toEqual(alike.map(({ name }) => `workloads-${name}`).toSorted());
      expect(files).toEqual(madeFiles(file, format, workloadMaker(file)));
    });
    fc.assert(generated, { seed: 1, numRuns: 6 });
  });
});

test("what accounts have in common, the app synthesizes once", () => {
  const outdir = mkdtempSync(join(tmpdir(), "shared-"));
  const example = organization();
  const file = inOneRegion(example, [...example.accounts.workloads, ...alike]);
  const all = withoutTokenTraces(() => workspaces(new App({ outdir }), file));
  rmSync(outdir, { recursive: true });
  const rendered = all.filter((workspace) => workspace instanceof RenderedWorkspace).map(({ node }) => node.id);
  expect(rendered).toEqual(["workloads-aws", "workloads-aws-1"]);
  expect(all.map(({ node }) => node.id)).toContain("workloads-payments");
});
