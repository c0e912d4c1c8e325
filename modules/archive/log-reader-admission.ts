import { onlyThroughS3 } from "../policy/arn";
import { Statement } from "../policy/statement";

/** A role that reads logs, as the archive's policies name it before it exists. */
export interface AdmittedReader {
  /** In lower case, of words that hyphens join, each a letter and at least one more character, e.g. `threat-hunters`. */
  readonly name: string;
  readonly roleArn: string;
  /** Root of the role's account. */
  readonly accountRoot: string;
}

/** What a reader may see of one bucket. */
export interface ReadableLogs {
  readonly bucketArn: string;
  /** Top-level prefixes, each ending in `/`. */
  readonly prefixes: readonly string[];
  /** Whether these are all the prefixes of the bucket, so that it need not name them. */
  readonly everything: boolean;
}

/** Lets a reader see that there are objects, and which. */
export const listing = ["s3:ListBucket", "s3:ListBucketVersions"];
/** Lets a reader read them, superseded versions too: an overwritten log is evidence of its own. */
export const reading = ["s3:GetObject", "s3:GetObjectVersion"];
/** Clients ask for it before they sign for the bucket's Region. */
export const locating = ["s3:GetBucketLocation"];

const sid = ({ name }: AdmittedReader, purpose: string) =>
  `AllowReader${name.replace(/(?:^|-)([a-z])/g, (_, first: string) => first.toUpperCase())}To${purpose}`;

const only = ({ roleArn, accountRoot }: AdmittedReader) => ({
  principals: { aws: [accountRoot] },
  conditions: { ArnEquals: { "aws:PrincipalArn": roleArn } },
});

/**
 * Lets a role of another account read logs of a bucket, beside what its own account lets it. The bucket must also name it
 * among those its denial of reading leaves out.
 *
 * The role stands under the root of its account, in `aws:PrincipalArn`: a bucket policy cannot name a role that is not
 * there yet, and would not recognise one that was made again.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-walkthroughs-managing-access-example2.html
 */
export function allowReaderToRead(reader: AdmittedReader, logs: ReadableLogs): Statement[] {
  const { bucketArn, prefixes } = logs;
  const { principals, conditions } = only(reader);
  if (logs.everything) {
    return [
      {
        sid: sid(reader, "Read"),
        principals,
        actions: [...locating, ...listing, ...reading],
        resources: [bucketArn, `${bucketArn}/*`],
        conditions,
      },
    ];
  }
  return [
    { sid: sid(reader, "Locate"), principals, actions: locating, resources: [bucketArn], conditions },
    {
      sid: sid(reader, "List"),
      principals,
      actions: listing,
      resources: [bucketArn],
      conditions: { ...conditions, StringLike: { "s3:prefix": prefixes.map((prefix) => `${prefix}*`) } },
    },
    {
      sid: sid(reader, "Read"),
      principals,
      actions: reading,
      resources: prefixes.map((prefix) => `${bucketArn}/${prefix}*`),
      conditions,
    },
  ];
}

/** Lets a reader decrypt objects of these buckets, through S3 of a Region alone. */
export function allowReaderToDecrypt(reader: AdmittedReader, region: string, bucketArns: readonly string[]): Statement {
  const { principals, conditions } = only(reader);
  return {
    sid: sid(reader, "Decrypt"),
    principals,
    actions: ["kms:Decrypt"],
    resources: ["*"],
    conditions: { ...conditions, ...onlyThroughS3(region, ...bucketArns) },
  };
}
