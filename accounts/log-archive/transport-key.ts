import { allowLogGroupEncryption } from "../../modules/encryption/customer-managed-key";
import { accountRootArn, roleArn } from "../../modules/policy/arn";
import { Statement } from "../../modules/policy/statement";
import { logCentralizationRoleName } from "../../modules/transport/log-centralization";
import { Workspace } from "../workspace/workspace";

/** Who uses the transport key differs by mode; the error log group always does. */
export function transportKeyStatements({ organization, names, account }: Workspace): Statement[] {
  const { partition } = names;
  const { home } = organization.regions;
  const root = { aws: [accountRootArn(partition, account.id)] };
  const { mode } = organization.transport;
  // With native centralization the account's central log groups are encrypted with this key as well.
  const logGroups = mode === "centralization" ? "*" : names.deliveryErrorLogGroup;
  const encryptLogGroups = allowLogGroupEncryption(partition, home, account.id, logGroups);
  if (mode !== "kinesis") {
    return [
      encryptLogGroups,
      ...(mode === "centralization"
        ? [
            {
              sid: "AllowCentralizationToEncrypt",
              principals: root,
              actions: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"],
              resources: ["*"],
              conditions: {
                ArnEquals: { "aws:PrincipalArn": roleArn(partition, account.id, logCentralizationRoleName) },
              },
            },
          ]
        : []),
      {
        // Firehose encrypts records put to it under a grant that whoever creates the stream has to give.
        sid: "AllowDeploymentToGrantDeliveryStream",
        principals: root,
        actions: ["kms:CreateGrant"],
        resources: ["*"],
        conditions: {
          ArnEquals: { "aws:PrincipalArn": names.deploymentRoleArn(account.id) },
          Bool: { "kms:GrantIsForAWSResource": "true" },
          StringEquals: { "kms:ViaService": `firehose.${home}.amazonaws.com` },
        },
      },
    ];
  }
  const viaKinesis = { "kms:ViaService": `kinesis.${home}.amazonaws.com` };
  return [
    encryptLogGroups,
    {
      sid: "AllowDestinationToEncryptRecords",
      principals: root,
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      resources: ["*"],
      conditions: {
        ArnEquals: { "aws:PrincipalArn": names.roleArn(account.id, "destination") },
        StringEquals: viaKinesis,
      },
    },
    {
      sid: "AllowDeliveryToDecryptRecords",
      principals: root,
      actions: ["kms:Decrypt"],
      resources: ["*"],
      conditions: {
        ArnEquals: { "aws:PrincipalArn": names.roleArn(account.id, "delivery") },
        StringEquals: viaKinesis,
      },
    },
  ];
}
