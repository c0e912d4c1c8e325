import { throughS3 } from "../contexts";
import { absent, Delivery, Refused } from "../derivation";
import {
  accounts,
  actors,
  bucketArn,
  home,
  keyArn,
  object,
  Reader,
  readers,
  role,
  stranger,
  vaultRegion,
} from "../organization-under-test";
import {
  by,
  externalId,
  given,
  log,
  permissionSet,
  Readable,
  readableBy,
  readerNames,
  takesRole,
  readsAllOf,
  vendor,
  withheld,
} from "./reader-requests";

const { securityTooling } = accounts;

const crossAccountPage = "AmazonS3/latest/userguide/example-walkthroughs-managing-access-example2.html";
const athenaPage = "athena/latest/ug/cross-account-permissions.html";
const permissionSetPage = "singlesignon/latest/userguide/referencingpermissionsets.html";
const externalIdPage = "IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html";

const another: Readonly<Record<Reader, string>> = {
  analyst: role(securityTooling, "example-logs-reader-others"),
  siem: role(securityTooling, "Administrator"),
};

const onlyItself = (reader: Reader): Refused => ({ "aws:PrincipalArn": [another[reader], absent] });

const locates = (reader: Reader, { bucket }: Readable): Delivery => ({
  sentence: `${actors[reader].name} locates the ${bucket} bucket`,
  page: athenaPage,
  request: by(reader, { policy: `bucket ${bucket}`, action: "s3:GetBucketLocation", resource: bucketArn(bucket) }),
  refused: { ...onlyItself(reader), resource: [bucketArn("vault")] },
});

const lists = (reader: Reader, { kind, bucket }: Readable, action: string, folder: string): Delivery => ({
  sentence: `${actors[reader].name} lists ${folder}/ of the ${bucket} bucket with ${action}`,
  page: crossAccountPage,
  request: by(reader, {
    policy: `bucket ${bucket}`,
    action,
    resource: bucketArn(bucket),
    context: { "s3:prefix": `${folder}/AWSLogs/` },
  }),
  refused: {
    ...onlyItself(reader),
    resource: [bucketArn("vault")],
    ...(readsAllOf(reader, kind) ? {} : { "s3:prefix": [`${withheld(reader, kind)[0]}/AWSLogs/`, folder, "", absent] }),
  },
});

const reads = (reader: Reader, { kind, bucket }: Readable, action: string, folder: string): Delivery => ({
  sentence: `${actors[reader].name} reads ${folder}/ of the ${bucket} bucket with ${action}`,
  page: crossAccountPage,
  request: by(reader, { policy: `bucket ${bucket}`, action, resource: log(bucket, folder) }),
  refused: {
    ...onlyItself(reader),
    resource: [
      log("vault", folder),
      ...(readsAllOf(reader, kind) ? [] : [object(bucket, "a.gz"), object(bucket, folder)]),
    ],
  },
});

/** Sessions open the key for the logs bucket to every role of the organization. */
const decrypts = (reader: Reader, bucket: "trail" | "logs" | "waf", encrypted: string): Delivery => ({
  sentence: `${actors[reader].name} decrypts what was encrypted for ${encrypted}`,
  page: athenaPage,
  request: by(reader, {
    policy: "key archive",
    action: "kms:Decrypt",
    resource: keyArn("archive"),
    context: throughS3(home, encrypted),
  }),
  refused: {
    ...(bucket !== "logs" && onlyItself(reader)),
    "kms:ViaService": [`athena.${home}.amazonaws.com`, `s3.${vaultRegion}.amazonaws.com`, absent],
    "kms:EncryptionContext:aws:s3:arn": [bucketArn("vault"), log("vault", "cloudtrail"), absent],
  },
});

/** The default key asks for nothing, so that what is left to refuse is the role's own policy. */
const decryptsByRoleAlone = (reader: Reader): Delivery => {
  const { sentence, page, request, refused } = decrypts(reader, "trail", bucketArn("trail"));
  const key = "kms:EncryptionContext:aws:s3:arn";
  return {
    sentence: `${sentence}, were it left to the role's policy`,
    page,
    request: { ...request, policy: "default key" },
    refused: { "kms:ViaService": refused["kms:ViaService"] ?? [], [key]: refused[key] ?? [] },
  };
};

const rowsOf = (reader: Reader): Delivery[] => [
  ...readableBy(reader).flatMap((each) => {
    const folders = given(reader, each.kind);
    const [first = ""] = folders;
    return [
      locates(reader, each),
      ...folders.map((folder) => lists(reader, each, "s3:ListBucket", folder)),
      lists(reader, each, "s3:ListBucketVersions", first),
      ...folders.map((folder) => reads(reader, each, "s3:GetObject", folder)),
      reads(reader, each, "s3:GetObjectVersion", first),
    ];
  }),
  ...(["trail", "logs", "waf"] as const).flatMap((bucket) =>
    [bucketArn(bucket), log(bucket, "a")].map((encrypted) => decrypts(reader, bucket, encrypted)),
  ),
  decryptsByRoleAlone(reader),
];

const taken: readonly Delivery[] = [
  {
    sentence: "whoever has the permission set of analysts takes their role",
    page: permissionSetPage,
    request: takesRole(readers.analyst.principal, securityTooling, "analyst", {}),
    refused: {
      "aws:PrincipalArn": [
        permissionSet("Administrator"),
        permissionSet("SecurityAnalyst_Contractors"),
        permissionSet("SecurityAnalyst", ""),
        role(securityTooling, "AWSReservedSSO_SecurityAnalyst_0123456789abcdef"),
        role(securityTooling, "Administrator"),
        absent,
      ],
      "aws:PrincipalOrgID": [stranger.organizationId, absent],
    },
  },
  {
    sentence: "the vendor's collector takes its role with the external id",
    page: externalIdPage,
    request: takesRole(readers.siem.principal, vendor, "siem", externalId),
    refused: {
      "aws:PrincipalArn": [role(vendor, "Administrator"), absent],
      "sts:ExternalId": ["example-of-another-customer", absent],
      principal: [role(stranger.account, "LogCollector")],
    },
  },
];

/** What readers can do, and who can become one. */
export const reading: readonly Delivery[] = [...readerNames.flatMap(rowsOf), ...taken];
