import { absent, Delivery } from "../derivation";
import { accounts, home, Key, keyArn, keyOwner, logGroupArn } from "../organization-under-test";

const { payments, website } = accounts;

const actions = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncryptFrom", "kms:GenerateDataKey", "kms:DescribeKey"];

const encrypts = (key: Key, name: string, action: string): Delivery => {
  const owner = keyOwner(key);
  const group = logGroupArn(owner, name);
  return {
    sentence: `CloudWatch Logs encrypts ${name} of ${owner} with ${action}`,
    page: "AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html",
    request: {
      policy: `key ${key}`,
      principal: `logs.${home}.amazonaws.com`,
      action,
      resource: keyArn(key),
      owner,
      context: { "aws:PrincipalIsAWSService": "true", "kms:EncryptionContext:aws:logs:arn": group },
    },
    refused: {
      principal: ["logs.us-east-1.amazonaws.com"],
      "kms:EncryptionContext:aws:logs:arn": [
        `${group}-2`,
        logGroupArn(website, name),
        logGroupArn(owner, name, "us-east-1"),
        absent,
      ],
    },
  };
};

/** Every group of a workload in its home Region; those of public zones are in Virginia. */
const groupsOfAccount = [
  "/example-logs/vpc-flow-logs",
  "/example-logs/transit-gateway-flow-logs",
  "/aws/directoryservice/example-logs",
  "/example-logs/operating-system/system",
  "/example-logs/operating-system/security",
  "/example-logs/operating-system/application",
  "/example-logs/sessions",
  "/example-logs/syslog",
  "/example-logs/reports",
  "/example-logs/canary",
];

const elsewhere = ["/payments/api", "/aws/route53/example-logs"].map((name) => logGroupArn(payments, name));

const ofAccount = (name: string, action: string): Delivery => {
  const row = encrypts("logs", name, action);
  const key = "kms:EncryptionContext:aws:logs:arn";
  return { ...row, refused: { ...row.refused, [key]: [...(row.refused[key] ?? []), ...elsewhere] } };
};

/** CloudWatch Logs uses the keys of the log groups we make, for exactly those groups. */
export const logGroupEncryption: readonly Delivery[] = [
  ...actions.map((action) => encrypts("transport", "/example-logs/archive-delivery-errors", action)),
  ...actions.map((action) => encrypts("trail-logs", "/example-logs/organization-trail", action)),
  ...actions.map((action) => ofAccount("/example-logs/sessions", action)),
  ...groupsOfAccount
    .filter((name) => name !== "/example-logs/sessions")
    .map((name) => ofAccount(name, "kms:GenerateDataKey")),
];
