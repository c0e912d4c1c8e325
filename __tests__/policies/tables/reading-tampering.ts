import type { Case } from "../cases";
import type { Request } from "../request";
import { Context, throughS3 } from "../contexts";
import { absent } from "../derivation";
import {
  accounts,
  actors,
  bucketArn,
  home,
  keyArn,
  object,
  Reader,
  readers,
  vaultRegion,
} from "../organization-under-test";
import { by, cannot, given, listActions, log, readActions, readable, readerNames, withheld } from "./reader-requests";

const { securityTooling } = accounts;

/** Neither by what the archive lets it, whatever its own policy were, nor by both together. */
const identities = (reader: Reader) => ["everything", `permissions ${readers[reader].role}`] as const;

const beyondTheGiven: Case[] = readerNames.flatMap((reader) =>
  readable.flatMap(({ kind, bucket }) =>
    withheld(reader, kind).flatMap((folder) =>
      identities(reader).flatMap((identity) => {
        const policy = `bucket ${bucket}` as const;
        const who = `${actors[reader].name}, allowed ${identity} by its account,`;
        return [
          ...readActions.map((action) =>
            cannot(
              `${who} cannot read ${folder}/ of the ${bucket} bucket with ${action}`,
              by(reader, { policy, identity, action, resource: log(bucket, folder) }),
              given(reader, kind).length > 0 ? "ImplicitlyDenied" : "ExplicitlyDenied",
            ),
          ),
          ...listActions.map((action) =>
            cannot(
              `${who} cannot list ${folder}/ of the ${bucket} bucket with ${action}`,
              by(reader, {
                policy,
                identity,
                action,
                resource: bucketArn(bucket),
                context: { "s3:prefix": `${folder}/` },
              }),
            ),
          ),
        ];
      }),
    ),
  ),
);

/** Vault -> its key, and the Region of both. */
const vaults = [
  ["vault", "vault", vaultRegion],
  ["home vault", "home-vault", home],
] as const;

const theVaults: Case[] = readerNames.flatMap((reader) =>
  identities(reader).flatMap((identity) =>
    vaults.flatMap(([vault, key, region]) => {
      const who = `${actors[reader].name}, allowed ${identity} by its account,`;
      return [
        ...readActions.map((action) =>
          cannot(
            `${who} cannot read the ${vault} with ${action}`,
            by(reader, { policy: `bucket ${vault}`, identity, action, resource: log(vault, "cloudtrail") }),
            "ExplicitlyDenied",
          ),
        ),
        ...listActions.map((action) =>
          cannot(
            `${who} cannot list the ${vault} with ${action}`,
            by(reader, {
              policy: `bucket ${vault}`,
              identity,
              action,
              resource: bucketArn(vault),
              context: { "s3:prefix": "cloudtrail/" },
            }),
          ),
        ),
        cannot(
          `${who} cannot decrypt the ${vault}`,
          by(reader, {
            policy: `key ${key}`,
            identity,
            action: "kms:Decrypt",
            resource: keyArn(key),
            context: throughS3(region, bucketArn(vault)),
          }),
        ),
      ];
    }),
  ),
);

/** As far as the role's own policy goes, with whatever the resource might allow. */
const byItsOwnPolicy = (reader: Reader, request: Pick<Request, "action" | "resource"> & Partial<Request>): Request =>
  by(reader, { owner: securityTooling, ...request });

const ownPolicies: Case[] = readerNames.flatMap((reader) => {
  const { name } = actors[reader];
  return [
    ...["", absent, "cloudtrail"].map((prefix) =>
      cannot(
        `${name} cannot list a bucket ${prefix === absent ? "without a prefix" : `with the prefix "${String(prefix)}"`}`,
        byItsOwnPolicy(reader, {
          action: "s3:ListBucket",
          resource: bucketArn("trail"),
          context: typeof prefix === "string" ? { "s3:prefix": prefix } : {},
        }),
      ),
    ),
    cannot(
      `${name} cannot read what lies in no folder of its own`,
      byItsOwnPolicy(reader, { action: "s3:GetObject", resource: object("trail", "x") }),
    ),
    ...Object.entries<Pick<Request, "resource"> & { context?: Context }>({
      "s3:GetObject": { resource: log("elb", "alb") },
      "s3:ListBucket": { resource: bucketArn("elb"), context: { "s3:prefix": "alb/" } },
      "s3:GetBucketLocation": { resource: bucketArn("elb") },
    }).map(([action, { resource, context }]) =>
      cannot(
        `${name} does not take the bucket of another account for one of the archive's with ${action}`,
        byItsOwnPolicy(reader, {
          action,
          resource,
          context: { ...context, "aws:ResourceAccount": securityTooling },
        }),
      ),
    ),
    ...["s3:PutObject", "s3:DeleteObject", "s3:DeleteObjectVersion", "s3:GetObjectAttributes"].map((action) =>
      cannot(
        `${name} has no right to ${action} itself`,
        byItsOwnPolicy(reader, { action, resource: log("trail", "cloudtrail") }),
      ),
    ),
    ...["s3:PutBucketPolicy", "s3:DeleteBucket", "s3:GetBucketPolicy"].map((action) =>
      cannot(
        `${name} has no right to ${action} itself`,
        byItsOwnPolicy(reader, { action, resource: bucketArn("trail") }),
      ),
    ),
    ...Object.entries<Context>({
      "by itself": {},
      "for the vault": throughS3(home, bucketArn("vault")),
      "without S3": { "kms:EncryptionContext:aws:s3:arn": bucketArn("trail") },
      "for S3 without a bucket": { "kms:ViaService": `s3.${home}.amazonaws.com` },
    }).map(([purpose, context]) =>
      cannot(
        `${name} cannot use the key ${purpose}`,
        byItsOwnPolicy(reader, {
          policy: "default key",
          action: "kms:Decrypt",
          resource: keyArn("archive"),
          context,
        }),
      ),
    ),
    ...["kms:Encrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom", "kms:CreateGrant"].map((action) =>
      cannot(
        `${name} cannot use the key through S3 with ${action}`,
        by(reader, {
          policy: "key archive",
          identity: "everything",
          action,
          resource: keyArn("archive"),
          context: throughS3(home, bucketArn("trail")),
        }),
      ),
    ),
  ];
});

/** What readers cannot do. */
export const readingTampering: Readonly<Record<string, readonly Case[]>> = {
  "readers beyond what they are given": beyondTheGiven,
  "readers of the vaults": theVaults,
  "what readers' own policies leave them": ownPolicies,
};
