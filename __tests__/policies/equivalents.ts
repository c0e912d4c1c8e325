import type { Mutant } from "./mutants";
import { bucketArn, bucketOwner, Bucket, Key, keyOwner } from "./organization-under-test";

/** Mutants that nothing can notice. */
interface Equivalence {
  /** Why, so that a reader can check it. */
  readonly reason: string;
  readonly includes: (mutant: Mutant) => boolean;
}

const named =
  (...names: readonly string[]) =>
  ({ name }: Mutant) =>
    names.includes(name);

/** Account that owns what a policy is attached to, where a policy of another kind can grant nothing to outsiders. */
function ownerOfPolicy(policyName: string): string | undefined {
  const [, kind, name] = /^(bucket|key) (.*)$/.exec(policyName) ?? [];
  if (kind === "bucket") return bucketOwner(name as Bucket);
  return kind === "key" ? keyOwner(name as Key) : undefined;
}

const accountsIn = (arns: readonly string[] = []) => new Set(arns.map((arn) => arn.split(":")[4]));

/** A grant to another account, for roles of that account by name. */
function namesRolesOfAnotherAccount({ policyName, original: { Principal, Condition } }: Mutant): boolean {
  const owner = ownerOfPolicy(policyName);
  const granted = typeof Principal === "object" ? accountsIn(Principal.AWS) : new Set<string>();
  const roles = accountsIn(Condition?.ArnEquals?.["aws:PrincipalArn"]);
  const [account] = granted;
  return granted.size === 1 && roles.size === 1 && account !== owner && roles.has(account);
}

const equivalences: readonly Equivalence[] = [
  {
    reason:
      "The condition still names roles of the one account, and a role of another account than the resource's needs a " +
      "policy of its own whichever way it is named.",
    includes: (mutant) => mutant.kind === "principals widened" && namesRolesOfAnotherAccount(mutant),
  },
  {
    reason:
      "S3 knows a key in the request of nothing but PutObject, ReplicateObject, UpdateObjectEncryption and " +
      "BypassGovernanceRetention (its service authorization reference). Of these the last two are refused to everybody " +
      "and to all but break-glass, and replication names the key of the bucket it fills.",
    includes: ({ name }) => name.endsWith(", DenyForeignEncryptionKeys: any s3:*"),
  },
  {
    includes: ({ name }) => name.endsWith(", DenyCustomerProvidedKeys: any s3:*"),
    reason:
      "A request brings a key of its own to write with it, or to read what was written so, of which there is nothing.",
  },
  {
    reason:
      "Nothing is done over plain HTTP: a denial of it that speaks of more actions takes nothing from anybody who is to " +
      "have it.",
    includes: ({ kind, original: { Sid } }) => kind === "actions widened" && Sid === "DenyInsecureTransport",
  },
  {
    reason:
      "CreateControlChannel, CreateDataChannel, OpenControlChannel and OpenDataChannel are all the actions that the " +
      "service has (service authorization reference of the Amazon Message Gateway Service); of these, a user opens " +
      "data channels alone on a session, and the others are asked of no session.",
    includes: ({ name }) => name.endsWith(": any ssmmessages:*"),
  },
  {
    reason:
      "Of all actions of Systems Manager these two alone are asked of a session (its service authorization reference).",
    includes: named("permissions session-users, ResumeAndTerminateOwnSessions: any ssm:*"),
  },
  {
    reason:
      "NotResource names a policy variable that services have no value for. The simulator then takes the statement for " +
      "void, so the condition changes nothing; IAM says only that it may be void, and without the condition every " +
      "delivery would hang on that.",
    includes: named("bucket logs, DenyWritingExceptByWriters: no BoolIfExists aws:PrincipalIsAWSService"),
  },
  {
    reason:
      "While transcripts of sessions are archived, every role of the organization may make and decrypt data keys for " +
      "this bucket by way of S3, and these with them. They stay able to when sessions are no longer archived.",
    includes: named(
      "key archive, AllowCostReplicationToEncrypt: no kms:GenerateDataKey",
      ...["Analysts", "Siem"].flatMap((reader) =>
        ["", "/*"].map(
          (objects) =>
            `key archive, AllowReader${reader}ToDecrypt: no StringLike kms:EncryptionContext:aws:s3:arn ` +
            `${bucketArn("logs")}${objects}`,
        ),
      ),
    ),
  },
  {
    reason:
      "ListBucket and ListBucketVersions, both granted, are all that S3 knows a prefix of (its service authorization " +
      "reference), so that the condition meets nothing else.",
    includes: ({ kind, original: { Action, Condition } }) =>
      kind === "actions widened" &&
      Condition?.StringLike?.["s3:prefix"] !== undefined &&
      ["s3:ListBucket", "s3:ListBucketVersions"].every((action) => Action?.includes(action)),
  },
  {
    reason:
      "AssumeRole is all that an external id comes with (service authorization reference of STS), so that the condition " +
      "meets nothing else.",
    includes: ({ kind, original: { Condition } }) =>
      kind === "actions widened" && Condition?.StringEquals?.["sts:ExternalId"] !== undefined,
  },
  {
    reason:
      "CreateLink and UpdateLink are all that comes with types of resources (service authorization reference of CloudWatch " +
      "Observability Access Manager), so that the condition meets nothing else.",
    includes: ({ kind, original: { Condition } }) =>
      kind === "actions widened" && Condition?.Null?.["oam:ResourceTypes"] !== undefined,
  },
  {
    reason:
      "Hive-compatible partitions are a choice of configured deliveries; Network Load Balancers have none, yet share " +
      "the statement with them.",
    includes: named(
      `bucket elb, AllowLogDeliveryToWrite: no resource ${bucketArn("elb")}/nlb/` +
        "AWSLogs/aws-account-id=${aws:SourceAccount}/*",
    ),
  },
];

/** Whether nothing can notice a mutant. */
export const isEquivalent = (mutant: Mutant): boolean => equivalences.some(({ includes }) => includes(mutant));
