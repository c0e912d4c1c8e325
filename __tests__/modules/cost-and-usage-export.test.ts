import { Testing } from "cdktf";
import { costAndUsageBucketStatements, costAndUsageKeyStatements } from "../../modules/archive/writers/cost-and-usage";
import { costAndUsageColumns } from "../../modules/sources/cost-and-usage-columns";
import { CostAndUsageExport, CostAndUsageExportProps } from "../../modules/sources/cost-and-usage-export";
import { bySid, statementsOf } from "../support/statements";
import { only, resources, Stack } from "../support/synthesized";

const archiveArn = "arn:aws:s3:::acme-logs-222222222222-eu-west-1";
const keyArn = "arn:aws:kms:eu-west-1:222222222222:key/0a1b2c3d";
const costArn = "arn:aws:s3:::acme-costs-111111111111-eu-west-1";
const replicationRoleArn = "arn:aws:iam::111111111111:role/acme-cost-replication";

function build(changes: Partial<CostAndUsageExportProps> = {}): Stack {
  const text = Testing.synthScope(
    (scope) =>
      void new CostAndUsageExport(scope, "costs", {
        exportName: "acme-costs",
        bucketName: "acme-costs-111111111111-eu-west-1",
        region: "eu-west-1",
        partition: "aws",
        accountId: "111111111111",
        organizationId: "o-exampleorg1",
        roleName: "acme-cost-replication",
        deploymentRoleArn: "arn:aws:iam::111111111111:role/deployment",
        breakGlassRoleArn: "arn:aws:iam::111111111111:role/break-glass",
        retentionDays: 60,
        archiveBucketName: "acme-logs-222222222222-eu-west-1",
        archiveAccountId: "222222222222",
        archiveKmsKeyArn: keyArn,
        enabled: true,
        ...changes,
      }),
  );
  return JSON.parse(text) as Stack;
}

const stack = build();
const bucketStatements = (of: Stack) => statementsOf(of, only(of, "aws_s3_bucket_policy"), "policy");

describe("export", () => {
  const [definition] = only(stack, "aws_bcmdataexports_export").export as [Record<string, unknown>];

  test("holds every column, each once, by hour and resource", () => {
    const [query] = definition.data_query as [Record<string, unknown>];
    expect(query.query_statement).toBe(`SELECT ${costAndUsageColumns.join(", ")} FROM COST_AND_USAGE_REPORT`);
    expect(new Set(costAndUsageColumns).size).toBe(117);
    expect(costAndUsageColumns).toEqual(
      expect.arrayContaining([
        "line_item_resource_id",
        "line_item_iam_principal",
        "line_item_usage_account_id",
        "tags",
      ]),
    );
    expect(query.table_configurations).toEqual({
      COST_AND_USAGE_REPORT: {
        BILLING_VIEW_ARN: "arn:aws:billing::111111111111:billingview/primary",
        TIME_GRANULARITY: "HOURLY",
        INCLUDE_RESOURCES: "TRUE",
        INCLUDE_IAM_PRINCIPAL_DATA: "TRUE",
        INCLUDE_SPLIT_COST_ALLOCATION_DATA: "FALSE",
        INCLUDE_CAPACITY_RESERVATION_DATA: "FALSE",
        INCLUDE_MANUAL_DISCOUNT_COMPATIBILITY: "FALSE",
      },
    });
  });

  test("has no column of a configuration that is off", () => {
    expect(costAndUsageColumns.filter((column) => /^(split_line_item|capacity_reservation)_/.test(column))).toEqual([]);
  });

  test("its query is one that Data Exports accepts", () => {
    const [query] = definition.data_query as [{ query_statement: string }];
    expect(query.query_statement.length).toBeLessThanOrEqual(36_000);
    expect(query.query_statement).toMatch(/^SELECT ([a-z_]+, )*[a-z_]+ FROM [A-Z_]+$/);
  });

  test("overwrites its Parquet under the archive's prefix, in the bucket's Region", () => {
    expect(definition.destination_configurations).toEqual([
      {
        s3_destination: [
          {
            s3_bucket: expect.stringContaining("aws_s3_bucket_policy"),
            s3_prefix: "cost",
            s3_region: "eu-west-1",
            s3_output_configurations: [
              { output_type: "CUSTOM", format: "PARQUET", compression: "PARQUET", overwrite: "OVERWRITE_REPORT" },
            ],
          },
        ],
      },
    ]);
    expect(definition.refresh_cadence).toEqual([{ frequency: "SYNCHRONOUS" }]);
  });

  test("starts when its bucket admits it and is replicated", () => {
    const [replication] = Object.keys(resources(stack, "aws_s3_bucket_replication_configuration"));
    expect(only(stack, "aws_bcmdataexports_export").depends_on).toEqual([
      `aws_s3_bucket_replication_configuration.${replication}`,
    ]);
  });
});

describe("bucket", () => {
  test("is versioned, encrypted, private, without ACLs, and cannot be destroyed", () => {
    expect(only(stack, "aws_s3_bucket")).toMatchObject({ lifecycle: { prevent_destroy: true } });
    expect(only(stack, "aws_s3_bucket_versioning")).toMatchObject({ versioning_configuration: { status: "Enabled" } });
    expect(only(stack, "aws_s3_bucket_ownership_controls")).toMatchObject({
      rule: { object_ownership: "BucketOwnerEnforced" },
    });
    expect(only(stack, "aws_s3_bucket_server_side_encryption_configuration")).toMatchObject({
      rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: "AES256" } }],
    });
    expect(only(stack, "aws_s3_bucket_public_access_block")).toMatchObject({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
  });

  test("lets files expire, and what they superseded", () => {
    const { rule } = only(stack, "aws_s3_bucket_lifecycle_configuration") as unknown as { rule: unknown[] };
    expect(rule[0]).toMatchObject({
      filter: [{ prefix: "cost/" }],
      expiration: [{ days: 60 }],
      noncurrent_version_expiration: [{ noncurrent_days: 30 }],
    });
  });

  test("admits Data Exports, for this account's exports only", () => {
    expect(bySid(bucketStatements(stack), "AllowDataExportsToWrite")).toEqual({
      sid: "AllowDataExportsToWrite",
      effect: "Allow",
      principals: [{ type: "Service", identifiers: ["bcm-data-exports.amazonaws.com"] }],
      actions: ["s3:PutObject"],
      resources: [`${costArn}/*`],
      condition: [
        { test: "StringEquals", variable: "aws:SourceAccount", values: ["111111111111"] },
        {
          test: "ArnLike",
          variable: "aws:SourceArn",
          values: ["arn:aws:bcm-data-exports:us-east-1:111111111111:export/*"],
        },
      ],
    });
  });

  test("is read by replication and break-glass alone, over TLS", () => {
    const statements = bucketStatements(stack);
    expect(bySid(statements, "DenyReadingExceptByReaders").condition).toEqual([
      {
        test: "ArnNotEquals",
        variable: "aws:PrincipalArn",
        values: [replicationRoleArn, "arn:aws:iam::111111111111:role/break-glass"],
      },
    ]);
    expect(bySid(statements, "DenyInsecureTransport").effect).toBe("Deny");
    expect(statements.filter(({ effect }) => effect === "Allow")).toHaveLength(1);
  });
});

describe("replication", () => {
  test("copies costs to the archive, which owns and encrypts the copies, and copies no deletion", () => {
    expect(only(stack, "aws_s3_bucket_replication_configuration").rule).toEqual([
      {
        id: "archive",
        status: "Enabled",
        priority: 0,
        filter: { prefix: "cost/" },
        delete_marker_replication: { status: "Disabled" },
        source_selection_criteria: { sse_kms_encrypted_objects: { status: "Enabled" } },
        destination: {
          bucket: archiveArn,
          account: "222222222222",
          access_control_translation: { owner: "Destination" },
          encryption_configuration: { replica_kms_key_id: keyArn },
        },
      },
    ]);
  });

  const statements = statementsOf(stack, only(stack, "aws_iam_role_policy"), "policy");

  test("its role reads costs, writes costs, and nothing else", () => {
    expect(statements.map(({ actions, resources: on }) => [actions, on])).toEqual([
      [["s3:GetReplicationConfiguration", "s3:ListBucket"], [costArn]],
      [
        ["s3:GetObjectVersionAcl", "s3:GetObjectVersionForReplication", "s3:GetObjectVersionTagging"],
        [`${costArn}/cost/*`],
      ],
      [["s3:GetBucketVersioning"], [archiveArn]],
      [["s3:ObjectOwnerOverrideToBucketOwner", "s3:ReplicateObject", "s3:ReplicateTags"], [`${archiveArn}/cost/*`]],
      [["kms:Encrypt", "kms:GenerateDataKey"], [keyArn]],
    ]);
  });

  test("its role asks the archive for exactly what the archive grants it", () => {
    const facts = {
      partition: "aws",
      organizationId: "o-exampleorg1",
      managementAccountId: "111111111111",
      logArchiveAccountId: "222222222222",
      securityToolingAccountId: "333333333333",
      homeRegion: "eu-west-1",
      governedRegions: ["eu-west-1"],
      organizationTrailArns: ["arn:aws:cloudtrail:eu-west-1:111111111111:trail/t"],
    } as const;
    const granted = [
      ...costAndUsageBucketStatements(facts, archiveArn, replicationRoleArn),
      ...costAndUsageKeyStatements(facts, archiveArn, replicationRoleArn),
    ].flatMap(({ actions = [], resources: on }) =>
      actions.map((action) => [action, action.startsWith("kms:") ? keyArn : on?.[0]]),
    );
    const asked = statements
      .filter(({ resources: on }) => !on?.[0]?.startsWith(costArn))
      .flatMap(({ actions, resources: on }) => actions.map((action) => [action, on?.[0]]));
    expect(asked.sort()).toEqual(granted.sort());
  });
});

describe("switched off", () => {
  const off = build({ enabled: false });

  test("keeps the bucket and removes what feeds it, copies it or may write to it", () => {
    expect(Object.keys(resources(off, "aws_s3_bucket"))).toEqual(Object.keys(resources(stack, "aws_s3_bucket")));
    for (const type of ["aws_bcmdataexports_export", "aws_s3_bucket_replication_configuration", "aws_iam_role"]) {
      expect(resources(off, type)).toEqual({});
    }
    expect(bucketStatements(off).filter(({ effect }) => effect === "Allow")).toEqual([]);
  });

  test("is the only way in a partition without Data Exports", () => {
    expect(() => build({ partition: "aws-us-gov" })).toThrow(/partition aws-us-gov has no Data Exports/);
    expect(() => build({ partition: "aws-us-gov", enabled: false })).not.toThrow();
  });
});
