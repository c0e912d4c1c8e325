import { actingFor, callOfRole, namingKey, ownerFullControl } from "../contexts";
import { absent, aclMatters, Delivery, organizationMatters, Refused } from "../derivation";
import { accounts, bucketArn, home, keyArn, object, role, stranger } from "../organization-under-test";
import { folderLookups } from "./folders";

const { securityTooling, payments, website } = accounts;

interface Writer {
  readonly name: string;
  readonly page: string;
  readonly principal: string;
  readonly sourceArn: string;
  /** What about the source the grants check. */
  readonly refused: Refused;
}

const asks = (writer: Writer, action: string): Delivery => ({
  sentence: `${writer.name} asks for ${action}`,
  page: writer.page,
  request: {
    policy: "bucket logs",
    principal: writer.principal,
    action,
    resource: bucketArn("logs"),
    context: actingFor(securityTooling, writer.sourceArn),
  },
  refused: { ...writer.refused, resource: [bucketArn("trail")] },
});

const puts = (writer: Writer, action: string, prefix: string, key: string): Delivery => ({
  sentence: `${writer.name} writes with ${action}`,
  page: writer.page,
  request: {
    policy: "bucket logs",
    principal: writer.principal,
    action,
    resource: object("logs", `${prefix}/${key}`),
    context: {
      ...actingFor(securityTooling, writer.sourceArn),
      ...(action === "s3:PutObject" && namingKey(keyArn("archive"))),
    },
  },
  refused: { ...writer.refused, resource: [object("logs", key), object("logs", `config/${key}`)] },
});

const usesKey = (writer: Writer, action: string): Delivery => ({
  sentence: `${writer.name} uses the key with ${action}`,
  page: writer.page,
  request: {
    policy: "key archive",
    principal: writer.principal,
    action,
    resource: keyArn("archive"),
    context: actingFor(securityTooling, writer.sourceArn),
  },
  refused: writer.refused,
});

const onlySecurityTooling = (...sourceArns: string[]): Refused => ({
  "aws:SourceAccount": [payments, absent],
  "aws:SourceArn": [...sourceArns, absent],
});

const detector = (region: string, account: string) => `arn:aws:guardduty:${region}:${account}:detector/12abc34d567e8f`;

const guardDutyIn = (name: string, principal: string, region: string): Writer => ({
  name,
  page: "guardduty/latest/ug/guardduty_exportfindings.html",
  principal,
  sourceArn: detector(region, securityTooling),
  refused: onlySecurityTooling(
    detector(region, payments),
    `arn:aws:guardduty:${region}:${securityTooling}:malware-protection-plan/a`,
  ),
});

const guardDutyRows = (writer: Writer, region: string): Delivery[] => [
  asks(writer, "s3:GetBucketLocation"),
  puts(writer, "s3:PutObject", "guardduty", `AWSLogs/${payments}/GuardDuty/${region}/2026/11/22/a.jsonl.gz`),
  usesKey(writer, "kms:GenerateDataKey"),
];

const macieArn = (region: string, resource: string, account: string = securityTooling) =>
  `arn:aws:macie2:${region}:${account}:${resource}`;

const macieIn = (name: string, principal: string, region: string, source: string): Writer => ({
  name,
  page: "macie/latest/user/discovery-results-repository-s3.html",
  principal,
  sourceArn: macieArn(region, source),
  refused: onlySecurityTooling(macieArn(region, source, payments), macieArn(region, "findings-filter/a")),
});

const macieRows = (writer: Writer, region: string): Delivery[] => [
  asks(writer, "s3:GetBucketLocation"),
  puts(writer, "s3:PutObject", "macie", `AWSLogs/${securityTooling}/Macie/${region}/a/b.jsonl.gz`),
  usesKey(writer, "kms:GenerateDataKey"),
  usesKey(writer, "kms:Encrypt"),
];

const report = (region: string, account: string) => `arn:aws:inspector2:${region}:${account}:report/a1b2c3`;

const inspector: Writer = {
  name: "Inspector",
  page: "inspector/latest/user/findings-managing-exporting-reports.html",
  principal: "inspector2.amazonaws.com",
  sourceArn: report(home, securityTooling),
  refused: onlySecurityTooling(
    report(home, payments),
    report("us-east-1", securityTooling),
    `arn:aws:inspector2:${home}:${securityTooling}:filter/a`,
  ),
};

const inventoryPage = "systems-manager/latest/userguide/inventory-create-resource-data-sync.html";
const inventorySync = actingFor(payments, `arn:aws:ssm:us-east-1:${payments}:resource-data-sync/inventory`);
const inventoryRefused: Refused = {
  ...organizationMatters,
  "aws:SourceArn": [`arn:aws:ssm:us-east-1:${payments}:document/a`, absent],
};
const inventoryKey = (account: string) =>
  `AWS:Application/accountid=${account}/region=us-east-1/resourcetype=ManagedInstanceInventory/i-0a1b.json`;

const exportsPage = "AmazonCloudWatch/latest/logs/S3ExportTasks.html";
const exportTask = actingFor(payments, `arn:aws:logs:${home}:${payments}:log-group:/payments/api`);
const exportsRefused: Refused = {
  ...organizationMatters,
  "aws:SourceArn": [`arn:aws:logs:us-east-1:${payments}:log-group:/payments/api`, absent],
};

interface MemberRow {
  readonly sentence: string;
  readonly page: string;
  readonly principal: string;
  readonly context: Delivery["request"]["context"];
  readonly refused: Refused;
}

const memberAsks = (row: MemberRow): Delivery => ({
  sentence: `${row.sentence} checks whose bucket it is`,
  page: row.page,
  request: { ...row, policy: "bucket logs", action: "s3:GetBucketAcl", resource: bucketArn("logs") },
  refused: row.refused,
});

const memberWrites = (row: MemberRow, key: string, refused: Refused): Delivery => ({
  sentence: `${row.sentence} writes`,
  page: row.page,
  request: {
    policy: "bucket logs",
    principal: row.principal,
    action: "s3:PutObject",
    resource: object("logs", key),
    context: { ...row.context, ...ownerFullControl },
  },
  refused: { ...row.refused, ...aclMatters, ...refused },
});

const memberUsesKey = (row: MemberRow, action: string): Delivery => ({
  sentence: `${row.sentence} uses the key with ${action}`,
  page: row.page,
  request: { ...row, policy: "key archive", action, resource: keyArn("archive") },
  refused: row.refused,
});

const inventory: MemberRow = {
  sentence: "an inventory data sync of a member account",
  page: inventoryPage,
  principal: "ssm.amazonaws.com",
  context: inventorySync,
  refused: inventoryRefused,
};

const exportTasks: MemberRow = {
  sentence: "a log export task of a member account",
  page: exportsPage,
  principal: `logs.${home}.amazonaws.com`,
  context: exportTask,
  refused: exportsRefused,
};

const members: Delivery[] = [
  memberAsks(inventory),
  memberWrites(inventory, `inventory/${inventoryKey(payments)}`, {
    "aws:SourceAccount": [website, absent],
    resource: [object("logs", `inventory/${inventoryKey(website)}`), object("logs", inventoryKey(payments))],
  }),
  memberUsesKey(inventory, "kms:GenerateDataKey"),
  memberAsks(exportTasks),
  memberWrites(exportTasks, `cloudwatch-exports/${payments}/task/stream/000000.gz`, {
    resource: [object("logs", `cloudwatch-exports/${website}/task/stream/000000.gz`), object("logs", "config/a.gz")],
  }),
  memberUsesKey(exportTasks, "kms:GenerateDataKey"),
  memberUsesKey(exportTasks, "kms:Decrypt"),
  {
    sentence: "whoever starts a log export task writes with its own credentials first",
    page: "AmazonCloudWatchLogs/latest/APIReference/API_CreateExportTask.html",
    request: {
      policy: "bucket logs",
      principal: role(payments, "example-logs-log-export"),
      identity: "everything",
      action: "s3:PutObject",
      resource: object("logs", `cloudwatch-exports/${payments}/aws-logs-write-test`),
      context: { ...callOfRole(payments, "example-logs-log-export"), ...ownerFullControl },
    },
    refused: {
      "aws:PrincipalOrgID": [stranger.organizationId],
      "aws:PrincipalArn": [role(payments, "Administrator")],
      ...aclMatters,
      resource: [object("logs", `cloudwatch-exports/${website}/aws-logs-write-test`), object("logs", "config/a.gz")],
    },
  },
];

const guardDuty = guardDutyIn("GuardDuty", "guardduty.amazonaws.com", home);
const guardDutyAbroad = guardDutyIn("GuardDuty of Virginia", "guardduty.amazonaws.com", "us-east-1");
const macie = macieIn("Macie", "macie.amazonaws.com", home, "export-configuration:a");
const macieJob = macieIn("a Macie job", "macie.amazonaws.com", "us-east-1", "classification-job/a");

/** Findings and reports of the Security Tooling account, inventory and exports of every account. */
export const findings: readonly Delivery[] = [
  ...guardDutyRows(guardDuty, home),
  ...guardDutyRows(guardDutyAbroad, "us-east-1"),
  ...macieRows(macie, home),
  ...macieRows(macieJob, "us-east-1"),
  ...["s3:PutObject", "s3:PutObjectAcl", "s3:AbortMultipartUpload"].map((action) =>
    puts(inspector, action, "inspector", "report/a.json"),
  ),
  usesKey(inspector, "kms:Decrypt"),
  usesKey(inspector, "kms:GenerateDataKey"),
  ...members,
  ...folderLookups,
];

const abroad = "me-central-1";

/** What an organization that governs a Region with opt-in receives from there. */
export const optInFindings: readonly Delivery[] = [
  ...guardDutyRows(guardDutyIn("GuardDuty of the Emirates", `guardduty.${abroad}.amazonaws.com`, abroad), abroad),
  ...macieRows(
    macieIn("Macie of the Emirates", `macie.${abroad}.amazonaws.com`, abroad, "classification-job/a"),
    abroad,
  ),
];
