import { Testing } from "cdktf";
import { Inventory } from "../../modules/sources/inventory";
import { only, Stack } from "../support/synthesized";

const regions = ["eu-west-1", "us-east-1"];
const stack = JSON.parse(
  Testing.synthScope(
    (scope) =>
      void new Inventory(scope, "inventory", {
        regions,
        associationName: "acme-inventory",
        syncName: "acme-inventory",
        archiveBucketName: "acme-logs",
        archiveBucketRegion: "eu-central-1",
        archiveKmsKeyArn: "arn:aws:kms:eu-central-1:222222222222:key/archive",
      }),
  ),
) as Stack;

describe.each(regions)("inventory in %s", (region) => {
  test("is gathered from every managed node twice a day", () => {
    expect(only(stack, "aws_ssm_association", { region })).toMatchObject({
      name: "AWS-GatherSoftwareInventory",
      association_name: "acme-inventory",
      targets: [{ key: "InstanceIds", values: ["*"] }],
      schedule_expression: "rate(12 hours)",
      parameters: {
        applications: "Enabled",
        awsComponents: "Enabled",
        customInventory: "Enabled",
        instanceDetailedInformation: "Enabled",
        networkConfig: "Enabled",
        services: "Enabled",
        windowsRoles: "Enabled",
        windowsUpdates: "Enabled",
      },
    });
  });

  test("goes to the archive's bucket, wherever that is, under the prefix its policy admits", () => {
    expect(only(stack, "aws_ssm_resource_data_sync", { region }).s3_destination).toEqual({
      bucket_name: "acme-logs",
      region: "eu-central-1",
      kms_key_arn: "arn:aws:kms:eu-central-1:222222222222:key/archive",
      prefix: "inventory",
      sync_format: "JsonSerDe",
    });
  });
});
