import { AdmittedReader, allowReaderToDecrypt, allowReaderToRead } from "../../modules/archive/log-reader-admission";
import { LogType, logTypes } from "../../modules/archive/log-types";
import { accountRootArn } from "../../modules/policy/arn";
import { Statement } from "../../modules/policy/statement";
import { BucketKind, NamedBucket } from "../organization/bucket-names";
import { logTypeName } from "../organization/readers";
import { names } from "./names";
import type { Organization } from "../organization/organization";

/** A reader as the policies of the archive see it. */
export interface Reader extends AdmittedReader {
  readonly principalArns: readonly string[];
  readonly externalId?: string;
  /** Prefixes it reads in a bucket; none where it reads nothing, and so none of the vault. */
  readonly prefixesIn: (bucket: BucketKind) => readonly string[];
  /** Whether these are all that the bucket has. */
  readonly readsAllOf: (bucket: BucketKind) => boolean;
}

/** The readers of an organization, with what each may see. */
export function readersOf(organization: Organization): Reader[] {
  const { partition, readerRoleArn } = names(organization);
  const accountRoot = accountRootArn(partition, organization.accounts.securityTooling.id);
  return organization.readers.map((reader) => {
    const given = (type: LogType) => reader.logTypes === "all" || reader.logTypes.includes(logTypeName(type));
    const typesIn = (bucket: BucketKind) => Object.values<LogType>(logTypes).filter((type) => type.bucket === bucket);
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
export function admissionsToBucket(readers: readonly Reader[], bucket: BucketKind, bucketArn: string) {
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

/** What the policy of a key says of them, each for the buckets of that key which it reads. */
export const admissionsToKey = (
  readers: readonly Reader[],
  region: string,
  encrypted: readonly NamedBucket[],
): Statement[] =>
  readers.flatMap((reader) => {
    const read = encrypted.filter(({ kind }) => reader.prefixesIn(kind).length > 0);
    return read.length > 0
      ? [
          allowReaderToDecrypt(
            reader,
            region,
            read.map(({ arn }) => arn),
          ),
        ]
      : [];
  });
