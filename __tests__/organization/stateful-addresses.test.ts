import { statefulTypes } from "../../modules/checks/stateful-resources-are-protected";
import { organization } from "../support/organizations";
import { resources, synthesize } from "../support/synthesized";

/** A changed address means Terraform destroys the old resource: these are promises to every deployment there is. */
test("the addresses of stateful resources never change", () => {
  const addresses = Object.entries(synthesize(organization())).flatMap(([workspace, stack]) =>
    statefulTypes.flatMap((type) => Object.keys(resources(stack, type)).map((name) => `${workspace}: ${type}.${name}`)),
  );
  expect(addresses.sort()).toMatchInlineSnapshot(`
   [
     "log-archive: aws_cloudwatch_log_group.pipeline_archive-delivery_errors_7A9D8F85",
     "log-archive: aws_kinesis_stream.pipeline_log-stream_ABE609DE",
     "log-archive: aws_kms_key.archive_key_26435480",
     "log-archive: aws_kms_key.archive_vault-key_8EF25754",
     "log-archive: aws_kms_key.pipeline_transport-key_2B0CBC45",
     "log-archive: aws_s3_bucket.archive_access-eu-central-1_A2BD5E50",
     "log-archive: aws_s3_bucket.archive_access-eu-west-1_D0B07A7C",
     "log-archive: aws_s3_bucket.archive_access-us-east-1_C3905E8E",
     "log-archive: aws_s3_bucket.archive_elb-eu-central-1_4A829123",
     "log-archive: aws_s3_bucket.archive_elb-eu-west-1_A5CB3A64",
     "log-archive: aws_s3_bucket.archive_elb-us-east-1_A7468A85",
     "log-archive: aws_s3_bucket.archive_logs_B0C3B96B",
     "log-archive: aws_s3_bucket.archive_trail_C5AD7E28",
     "log-archive: aws_s3_bucket.archive_vault_F633978E",
     "log-archive: aws_s3_bucket.archive_waf_25A0250A",
     "management: aws_cloudtrail.organization-trail",
     "management: aws_cloudwatch_log_group.organization-trail_log-group_0C99523B",
     "management: aws_kms_key.trail-logs-key",
     "management: aws_organizations_organization.trusted-access",
   ]
  `);
});

test("every stateful resource refuses to be destroyed", () => {
  for (const stack of Object.values(synthesize(organization()))) {
    for (const type of statefulTypes) {
      for (const resource of Object.values(resources(stack, type))) {
        expect(resource.lifecycle).toMatchObject({ prevent_destroy: true });
      }
    }
  }
});
