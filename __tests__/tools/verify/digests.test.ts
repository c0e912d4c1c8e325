import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { gzipSync } from "node:zlib";
import { checkDigest, DigestReads, StoredObject } from "../../../tools/verify/digests";

const pair = () => generateKeyPairSync("rsa", { modulusLength: 2048 });
const cloudTrail = pair();
const stranger = pair();
const der = ({ publicKey }: typeof cloudTrail) => publicKey.export({ type: "pkcs1", format: "der" });

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const bucket = "acme-trail";
const key = "cloudtrail/AWSLogs/o-1/111111111111/CloudTrail-Digest/us-east-1/2026/03/04/digest-2.json.gz";
const previousKey = key.replace("digest-2", "digest-1");
const logKeys = ["log-1", "log-2", "log-3", "log-4", "log-5"];
const logOf = (name: string) => JSON.stringify({ Records: [name] });

const stored = (text: string, signature?: string): StoredObject => ({
  body: gzipSync(text),
  ...(signature && { signature }),
});

/** Signs as CloudTrail does. */
const signed = (text: string, at: string, end: string, before: string, by = cloudTrail) =>
  sign("sha256", Buffer.from([end, `${bucket}/${at}`, sha256(text), before].join("\n")), by.privateKey).toString("hex");

const base = {
  awsAccountId: "111111111111",
  digestStartTime: "2026-03-04T08:00:00Z",
  digestEndTime: "2026-03-04T09:00:00Z",
  digestS3Bucket: bucket,
  digestPublicKeyFingerprint: "f1",
  logFiles: logKeys.map((name) => ({ s3Bucket: bucket, s3Object: name, hashValue: sha256(logOf(name)) })),
};
const first = JSON.stringify({
  ...base,
  digestEndTime: "2026-03-04T08:00:00Z",
  digestS3Object: previousKey,
  logFiles: [],
});
const firstSignature = signed(first, previousKey, "2026-03-04T08:00:00Z", "null");
const second = JSON.stringify({
  ...base,
  digestS3Object: key,
  previousDigestS3Bucket: bucket,
  previousDigestS3Object: previousKey,
  previousDigestHashValue: sha256(first),
  previousDigestSignature: firstSignature,
});
const secondSignature = signed(second, key, base.digestEndTime, firstSignature);

const whole: Readonly<Record<string, StoredObject>> = {
  [key]: stored(second, secondSignature),
  [previousKey]: stored(first, firstSignature),
  ...Object.fromEntries(logKeys.map((name) => [name, stored(logOf(name))])),
};

const readsOf = (
  changed: Readonly<Record<string, StoredObject | undefined>> = {},
  publicKeys = [{ fingerprint: "f1", value: der(cloudTrail) }],
): DigestReads => ({
  object: (_, name) => Promise.resolve({ ...whole, ...changed }[name]),
  publicKeys: () => Promise.resolve(publicKeys),
});
const check = (reads: DigestReads, logFiles = 10) => checkDigest(reads, { bucket, key }, logFiles);

describe("a digest", () => {
  test("is whole as CloudTrail wrote it, with all its log files", async () => {
    expect(await check(readsOf())).toEqual({ problems: [], compared: 5, named: 5, endedAt: "2026-03-04T09:00:00Z" });
  });

  test("is whole if it is the first of its trail", async () => {
    expect(await checkDigest(readsOf(), { bucket, key: previousKey })).toMatchObject({ problems: [], named: 0 });
  });

  test.each<[string, Readonly<Record<string, StoredObject | undefined>>, string[]]>([
    ["it is altered", { [key]: stored(`${second} `, secondSignature) }, ["its signature is not CloudTrail's"]],
    [
      "a stranger signed it",
      { [key]: stored(second, signed(second, key, base.digestEndTime, firstSignature, stranger)) },
      ["its signature is not CloudTrail's"],
    ],
    ["its signature is no hexadecimal", { [key]: stored(second, "signature") }, ["its signature is not CloudTrail's"]],
    ["it has no signature", { [key]: stored(second) }, ["it has no signature"]],
    ["it is missing", { [key]: undefined }, ["it is not there"]],
    ["it is no gzip", { [key]: { body: Buffer.from(second), signature: secondSignature } }, ["it is no digest file"]],
    ["it is no JSON", { [key]: stored("{", secondSignature) }, ["it is no digest file"]],
    ["it has no times", { [key]: stored(JSON.stringify({ logFiles: [] }), secondSignature) }, ["it is no digest file"]],
    ["a log file is altered", { "log-2": stored("{}") }, ["the log file log-2 was changed"]],
    ["a log file is no gzip", { "log-2": { body: Buffer.from(logOf("log-2")) } }, ["the log file log-2 was changed"]],
    [
      "log files are missing",
      { "log-1": undefined, "log-5": undefined },
      ["the log file log-1 is not there", "the log file log-5 is not there"],
    ],
    ["the one before is missing", { [previousKey]: undefined }, [`the digest before it, ${previousKey}, is not there`]],
    [
      "the one before is altered",
      { [previousKey]: stored("{}", firstSignature) },
      [`the digest before it, ${previousKey}, was changed`],
    ],
    [
      "the one before is signed again",
      { [previousKey]: stored(first, "00") },
      [`the digest before it, ${previousKey}, has another signature`],
    ],
  ])("is refused if %s", async (_, changed, problems) => {
    expect((await check(readsOf(changed))).problems).toEqual(problems);
  });

  test.each([
    ["CloudTrail has another key", [{ fingerprint: "f1", value: der(stranger) }], "its signature is not CloudTrail's"],
    [
      "what CloudTrail has is no key",
      [{ fingerprint: "f1", value: Buffer.from("key") }],
      "its signature is not CloudTrail's",
    ],
    [
      "CloudTrail does not know its key",
      [{ fingerprint: "f2", value: der(cloudTrail) }],
      "CloudTrail has no public key f1 of that time",
    ],
  ])("is refused if %s", async (_, keys, problem) => {
    expect((await check(readsOf({}, keys))).problems).toEqual([problem]);
  });

  test("is refused where CloudTrail did not put it", async () => {
    const elsewhere = await checkDigest(readsOf({ copy: whole[key] }), { bucket, key: "copy" });
    expect(elsewhere.problems).toEqual([`CloudTrail put it at ${bucket}/${key}`]);
  });

  test.each([
    [1, ["log-1"]],
    [3, ["log-1", "log-3", "log-5"]],
    [5, logKeys],
  ])("has %d of its log files read", async (most, expected) => {
    const read: string[] = [];
    const reads = readsOf();
    const object = (at: string, name: string) => {
      read.push(name);
      return reads.object(at, name);
    };
    expect(await check({ ...reads, object }, most)).toMatchObject({ compared: most, named: 5 });
    expect(read.filter((name) => logKeys.includes(name))).toEqual(expected);
  });

  test("tells nothing where AWS refuses", async () => {
    const refused = { ...readsOf(), publicKeys: () => Promise.reject(new Error("AccessDenied")) };
    await expect(check(refused)).rejects.toThrow("AccessDenied");
  });
});
