import { actingFor, Context, namingKey, ownerFullControl } from "../contexts";
import { absent, aclMatters, Delivery, organizationMatters, Refused } from "../derivation";
import {
  accounts,
  bucketArn,
  dataEventTrailArn,
  home,
  keyArn,
  object,
  organizationId,
  stranger,
  trailArn,
} from "../organization-under-test";

const day = "2026/11/22";

const trailPage = "awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html";
const trailKeyPage = "awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html";

/** In every member the source is the trail of the management account. */
const fromTrail = actingFor(accounts.management, trailArn);

const onlyTheTrail: Refused = {
  "aws:SourceArn": [
    `arn:aws:cloudtrail:${home}:${accounts.management}:trail/another`,
    `arn:aws:cloudtrail:${home}:${accounts.payments}:trail/example-logs-organization`,
    `arn:aws:cloudtrail:${home}:${stranger.account}:trail/example-logs-organization`,
    absent,
  ],
};

const trailWrites = (sentence: string, key: string, context: Context): Delivery => ({
  sentence: `CloudTrail writes ${sentence}`,
  page: trailPage,
  request: {
    policy: "bucket trail",
    principal: "cloudtrail.amazonaws.com",
    action: "s3:PutObject",
    resource: object("trail", `cloudtrail/AWSLogs/${key}`),
    context: { ...ownerFullControl, ...context },
  },
  refused: {
    ...onlyTheTrail,
    ...aclMatters,
    resource: [
      object("trail", `AWSLogs/${key}`),
      object("trail", `config/AWSLogs/${key}`),
      object("trail", `cloudtrail/AWSLogs/${stranger.organizationId}/${stranger.account}/CloudTrail/x.json.gz`),
      object("trail", `cloudtrail/AWSLogs/${accounts.payments}/CloudTrail/x.json.gz`),
    ],
  },
});

const trailUsesKey = (sentence: string, action: string, context: Context, refused: Refused): Delivery => ({
  sentence: `CloudTrail ${sentence}`,
  page: trailKeyPage,
  request: {
    policy: "key archive",
    principal: "cloudtrail.amazonaws.com",
    action,
    resource: keyArn("archive"),
    context: { ...fromTrail, ...context },
  },
  refused: { ...onlyTheTrail, ...refused },
});

const withKey = { ...fromTrail, ...namingKey(keyArn("archive")) };

const fromDataEventTrail = actingFor(accounts.management, dataEventTrailArn);
const dataEventFile = `${organizationId}/${accounts.payments}/CloudTrail/${home}/${day}/a.json.gz`;

/** What the trail of data events does, as the other trail does it. */
const ofDataEvents: Delivery[] = [
  trailWrites("data events of a member account", dataEventFile, {
    ...fromDataEventTrail,
    ...namingKey(keyArn("archive")),
  }),
  trailUsesKey(
    "encrypts data events",
    "kms:GenerateDataKey",
    { ...fromDataEventTrail, "kms:EncryptionContext:aws:cloudtrail:arn": dataEventTrailArn },
    {},
  ),
  trailUsesKey("uses the S3 Bucket Key for data events", "kms:Decrypt", fromDataEventTrail, {}),
];

const cloudTrail: Delivery[] = [
  ...Object.entries({ "the trail": trailArn, "the trail of data events": dataEventTrailArn }).map(
    ([name, arn]): Delivery => ({
      sentence: `CloudTrail checks the bucket before it creates ${name}`,
      page: trailPage,
      request: {
        policy: "bucket trail",
        principal: "cloudtrail.amazonaws.com",
        action: "s3:GetBucketAcl",
        resource: bucketArn("trail"),
        context: actingFor(accounts.management, arn),
      },
      refused: onlyTheTrail,
    }),
  ),
  trailWrites(
    "the events of a member account",
    `${organizationId}/${accounts.payments}/CloudTrail/us-east-1/${day}/${accounts.payments}_CloudTrail_us-east-1_a.json.gz`,
    withKey,
  ),
  trailWrites(
    "the events of the management account",
    `${organizationId}/${accounts.management}/CloudTrail/${home}/${day}/a.json.gz`,
    withKey,
  ),
  trailWrites(
    "into the folder of the management account, were the trail no longer the organization's",
    `${accounts.management}/CloudTrail/${home}/${day}/a.json.gz`,
    withKey,
  ),
  trailWrites(
    "Insights events of a member account",
    `${organizationId}/${accounts.payments}/CloudTrail-Insight/${home}/${day}/a.json.gz`,
    withKey,
  ),
  trailWrites(
    "a digest, which arrives with SSE-S3 in spite of the trail's key",
    `${organizationId}/${accounts.payments}/CloudTrail-Digest/${home}/${day}/a.json.gz`,
    { ...fromTrail, "s3:x-amz-server-side-encryption": "AES256" },
  ),
  trailWrites(
    "events in a call that names nothing but the trail",
    `${organizationId}/${accounts.website}/CloudTrail/${home}/${day}/a.json.gz`,
    { "aws:PrincipalIsAWSService": "true", "aws:SourceArn": trailArn },
  ),
  trailUsesKey(
    "encrypts events",
    "kms:GenerateDataKey",
    { "kms:EncryptionContext:aws:cloudtrail:arn": trailArn },
    {
      "kms:EncryptionContext:aws:cloudtrail:arn": [
        `arn:aws:cloudtrail:${home}:${stranger.account}:trail/example-logs-organization`,
        absent,
      ],
    },
  ),
  ...ofDataEvents,
  trailUsesKey("uses the S3 Bucket Key", "kms:Decrypt", {}, {}),
  trailUsesKey("looks at the key before it creates the trail", "kms:DescribeKey", {}, {}),
];

const configPage = "config/latest/developerguide/s3-bucket-policy.html";
const configKeyPage = "config/latest/developerguide/s3-kms-key-policy.html";

const recorder = actingFor(
  accounts.payments,
  `arn:aws:config:${home}:${accounts.payments}:configuration-recorder/default`,
);

const configWrites = (sentence: string, file: string): Delivery => ({
  sentence: `Config writes ${sentence} of a member account`,
  page: configPage,
  request: {
    policy: "bucket logs",
    principal: "config.amazonaws.com",
    action: "s3:PutObject",
    resource: object("logs", `config/AWSLogs/${accounts.payments}/Config/${file}`),
    context: { ...recorder, ...ownerFullControl, ...namingKey(keyArn("archive")) },
  },
  refused: {
    ...organizationMatters,
    ...aclMatters,
    "aws:SourceAccount": [accounts.website, absent],
    resource: [
      object("logs", `config/AWSLogs/${accounts.website}/Config/${file}`),
      object("logs", `config/AWSLogs/${accounts.payments}/CloudTrail/${file}`),
      object("logs", `vpcflow/AWSLogs/${accounts.payments}/Config/${file}`),
    ],
  },
});

const configAsks = (sentence: string, action: string): Delivery => ({
  sentence: `Config ${sentence}`,
  page: configPage,
  request: {
    policy: "bucket logs",
    principal: "config.amazonaws.com",
    action,
    resource: bucketArn("logs"),
    context: recorder,
  },
  refused: { ...organizationMatters, resource: [bucketArn("trail")] },
});

const configUsesKey = (sentence: string, action: string): Delivery => ({
  sentence: `Config ${sentence}`,
  page: configKeyPage,
  request: {
    policy: "key archive",
    principal: "config.amazonaws.com",
    action,
    resource: keyArn("archive"),
    context: recorder,
  },
  refused: organizationMatters,
});

const config: Delivery[] = [
  configAsks("checks whose bucket it is", "s3:GetBucketAcl"),
  configAsks("checks that the bucket exists", "s3:ListBucket"),
  configWrites("the file that proves it can write", "ConfigWritabilityCheckFile"),
  configWrites("the history", `${home}/2026/11/22/ConfigHistory/a.json.gz`),
  configWrites("a snapshot", `us-east-1/2026/11/22/ConfigSnapshot/a.json.gz`),
  configUsesKey("encrypts", "kms:GenerateDataKey"),
  configUsesKey("uses the S3 Bucket Key", "kms:Decrypt"),
];

/** The organization trail and AWS Config: who did what, and what there was. */
export const auditTrail: readonly Delivery[] = [...cloudTrail, ...config];
