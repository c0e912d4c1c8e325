import { constants, createHash, createPublicKey, verify } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { CloudTrailClient, ListPublicKeysCommand } from "@aws-sdk/client-cloudtrail";
import { GetObjectCommand, NoSuchKey, S3Client } from "@aws-sdk/client-s3";

export interface StoredObject {
  /** As it is stored: compressed by gzip. */
  readonly body: Uint8Array;
  /** Hexadecimal, of the metadata `signature`; digests alone have one. */
  readonly signature?: string;
}

export interface DigestPublicKey {
  readonly fingerprint: string;
  /** DER of PKCS #1. */
  readonly value: Uint8Array;
}

/** The reads that tell whether a digest is CloudTrail's. */
export interface DigestReads {
  /** Nothing where no such object is. @throws whatever else S3 says */
  readonly object: (bucket: string, key: string) => Promise<StoredObject | undefined>;
  /** Keys of the client's Region that were in use then. */
  readonly publicKeys: (from: Date, to: Date) => Promise<readonly DigestPublicKey[]>;
}

/**
 * The same through clients of the SDK: S3 of the bucket's Region, CloudTrail of the digest's, whose key pair it has.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_ListPublicKeys.html
 */
export const digestReads = (s3: S3Client, cloudTrail: CloudTrailClient): DigestReads => ({
  object: async (bucket, key) => {
    try {
      const { Body, Metadata } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      const body = (await Body?.transformToByteArray()) ?? new Uint8Array();
      return { body, ...(Metadata?.["signature"] && { signature: Metadata["signature"] }) };
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  },
  publicKeys: async (from, to) => {
    const found: DigestPublicKey[] = [];
    let token: string | undefined;
    do {
      const page = await cloudTrail.send(
        new ListPublicKeysCommand({ StartTime: from, EndTime: to, ...(token && { NextToken: token }) }),
      );
      for (const { Fingerprint, Value } of page.PublicKeyList ?? []) {
        if (Fingerprint && Value) found.push({ fingerprint: Fingerprint, value: Value });
      }
      token = page.NextToken;
    } while (token);
    return found;
  },
});

/** Fields of a digest file that are looked at. */
interface Digest {
  readonly digestStartTime: string;
  readonly digestEndTime: string;
  readonly digestS3Bucket: string;
  readonly digestS3Object: string;
  readonly digestPublicKeyFingerprint: string;
  readonly previousDigestS3Bucket?: string | null;
  readonly previousDigestS3Object?: string | null;
  readonly previousDigestHashValue?: string | null;
  readonly previousDigestSignature?: string | null;
  readonly logFiles: readonly { readonly s3Bucket: string; readonly s3Object: string; readonly hashValue: string }[];
}

export interface DigestCheck {
  /** What is wrong, each in one sentence; nothing where all is as CloudTrail wrote it. */
  readonly problems: readonly string[];
  /** Log files that were compared, of those that the digest names. */
  readonly compared: number;
  readonly named: number;
  readonly endedAt?: string;
}

const sha256 = (data: Uint8Array) => createHash("sha256").update(data).digest("hex");

/** What is compressed; nothing where it is no gzip. */
function inflated(body: Uint8Array): Buffer | undefined {
  try {
    return gunzipSync(body);
  } catch {
    return undefined;
  }
}

function parsed(content: Uint8Array | undefined): Digest | undefined {
  try {
    const digest = JSON.parse(Buffer.from(content ?? []).toString("utf8")) as Digest | null;
    const times = [digest?.digestStartTime, digest?.digestEndTime].map((time) => Date.parse(time ?? ""));
    return digest && Array.isArray(digest.logFiles) && !times.some(Number.isNaN) ? digest : undefined;
  } catch {
    return undefined;
  }
}

/** What CloudTrail signs: the first digest of a trail has no previous signature, which is written as `null`. */
const stringToSign = (digest: Digest, content: Uint8Array) =>
  [
    digest.digestEndTime,
    `${digest.digestS3Bucket}/${digest.digestS3Object}`,
    sha256(content),
    digest.previousDigestSignature ?? "null",
  ].join("\n");

/** Whether the key made the signature; a key or signature that is none did not. */
function isSigned({ value }: DigestPublicKey, signature: string, signed: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(value), format: "der", type: "pkcs1" });
    return verify(
      "sha256",
      Buffer.from(signed),
      { key, padding: constants.RSA_PKCS1_PADDING },
      Buffer.from(signature, "hex"),
    );
  } catch {
    return false;
  }
}

async function signatureProblem(reads: DigestReads, digest: Digest, content: Buffer, signature: string | undefined) {
  if (!signature) return "it has no signature";
  const keys = await reads.publicKeys(new Date(digest.digestStartTime), new Date(digest.digestEndTime));
  const key = keys.find(({ fingerprint }) => fingerprint === digest.digestPublicKeyFingerprint);
  if (!key) return `CloudTrail has no public key ${digest.digestPublicKeyFingerprint} of that time`;
  return isSigned(key, signature, stringToSign(digest, content)) ? undefined : "its signature is not CloudTrail's";
}

/** What is wrong with an object that the digest names with the hash of its content. */
function contentProblem(what: string, found: StoredObject | undefined, hash: string | null | undefined) {
  if (!found) return `${what} is not there`;
  const content = inflated(found.body);
  return content && sha256(content) === hash ? undefined : `${what} was changed`;
}

async function previousProblem(reads: DigestReads, digest: Digest): Promise<string | undefined> {
  const { previousDigestS3Bucket: bucket, previousDigestS3Object: key } = digest;
  if (!bucket || !key) return undefined;
  const what = `the digest before it, ${key},`;
  const found = await reads.object(bucket, key);
  const problem = contentProblem(what, found, digest.previousDigestHashValue);
  if (problem) return problem;
  return found?.signature === digest.previousDigestSignature ? undefined : `${what} has another signature`;
}

/** Some of many, evenly spread, the first and the last among them. */
function sampleOf<Item>(items: readonly Item[], most: number): readonly Item[] {
  if (items.length <= most) return items;
  const step = most > 1 ? (items.length - 1) / (most - 1) : 0;
  return items.filter((_, index) => Array.from({ length: most }, (__, nth) => Math.round(nth * step)).includes(index));
}

/**
 * Whether a digest is as CloudTrail signed it, where CloudTrail put it, follows the one before it, and the log files it names
 * are as they were: what `aws cloudtrail validate-logs` does, of one digest and a sample of its files.
 * @param logFiles - how many of its log files to read at most
 * @throws whatever AWS refuses; that an object is missing is a problem and no error
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-custom-validation.html
 */
export async function checkDigest(
  reads: DigestReads,
  { bucket, key }: { readonly bucket: string; readonly key: string },
  logFiles = 3,
): Promise<DigestCheck> {
  const none = { compared: 0, named: 0 };
  const found = await reads.object(bucket, key);
  if (!found) return { ...none, problems: ["it is not there"] };
  const content = inflated(found.body);
  const digest = parsed(content);
  if (!content || !digest) return { ...none, problems: ["it is no digest file"] };

  const problems: (string | undefined)[] = [];
  if (digest.digestS3Bucket !== bucket || digest.digestS3Object !== key) {
    problems.push(`CloudTrail put it at ${digest.digestS3Bucket}/${digest.digestS3Object}`);
  }
  problems.push(await signatureProblem(reads, digest, content, found.signature));
  problems.push(await previousProblem(reads, digest));
  const sample = sampleOf(digest.logFiles, logFiles);
  for (const { s3Bucket, s3Object, hashValue } of sample) {
    problems.push(contentProblem(`the log file ${s3Object}`, await reads.object(s3Bucket, s3Object), hashValue));
  }
  return {
    problems: problems.filter((problem) => problem !== undefined),
    compared: sample.length,
    named: digest.logFiles.length,
    endedAt: digest.digestEndTime,
  };
}
