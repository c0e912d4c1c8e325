import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import { Remedy } from "../checks/problem";
import { accountRootArn, onlyThroughS3 } from "../policy/arn";
import { Partition } from "../policy/region";
import { PolicyDocument } from "../policy/policy-document";
import { Conditions, Statement } from "../policy/statement";
import { listing, locating, ReadableLogs, reading } from "./log-reader-admission";

/** Who may take the role of a reader. */
export interface ReaderTrust {
  readonly partition: Partition;
  /** Roles; where IAM Identity Center made one, a `?` stands for each digit at the end of its name, which changes. */
  readonly principalArns: readonly string[];
  readonly organizationId: string;
  /** Accounts of the organization; principals of any other need the external id. */
  readonly organizationAccountIds: readonly string[];
  /** What a vendor must present for this customer, and for no other. @default - none: only the organization reads */
  readonly externalId?: string;
}

export interface LogReaderProps extends ReaderTrust {
  readonly roleName: string;
  /** Account that owns the buckets. */
  readonly archiveAccountId: string;
  /** What it reads; `*` in the ARN of a bucket stands for its Region. */
  readonly logs: readonly Omit<ReadableLogs, "everything">[];
  /** How the buckets with a key are encrypted. @default - it reads none of these */
  readonly encryption?: ReaderEncryption;
  /** What to change where the trust policy gets too long. */
  readonly remedy: Remedy;
}

/** The key of some buckets, of the same Region as they are. */
export interface ReaderEncryption {
  readonly kmsKeyArn: string;
  readonly region: string;
  readonly bucketArns: readonly string[];
}

const accountOf = (arn: string) => arn.split(":")[4] ?? "";

/**
 * Statements of the trust policy. Roles stand under the root of their account, in `aws:PrincipalArn`, where a pattern is
 * possible and a role need not exist yet.
 * @throws when a principal is of another organization and there is no external id.
 * @see https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export function readerTrust(trust: ReaderTrust): Statement[] {
  const { organizationId, organizationAccountIds, externalId } = trust;
  const isOurs = (arn: string) => organizationAccountIds.includes(accountOf(arn));
  const foreign = trust.principalArns.filter((arn) => !isOurs(arn));
  if (foreign[0] && externalId === undefined) {
    throw new Error(`${foreign[0]} is of another organization: it needs an external id`);
  }
  const presented: Conditions[string] = externalId === undefined ? {} : { "sts:ExternalId": externalId };
  const admit = (sid: string, arns: readonly string[], keys: Conditions[string]): Statement[] =>
    arns.length === 0
      ? []
      : [
          {
            sid,
            principals: { aws: [...new Set(arns.map((arn) => accountRootArn(trust.partition, accountOf(arn))))] },
            actions: ["sts:AssumeRole"],
            conditions: { ArnLike: { "aws:PrincipalArn": arns }, StringEquals: keys },
          },
        ];
  return [
    ...admit("AllowRolesOfOrganization", trust.principalArns.filter(isOurs), {
      "aws:PrincipalOrgID": organizationId,
      ...presented,
    }),
    ...admit("AllowRolesOfVendor", foreign, presented),
  ];
}

/** Seconds a session lasts at most: the least that IAM can be told. */
const sessionSeconds = 3600;

/**
 * A role that reads some log types of the archive, current and superseded versions, and can do nothing else: it neither
 * changes nor deletes anything, uses no key but through S3, and knows no vault.
 *
 * Buckets and keys of another account must admit it too, see `allowReaderToRead` and `allowReaderToDecrypt`.
 */
export class LogReader extends Construct {
  readonly roleArn: string;

  constructor(scope: Construct, id: string, props: LogReaderProps) {
    super(scope, id);
    const statements = readerTrust(props);
    const trust = new PolicyDocument(this, "trust", "trustPolicy", statements, props.remedy);
    const role = new IamRole(this, "Default", {
      name: props.roleName,
      description: "Reads logs of the archive, and nothing else",
      assumeRolePolicy: trust.json,
      maxSessionDuration: sessionSeconds,
    });
    const permissions = new PolicyDocument(this, "permissions", "rolePolicy", this.permissions(props));
    new IamRolePolicy(this, "policy", { name: "read-logs", role: role.name, policy: permissions.json });
    this.roleArn = role.arn;
  }

  /** A pattern could match a bucket that somebody else makes: only those of the archive's account count. */
  private permissions({ archiveAccountId, logs, encryption }: LogReaderProps): Statement[] {
    const ofArchive = { StringEquals: { "aws:ResourceAccount": archiveAccountId } };
    const bucketArns = logs.map(({ bucketArn }) => bucketArn);
    const prefixes = [...new Set(logs.flatMap((each) => each.prefixes))];
    return [
      { sid: "LocateBuckets", actions: locating, resources: bucketArns, conditions: ofArchive },
      {
        sid: "ListLogs",
        actions: listing,
        resources: bucketArns,
        conditions: { ...ofArchive, StringLike: { "s3:prefix": prefixes.map((prefix) => `${prefix}*`) } },
      },
      {
        sid: "ReadLogs",
        actions: reading,
        resources: logs.flatMap((each) => each.prefixes.map((prefix) => `${each.bucketArn}/${prefix}*`)),
        conditions: ofArchive,
      },
      ...(encryption
        ? [
            {
              sid: "DecryptLogs",
              actions: ["kms:Decrypt"],
              resources: [encryption.kmsKeyArn],
              conditions: onlyThroughS3(encryption.region, ...encryption.bucketArns),
            },
          ]
        : []),
    ];
  }
}
