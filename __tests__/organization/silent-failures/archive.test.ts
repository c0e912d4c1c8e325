import { allStatements, bySid } from "../../support/statements";
import { resources } from "../../support/synthesized";
import {
  facts,
  named,
  archive,
  buckets,
  trail,
  dataEventTrail,
  ofBucket,
  bucketStatements,
  encryptionOf,
  hasLock,
  archiveKey,
  bucketsWithoutKey,
  vaults,
  Row,
} from "./facts";

/** `apply` succeeds, and yet logs are missing, partial, unreadable or unprotected: what prevents each of them. */
const rows: Row[] = [
  [
    2,
    "bucket and key admit the trails in the folders of organization and management",
    () => {
      expect(bySid(bucketStatements(named.bucketName("trail")), "AllowOrganizationTrailToWrite").resources).toEqual([
        expect.stringMatching(/\/cloudtrail\/AWSLogs\/o-exampleorg1\/\*$/),
        expect.stringMatching(/\/cloudtrail\/AWSLogs\/111111111111\/\*$/),
      ]);
      expect([trail.s3_key_prefix, dataEventTrail.s3_key_prefix]).toEqual(["cloudtrail", "cloudtrail"]);
      expect(bySid(archiveKey, "AllowOrganizationTrailToEncrypt").actions).toEqual(["kms:GenerateDataKey*"]);
    },
  ],
  [
    3,
    "the ARNs of the trails carry the management account",
    () => {
      const sources = [...bucketStatements(named.bucketName("trail")), ...archiveKey]
        .filter(({ principals }) =>
          principals?.some(({ identifiers }) => identifiers.includes("cloudtrail.amazonaws.com")),
        )
        .flatMap(({ condition }) =>
          condition.filter(({ variable }) => variable === "aws:SourceArn").flatMap(({ values }) => values),
        );
      expect(new Set(sources)).toEqual(
        new Set([
          "arn:aws:cloudtrail:eu-west-1:111111111111:trail/example-logs-organization",
          "arn:aws:cloudtrail:eu-west-1:111111111111:trail/example-logs-data-events",
        ]),
      );
      expect([trail.name, dataEventTrail.name]).toEqual(["example-logs-organization", "example-logs-data-events"]);
    },
  ],
  [
    5,
    "with bucket keys on, CloudTrail and log delivery may decrypt",
    () => {
      expect(encryptionOf(named.bucketName("trail")).bucket_key_enabled).toBe(true);
      expect(bySid(archiveKey, "AllowOrganizationTrailToUseBucketKey").actions).toContain("kms:Decrypt");
      expect(bySid(archiveKey, "AllowLogDeliveryToEncrypt").actions).toContain("kms:Decrypt");
    },
  ],
  [
    8,
    "AWS Config delivers to a bucket without a lock",
    () => {
      expect(bySid(bucketStatements(named.bucketName("logs")), "AllowConfigToWrite")).toBeDefined();
      expect(hasLock(named.bucketName("logs"))).toBe(false);
    },
  ],
  [
    9,
    "no bucket refuses objects for naming SSE-S3 or no encryption at all",
    () => {
      const tested = allStatements(archive).flatMap(({ condition }) => condition.map(({ variable }) => variable));
      expect(tested).not.toContain("s3:x-amz-server-side-encryption");
    },
  ],
  [
    12,
    "Hive-compatible flow logs are admitted",
    () => {
      expect(bySid(bucketStatements(named.bucketName("logs")), "AllowLogDeliveryToWrite").resources).toEqual(
        expect.arrayContaining([
          expect.stringMatching(/\/vpcflow\/AWSLogs\/aws-account-id=&\{aws:SourceAccount\}\/\*$/),
        ]),
      );
    },
  ],
  [
    13,
    "buckets name their default key by ARN",
    () => {
      for (const bucket of [named.bucketName("trail"), named.bucketName("logs"), named.bucketName("waf"), ...vaults]) {
        expect(encryptionOf(bucket).apply_server_side_encryption_by_default.kms_master_key_id).toMatch(
          /^\$\{aws_kms_key\.[\w-]+\.arn\}$/,
        );
      }
    },
  ],
  [
    14,
    "each bucket has one policy, which Terraform owns whole",
    () => {
      expect(Object.keys(resources(archive, "aws_s3_bucket_policy"))).toHaveLength(buckets.length);
    },
  ],
  [
    15,
    "load balancers and server access logs find buckets with SSE-S3",
    () => {
      expect(bucketsWithoutKey).toHaveLength(6);
      for (const bucket of bucketsWithoutKey) {
        expect(encryptionOf(bucket).apply_server_side_encryption_by_default).toEqual({ sse_algorithm: "AES256" });
      }
    },
  ],
  [
    17,
    "no bucket has ACLs",
    () => {
      for (const { rule } of Object.values(resources(archive, "aws_s3_bucket_ownership_controls"))) {
        expect(rule).toEqual({ object_ownership: "BucketOwnerEnforced" });
      }
      expect(Object.keys(resources(archive, "aws_s3_bucket_ownership_controls"))).toHaveLength(buckets.length);
      expect(resources(archive, "aws_s3_bucket_acl")).toEqual({});
    },
  ],
  [
    20,
    "the WAF bucket has the name WAF asks for",
    () => {
      expect(buckets.map(([, { bucket }]) => bucket)).toContain(named.bucketName("waf"));
      expect(named.bucketName("waf")).toMatch(/^aws-waf-logs-/);
    },
  ],
  [
    21,
    "server access logs stay in the bucket's account and Region, unlocked",
    () => {
      for (const logging of Object.values(resources(archive, "aws_s3_bucket_logging"))) {
        // Named through its policy, so that S3 is admitted before it is told to write.
        const [, policy = ""] =
          /^\$\{aws_s3_bucket_policy\.([\w-]+)\.bucket\}$/.exec(String(logging.target_bucket)) ?? [];
        const admitted = resources(archive, "aws_s3_bucket_policy")[policy]?.bucket;
        const [, bucket = ""] = /^\$\{aws_s3_bucket\.([\w-]+)\.id\}$/.exec(String(admitted)) ?? [];
        const target = resources(archive, "aws_s3_bucket")[bucket];
        expect(target?.bucket).toMatch(/^example-logs-access-/);
        expect(target?.region).toBe(logging.region);
        expect(hasLock(String(target?.bucket))).toBe(false);
        expect(logging.bucket).not.toBe(admitted);
      }
      expect(Object.keys(resources(archive, "aws_s3_bucket_logging"))).toHaveLength(8);
    },
  ],
  [
    38,
    "instance roles may write and encrypt transcripts",
    () => {
      const statements = bucketStatements(named.bucketName("logs"));
      expect(bySid(statements, "AllowOrganizationRolesToWriteOwnSessions").actions).toContain("s3:PutObject");
      expect(bySid(statements, "AllowOrganizationRolesToReadEncryptionForSessions").actions).toEqual([
        "s3:GetEncryptionConfiguration",
      ]);
      expect(bySid(archiveKey, "AllowOrganizationRolesToEncryptSessions").actions).toContain("kms:GenerateDataKey");
    },
  ],
  [
    40,
    "inventory syncs find a bucket without a lock",
    () => {
      expect(bySid(bucketStatements(named.bucketName("logs")), "AllowInventoryToWrite")).toBeDefined();
      expect(hasLock(named.bucketName("logs"))).toBe(false);
    },
  ],
  [
    43,
    "no lifecycle rule expires objects that a lock still holds",
    () => {
      for (const bucket of [named.bucketName("trail"), ...vaults]) {
        const rules = ofBucket("aws_s3_bucket_lifecycle_configuration", bucket).rule as {
          expiration: { days?: number }[];
        }[];
        const days = rules.flatMap(({ expiration }) => expiration.flatMap((each) => each.days ?? []));
        expect(Math.min(...days)).toBeGreaterThanOrEqual(facts.objectLock.days);
      }
    },
  ],
  [
    44,
    "no denial tests a key that AWS leaves out of calls between its services",
    () => {
      const denials = allStatements(archive).filter(({ effect }) => effect === "Deny");
      const tests = denials.flatMap(({ condition }) => condition.map(({ test, variable }) => `${test} ${variable}`));
      expect(denials.length).toBeGreaterThan(buckets.length * 7);
      expect(tests.filter((test) => /SourceIp|SourceVpc|VpcSourceIp/.test(test))).toEqual([]);
      expect(new Set(tests.filter((test) => /SecureTransport|TlsVersion/.test(test)))).toEqual(
        new Set(["Bool aws:SecureTransport", "NumericLessThan s3:TlsVersion"]),
      );
    },
  ],
  [
    45,
    "principals outside the organization are refused without refusing AWS services",
    () => {
      for (const [, { bucket }] of buckets) {
        const { condition } = bySid(bucketStatements(String(bucket)), "DenyPrincipalsOutsideOrganization");
        expect(condition).toContainEqual({
          test: "BoolIfExists",
          variable: "aws:PrincipalIsAWSService",
          values: ["false"],
        });
      }
    },
  ],
];

describe("silent failure", () => {
  test.each(rows)("row %i: %s", (_, __, holds) => holds());
});

test("no bucket takes an object under a key that its writer alone has, which would be archived for nobody", () => {
  for (const [address, { bucket }] of buckets) {
    const { rule } = ofBucket("aws_s3_bucket_server_side_encryption_configuration", String(bucket));
    expect([address, rule]).toEqual([address, [expect.objectContaining({ blocked_encryption_types: ["SSE-C"] })]]);
    expect(bySid(bucketStatements(String(bucket)), "DenyCustomerProvidedKeys").effect).toBe("Deny");
  }
});
