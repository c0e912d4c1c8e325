import { ServiceTampering } from "./service-tampering";

/** Log groups are deleted, thinned out, rewritten or kept shorter, or their events are redirected. */
export const logs: ServiceTampering = {
  service: "logs",
  groups: [
    {
      // A policy of the type RETENTION_POLICY deletes years of logs a day after it was made.
      denied: "DenyRedirectingLogEvents",
      actions: ["DeleteAccountPolicy", "PutAccountPolicy", "PutStorageTierPolicy"],
    },
    { denied: "DenyRewritingLogEvents", actions: ["DeletePipelineRule", "PutPipelineRule"] },
    {
      denied: "DenyRewritingLogEvents",
      actions: ["ProcessWithPipeline"],
      untold: "a permission that CloudWatch asks for, not a call",
    },
    {
      denied: "DenyChangingDeliveries",
      about: { ours: ["name", "deliveryDestinationName", "destinationName"] },
      actions: ["DeleteDelivery*", "DeleteDestination", "PutDelivery*", "PutDestination*"],
    },
    {
      denied: "DenyThinningLogGroups",
      about: { ours: ["logGroupName", "logGroupIdentifier", "resourceIdentifier"] },
      actions: [
        "AssociateKmsKey",
        "DeleteDataProtectionPolicy",
        "DeleteLogGroup",
        "DeleteLogStream",
        "DeleteMetricFilter",
        "DeleteSubscriptionFilter",
        "DeleteTransformer",
        "DisassociateKmsKey",
        "PutBearerTokenAuthentication",
        "PutDataProtectionPolicy",
        "PutLogGroupDeletionProtection",
        "PutMetricFilter",
        "PutSubscriptionFilter",
        "PutTransformer",
      ],
    },
    {
      denied: "DenyShorteningRetention",
      about: { ours: ["logGroupName", "logGroupIdentifier"] },
      actions: ["DeleteRetentionPolicy", "PutRetentionPolicy"],
    },
    // Requests name a delivery by an id of AWS's; a team's own ends a log as well.
    { denied: "DenyChangingTagged", actions: ["DeleteDelivery", "UpdateDeliveryConfiguration"] },
    { denied: "DenyChangingTagged", about: { ours: ["resourceArn"] }, actions: ["TagResource", "UntagResource"] },
    {
      denied: { not: "teams write such policies for their own services, and AWS knows no resource to tell ours by" },
      about: { ours: ["policyName"] },
      actions: ["DeleteResourcePolicy", "PutResourcePolicy"],
    },
  ],
};
