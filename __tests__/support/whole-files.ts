import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { changedText } from "./organizations";

const custom = { hotDays: 400, totalDays: 1000 };

/** Files that are right, and that between them write every property of the schema, in each of its forms: name -> text. */
export const wholeFiles: Readonly<Record<string, string>> = {
  "every property": readFileSync(join(__dirname, "every-property.yaml"), "utf8"),
  "every other form": changedText((draft) => {
    draft.backend = {
      type: "s3",
      bucket: "acme-terraform-state",
      region: "eu-west-1",
      kmsKeyArn: "arn:aws:kms:eu-west-1:111111111111:key/0a1b2c3d-4e5f-4678-abcd-ef0123456789",
    };
    draft.retention = { profile: "custom", audit: custom, network: custom, application: custom };
    draft.transport = { mode: "firehose" };
    draft.readers = draft.readers.filter(({ logTypes }) => logTypes !== "all");
    draft.guardRails = {
      ...draft.guardRails,
      exemptRoles: ["stacksets-exec-*"],
      denyOtherRegions: true,
      globalActions: [{ actions: ["lambda:*"], regions: ["us-west-2"] }],
    };
  }),
  "HCP Terraform": changedText((draft) => {
    draft.backend = { type: "cloud", organization: "acme", project: "security", hostname: "terraform.example.com" };
    draft.transport = { mode: "centralization" };
  }),
};

/** The same as YAML reads them. */
export const wholeDocuments = (): [name: string, document: unknown][] =>
  Object.entries(wholeFiles).map(([name, text]) => [name, parse(text) as unknown]);
