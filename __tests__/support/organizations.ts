import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parse, stringify } from "yaml";
import { parseOrganization } from "../../accounts/organization/load";
import { Organization } from "../../accounts/organization/organization";

/** The example organization file, as text. */
export const exampleText = readFileSync(resolve(__dirname, "../../accounts/organization.yaml"), "utf8");

type Draft = Record<string, unknown>;

const parsedExample = parse(exampleText) as Draft & Organization;

/** The text of the example with changes made to it: a function gets the parsed YAML and edits it in place. */
export function changedText(change: (draft: Draft & Organization) => void): string {
  const draft = structuredClone(parsedExample);
  change(draft);
  return stringify(draft);
}

/** The example organization, or a changed one. */
export const organization = (change: (draft: Draft & Organization) => void = () => undefined): Organization =>
  parseOrganization(changedText(change), "organization.yaml");

/** An organization with this many workload accounts in four Regions. */
export const organizationOf = (workloads: number): Organization =>
  organization((draft) => {
    draft.regions = {
      home: "eu-west-1",
      vault: "eu-central-1",
      governed: ["eu-west-1", "eu-central-1", "us-east-1", "us-west-2"],
      retired: [],
    };
    draft.accounts.workloads = Array.from({ length: workloads }, (_, index) => ({
      name: `workload-${index}`,
      id: String(600000000000 + index),
    }));
  });
