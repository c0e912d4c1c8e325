import { z } from "zod";
import { AdmittedReader, allowReaderToDecrypt, allowReaderToRead } from "../../modules/archive/log-reader-admission";
import { ArchiveBucket, LogType, logTypes } from "../../modules/archive/log-types";
import { accountRootArn } from "../../modules/policy/arn";
import { Statement } from "../../modules/policy/statement";
import { arn } from "../organization/fields";
import { names } from "./names";
import type { Organization } from "../organization/load";

/** What the archive's users see of a log type: its top-level prefix. */
const nameOf = ({ prefix }: LogType) => prefix.slice(0, -1);

/** Every log type by the name that readers are given it under. */
export const logTypeNames = Object.values<LogType>(logTypes).map(nameOf) as [string, ...string[]];

const listed = `a list of ${logTypeNames.join(", ")}`;
const words = "2 to 30 characters: words of two or more lower-case letters and digits, joined by hyphens";
const someExternalId = "2 to 1224 letters, digits and any of _+=,.@:/-, as the vendor gave it";

const name = "[\\w+=,.@-]{1,64}";

/** IAM Identity Center gives the role of a permission set a new suffix with each first assignment. */
const principal = arn(
  new RegExp(
    `iam::\\d{12}:role/((${name}/)*${name}|` +
      "aws-reserved/sso\\.amazonaws\\.com/(([a-z0-9-]+|\\*)/)?AWSReservedSSO_[\\w+=,.@-]{1,32}_\\*)",
  ),
  "iam::333333333333:role/Analyst, a role; * is for AWSReservedSSO_NAME_* below " +
    "role/aws-reserved/sso.amazonaws.com/REGION/ alone",
);

/** Roles that read the archive. */
export const readersSchema = z
  .array(
    z.strictObject(
      {
        name: z
          .string({ error: words })
          .max(30, { error: words })
          .regex(/^[a-z][a-z0-9]+(-[a-z][a-z0-9]+)*$/, { error: words })
          .describe("Ends the name of the role: NAMEPREFIX-reader-NAME, in Security Tooling."),
        logTypes: z
          .union(
            [
              z.literal("all"),
              z.array(z.enum(logTypeNames, { error: listed }), { error: listed }).min(1, { error: listed }),
            ],
            { error: `all, or ${listed}` },
          )
          .describe("Log types it reads, by their top-level prefixes in the archive; or all, those to come too."),
        principals: z
          .array(principal, { error: "a list of ARNs of roles" })
          .min(1, { error: "at least one ARN of a role" })
          .describe("Roles that may take it."),
        externalId: z
          .string({ error: someExternalId })
          .regex(/^[\w+=,.@:/-]{2,1224}$/, { error: someExternalId })
          .optional()
          .describe("What they must present as well; a vendor always must."),
      },
      { error: "{ name, logTypes, principals }" },
    ),
    { error: "a list of readers; [] if nobody reads" },
  )
  .default([])
  .describe("Roles in the Security Tooling account that read logs of the archive, and nothing else.");

/** Buckets that are encrypted with the archive's key. */
export const encryptedBuckets = ["trail", "logs", "waf"] as const satisfies readonly ArchiveBucket[];
export type EncryptedBucket = (typeof encryptedBuckets)[number];

export const isEncrypted = (bucket: ArchiveBucket): boolean => encryptedBuckets.some((each) => each === bucket);

/** A reader as the policies of the archive see it. */
export interface Reader extends AdmittedReader {
  readonly principalArns: readonly string[];
  readonly externalId?: string;
  /** Prefixes it reads in a bucket; none where it reads nothing, and so none of the vault. */
  readonly prefixesIn: (bucket: ArchiveBucket | "vault") => readonly string[];
  /** Whether these are all that the bucket has. */
  readonly readsAllOf: (bucket: ArchiveBucket | "vault") => boolean;
}

/** The readers of an organization, with what each may see. */
export function readersOf(organization: Organization): Reader[] {
  const { partition, readerRoleArn } = names(organization);
  const accountRoot = accountRootArn(partition, organization.accounts.securityTooling.id);
  return organization.readers.map((reader) => {
    const given = (type: LogType) => reader.logTypes === "all" || reader.logTypes.includes(nameOf(type));
    const typesIn = (bucket: ArchiveBucket | "vault") =>
      Object.values<LogType>(logTypes).filter((type) => type.bucket === bucket);
    return {
      name: reader.name,
      roleArn: readerRoleArn(reader.name),
      accountRoot,
      principalArns: reader.principals,
      externalId: reader.externalId,
      prefixesIn: (bucket) =>
        typesIn(bucket)
          .filter(given)
          .map(({ prefix }) => prefix),
      readsAllOf: (bucket) => typesIn(bucket).every(given),
    };
  });
}

/** What the policy of a bucket says of its readers: whom it admits, and whom its denial of reading leaves out. */
export function admissionsToBucket(readers: readonly Reader[], bucket: ArchiveBucket | "vault", bucketArn: string) {
  const admitted = readers.filter(({ prefixesIn }) => prefixesIn(bucket).length > 0);
  return {
    roleArns: admitted.map(({ roleArn }) => roleArn),
    statements: admitted.flatMap((reader) =>
      allowReaderToRead(reader, {
        bucketArn,
        prefixes: reader.prefixesIn(bucket),
        everything: reader.readsAllOf(bucket),
      }),
    ),
  };
}

/** What the policy of the archive's key says of them, each for the encrypted buckets it reads. */
export const admissionsToKey = (
  readers: readonly Reader[],
  region: string,
  bucketArns: Readonly<Record<EncryptedBucket, string>>,
): Statement[] =>
  readers.flatMap((reader) => {
    const read = encryptedBuckets.filter((bucket) => reader.prefixesIn(bucket).length > 0);
    return read.length > 0
      ? [
          allowReaderToDecrypt(
            reader,
            region,
            read.map((bucket) => bucketArns[bucket]),
          ),
        ]
      : [];
  });
