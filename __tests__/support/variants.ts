import { Organization } from "../../accounts/organization";
import { organization } from "./organizations";

/** Organizations that between them exercise every backend and every transport mode. */
export const variants: Readonly<Record<string, Organization>> = {
  example: organization(),
  "s3 backend": organization((draft) => {
    draft.backend = {
      type: "s3",
      bucket: "acme-terraform-state",
      region: "eu-west-1",
      kmsKeyArn: "arn:aws:kms:eu-west-1:111111111111:key/0a1b2c3d-4e5f-4678-abcd-ef0123456789",
    };
  }),
  "cloud backend": organization((draft) => {
    draft.backend = { type: "cloud", organization: "acme", project: "security-logging" };
  }),
  "firehose transport": organization((draft) => {
    draft.transport = { mode: "firehose" };
  }),
  "centralization transport": organization((draft) => {
    draft.transport = { mode: "centralization" };
  }),
  GovCloud: organization((draft) => {
    draft.regions = { home: "us-gov-west-1", vault: "us-gov-east-1", governed: ["us-gov-west-1", "us-gov-east-1"] };
  }),
};
